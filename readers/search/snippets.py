"""Pieces of a text around the words that were searched for, those marked. Safe to print, whatever was written."""

import re
from collections.abc import Collection, Iterator

from django.utils.html import escape, format_html, format_html_join
from django.utils.safestring import SafeString

from articles import search_words

#: Words of a piece, and how many of them stand before the first that was searched for.
LENGTH, BEFORE = 36, 8
#: Letters of a text that are looked at: what was searched for stands near the beginning, or the summary must do.
_LONGEST = 20_000
#: A word as it is written, with its marks and joiners, which folding takes away.
_WORD = re.compile(r"[\w\u0300-\u036f\u064b-\u065f\u0670\u200c\u200d]+(?:[\u2019'.]\w+)*")


def words(text: str, *, language: str) -> set[str]:
    """The words of the text, folded as the search folds them."""
    return {folded for _, folded in _read(text, language)}


def marked(text: str, *, hits: Collection[str], language: str) -> SafeString:
    """The text with the words of `hits`, which are folded, in <mark>."""
    parts, end = [], 0
    for match, folded in _read(text, language):
        if folded in hits:
            parts.append(format_html("{}<mark>{}</mark>", text[end : match.start()], match[0]))
            end = match.end()
    return format_html_join("", "{}", [(part,) for part in [*parts, escape(text[end:])]])


def snippet(texts: list[str], *, hits: Collection[str], language: str) -> SafeString:
    """A piece of the first text with most of the words, cut between words; else the beginning of the first text."""
    best, piece = 0, _beginning(texts[0], language)
    for text in texts:
        number, found = _piece(text, hits, language)
        if number > best:
            best, piece = number, found
    return marked(piece, hits=hits, language=language)


def _piece(text: str, hits: Collection[str], language: str) -> tuple[int, str]:
    """How many different words of `hits` the best piece of the text has, and the piece."""
    read = list(_read(text, language))
    folded = [word for _, word in read]
    best, first = 0, 0
    for place in (place for place, word in enumerate(folded) if word in hits):
        number = len({word for word in folded[place : place + LENGTH - BEFORE] if word in hits})
        if number > best:
            best, first = number, place
    begin = max(0, min(first - BEFORE, len(read) - LENGTH))
    return best, _cut(text, read, begin) if best else ""


def _beginning(text: str, language: str) -> str:
    read = list(_read(text, language))
    return _cut(text, read, 0) if read else ""


def _cut(text: str, read: list[tuple[re.Match[str], str]], first: int) -> str:
    """So many words of the text from that one on, with an ellipsis where something was left out."""
    last = first + LENGTH
    begin = read[first][0].start() if first else 0
    if last >= len(read):
        return f"{'… ' if first else ''}{text[begin:_LONGEST]}"
    return f"{'… ' if first else ''}{text[begin : read[last - 1][0].end()]}\u00a0…"


def _read(text: str, language: str) -> Iterator[tuple[re.Match[str], str]]:
    for match in _WORD.finditer(text[:_LONGEST]):
        yield match, search_words.folded(match[0], language=language)
