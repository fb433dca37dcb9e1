"""Languages: the tags a story may carry (BCP 47), their own names, writing direction and digits."""

from typing import Literal
from unicodedata import bidirectional

Direction = Literal["ltr", "rtl"]

#: Tag and the language's own name, in the order in which pickers show them.
LANGUAGES: list[tuple[str, str]] = [
    ("en", "English"),
    ("ar", "العربية"),
    ("fa", "فارسی"),
    ("fr", "français"),
    ("de", "Deutsch"),
    ("es", "español"),
    ("nb", "norsk bokmål"),
    ("sv", "svenska"),
    ("da", "dansk"),
    ("fi", "suomi"),
    ("nl", "Nederlands"),
    ("it", "italiano"),
    ("pt", "português"),
    ("pl", "polski"),
    ("ru", "русский"),
    ("uk", "українська"),
    ("tr", "Türkçe"),
    ("he", "עברית"),
    ("ur", "اردو"),
    ("ps", "پښتو"),
    ("hi", "हिन्दी"),
    ("zh", "中文"),
    ("ja", "日本語"),
    ("ko", "한국어"),
    ("cy", "Cymraeg"),
    ("gd", "Gàidhlig"),
]

#: In which of them the pages' own words can be said: those that have a catalogue (readers/locale).
INTERFACE = ("en", "ar", "fa", "fr")

_NAMES = dict(LANGUAGES)
#: Languages written from right to left, by primary subtag (CLDR, script metadata).
_RTL = frozenset({"ar", "fa", "he", "ur", "ps", "ckb", "sd", "ug", "yi", "dv"})
_LEFTWARDS = frozenset({"R", "AL"})
#: Languages whose newspapers print other digits than 0 to 9 (CLDR, default numbering systems).
_DIGITS = {"fa": str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹")}
#: Tags that agencies send for one of the above (RFC 5646 §2.2.1, macrolanguages).
_SAME = {"no": "nb", "nn": "nb", "iw": "he", "prs": "fa"}


def primary(tag: str) -> str:
    """The primary subtag in lower case: `en-GB` and `EN_gb` give `en`, `no` gives `nb`."""
    subtag = tag.strip().replace("_", "-").split("-")[0].lower()
    return _SAME.get(subtag, subtag)


def known(tag: str, *, default: str = "en") -> str:
    """The language of LANGUAGES that the tag means, or the default where it means none."""
    language = primary(tag)
    return language if language in _NAMES else default


def name(tag: str) -> str:
    """The language's own name, or the tag itself where the table has none."""
    return _NAMES.get(primary(tag), tag)


def direction(tag: str) -> Direction:
    """The direction in which the language is written."""
    return "rtl" if primary(tag) in _RTL else "ltr"


def isolated(words: str) -> str:
    """A name for a sentence of ours: one in letters from right to left turns nothing around it (UAX #9, isolates)."""
    return f"\u2068{words}\u2069" if any(bidirectional(letter) in _LEFTWARDS for letter in words) else words


def in_digits(text: object, tag: str) -> str:
    """The text with the digits of the language.

    >>> in_digits(2026, "fa")
    '۲۰۲۶'
    """
    return str(text).translate(_DIGITS.get(primary(tag), {}))


def interface(*tags: str) -> str:
    """The first of the tags whose language the pages' own words can be said in; else the first of INTERFACE."""
    return next((primary(tag) for tag in tags if primary(tag) in INTERFACE), INTERFACE[0])


def attributes(tag: str, *, within: str) -> str:
    """What an element says whose words are in another language than those around it (HTML, lang and dir).

    >>> attributes("ar", within="en")
    ' lang="ar" dir="rtl"'
    """
    return "" if tag == within else f' lang="{tag}" dir="{direction(tag)}"'
