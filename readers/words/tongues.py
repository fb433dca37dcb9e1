"""The newspaper's languages: what it is called in each, and where its fronts and lists are."""

from collections.abc import Container, Iterable
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from django.utils import translation
from django.utils.safestring import SafeString, mark_safe

from articles.filling import Link, absolute
from articles.models import Site
from articles.translations import Translation
from ground import languages
from ground.languages import Direction
from readers.words.date_styles import STYLES


@dataclass(frozen=True)
class Masthead:
    """What the newspaper says of itself on pages in a language. The name leads to the front of that language."""

    name: Link
    tagline: Link
    footer: Link


@dataclass(frozen=True)
class Tongue:
    """A page in one of the languages in which there is one like it: a front, a story."""

    tag: str
    name: str
    direction: Direction
    url: str

    @property
    def address(self) -> str:
        """Whole, for machines."""
        return absolute(self.url)


def called(tag: str) -> str:
    """What the language is called in the one in which the page speaks: “English”, “anglais” (CLDR, languages)."""
    spoken = STYLES[languages.interface(translation.get_language() or "")].locale
    return str(spoken.languages.get(languages.primary(tag), languages.name(tag)))


def masthead(site: Site, language: str) -> Masthead:
    """The name, the tagline and the words at the foot, in the language where they were given in it, else the site's."""
    url = front_path(site, language if has_front(site, language) else site.language)
    own = next((row for row in _rows(site) if row["language"] == language), {})

    def said(word: str, url: str = "") -> Link:
        return Link(own[word], url, language) if own.get(word) else Link(getattr(site, word), url)

    return Masthead(said("name", url), said("tagline"), said("footer"))


def fronts(site: Site) -> tuple[Tongue, ...]:
    """The fronts in all languages, the site's own first."""
    tags = [site.language, *(row["language"] for row in _rows(site) if row["language"] != site.language)]
    return tuple(Tongue(tag, languages.name(tag), languages.direction(tag), front_path(site, tag)) for tag in tags)


def of_story(language: str, path: str, beside: Iterable[Translation]) -> list[Tongue]:
    """A story's page and its translations, itself first; empty where it has none."""
    others = [Tongue(other.language, other.name, other.direction, other.url) for other in beside]
    return [Tongue(language, languages.name(language), languages.direction(language), path), *others] if others else []


def of_list(site: Site, path: str, *, spoken: Container[str] | None = None) -> tuple[Tongue, ...]:
    """A list in the languages that have a front: all, or the newspaper's own and those of `spoken`."""
    return tuple(
        replace(front, url=address(path, language=front.tag, own=site.language))
        for front in fronts(site)
        if spoken is None or front.tag in spoken or front.tag == site.language
    )


def leading(fronts: Iterable[Tongue], translations: Iterable[Tongue]) -> tuple[Tongue, ...]:
    """Where a page leads in the other languages: to its translation where it has one, else to the front."""
    pages = {page.tag: page for page in translations}
    return tuple(pages.get(front.tag, front) for front in fronts)


def has_front(site: Site, language: str) -> bool:
    """Whether the newspaper has a front in that language."""
    return language == site.language or any(row["language"] == language for row in _rows(site))


def front_path(site: Site, language: str) -> str:
    """The address of the front in that language."""
    return "/" if language == site.language else f"/{language}/"


def address(path: str, *, language: str, own: str, number: int = 1) -> str:
    """The one address of a page of a list; `own` is the newspaper's language, which goes without saying."""
    said = {"lang": language} if language != own else {}
    numbered = {**said, "page": str(number)} if number > 1 else said
    return f"{path}?{urlencode(numbered)}" if numbered else path


def attributes(language: str, *, within: str) -> SafeString:
    """The attributes `lang` and `dir` of an element whose words are in another language than those around it."""
    return mark_safe(languages.attributes(language, within=within))  # noqa: S308 (tags of our own table)


def _rows(site: Site) -> list[dict]:
    return site.language_rows  # type: ignore[attr-defined,no-any-return]
