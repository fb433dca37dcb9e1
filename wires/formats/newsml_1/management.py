"""What the management of a NewsItem says: its status now and later, instructions, urgency, times.

Source: NewsML 1.2 functional specification, 5.5.2 (NewsManagement).
"""

from collections.abc import Iterator
from typing import Any

from lxml import etree

from wires.formats import trees
from wires.formats.judging import Embargo, Remarks, stops
from wires.formats.newsml_1 import components
from wires.formats.nitf.docdata import is_day

#: States in which an item waits for its release.
_WAITING = frozenset({"embargoed", "withheld"})
_EMBARGOED, _USABLE = "embargoed", "usable"


class Management:
    """The NewsManagement of an item; empty where there is none."""

    def __init__(self, item: etree._Element) -> None:
        found = item.find("NewsManagement")
        self.element = etree.Element("NewsManagement") if found is None else found

    @property
    def status(self) -> str | None:
        """The word for the state; an instruction that takes the item back is one. None where the file is silent."""
        found = self.element.find("Status")
        said = components.formal_name(found) or None
        return next(filter(stops, self._instructions()), said)

    @property
    def is_advisory(self) -> bool:
        return components.plain(components.formal_name(self.element.find("NewsItemType"))) in components.ADVISORIES

    def _instructions(self) -> Iterator[str]:
        """Instructions on this revision: those with a RevisionStatus are on others."""
        for one in self.element.iterfind("Instruction"):
            if one.find("RevisionStatus") is None:
                yield components.formal_name(one)

    def taken_back(self) -> list[tuple[str, str]]:
        """Earlier revisions and what they are from now on; the number is empty where all are meant."""
        found = self.element.iterfind("Instruction/RevisionStatus")
        told = [(trees.attribute(one, "Revision"), components.formal_name(one.find("Status"))) for one in found]
        return [(number, word) for number, word in told if stops(word)]

    def state(self, remarks: Remarks) -> dict[str, Any]:
        """pubstatus, embargo and end of use, from the status now and the changes that are announced."""
        said = (self.status or "").strip().lower()
        changes = list(self._changes())
        until = next((time for word, time in changes if word == _USABLE), "") if said in _WAITING else ""
        embargo = remarks.embargo(until) if until else Embargo(embargo=None, embargo_raw="")
        pubstatus = remarks.state(_EMBARGOED if embargo["embargo"] else self.status, embargo)
        ends = next((time for word, time in changes if stops(word)), "") if said not in _WAITING else ""
        return {"pubstatus": pubstatus, **embargo, "expires": remarks.time(ends, "StatusWillChange").moment}

    def _changes(self) -> Iterator[tuple[str, str]]:
        for one in self.element.iterfind("StatusWillChange"):
            yield components.formal_name(one.find("FutureStatus")).lower(), trees.first(one, "DateAndTime")

    def urgency(self) -> str | None:
        return components.formal_name(self.element.find("Urgency")) or None

    def time(self, name: str) -> str:
        """A time; a day alone, which the standard allows, names no moment and is silence."""
        said = trees.first(self.element, name)
        return "" if is_day(said) else said

    def instructions(self) -> tuple[str, ...]:
        """Instructions in words for the desk."""
        told = (trees.words(one) or trees.attribute(one, "FormalName") for one in self.element.iterfind("Instruction"))
        return tuple(filter(None, told))

    def references(self, name: str) -> list[tuple[str, str]]:
        """Other items that a DerivedFrom or AssociatedWith names: identifier, and why."""
        found = self.element.iterfind(name)
        told = [(trees.attribute(one, "NewsItem"), trees.attribute(one, "FormalName")) for one in found]
        return [(other, why) for other, why in told if other]
