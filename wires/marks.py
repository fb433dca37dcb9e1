"""What the desk must see of an item at once: how urgent it is, and what stands in its way."""

from dataclasses import dataclass

from staff.printing import printed
from wires.models import WireItem

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


@dataclass(frozen=True, slots=True)
class Mark:
    """A word beside an item. The tone is danger, warning, info, plain or quiet."""

    text: str
    tone: str = "plain"


def urgency(item: WireItem) -> Mark | None:
    if item.urgency is None:
        return None
    tone = "danger" if item.urgency <= _MOST_URGENT else "plain"
    return Mark(f"{item.urgency} {URGENCY.get(item.urgency, '')}".strip(), tone)


def status(item: WireItem, *, killed: bool) -> list[Mark]:
    """The marks of an item, the gravest first. `killed`: its agency canceled it, now or later."""
    marks = []
    if killed:
        marks.append(Mark("Canceled", "danger"))
    if item.pubstatus == WireItem.Status.WITHHELD:
        marks.append(Mark("Withheld", "warning"))
    elif item.hold:
        marks.append(Mark("Hold", "warning"))
    if item.embargo:
        marks.append(Mark(f"Embargo until {printed(item.embargo)}", "warning"))
    if item.advisory:
        marks.append(Mark("Note to editors", "info"))
    return marks or [Mark("Usable", "quiet")]
