"""Who made and who sends an item: bylines, sources, credits and holders of rights.

Source: NewsML-G2 Guidelines, "creator", "contributor", "by", "infoSource", "provider"; IPTC crol, isrol NewsCodes.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from lxml import etree

from wires import text
from wires.formats import trees
from wires.formats.newsml_g2 import codes, wording
from wires.formats.newsml_g2.item import Item

#: Roles of creators who wrote or made nothing that is signed.
_UNSIGNED = frozenset(
    "source origprov provider supplier contentsource redistributor enhancer editor responsible capwriter descrwriter "
    "captionwriter translator technicalorigin distributor publisher owner".split()
)
#: Roles of contributors whose names stand above a story or beside a picture.
_SIGNING = frozenset(
    "author writer reporter journalist correspondent photographer photog columnist cartoonist byline".split()
)
_PHOTOGRAPHERS = frozenset({"photographer", "photog"})
#: Roles of the party that the content comes from, before those who pass it on.
_ORIGINS = ("contentsource", "origprov", "source", "provider", "supplier", "")
#: A word for logging in or initials: “stahl.leo”, “VRG”, “dw/dk”.
_NO_NAME = re.compile(r"[a-z0-9._@+-]+|[A-Z0-9]{1,4}|[A-Za-z]{1,4}(?:/[A-Za-z]{1,4})+")


class Parties(NamedTuple):
    """Who is named as having made, sent and owning an item."""

    #: The line as metadata; empty where there is none.
    by: str
    #: Names of people who wrote or photographed; agencies, desks and log-in names are not among them.
    authors: tuple[str, ...]
    #: The agency or party that the content comes from.
    source: str
    #: The party that sends the item.
    provider: str
    credit: str
    #: The holders of the copyright.
    holder: str

    def byline(self, inside: str = "") -> str:
        """The line that names the authors: as metadata, as it stands `inside` the content, else the creators' names."""
        return self.by or inside or ", ".join(self.authors)


def of(item: Item) -> Parties:
    """All parties of an item."""
    provider = item.party(item.meta.find("provider"))
    holders = [item.party(one) for one in item.element.iterfind("rightsInfo/copyrightHolder")]
    sources = [(codes.word(one, "role"), item.party(one)) for one in item.about.iterfind("infoSource")]
    source = _origin(sources) or provider
    holder = ", ".join(dict.fromkeys(filter(None, holders)))
    organisations = {name.casefold() for name in (provider, *holders, *(name for _, name in sources))}
    return Parties(
        by=trees.words(wording.best(item.about.iterfind("by"), item.language)),
        authors=_authors(item, organisations),
        source=source,
        provider=provider,
        credit=trees.words(wording.best(item.about.iterfind("creditline"), item.language)) or source or holder,
        holder=holder,
    )


def _origin(sources: list[tuple[str, str]]) -> str:
    """The party that comes first in the way of the content to us."""
    named = [(_ORIGINS.index(role) if role in _ORIGINS else len(_ORIGINS), name) for role, name in sources if name]
    return min(named, key=lambda pair: pair[0])[1] if named else ""


def _authors(item: Item, organisations: set[str]) -> tuple[str, ...]:
    signed = [(codes.word(one, "role"), _signature(item, one, organisations)) for one in _signing(item)]
    photographers = [name for role, name in signed if role in _PHOTOGRAPHERS]
    names = photographers if item.kind == "picture" and photographers else [name for _, name in signed]
    return tuple(dict.fromkeys(filter(None, names)))


def _signing(item: Item) -> Iterator[etree._Element]:
    yield from (one for one in item.about.iterfind("creator") if codes.word(one, "role") not in _UNSIGNED)
    yield from (one for one in item.about.iterfind("contributor") if codes.word(one, "role") in _SIGNING)


def _signature(item: Item, party: etree._Element, organisations: set[str]) -> str:
    """The name of a person; empty for an organisation and for what is no name."""
    name = item.name(party) or text.line(codes.exact(party, "literal"))
    if party.find("organisationDetails") is not None or _NO_NAME.fullmatch(name):
        return ""
    return "" if name.casefold() in organisations else name


def supplier(item: Item) -> str:
    """Who sends the item, as far as anything says so: for identifiers that are made here."""
    parties = of(item)
    return parties.provider or trees.first(item.header, "sender", "origin") or parties.holder
