"""Pieces of pages: what stands on many of them, such as cards, printed once for the same facts.

A piece is printed from its facts and the setting of its page and from nothing else, and both are
values: so what is kept can never be out of date. When a page is made again because one story
changed, the cards of all others on it are there already.
"""

from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any
from zoneinfo import ZoneInfo

from django.template.loader import render_to_string
from django.utils import translation
from django.utils.safestring import SafeString

from ground import languages
from readers.words import tongues

#: Pieces that a process keeps; most are cards, of about 2 KB.
_KEPT = 4_000


@dataclass(frozen=True)
class Setting:
    """The page around a piece.

    `language` is the page's, `spoken` that of its own words, `own` the newspaper's, `lists` that of the
    lists to which it leads; `today` is the page's day in `zone`.
    """

    language: str
    spoken: str
    own: str
    lists: str
    zone: ZoneInfo
    today: date

    @property
    def context(self) -> dict[str, Any]:
        """What templates know of it. `words` marks the pages' own words where they are in another language."""
        return {
            "setting": self,
            "language": self.language,
            "direction": languages.direction(self.language),
            "words_language": self.spoken,
            "words": tongues.attributes(self.spoken, within=self.language),
        }


def piece(template: str, *, setting: Setting, **facts: Any) -> SafeString:
    """The template with these facts, which are values: strings, numbers, frozen dataclasses, tuples of them.

    No words that are marked safe: they equal the same words unmarked, and one would be printed for the other.
    """
    return _printed(template, setting, tuple(facts.items()))


@lru_cache(maxsize=_KEPT)
def _printed(template: str, setting: Setting, facts: tuple[tuple[str, Any], ...]) -> SafeString:
    with translation.override(setting.spoken):
        return render_to_string(template, {**setting.context, **dict(facts)})
