"""A small world for the tests: invented people, places and stories, made through the real verbs."""

from datetime import UTC, datetime, timedelta
from typing import Any

from django.contrib.auth.models import Group, Permission

from articles import drafting, publishing
from articles.models import Article, Edition, Section, Site
from ground import clock
from staff.models import User

#: The moment at which a controlled clock starts.
MORNING = datetime(2026, 3, 4, 6, 0, tzinfo=UTC)


class ControlledClock:
    """A clock that stands until a test moves it; both ways of asking give the same moment."""

    def __init__(self, at: datetime = MORNING) -> None:
        self.at = at

    def now(self) -> datetime:
        return self.at

    def after_lock(self) -> datetime:
        return self.at

    def move(self, **by: float) -> datetime:
        self.at += timedelta(**by)
        return self.at


def person(name: str, *roles: str) -> User:
    """Someone on the staff, with these roles of newsroom/roles.py."""
    user, _ = User.objects.get_or_create(username=name, defaults={"is_staff": True})
    user.groups.set(Group.objects.filter(name__in=roles))
    return User.objects.get(pk=user.pk)


def permission(name: str) -> Permission:
    """A permission as `app.codename`."""
    app, codename = name.split(".")
    return Permission.objects.get(content_type__app_label=app, codename=codename)


def editor() -> User:
    return person("anna", "editor")


def site(**fields: Any) -> Site:
    return Site.objects.update_or_create(pk=1, defaults={"name": "Harbour Post", **fields})[0]


def section(slug: str = "harbour", **fields: Any) -> Section:
    return Section.objects.get_or_create(slug=slug, defaults={"name": slug.title(), **fields})[0]


def draft(headline: str = "Ferry leaves Halmsund", *, by: User | None = None, **fields: Any) -> Article:
    """A working copy that may be published as it is."""
    fields.setdefault("section", section())
    fields.setdefault("body", f"<p>{headline}, as everybody in the harbour could see.</p>")
    return drafting.create(by=by, fields={"headline": headline, **fields}, at=clock.now())


def save(article: Article, *, by: User | None = None, **fields: Any) -> Article:
    """The article with the fields saved as its next version."""
    article.refresh_from_db()
    return drafting.save(article_id=article.pk, version=article.version, by=by, fields=fields, at=clock.now())


def publish(article: Article, *, by: User | None = None, **options: Any) -> Edition:
    article.refresh_from_db()
    return publishing.publish(article=article, version=article.version, by=by, **options)


def published(headline: str = "Ferry leaves Halmsund", **fields: Any) -> Article:
    """A story that readers see."""
    article = draft(headline, **fields)
    publish(article)
    article.refresh_from_db()
    return article


def headlines(at: datetime | None = None) -> list[str]:
    """The headlines of all that is public at that moment, newest first."""
    live = Edition.objects.live(at=at or clock.now())
    return [edition.headline for edition in live.newest_first()]
