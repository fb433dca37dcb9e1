"""What the address of the search page asks for, whatever stands in it, and the addresses of searches near it."""

from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from urllib.parse import urlencode

from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from articles import search_words, searching
from articles.models import Site
from ground import clock, languages
from readers import asked, furnishing
from readers.rendering import Head
from readers.words import tongues
from readers.words.numerals import page_title

#: Value → its words and how many days it is long.
PERIODS: dict[str, tuple[Promise, int]] = {
    "day": (_("Last day"), 1),
    "week": (_("Last week"), 7),
    "month": (_("Last month"), 31),
    "year": (_("Last year"), 366),
}


@dataclass(frozen=True)
class Search:
    """A search as its address says it. `strange`: what was given as a date and is none."""

    language: str
    text: str = ""
    section: str = ""
    within: str = ""
    since: date | None = None
    until: date | None = None
    newest_first: bool = False
    number: int = 1
    strange: tuple[str, ...] = ()


@dataclass(frozen=True)
class Filter:
    """What narrows a search, and the address of the search without it. `day` stands after the words."""

    words: str | Promise
    url: str
    day: date | None = None


def read(request: HttpRequest, *, site: Site) -> Search:
    """The search of the address. What narrows by nothing that there is, does not narrow. 404 as for other lists."""
    wanted, given = asked.wanted(request), request.GET
    dates = {name: given.get(name, "").strip() for name in ("from", "to")}
    days = {name: _day(typed) for name, typed in dates.items()}
    return Search(
        language=wanted.language or site.language,
        text=search_words.tidy(given.get("q", "")),
        section=given.get("section", "") if _section(site, given.get("section", "")) else "",
        within=given.get("within", "") if given.get("within") in PERIODS else "",
        since=days["from"],
        until=days["to"],
        newest_first=given.get("order") == "newest",
        number=wanted.number,
        strange=tuple(search_words.tidy(typed) for name, typed in dates.items() if typed and days[name] is None),
    )


def address(search: Search, *, site: Site, feed: str = "") -> str:
    """The one address of the search's page, or of its feed in that format."""
    said = {
        "q": search.text,
        "section": search.section,
        "within": search.within,
        "from": search.since.isoformat() if search.since else "",
        "to": search.until.isoformat() if search.until else "",
        "order": "newest" if search.newest_first else "",
        "lang": search.language if search.language != site.language else "",
        "page": str(search.number) if search.number > 1 else "",
    }
    query = urlencode({key: value for key, value in said.items() if value})
    path = reverse("search-feed", args=[feed]) if feed else reverse("search")
    return f"{path}?{query}" if query else path


def filters(search: Search, *, site: Site) -> list[Filter]:
    """What narrows the search, each with the address of the search without it."""

    def without(words: str | Promise, day: date | None = None, **nothing: str | None) -> Filter:
        return Filter(words, address(replace(search, number=1, **nothing), site=site), day)  # type: ignore[arg-type]

    found, sections = [], furnishing.section_names(site, language=search.language, chosen=search.section)
    if search.section:
        found.append(without(sections[search.section], section=""))
    if search.within:
        found.append(without(PERIODS[search.within][0], within=""))
    if search.since:
        found.append(without(_("From"), search.since, since=None))
    if search.until:
        found.append(without(_("Until"), search.until, until=None))
    return found


def wanted(search: Search, *, site: Site, at: datetime) -> searching.Wanted:
    """The search as the index is asked; days are those of the newsroom's zone."""
    section = _section(site, search.section)
    since = _midnight(search.since, site) if search.since else None
    if search.within and not since:
        since = at - timedelta(days=PERIODS[search.within][1])
    return searching.Wanted(
        text=search.text,
        language=search.language,
        sections=tuple(furnishing.section_ids(site, section["id"])) if section else (),
        since=since,
        until=_midnight(search.until + timedelta(days=1), site) if search.until else None,
        newest_first=search.newest_first,
    )


def head(search: Search, *, site: Site, has_next: bool = False) -> Head:
    """The head of the search's page: never for search engines, whose searches would go on without end.

    A language without a front is searched from a page in the newspaper's own.
    """
    title = format_lazy(_("Search results for “{words}”"), words=search.text) if search.text else _("Search")

    def of(number: int) -> str:
        return address(replace(search, number=number), site=site)

    return Head(
        title=page_title(title, search.number, is_first=search.number == 1),
        path=of(search.number),
        language=search.language if tongues.has_front(site, search.language) else site.language,
        indexed=False,
        previous=of(search.number - 1) if search.number > 1 else "",
        next=of(search.number + 1) if has_next else "",
        translations=() if search.text else tongues.of_list(site, reverse("search")),
    )


def choices(search: Search, *, site: Site) -> dict[str, list[tuple[str, str | Promise, bool]]]:
    """What can be chosen in the form: value, words and whether it is chosen."""
    sections = furnishing.section_names(site, language=search.language, chosen=search.section)
    periods = [(value, words) for value, (words, _days) in PERIODS.items()]
    return {
        "sections": [(slug, name, slug == search.section) for slug, name in sections.items()],
        "periods": [(value, words, value == search.within) for value, words in periods],
        "languages": [(tag, languages.name(tag), tag == search.language) for tag in _languages(search, site)],
    }


def _languages(search: Search, site: Site) -> list[str]:
    """Those that have a front, and the one that is searched."""
    return list(dict.fromkeys([*(front.tag for front in tongues.fronts(site)), search.language]))


def _section(site: Site, slug: str) -> dict:
    rows = site.section_rows  # type: ignore[attr-defined]
    return next((row for row in rows if row["slug"] == slug), {})


def _day(typed: str) -> date | None:
    try:
        found = date.fromisoformat(typed)
    except ValueError:
        return None
    return found if clock.FIRST_YEAR <= found.year <= clock.LAST_YEAR else None


def _midnight(day: date, site: Site) -> datetime:
    return datetime.combine(day, time(), tzinfo=site.zone_info)
