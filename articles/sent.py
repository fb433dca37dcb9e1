"""What came with a form that cannot be taken now, for people to read and to copy."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.http import QueryDict

from articles import body

#: Letters up to which a value without a space is a choice, a number or an identifier, not a text.
_SHORT = 40
#: Rows of the story form, as its groups are called.
_ROWS = {"captions": "Photograph", "bylines": "Byline", "related": "To be read next"}


@dataclass(frozen=True)
class Kept:
    """One value that was sent; a text is shown, so that it can be copied."""

    name: str
    value: str

    @property
    def is_text(self) -> bool:
        """What a form says to itself is none."""
        return not self.name.startswith("_") and (len(self.value) > _SHORT or len(self.value.split()) > 1)

    @property
    def label(self) -> str:
        """As people call it: “Photograph 2: text” for the field of a row."""
        row, _, rest = self.name.partition("-")
        number, _, column = rest.partition("-")
        if number.isdecimal():
            return f"{_ROWS.get(row, row.capitalize())} {int(number) + 1}: {column.replace('_', ' ')}"
        return self.name.replace("_", " ").replace("-", " ").capitalize()

    @property
    def readable(self) -> str:
        """Of a formatted text its words."""
        return body.text(self.value) if self.value.lstrip().startswith("<") else self.value


def kept(post: QueryDict) -> Iterator[Kept]:
    """All but tokens and passwords."""
    for name, values in post.lists():
        if name != "csrfmiddlewaretoken" and not is_password(name):
            yield from (Kept(name, str(value)) for value in values)


def is_password(name: str) -> bool:
    return "password" in name
