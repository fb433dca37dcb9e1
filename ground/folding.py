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
    # Decomposed before and after: “𝐀” has no small letter until it is an A, “ŉ” is two once it is small.
    small = unicodedata.normalize("NFKD", text.translate(_SAME_LETTER)).casefold()
    decomposed = unicodedata.normalize("NFKD", small)
    bare = "".join(letter for letter in decomposed if not unicodedata.combining(letter))
    return " ".join(unicodedata.normalize("NFC", bare.translate(_SAME_LETTER)).split())


def slug(text: str, *, length: int = SLUG_LENGTH) -> str:
    """The text as ASCII words joined by hyphens, cut at a word; empty where nothing is left.

    >>> slug("Talks in Oman: “very good”")
    'talks-in-oman-very-good'
    """
    words = _NOT_SLUG.sub("-", anyascii(text).lower().replace("'", "")).strip("-")
    if len(words) <= length:
        return words
    return words[:length].rsplit("-", 1)[0] if "-" in words[:length] else words[:length]
