"""How a NewsItem is named: its public identifier, its revision, and the names of its earlier revisions.

The identifier of NewsML 1 ends in the revision, so that each revision of a story has a name of its own:
`urn:newsml:provider:date:item:3N`. It is kept letter for letter; what it continues shows in the chain of
names, and what stops the story stops it under all of them.

Source: NewsML 1.2 functional specification, 5.5.1 (Identification) and 5.11 (revisions).
"""

import re
from dataclasses import dataclass

from lxml import etree

from wires import text
from wires.formats import guids, trees

#: Parts of a public identifier that names one item: urn:newsml:provider:date:item:revision.
_LEAST_PARTS = 5
#: Elements that suppliers made for an identifier of their own, and since when that was seen (TASS 2019).
_OWN_IDENTIFIERS = ("guid",)
#: Earlier revisions that are named at most. Numbers that are times have no row of earlier ones.
_MOST_EARLIER = 50
_REVISION = re.compile(r":(\d{1,4})([NUA]?)\Z")


@dataclass(frozen=True, slots=True)
class Identification:
    """`guid` names this revision, `earlier` the former ones, the last before it first."""

    guid: str
    version: str = ""
    earlier: tuple[str, ...] = ()
    #: Whether the item holds only what changes in an earlier revision (RevisionId/@Update: U, A).
    update: str = "N"


def identify(item: etree._Element, *, supplier: str, told: str) -> Identification:
    """The names of an item. `supplier` and what is `told` (a headline, else all words) serve one without a name."""
    names = item.find("Identification/NewsIdentifier")
    names = etree.Element("NewsIdentifier") if names is None else names
    revision = names.find("RevisionId")
    version = trees.words(revision)
    update = trees.attribute(revision, "Update").upper() or "N"
    public = text.tidy(names.findtext("PublicIdentifier") or "").strip()
    if _names_one(public):
        return Identification(public, version, _earlier(public, version, _previous(revision)), update)
    own = _own(item, names) or guids.derived(supplier, _day(item), told)
    return Identification(own, version, (), update)


def _names_one(public: str) -> bool:
    """Whether an identifier can tell items apart: some suppliers give the same beginning to all (Belga 2019)."""
    if not public.lower().startswith("urn:newsml:"):
        return bool(public)
    parts = public.split(":")
    return len(parts) >= _LEAST_PARTS and parts[4] not in ("", "0")


def _own(item: etree._Element, names: etree._Element) -> str:
    """The identifier in the standard's form from its parts, without the revision; else one of the supplier's making."""
    number = trees.first(names, "NewsItemId")
    if number not in ("", "0"):
        return f"urn:newsml:{trees.first(names, 'ProviderId')}:{_day(item)}:{number}"
    return next((words for name in _OWN_IDENTIFIERS for one in item.iter(name) if (words := trees.words(one))), "")


def _day(item: etree._Element) -> str:
    """The day on which the item began; the DateId is that of the revision with some suppliers."""
    told = (item.findtext(path) or "" for path in ("NewsManagement/FirstCreated", "Identification//DateId"))
    return next((said.strip().replace("-", "")[:8] for said in told if said.strip()), "")


def _previous(revision: etree._Element | None) -> int:
    said = trees.attribute(revision, "PreviousRevision")
    return int(said[:6]) if said.isdecimal() else 0


def _earlier(public: str, version: str, previous: int) -> tuple[str, ...]:
    """The public identifiers of the former revisions, the last one first.

    An identifier that does not end in its revision has none: its last part may be the number of the item.
    """
    found = _REVISION.search(public)
    if not found or found[1] != version or public.count(":") < _LEAST_PARTS:
        return ()
    stem, number, letter = public[: found.start()], int(found[1]), found[2]
    unchanged = [number] if letter in ("U", "A") else []
    last = previous if 0 < previous < number else number - 1
    numbers = [*unchanged, *range(last, max(0, last - _MOST_EARLIER), -1)]
    return tuple(f"{stem}:{one}{'N' if letter else ''}" for one in numbers)
