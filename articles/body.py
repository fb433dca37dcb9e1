"""The body of a story: HTML in a narrow vocabulary, and the one allow-list that defines it.

The editor, the sanitiser and every other way into the database use `ALLOWED`. Pictures, links
to other stories and embeds are placeholders that hold an identity and nothing else; filling.py
puts today's picture or address there.

Cleaning never loses a word: the visible text before and after is compared, and where they
differ the text itself is kept as plain paragraphs, with a warning.
"""

import html as entities
import re
from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

import nh3

from articles import markup

#: Element → attributes that it may have. Everything else is unwrapped or dropped.
ALLOWED: dict[str, set[str]] = {
    "p": set(),
    "h2": set(),
    "h3": set(),
    "ul": set(),
    "ol": set(),
    "li": set(),
    "blockquote": set(),
    "strong": set(),
    "em": set(),
    "br": set(),
    "hr": set(),
    "a": {"href", "data-story"},
    "table": set(),
    "caption": set(),
    "thead": set(),
    "tbody": set(),
    "tr": set(),
    "th": {"scope", "colspan", "rowspan"},
    "td": {"colspan", "rowspan"},
    "figure": {"data-caption"},
    "aside": {"data-box"},
    "div": {"data-embed"},
}
URL_SCHEMES = {"http", "https", "mailto", "tel"}

LOST_WORDS = "The text could not be tidied without losing words, so it was kept as plain paragraphs. Check its layout."

TOO_DEEP = "The text was marked up too deeply to be read, so its words were kept as plain paragraphs. Check its layout."

CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufdd0-\ufdef\ufffe\uffff]")
_PASSES = 6
_SPACE = re.compile(r"\s+")
_BLOCK_END = re.compile(r"</(?:p|h2|h3|li|blockquote|td|th|caption|figure|aside|div)>|<br>|<hr>")
_TAG = re.compile(r"<[^>]*>")
FIGURE = re.compile(r'<figure data-caption="([0-9a-f-]{36})"></figure>')
STORY_LINK = re.compile(r'<a data-story="([0-9a-f-]{36})">(.*?)</a>', re.DOTALL)
_NOT_PROSE = re.compile(r"<(table|h[23])>.*?</\1>", re.DOTALL)
TABLE = re.compile(r"<table>.*?</table>", re.DOTALL)
EMBED = re.compile(r'<div data-embed="([^"]*)"></div>')


@dataclass(frozen=True)
class Cleaned:
    """A body in the vocabulary, and sentences for the editor about what was odd."""

    html: str
    warnings: tuple[str, ...] = ()


def clean(html: str) -> Cleaned:
    """The body in the narrow vocabulary. Idempotent: cleaning a clean body changes nothing."""
    given = CONTROL.sub("", html.replace("\r\n", "\n").replace("\r", "\n"))
    if not given.strip():
        return Cleaned("")
    if markup.is_too_deep(given):
        return Cleaned(_paragraphs(entities.unescape(_TAG.sub(" ", given))), (TOO_DEEP,))
    tidy = _settle(given)
    if tidy is not None and _letters(tidy) == _letters(given):
        return Cleaned(tidy)
    return Cleaned(_plain(given), (LOST_WORDS,))


def _settle(html: str) -> str | None:
    """Normalise and sanitise until nothing changes: the two parsers read broken nesting differently."""
    for _ in range(_PASSES):
        tidy = _allow(markup.normalise(html))
        if tidy == html:
            return tidy
        html = tidy
    return None


def _allow(html: str) -> str:
    return nh3.clean(
        html,
        tags=set(ALLOWED),
        clean_content_tags=set(markup.DROPPED),
        attributes=ALLOWED,
        url_schemes=URL_SCHEMES,
        link_rel=None,
    )


def _letters(html: str) -> str:
    """All visible characters in order, without white space."""
    return _SPACE.sub("", _visible(html))


def _visible(html: str) -> str:
    return entities.unescape(nh3.clean(html, tags=set(), clean_content_tags=set(markup.DROPPED)))


def _plain(html: str) -> str:
    return _paragraphs(_visible(html))


def _paragraphs(plain: str) -> str:
    blocks = re.split(r"\n\s*\n", plain)
    return "".join(
        f"<p>{entities.escape(' '.join(block.split()), quote=False)}</p>" for block in blocks if block.strip()
    )


def text(html: str) -> str:
    """The visible text of a clean body: a line a block, single spaces inside."""
    lines = entities.unescape(_TAG.sub("", _BLOCK_END.sub("\n", html))).split("\n")
    return "\n".join(filter(None, (" ".join(line.split()) for line in lines)))


def prose(html: str) -> str:
    """The visible text without subheads and tables, which say nothing in a row of words."""
    return text(_NOT_PROSE.sub("", html))


def figure_ids(html: str) -> list[UUID]:
    """The captions whose photos stand in the body, in reading order."""
    return [UUID(found) for found in FIGURE.findall(html)]


def with_figures(html: str, captions: Mapping[UUID, UUID]) -> str:
    """The body with each caption's photo under another one; where there is none, the figure is left out."""
    return FIGURE.sub(lambda found: _figure(captions.get(UUID(found[1]))), html)


def _figure(caption: UUID | None) -> str:
    return f'<figure data-caption="{caption}"></figure>' if caption else ""


def story_ids(html: str) -> list[UUID]:
    """The public ids of the stories that the body links to, each once."""
    return list(dict.fromkeys(UUID(found) for found, _ in STORY_LINK.findall(html)))
