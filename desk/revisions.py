"""Revisions as people read them: each field in lines of words, names instead of numbers."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from articles import body, snapshots
from articles.models import Article, Author, Caption, Coverage, Revision, Section
from desk import differences
from desk.differences import Line
from ground import languages
from media.models import Photo

Content = Mapping[str, Any]
_LABELS = {"body": "Text", "editor_note": "Editor’s note", "related": "To be read next"}


@dataclass(frozen=True)
class Change:
    """A field that differs, with its lines; None stands for unchanged lines that are left out."""

    label: str
    lines: list[Line | None]


@dataclass(frozen=True)
class Names:
    """What the numbers in some revisions mean today. What is gone keeps its number."""

    section: Mapping[int, Section]
    coverages: Mapping[int, Coverage]
    author: Mapping[int, Author]
    related: Mapping[int, Article]
    photo: Mapping[int, Photo]


def changes(before: Revision | None, after: Revision) -> list[Change]:
    """The fields that differ, in the order of the form; without a revision before, all that are filled."""
    old: Content = before.content if before else {}
    names = _names([old, after.content])
    found = []
    for name in snapshots.ALL:
        value = after.content.get(name)
        if old.get(name) != value:
            lines = differences.lines(_lines(name, old.get(name), names), _lines(name, value, names))
            if any(line.changed for line in lines):
                found.append(Change(_label(name), differences.around(lines)))
    return found


def _label(name: str) -> str:
    return _LABELS.get(name, name.replace("_", " ").capitalize())


def _names(contents: list[Content]) -> Names:
    def numbers(of: Callable[[Content], list[Any]]) -> set[int]:
        return {number for content in contents if content for number in of(content) if number}

    return Names(
        section=Section.objects.in_bulk(numbers(lambda one: [one["section"]])),
        coverages=Coverage.objects.in_bulk(numbers(lambda one: one["coverages"])),
        author=Author.objects.in_bulk(numbers(lambda one: [row["author"] for row in one["bylines"]])),
        related=Article.objects.only("headline").in_bulk(numbers(lambda one: one["related"])),
        photo=Photo.objects.defer("source_metadata").in_bulk(
            numbers(lambda one: [row["photo"] for row in one["captions"]])
        ),
    )


def _lines(name: str, value: Any, names: Names) -> list[str]:
    """The field's value as lines of plain words."""
    if value in (None, "", [], False):
        return []
    if name in _READ:
        return _READ[name](value, names)
    return ["Yes"] if value is True else str(value).splitlines()


def _body_lines(html: str) -> list[str]:
    """The text a paragraph a line, with a line where a photograph stands."""
    return body.text(body.FIGURE.sub("<p>[photograph]</p>", html)).split("\n")


def _named(things: Mapping[int, Any], number: int) -> str:
    return str(things[number]) if number in things else f"no. {number} (removed since)"


def _caption(row: Mapping[str, Any], names: Names) -> str:
    photo = _named(names.photo, row["photo"]) if row["photo"] else f"still to come: {row['pending']}"
    words = [row["text"], row["credit"], f"alt: {row['alt']}" if row["alt"] else ""]
    said = " · ".join(filter(None, words))
    place = Caption.Role(row["role"]).label
    return f"{place}: {photo}" + (f" · {said}" if said else "") + (" · decorative" if row["decorative"] else "")


#: Fields whose value is not words already → their lines.
_READ: dict[str, Callable[[Any, Names], list[str]]] = {
    "body": lambda html, _: _body_lines(html),
    "language": lambda tag, _: [languages.name(tag)],
    "tags": lambda tags, _: list(tags),
    "section": lambda number, names: [_named(names.section, number)],
    "coverages": lambda numbers, names: [_named(names.coverages, number) for number in numbers],
    "related": lambda numbers, names: [_named(names.related, number) for number in numbers],
    "bylines": lambda rows, names: [row["name"] or _named(names.author, row["author"]) for row in rows],
    "captions": lambda rows, names: [_caption(row, names) for row in rows],
}
