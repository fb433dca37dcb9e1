"""Sitemaps (sitemaps.org 0.9) with images and news: from plain facts to bytes, piece by piece. Pure."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from xml.sax.saxutils import escape

from readers.feeds.syndication import clean

_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
_OWN = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
_IMAGE = 'xmlns:image="http://www.google.com/schemas/sitemap-image/1.1"'
_XHTML = 'xmlns:xhtml="http://www.w3.org/1999/xhtml"'
_NEWS = 'xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"'


@dataclass(frozen=True)
class Url:
    """A page by its whole address; `changed`: when readers were last told something else.

    `alternates`: itself and its translations, as (language, whole address), where it has any.
    """

    address: str
    changed: datetime | None = None
    image: str = ""
    alternates: Sequence[tuple[str, str]] = ()


@dataclass(frozen=True)
class News:
    """A fresh story for the news sitemap. `publication`: what the newspaper is called in the story's language."""

    publication: str
    address: str
    title: str
    language: str
    published: datetime


def index(files: Iterable[Url]) -> Iterator[bytes]:
    """The index of sitemaps."""
    yield f"{_HEAD}<sitemapindex {_OWN}>\n".encode()
    for file in files:
        yield f"<sitemap>{_place(file)}</sitemap>\n".encode()
    yield b"</sitemapindex>\n"


def urls(pages: Iterable[Url]) -> Iterator[bytes]:
    """One sitemap."""
    yield f"{_HEAD}<urlset {_OWN} {_IMAGE} {_XHTML}>\n".encode()
    for page in pages:
        image = f"<image:image><image:loc>{_escape(page.image)}</image:loc></image:image>" if page.image else ""
        yield f"<url>{_place(page)}{_alternates(page)}{image}</url>\n".encode()
    yield b"</urlset>\n"


def news(stories: Iterable[News]) -> Iterator[bytes]:
    """The news sitemap."""
    yield f"{_HEAD}<urlset {_OWN} {_NEWS}>\n".encode()
    for story in stories:
        name = f"<news:name>{_escape(story.publication)}</news:name><news:language>{story.language}</news:language>"
        told = f"<news:publication_date>{_moment(story.published)}</news:publication_date>"
        title = f"<news:title>{_escape(story.title)}</news:title>"
        said = f"<news:publication>{name}</news:publication>{told}{title}"
        yield f"<url><loc>{_escape(story.address)}</loc><news:news>{said}</news:news></url>\n".encode()
    yield b"</urlset>\n"


def _place(url: Url) -> str:
    changed = f"<lastmod>{_moment(url.changed)}</lastmod>" if url.changed else ""
    return f"<loc>{_escape(url.address)}</loc>{changed}"


def _alternates(url: Url) -> str:
    """Google's extension for translated pages: each names all, itself too."""
    links = (f'hreflang="{language}" href="{_attribute(address)}"' for language, address in url.alternates)
    return "".join(f'<xhtml:link rel="alternate" {link}/>' for link in links)


def _attribute(text: str) -> str:
    return escape(clean(text), {'"': "&quot;"})


def _escape(text: str) -> str:
    return escape(clean(text))


def _moment(at: datetime) -> str:
    return at.isoformat(timespec="seconds")
