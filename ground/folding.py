"""Text folding: what counts as the same word, and a title as a piece of an address."""

import re
import unicodedata

from anyascii import anyascii

#: Letters that Arabic and Persian keyboards type differently for the same sound, and marks
#: that carry no letter: tatweel, the zero-width joiners (Unicode 16, blocks Arabic, General
#: Punctuation).
_SAME_LETTER = str.maketrans(
    {
        "ي": "ی",
        "ى": "ی",
        "ك": "ک",
        "ة": "ه",
        "أ": "ا",
        "إ": "ا",
        "آ": "ا",
        "ٱ": "ا",
        "ـ": "",
        "\u200c": "",
        "\u200d": "",
    }
)
_NOT_SLUG = re.compile(r"[^a-z0-9]+")
SLUG_LENGTH = 80


def fold(text: str) -> str:
    """The text with case, accents and look-alike letters folded, spaces collapsed.

    Idempotent: fold(fold(x)) == fold(x). Two texts that a reader would call the same word
    fold to the same string.
    """
    if text.isascii():
        return " ".join(text.lower().split())
    # Which letters there are is asked first: to look at each of a long text is what takes the time.
    # Decomposed before and after: “𝐀” has no small letter until it is an A, “ŉ” is two once it is small.
    bare = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", _same(text)).casefold())
    for mark in filter(unicodedata.combining, set(bare)):
        bare = bare.replace(mark, "")
    return " ".join(unicodedata.normalize("NFC", _same(bare)).split())


def _same(text: str) -> str:
    return text if _SAME_LETTER.keys().isdisjoint(map(ord, set(text))) else text.translate(_SAME_LETTER)


def slug(text: str, *, length: int = SLUG_LENGTH) -> str:
    """The text as ASCII words joined by hyphens, cut at a word; empty where nothing is left.

    >>> slug("Talks in Oman: “very good”")
    'talks-in-oman-very-good'
    """
    words = _NOT_SLUG.sub("-", anyascii(text).lower().replace("'", "")).strip("-")
    if len(words) <= length:
        return words
    return words[:length].rsplit("-", 1)[0] if "-" in words[:length] else words[:length]
