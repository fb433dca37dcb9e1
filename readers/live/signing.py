"""Who signed a post: people, where that is known, and nobody invented.

A post has one line for its names, typed freely: “Ines Calloway and Tomas Verhey” are two people, “Hald and Sons”
may be none. Several names are told as people only if the newsroom has an author of each name.
"""

import re
from collections.abc import Iterable

from articles.filling import Link
from articles.models import Author

#: What stands between names that are typed in one line, in the languages of the interface. An Arabic “and” that is
#: written onto the name after it is left: many names begin with its letter.
_BETWEEN = re.compile(r"\s*[,;،؛]\s*(?:(?:and|et|و)\s+)?|\s+(?:and|et|&|و)\s+")

#: A line of names → the people whom it names; a line that is not in it names somebody unknown.
People = dict[str, tuple[Link, ...]]


def names(line: str) -> list[str]:
    """The names that a line would have, if it is one of several.

    >>> names("Ines Calloway, Tomas Verhey and Ása Björk")
    ['Ines Calloway', 'Tomas Verhey', 'Ása Björk']
    """
    return [name for name in _BETWEEN.split(line.strip()) if name]


def people(lines: Iterable[str]) -> People:
    """The people of those lines that name several, all of them authors of ours. One query, or none."""
    several = {line: found for line in lines if len(found := names(line)) > 1}
    known = _authors({name for found in several.values() for name in found})
    return {
        line: tuple(known[name] for name in found)
        for line, found in several.items()
        if all(name in known for name in found)
    }


def _authors(wanted: set[str]) -> dict[str, Link]:
    """Our authors of those names. Two of one name are the same to readers, who see the name."""
    found = Author.objects.filter(name__in=wanted) if wanted else []
    return {author.name: Link(author.name, author.get_absolute_url()) for author in found}
