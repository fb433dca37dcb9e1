"""What the desk must see of an item at once: how urgent it is, what kind of copy, and what stands in its way."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from staff.printing import brief, printed
from wires.models import WireItem
from wires.versions import Place

#: IPTC urgency (ninjs, NewsML-G2) in words; 1 to 8, and 9 as the agency defines it.
URGENCY = {
    1: "Flash",
    2: "Urgent",
    3: "High",
    4: "Above normal",
    5: "Normal",
    6: "Below normal",
    7: "Low",
    8: "Lowest",
    9: "Agency's own",
}
_MOST_URGENT = 2
#: How headlines of agencies begin that correct (AP, Reuters, dpa, AFP, EFE, NTB and others).
_CORRECTS = re.compile(r"(?:correct|corrig|berichtig|rectific|retting|rättelse|rettelse|korr)", re.IGNORECASE)
#: And those of copy that goes on: “UPDATE 2-…”, “WRAPUP 1-…”, “2nd Ld-Writethru”.
_UPDATES = re.compile(r"(?:update|wrapup|refile|writethru)\b|\d(?:st|nd|rd|th) ld\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Mark:
    """A word beside an item, and in full where it was made short. The tone is danger, warning, info, plain or quiet."""

    text: str
    tone: str = "plain"
    full: str = ""


def urgency(item: WireItem) -> Mark | None:
    if item.urgency is None:
        return None
    tone = "danger" if item.urgency <= _MOST_URGENT else "plain"
    return Mark(f"{item.urgency} {URGENCY.get(item.urgency, '')}".strip(), tone)


def status(item: WireItem, *, killed: bool, at: datetime) -> list[Mark]:
    """The marks of an item at a moment, the gravest first. `killed`: its agency canceled it, now or later."""
    marks = []
    if killed:
        marks.append(Mark("Canceled", "danger"))
    if item.pubstatus == WireItem.Status.WITHHELD:
        marks.append(Mark("Withheld", "warning"))
    elif item.hold:
        marks.append(Mark("Hold", "warning"))
    if item.embargo and item.embargo > at:
        until = brief(item.embargo, at=at)
        marks.append(Mark(f"Embargo until {until}", "warning", f"Embargo until {printed(item.embargo)}"))
    if item.advisory:
        marks.append(Mark("Note to editors", "info"))
    return marks or [Mark("Usable", "quiet")]


def kind(item: WireItem, *, signals: Iterable[Mapping[str, Any]], place: Place) -> Mark | None:
    """What the copy is to what came before: a correction, the same once more, an update, a follow-up.

    `signals` as the item has them.
    """
    if item.pubstatus == WireItem.Status.CANCELED:
        return None
    said = " ".join(f"{signal.get('code', '')} {signal.get('name', '')}" for signal in signals)
    if _CORRECTS.match(item.headline) or _CORRECTS.search(said):
        return Mark("Correction", "warning")
    if place.is_again:
        return Mark("Sent again", "quiet")
    if place.number > 1 or _UPDATES.match(item.headline) or "update" in said.lower():
        return Mark("Update", "info")
    return Mark("Follows another", "info") if item.evolved_from else None
