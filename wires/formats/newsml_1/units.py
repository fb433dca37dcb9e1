"""The stories that a NewsItem holds: as a rule one, and one a language where it comes in several."""

from collections.abc import Sequence
from dataclasses import dataclass

from lxml import etree

from wires.formats.newsml_1 import components
from wires.formats.newsml_1.metadata import Around

Parts = Sequence[etree._Element]
#: Languages of one item that are read.
_MOST_LANGUAGES = 24


@dataclass(frozen=True, slots=True)
class Unit:
    """One story of an item: the components with its texts, and those of further texts in its language."""

    item: etree._Element
    parts: Parts = ()
    others: Sequence[Parts] = ()
    #: The language, where it is not the first of the item.
    variant: str = ""

    @property
    def around(self) -> Around:
        return Around(self.parts[0] if self.parts else self.item)


def units(item: etree._Element) -> list[Unit]:
    """The stories of an item: the first, and the first in each other language that has words."""
    spoken: dict[str, list[Parts]] = {}
    for component, parts in components.units(item).items():
        told = parts or [component]
        if not spoken or _has_words(told):
            language = Around(told[0]).language().lower()[:2]
            if language in spoken or len(spoken) < _MOST_LANGUAGES:
                spoken.setdefault(language, []).append(told)
    if not spoken:
        return [Unit(item)]
    first = next(iter(spoken))
    return [
        Unit(item, told[0], told[1:], "" if language == first else language or "und")
        for language, told in spoken.items()
    ]


def _has_words(parts: Parts) -> bool:
    found = (components.data(one) for part in parts if components.is_main(part) for one in components.texts(part))
    return any(one is not None and "".join(map(str, one.itertext())).strip() for one in found)
