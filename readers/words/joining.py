"""Several words in a row, as the language of the page joins them."""

from collections.abc import Sequence

from babel.lists import format_list
from django.utils import translation

from ground import languages
from readers.words.date_styles import STYLES


def joined(words: Sequence[str]) -> str:
    """These in a row: “Ines Calloway, Tomas Verhey and Ása Rún”."""
    spoken = languages.interface(translation.get_language() or "")
    return format_list(list(words), locale=STYLES[spoken].locale)
