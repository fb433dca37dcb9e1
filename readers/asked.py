"""What the address of a list asks for, and what the head of its page says."""

import re
from collections.abc import Sequence

from django.http import Http404, HttpRequest
from django.utils.functional import Promise

from articles.models import Site
from ground import languages
from readers import lists
from readers.feeds import FORMATS
from readers.lists import Listing, Wanted
from readers.rendering import Alternate, Head
from readers.words import tongues
from readers.words.numerals import page_title
from readers.words.tongues import Tongue

#: A page's one way to be written: no zeros in front.
_PAGE = re.compile(r"[1-9][0-9]{0,3}\Z")


def wanted(request: HttpRequest) -> Wanted:
    """The page and language of the address; 404 for a page that no list has."""
    number = request.GET.get("page", "1")
    if not _PAGE.match(number) or int(number) > lists.LAST_PAGE:
        raise Http404
    given = request.GET.get("lang", "")
    return Wanted(number=int(number), language=languages.known(given, default=""))


def refuse_unspoken(listing: Listing, *, site: Site) -> None:
    """404 for an empty list in a language in which the newspaper has no front: nobody was led there."""
    if not listing.cards and not tongues.has_front(site, listing.language):
        raise Http404


def without_language(request: HttpRequest) -> str:
    """The address for what is in one language, which goes without saying there; empty where it is that already."""
    if "lang" not in request.GET:
        return ""
    query = request.GET.copy()
    del query["lang"]
    return f"{request.path}?{query.urlencode()}" if query else request.path


def older_page(request: HttpRequest) -> int:
    """The number of the page of the address; 0 where it names none, which is the newest. 404 for what is no number."""
    number = request.GET.get("page")
    if number is None:
        return 0
    if not _PAGE.match(number):
        raise Http404
    return int(number)


def feeds_of(base: str, *, language: str, own: str) -> tuple[Alternate, ...]:
    """The feeds of a page, whose addresses begin with `base`, in that language; `own` goes without saying."""
    return tuple(
        Alternate(media_type, tongues.address(f"{base}.{ending}", language=language, own=own))
        for ending, (_, media_type) in FORMATS.items()
    )


def beginning(listing: Listing, translations: Sequence[Tongue]) -> Sequence[Tongue]:
    """The list in its languages, on its first page: further down each holds other stories."""
    known = len(translations) > 1 and any(tongue.tag == listing.language for tongue in translations)
    return translations if listing.is_first and known else ()


def head_of_list(
    name: str | Promise,
    path: str,
    listing: Listing,
    *,
    own: str,
    description: str = "",
    few: bool = False,
    feed: str = "",
    translations: Sequence[Tongue] = (),
) -> Head:
    """The head of that page of a list; `translations`: of its first page.

    `own`: the language that goes without saying in its address; `few`: it has too few stories for a search engine;
    `feed`: how the addresses of its feeds begin.
    """

    def of(number: int) -> str:
        return tongues.address(path, language=listing.language, own=own, number=number)

    return Head(
        title=page_title(name, listing.number, is_first=listing.is_first),
        path=of(listing.number),
        description=description,
        language=listing.language,
        indexed=not few,
        previous="" if listing.is_first else of(listing.number - 1),
        next=of(listing.number + 1) if listing.has_next else "",
        cards=listing.cards,
        feeds=feeds_of(feed, language=listing.language, own=own) if feed else (),
        translations=beginning(listing, translations),
    )
