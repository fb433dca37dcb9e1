"""A working copy as the API shows it, with its publications and what stands in the way of one."""

from datetime import datetime
from typing import Any

from django.urls import reverse

from api import publication, schemas
from api.articles import subject
from articles import body, checking, translations
from articles.filling import absolute
from articles.models import Article, Byline, Caption, Edition
from media.models import Photo
from staff import audit
from staff.models import User

_SAME = (
    "version language headline front_headline summary dateline source editor_note urgency sensitive embargo "
    "take_down_at created_at changed_at"
).split()


def describe(article: Article, *, by: User, at: datetime) -> schemas.Draft:
    """All of it. `reasons` are those for this person at that moment. A fixed number of queries."""
    editions = article.editions.select_related("article")
    live, scheduled = editions.live(at=at).first(), editions.future(at=at).first()
    last = None if live else editions.begun(at=at).first()
    away = checking.withdrawal(last)
    reasons = [*away, *checking.reasons(article, version=article.version, at=at, by=by)]
    return schemas.Draft(
        **{name: getattr(article, name) for name in _SAME},
        **_relations(article),
        live=publication.describe(live, at=at) if live else None,
        scheduled=publication.describe(scheduled, at=at) if scheduled else None,
        ended=_ended(last) if last else None,
        translations=linked(article, at=at),
        id=article.public_id,
        desk_state=article.desk_state,
        body_html=article.body,
        body_text=body.text(article.body),
        section=_named(article.section) if article.section else None,
        created_by=str(article.created_by or audit.SYSTEM),
        changed_by=str(article.changed_by or audit.SYSTEM),
        reasons=[schemas.Reason(code=row.code, field=row.field, message=row.message) for row in reasons],
    )


def linked(article: Article, *, at: datetime) -> list[schemas.LinkedDraft]:
    """The working copies that it is linked to. One query where there may be any."""
    return [
        schemas.LinkedDraft(
            id=other.public_id,
            language=other.language,
            headline=other.headline,
            desk_state=other.desk_state,
            url=absolute(other.path or "") if other.is_live else None,
            href=absolute(reverse("api:draft", args=[other.public_id])),
            is_original=article.translated_from_id == other.pk,
        )
        for other in translations.with_standing(article, at=at)
    ]


def _relations(article: Article) -> dict[str, Any]:
    return {
        "tags": [_named(tag) for tag in article.tags.order_by("name")],
        "coverages": [_named(coverage) for coverage in article.coverages.order_by("name")],
        "bylines": [_byline(row) for row in article.bylines.select_related("author")],
        "captions": [_caption(row) for row in article.captions.select_related("photo")],
        "related": list(article.related_picks.values_list("pick__public_id", flat=True)),
        "holds": [
            schemas.Hold(kind=block.kind, reason=block.reason, created_at=block.created_at)
            for block in article.blocks.filter(lifted_at=None)
        ],
    }


def _named(row: Any) -> schemas.Subject:
    return subject(row.name, row.slug, row.get_absolute_url())


def _byline(row: Byline) -> schemas.Byline:
    return schemas.Byline(name=str(row), author=row.author.slug if row.author else "")


def _caption(row: Caption) -> schemas.Caption:
    same = "uuid role pending text credit alt decorative crop".split()
    return schemas.Caption(**{name: getattr(row, name) for name in same}, photo=_photo(row.photo))


def _photo(photo: Photo | None) -> schemas.Photo | None:
    if photo is None:
        return None
    return schemas.Photo(
        id=photo.public_id, title=str(photo), width=photo.width, height=photo.height, state=photo.state
    )


def _ended(last: Edition) -> schemas.Ended:
    assert last.live_until is not None
    return schemas.Ended(at=last.live_until, cause=last.ended_by, notice=last.notice)
