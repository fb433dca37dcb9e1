"""What somebody typed into the search box, understood: words, phrases and what must not occur. Pure.

Folding is the house's own (ground.folding), on both sides: of the text when it is indexed, of the
words when they are asked for. Stems are PostgreSQL's, by language.
"""

import re
from dataclasses import dataclass

from ground import folding

#: Longer input is cut here: nobody types that much, and every word costs.
LONGEST = 200
MOST_WORDS = 16
#: Language → the text search configuration of PostgreSQL that knows its stems; others are taken as they are.
CONFIGS = {
    "ar": "arabic",
    "da": "danish",
    "de": "german",
    "en": "english",
    "es": "spanish",
    "fi": "finnish",
    "fr": "french",
    "it": "italian",
    "nb": "norwegian",
    "nl": "dutch",
    "pt": "portuguese",
    "ru": "russian",
    "sv": "swedish",
    "tr": "turkish",
}
_QUOTES = str.maketrans(dict.fromkeys("“”„«»‟″", '"'))
_UNWRITABLE = re.compile("[\x00-\x1f\x7f\ud800-\udfff]")
#: A phrase in quotes or a word, perhaps with a minus before it.
_PART = re.compile(r'(-?)(?:"([^"]*)"|([^\s"]+))')
_WORD = re.compile(r"\w+(?:[\u2019'.]\w+)*")
#: The Arabic stemmer knows these letters only as Arabic keyboards write them.
_ARABIC = str.maketrans({"ی": "ي", "ک": "ك"})


@dataclass(frozen=True)
class Asked:
    """What must occur and what must not: parts, of which each is one word or the words of a phrase."""

    wanted: tuple[str, ...]
    unwanted: tuple[str, ...]

    @property
    def is_empty(self) -> bool:
        return not self.wanted

    @property
    def every(self) -> str:
        """All wanted parts at once, as websearch_to_tsquery reads it."""
        return " ".join(map(_quoted, self.wanted))

    @property
    def any(self) -> str:
        """One of the wanted parts at least."""
        return " or ".join(map(_quoted, self.wanted))

    @property
    def none(self) -> str:
        """One of the unwanted parts at least: what has it is left out. Empty where there are none."""
        return " or ".join(map(_quoted, self.unwanted))


def tidy(typed: str) -> str:
    """What was typed, in one line, without letters that no text can hold, cut at LONGEST."""
    return " ".join(_UNWRITABLE.sub(" ", typed).split())[:LONGEST].strip()


def asked(typed: str, *, language: str) -> Asked:
    """The parts of what was typed, folded; never fails, whatever it was."""
    wanted: list[str] = []
    unwanted: list[str] = []
    for minus, phrase, word in _PART.findall(tidy(typed).translate(_QUOTES))[:MOST_WORDS]:
        words = _WORD.findall(folded(phrase or word, language=language))
        if words:
            (unwanted if minus else wanted).append(" ".join(words))
    return Asked(tuple(wanted), tuple(unwanted))


def config(language: str) -> str:
    """The text search configuration for that language."""
    return CONFIGS.get(language, "simple")


def folded(text: str, *, language: str) -> str:
    """The text as it is indexed and asked for."""
    same = folding.fold(_UNWRITABLE.sub(" ", text))
    return same.translate(_ARABIC) if language == "ar" else same


def _quoted(part: str) -> str:
    return f'"{part}"'
