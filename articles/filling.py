"""From an edition to prepared facts: what templates, feeds and the API show today.

An edition is frozen, but rights end, photos are made ready and linked stories are withdrawn.
Filling puts today's picture or address where the edition has a placeholder: a photo that may
not be shown leaves nothing, a link to a story that is gone leaves its words.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from articles import body, embeds, surrogates, tables, teasers, translations
from articles.models import Author, Caption, Correction, Coverage, Edition, Section, Tag
from articles.translations import Translation
from ground import languages
from ground.shown import key, keys
from media.models import Photo
from media.pictures import Picture, Still, picture, stills

#: `sizes` of a picture in the text, at the head of a story and on a card (HTML, img sizes).
TEXT_SIZES = "(min-width: 46.25rem) 42.5rem, 100vw"
LEAD_SIZES = "(min-width: 61.25rem) 57.5rem, (min-width: 46.25rem) calc(100vw - 2.5rem), 100vw"
CARD_SIZES = "(min-width: 61.25rem) 25rem, (min-width: 46.25rem) 45vw, 100vw"
#: Where a line and a word end in what is read without the tags, as by whoever reads it aloud.
_BLOCK_END = re.compile(r"</(?:p|h[23]|li|[uo]l|blockquote|tr|table|caption|figure|figcaption|aside|div)>")
_CELL_END = re.compile(r"</t[hd]>")


@dataclass(frozen=True)
class Link:
    """A name and where it leads; an empty url is a name without a page.

    `language` is that of the name where it is known; empty for a section's means the site's own.
    """

    name: str
    url: str
    language: str = ""


@dataclass(frozen=True)
class Figure:
    """A photo in its place, with caption and credit apart; `stills`: the lead's, for other sites and machines."""

    picture: Picture
    alt: str
    caption: str
    credit: str
    role: str
    sizes: str = TEXT_SIZES
    words: str = ""
    creator: str = ""
    copyright: str = ""
    stills: tuple[Still, ...] = ()

    @property
    def first(self) -> bool:
        """Whether it is the one picture that browsers fetch first."""
        return self.role == Caption.Role.LEAD


@dataclass(frozen=True)
class Card:
    """A story in a list."""

    id: str
    url: str
    headline: str
    summary: str
    section: Link
    source: str
    language: str
    direction: str
    published_at: datetime
    updated_at: datetime
    picture: Picture | None
    sizes: str
    keys: frozenset[str]
    until: datetime | None

    @property
    def was_updated(self) -> bool:
        return self.updated_at > self.published_at

    @property
    def teaser(self) -> str:
        """The summary, made short."""
        return teasers.teaser(self.summary)


@dataclass(frozen=True)
class Note:
    """A correction or clarification: its words, when they were published, and which of both it is."""

    text: str
    at: datetime
    kind: Literal["fact", "clarification"] = "fact"

    @property
    def is_clarification(self) -> bool:
        return self.kind == Correction.Kind.CLARIFICATION


@dataclass(frozen=True)
class Story:
    """A story on its own page, ready to print."""

    id: str
    article_id: int
    url: str
    version: int
    kind: str
    headline: str
    summary: str
    section: Link
    parent_section: Link | None
    language: str
    direction: str
    dateline: str
    source: str
    bylines: list[Link]
    published_at: datetime
    updated_at: datetime
    figures: list[Figure]
    body: SafeString
    editor_note: str
    corrections: list[Note]
    tags: list[Link]
    coverages: list[Link]
    live: Link | None
    translations: list[Translation]
    keys: frozenset[str]
    until: datetime | None

    @property
    def lead(self) -> Figure | None:
        """The picture at the head of the story."""
        return next((figure for figure in self.figures if figure.first), None)

    @property
    def breadcrumb(self) -> list[Link]:
        """The sections above the story, the widest first."""
        return [step for step in (self.parent_section, self.section) if step]

    @property
    def gallery(self) -> list[Figure]:
        """The pictures that stand after the text."""
        return [figure for figure in self.figures if figure.role == Caption.Role.GALLERY]

    @property
    def corrected_facts(self) -> list[Note]:
        """What was wrong, which readers must know before they read."""
        return [note for note in self.corrections if not note.is_clarification]

    @property
    def clarifications(self) -> list[Note]:
        return [note for note in self.corrections if note.is_clarification]

    @property
    def was_updated(self) -> bool:
        return self.updated_at > self.published_at


def absolute(path: str) -> str:
    """The path as a whole address (RFC 3986)."""
    return settings.SITE_URL.rstrip("/") + path


def story(edition: Edition, *, at: datetime) -> Story:
    """The edition as its page shows it at that moment; a query for photos, none for the rest.

    Tags, coverages, links and translations cost nothing more where `reading.for_page` fetched them along.
    """
    photos = Photo.objects.defer("source_metadata").in_bulk(edition.photo_ids)
    figures = _figures(edition, photos, at=at)
    with translation.override(languages.interface(edition.language)):
        text = fill(edition.html, figures=figures, links=_links(edition, at=at))
    tags, coverages = _tag_rows(edition), _coverage_rows(edition, at=at)
    section = edition.section
    return Story(
        id=str(edition.public_id),
        article_id=edition.article_id,
        url=edition.path,
        version=edition.article_version,
        kind=edition.kind,
        headline=edition.headline,
        summary=edition.summary,
        section=section_link(section, edition.language),
        parent_section=section_link(section.parent, edition.language) if section.parent else None,
        language=edition.language,
        direction=languages.direction(edition.language),
        dateline=edition.dateline,
        source=edition.source,
        bylines=_bylines(edition),
        published_at=edition.first_published_at,
        updated_at=edition.updated_at,
        figures=list(figures.values()),
        body=text,
        editor_note=edition.editor_note,
        corrections=[note(row) for row in edition.corrections],
        tags=[Link(row["name"], f"/tag/{row['slug']}/") for row in tags],
        coverages=[Link(row["name"], f"/coverage/{row['slug']}/", row["language"]) for row in coverages],
        live=_live(coverages),
        translations=translations.shown(edition, at=at),
        keys=frozenset(_keys(edition, photos.values())),
        until=_until(edition, photos.values(), at=at),
    )


def card(edition: Edition, *, at: datetime, sizes: str = CARD_SIZES) -> Card:
    """The edition in a list; without a query where section, article and lead photo came along."""
    photo = edition.lead_photo
    return Card(
        id=str(edition.public_id),
        url=edition.path,
        headline=edition.list_headline,
        summary=edition.summary,
        section=section_link(edition.section, edition.language),
        source=edition.source,
        language=edition.language,
        direction=languages.direction(edition.language),
        published_at=edition.first_published_at,
        updated_at=edition.updated_at,
        picture=picture(photo, crop="3x2", at=at) if photo else None,
        sizes=sizes,
        keys=_card_keys(edition),
        until=_until(edition, [photo] if photo else [], at=at),
    )


def section_link(section: Section, language: str) -> Link:
    """The section by its name in that language, or by the site's where it has none."""
    name, tongue = section.worded("name", language)
    return Link(name, section.get_absolute_url(), tongue)


def _card_keys(edition: Edition) -> frozenset[str]:
    """The story, its section's name, its picture: also one that has no size yet or may not be shown."""
    photo = [key("photo", edition.lead_photo.public_id)] if edition.lead_photo else []
    return frozenset([surrogates.of_article(edition.article), surrogates.of_section(edition.section), *photo])


def fill(html: str, *, figures: Mapping[str, Figure], links: Mapping[str, str]) -> SafeString:
    """The HTML with its placeholders filled: captions by uuid, paths of stories by public id."""

    def figure(match: re.Match[str]) -> str:
        found = figures.get(match[1])
        return render_figure(found) if found else ""

    def link(match: re.Match[str]) -> str:
        path = links.get(match[1])
        return format_html('<a href="{}">{}</a>', path, mark_safe(match[2])) if path else match[2]  # noqa: S308

    filled = body.FIGURE.sub(figure, html)
    filled = body.STORY_LINK.sub(link, filled)
    filled = body.TABLE.sub(lambda table: f'<div class="table">{tables.ready(table[0])}</div>', filled)
    filled = body.EMBED.sub(_embed, filled)
    filled = _CELL_END.sub(r"\g<0> ", _BLOCK_END.sub(r"\g<0>\n", filled))
    return mark_safe(filled.rstrip())  # noqa: S308 (cleaned by the allow-list)


def render_figure(figure: Figure) -> str:
    """The one figure template of the house."""
    return render_to_string("articles/_figure.html", {"figure": figure})


def _embed(match: re.Match[str]) -> str:
    """A box that names the host and leads there; nothing of it is loaded before the reader asks."""
    return render_to_string("articles/_embed.html", {"embed": embeds.embed(match[1].replace("&amp;", "&"))})


def _figures(edition: Edition, photos: Mapping[int, Photo], *, at: datetime) -> dict[str, Figure]:
    """The figures that may be shown, by the uuid of their caption."""
    found, words = {}, words_within(edition.language)
    for row in edition.captions:
        photo = photos.get(row["photo"])
        shown = picture(photo, crop=row.get("crop") or "full", at=at) if photo else None
        if photo and shown:
            said = row["alt"], row["text"], row["credit"], row["role"]
            told = stills(photo) if row["role"] == Caption.Role.LEAD else ()
            found[row["uuid"]] = Figure(shown, *said, _sizes(row["role"]), words, *_makers(photo), told)
    return found


def words_within(language: str) -> SafeString:
    """What marks the interface's own words inside a text in that language, where they are in another one."""
    return mark_safe(languages.attributes(languages.interface(language), within=language))  # noqa: S308 (our own tags)


def _makers(photo: Photo) -> tuple[str, str]:
    """Who took it and whose it is, as the file says."""
    return "" if photo.is_made_by_program else photo.byline, photo.copyright_notice


def note(row: Mapping[str, Any]) -> Note:
    """Notes from before there were clarifications are corrections of facts."""
    return Note(row["text"], datetime.fromisoformat(row["at"]), row.get("kind", Correction.Kind.FACT))


def _sizes(role: str) -> str:
    return TEXT_SIZES if role == Caption.Role.INLINE else LEAD_SIZES


def _links(edition: Edition, *, at: datetime) -> dict[str, str]:
    rows: Iterable[Mapping[str, Any]] | None = getattr(edition, "link_rows", None)
    if rows is None:
        live = Edition.objects.live(at=at).filter(article_id__in=edition.link_ids)
        rows = [{"id": pk, "path": path} for pk, path in live.values_list("article__public_id", "article__path")]
    return {str(row["id"]): row["path"] for row in rows}


def _bylines(edition: Edition) -> list[Link]:
    """The names as they were printed; those of our authors lead to their pages of today."""
    rows: Iterable[Mapping[str, Any]] | None = getattr(edition, "author_rows", None)
    if rows is None:
        rows = Author.objects.filter(pk__in=edition.author_ids).values("id", "slug") if edition.author_ids else []
    pages = {row["id"]: f"/author/{row['slug']}/" for row in rows}
    return [Link(row["name"], pages.get(row.get("author_id"), "")) for row in edition.bylines]


def _tag_rows(edition: Edition) -> list[Mapping[str, Any]]:
    rows = getattr(edition, "tag_rows", None)
    return rows if rows is not None else list(Tag.objects.filter(pk__in=edition.tag_ids).values("id", "name", "slug"))


def _coverage_rows(edition: Edition, *, at: datetime) -> list[Mapping[str, Any]]:
    rows = getattr(edition, "coverage_rows", None)
    if rows is not None:
        return rows
    found = Coverage.objects.live(at=at).with_reporting(at=at).filter(pk__in=edition.coverage_ids)
    return list(found.values("id", "name", "slug", "language", "reported_live"))  # type: ignore[misc]


def _live(coverages: list[Mapping[str, Any]]) -> Link | None:
    """The live page of the first that is reported live."""
    row = next((row for row in coverages if row["reported_live"]), None)
    return Link(row["name"], f"/coverage/{row['slug']}/live/", row["language"]) if row else None


def _keys(edition: Edition, photos: Iterable[Photo]) -> set[str]:
    """Of all that the page names, public or not: it changes, too, when a link or a coverage becomes public."""
    return {
        surrogates.of_article(edition.article),
        surrogates.of_section(edition.section),
        *map(surrogates.of_author, edition.author_ids),
        *map(surrogates.of_tag, edition.tag_ids),
        *map(surrogates.of_coverage, edition.coverage_ids),
        *(key("photo", photo.public_id) for photo in photos),
        *keys("article", body.story_ids(edition.html)),
        *picked(edition),
        *surrogates.of_translations(edition.article),
    }


def picked(edition: Edition) -> list[str]:
    """The keys of the desk's picks, public or not, of an edition read for its page."""
    return keys("article", getattr(edition, "picked", ()))


def _until(edition: Edition, photos: Iterable[Photo], *, at: datetime) -> datetime | None:
    """When the clock alone changes what is shown: the edition or a right ends, or something that it names opens."""
    rights = [photo.right_changes_at(after=at) for photo in photos]
    named = getattr(edition, "named_until", None)
    return min((moment for moment in [edition.live_until, named, *rights] if moment is not None), default=None)
