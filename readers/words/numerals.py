"""Numbers as readers see them: in the digits of the language in which the page speaks."""

from django.utils import translation
from django.utils.functional import Promise, lazy
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from ground import languages


def numerals(text: object) -> str:
    """The text with the digits of the language that is active."""
    return languages.in_digits(text, translation.get_language() or "")


#: The same for words that are put together before the language is known.
numerals_lazy = lazy(numerals, str)


def page_title(name: str | Promise, number: int, *, is_first: bool) -> str | Promise:
    """The title of a page of a list: “World”, “World, page 2”. It is put into words when it is shown."""
    return name if is_first else format_lazy(_("{name}, page {number}"), name=name, number=numerals_lazy(number))
