"""Agency text made fit for a story: strings, plain text and HTML.

Everything ends in the vocabulary of articles/body.py. What is no text for readers is taken out
and handed back beside it: pictures with their captions, players, notes to editors. The visible
words before and after are compared; a word that is gone is told.
"""

import html as entities
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

import nh3

from articles import body, markup
from wires import agency_html, plain_html
from wires.agency_html import BodyImage
from wires.decoding import WINDOWS

_BAD = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufeff\ufffe\uffff]")
#: A tag that is one, so that "a<b and c>d" stays as it is.
_TAG = re.compile(
    r"</?(?:p|b|i|u|a|em|strong|span|br|hr|font|small|su[bp]|div|section|article|blockquote|h[1-6]|[uo]l|li|table|"
    r"tr|t[dh]|figure|img|html|body)(?:\s[^<>]*=[^<>]*)?\s*/?>",
    re.IGNORECASE,
)
#: A `<` with no `>` before the next one: a parser would swallow the words up to there.
_NO_TAG = re.compile(r"<(?![!?])(?=[^<>\"']*(?:<|\Z))")
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,30});")
_ESCAPED_MARKUP = re.compile(r"&lt;(?:p|div|br|h[1-6]|ul|table)\b", re.IGNORECASE)
_BLANK_LINES = re.compile(r"\n[ \t]*(?:\n[ \t]*)+")
_BREAKS = re.compile(r"(?:<br\s*/?>(?:\s|&nbsp;)*){2,}")
_EDGE_BREAKS = re.compile(r"(?<=<p>)(?:\s*<br>)+|(?:<br>\s*)+(?=</p>)")
_BLOCK = re.compile(r"<(?:p|h2|h3|li(?!><(?:p|h2|h3|ul|ol)>))>")
_FIRST_HEADING = re.compile(r"<h[23]>(.*?)</h[23]>")
_BLOCK_EDGE = re.compile(r"</(?:p|div|h[1-6]|li|td|th|figcaption)>|<br\b")
_ANY_TAG = re.compile(r"<[a-zA-Z/!?][^<>]*>?")
_DROPPED = re.compile(rf"<({'|'.join(markup.DROPPED)})\b.*?(?:</\1\s*>|\Z)", re.IGNORECASE | re.DOTALL)
_WHOLE = re.compile(r"\s*(\d{1,9})(?:\.0*)?\s*")
_PASSES = 4
#: Beyond this a body is no story but somebody's mistake or attack; taking it apart would hold up all that come behind.
_MOST_TAGS = 20_000
_TOO_LONG = f"The body has more than {_MOST_TAGS:,} tags: only its words were read, without pictures and marks."
#: Letters that tell one sentence from another, and within which a body has opened.
_SENTENCE, _OPENING = 60, 4000
#: Letters a line of a file that was wrapped by hand or by a telex has, at least and at most.
_WRAPPED = range(45, 101)


@dataclass(frozen=True, slots=True)
class Body:
    """A body in the vocabulary, and what was taken out of it."""

    html: str = ""
    images: tuple[BodyImage, ...] = ()
    embeds: tuple[str, ...] = ()
    #: Private words that stood among the public ones.
    notes: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()


def tidy(text: str) -> str:
    """The text without control codes; quotation marks of Windows-1252 in their place."""
    if not _BAD.search(text):
        return text
    return _BAD.sub(lambda bad: _instead(bad[0]), text)


def _instead(letter: str) -> str:
    if "\ud800" <= letter <= "\udfff":
        return "\N{REPLACEMENT CHARACTER}"
    return WINDOWS.get(ord(letter), "")


def line(text: str) -> str:
    """The text on one line, without markup: for headlines, names, captions."""
    if "<" in text:
        text = _TAG.sub(" ", text)
    if "&" in text:
        text = _ENTITY.sub(lambda entity: entities.unescape(entity[0]), text)
    return " ".join(tidy(text).split())


def from_plain(text: str) -> Body:
    """Plain text as paragraphs: blank lines part them, single ends of line stay unless wrapped."""
    text = tidy(text.replace("\r\n", "\n").replace("\r", "\n")).strip("\n ")
    blocks = _BLANK_LINES.split(text)
    if len(blocks) == 1 and any(start in text for start in ("\n  ", "\n\t", "\n\u00a0")):
        blocks = re.split(r"\n(?=  |\t|\u00a0)", text)
    return Body("".join(_paragraph(block) for block in blocks))


def _paragraph(block: str) -> str:
    lines = [" ".join(part.split()) for part in block.split("\n")]
    lines = [entities.escape(part, quote=False) for part in lines if part]
    return f"<p>{(' ' if is_wrapped(lines) else '<br>').join(lines)}</p>" if lines else ""


def is_wrapped(lines: Sequence[str]) -> bool:
    """Whether lines are those of one paragraph, broken by hand or by a telex where they were full."""
    return len(lines) > 1 and sum(len(part) in _WRAPPED for part in lines[:-1]) * 3 > 2 * (len(lines) - 1)


def from_html(html: str) -> Body:
    """Agency HTML in the vocabulary. Cleaning what it gave changes nothing."""
    html = tidy(html)
    plain = plain_html.read(html) if html.count("<") <= _MOST_TAGS else None
    return _taken_apart(html) if plain is None else Body(plain)


def _taken_apart(html: str) -> Body:
    """The full reading, for HTML that is more than prose."""
    given = _unwrapped(html)
    if given.count("<") > _MOST_TAGS:
        return replace(from_plain(visible(given)), warnings=(_TOO_LONG,))
    if markup.is_too_deep(given):
        return replace(from_plain(visible(given)), warnings=(body.TOO_DEEP,))
    result = _pass(given)
    for _ in range(_PASSES):
        if not (_BREAKS.search(result.html) or _EDGE_BREAKS.search(result.html)):
            break
        again = _pass(result.html)
        result = replace(result, html=again.html, warnings=result.warnings + again.warnings)
    return replace(result, warnings=result.warnings + _lost(given, result))


def _unwrapped(html: str) -> str:
    """HTML that was escaped as a whole, unescaped once; a `<` that opens no tag, escaped."""
    if "<" not in html and _ESCAPED_MARKUP.search(html):
        html = tidy(entities.unescape(html))
    return _NO_TAG.sub("&lt;", html)


def _pass(html: str) -> Body:
    if not html.strip():
        return Body()
    parts = agency_html.take_apart(html)
    cleaned = body.clean(_EDGE_BREAKS.sub("", _BREAKS.sub("</p><p>", parts.html)))
    return Body(cleaned.html, parts.images, parts.embeds, parts.notes, parts.warnings + cleaned.warnings)


def _lost(given: str, result: Body) -> tuple[str, ...]:
    """A sentence naming words that stand neither in the body nor in what was taken out of it."""
    before = visible(given)
    after = body.text(result.html)
    if "".join(before.split()) == "".join(after.split()):
        return ()
    kept = " ".join([after, *result.notes, *(image.caption for image in result.images)])
    if not Counter(_letters(before)) - Counter(_letters(kept)):
        return ()
    missing = Counter(before.split()) - Counter(kept.split())
    named = " ".join(list(missing)[:12])[:160]
    return (f"Words of the body were lost in tidying: “{named}”. The file as it was sent keeps them.",)


def visible(html: str) -> str:
    """The words of any HTML, read by another parser than the one that takes it apart."""
    html = _BLOCK_EDGE.sub(r" \g<0>", html)
    if markup.is_too_deep(html):
        # The parser would take quadratic time over it.
        return entities.unescape(_ANY_TAG.sub(" ", _DROPPED.sub(" ", html)))
    return entities.unescape(nh3.clean(html, tags=set(), clean_content_tags=set(markup.DROPPED)))


def _letters(text: str) -> str:
    return re.sub(r"[\W_]+", "", text)


def whole(value: Any) -> int | None:
    """A number of pixels or a rank as an int, also where it is written as text; None where it is neither."""
    if isinstance(value, bool) or not isinstance(value, (int, float, str)):
        return None
    found = _WHOLE.fullmatch(str(value)[:40])
    return int(found[1]) if found else None


def paragraphs(html: str) -> int:
    """The number of paragraphs, headings and list items of a clean body: how places in it are counted."""
    return len(_BLOCK.findall(html))


def without_headline(read: Body, headline: str) -> Body:
    """The body without a first heading that only repeats the headline."""
    first = _FIRST_HEADING.match(read.html)
    if not first or not headline or line(first[1]).casefold() != line(headline).casefold():
        return read
    images = tuple(replace(image, position=max(0, image.position - 1)) for image in read.images)
    return replace(read, html=read.html[first.end() :], images=images)


def letters(html: str) -> str:
    """The letters of a text without anything else, in lower case: to see whether another says the same."""
    return _letters(visible(html)).casefold()


def untold(lines: Iterable[str], *, told: Iterable[str], html: str) -> str:
    """The first of the lines that is none of those told already, and with which the body does not open anyway."""
    known = {_letters(one).casefold() for one in told}
    opening = letters(html[:_OPENING])
    for one in lines:
        said = _letters(line(one)).casefold()
        if said and said not in known and not opening.startswith(said[:_SENTENCE]):
            return one
    return ""


def has_markup(text: str) -> bool:
    """Whether a text that does not say what it is holds HTML."""
    return bool(_TAG.search(text) or _ESCAPED_MARKUP.search(text))
