"""A static page as readers see it: in the language asked for, with links to the other ones it is written in."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.safestring import SafeString

from articles import body, filling
from ground import languages
from readers import keeping, linking, lists
from readers.lists import Wanted
from readers.models import Page
from readers.words import tongues
from readers.words.tongues import Tongue


@dataclass(frozen=True)
class StaticPage:
    """A page, ready to print. `translations`: the page in each of its languages, itself first; empty for a single one.

    `until`: when the clock alone changes where it links to.
    """

    title: str
    url: str
    language: str
    text: SafeString
    changed_at: datetime
    translations: list[Tongue]
    keys: frozenset[str]
    until: datetime | None


def standing_at(slug: str, *, wanted: Wanted, default: str, at: datetime) -> tuple[StaticPage | None, datetime | None]:
    """The page, if readers may see it, and when the clock alone changes that. Two queries at most."""
    written = list(Page.objects.filter(slug=slug, public_from__isnull=False))
    opens = lists.earliest(*(page.public_from for page in written if not page.is_live(at=at)))
    public = {page.language: page for page in written if page.is_live(at=at)}
    page = public.get(wanted.language or default) or (None if wanted.language else next(iter(public.values()), None))
    found = _prepare(page, public, default=default, at=at) if page else None
    return found, lists.earliest(opens, found.until if found else None)


def _prepare(page: Page, public: dict[str, Page], *, default: str, at: datetime) -> StaticPage:
    links = linking.links(body.story_ids(page.body), at=at)
    others = [other for other in public.values() if other != page]
    return StaticPage(
        title=page.title,
        url=_url(page, default),
        language=page.language,
        text=filling.fill(page.body, figures={}, links=links.paths),
        changed_at=page.changed_at,
        translations=[_tongue(one, default) for one in [page, *others]] if others else [],
        keys=frozenset([keeping.of_page(page.slug), *links.keys]),
        until=links.until,
    )


def _tongue(page: Page, default: str) -> Tongue:
    tag = page.language
    return Tongue(tag, languages.name(tag), languages.direction(tag), _url(page, default))


def _url(page: Page, default: str) -> str:
    return tongues.address(page.get_absolute_url(), language=page.language, own=default)
