"""A static page as readers see it: in the language asked for, with links to the other ones it is written in."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.safestring import SafeString

from articles import body, filling
from articles.filling import Link
from ground import languages
from readers import keeping, linking, lists
from readers.lists import Wanted
from readers.models import Page
from readers.words import tongues


@dataclass(frozen=True)
class StaticPage:
    """A page, ready to print. `others`: the same page in other languages, by the language's own name.

    `until`: when the clock alone changes where it links to.
    """

    title: str
    url: str
    language: str
    text: SafeString
    changed_at: datetime
    others: list[tuple[str, Link]]
    keys: frozenset[str]
    until: datetime | None


def standing_at(slug: str, *, wanted: Wanted, default: str, at: datetime) -> tuple[StaticPage | None, datetime | None]:
    """The page, if readers may see it, and when the clock alone changes that. Two queries at most."""
    written = list(Page.objects.filter(slug=slug, public_from__isnull=False))
    opens = lists.earliest(*(page.public_from for page in written if page.public_from and page.public_from > at))
    public = {page.language: page for page in written if page.public_from and page.public_from <= at}
    page = public.get(wanted.language or default) or (None if wanted.language else next(iter(public.values()), None))
    found = _prepare(page, public, default=default, at=at) if page else None
    return found, lists.earliest(opens, found.until if found else None)


def _prepare(page: Page, public: dict[str, Page], *, default: str, at: datetime) -> StaticPage:
    links = linking.links(body.story_ids(page.body), at=at)
    others = [(tag, Link(languages.name(tag), _url(other, default))) for tag, other in public.items() if other != page]
    return StaticPage(
        title=page.title,
        url=_url(page, default),
        language=page.language,
        text=filling.fill(page.body, figures={}, links=links.paths),
        changed_at=page.changed_at,
        others=others,
        keys=frozenset([keeping.of_page(page.slug), *links.keys]),
        until=links.until,
    )


def _url(page: Page, default: str) -> str:
    return tongues.address(page.get_absolute_url(), language=page.language, own=default)
