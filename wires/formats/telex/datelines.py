"""Where a story is told from, and by which agency: “Oskeld, March 3 (HBP) - The ferry …”.

Sources: AP Stylebook and Reuters Handbook, datelines; dpa stylebook; AFP, ANSA, Belga, TASS as they write.
"""

import re
from dataclasses import dataclass

#: Agencies whose name in brackets makes a dateline though no dash follows it.
_AGENCIES = frozenset(
    "aap afp agi anp ansa ap apa ats belga bna cna cp ctk čtk dapd ddp dpa efe epd europapress ians interfax irna kna "
    "kyodo lusa mti ntb pa pap pti reuter reuters ritzau rtr sapa sda sid stt tanjug tass tca tt upi xinhua "
    "yonhap".split()
)
_PLACE = r"(?P<place>[^\W\d_][^()\n]{1,80}?)"
#: Behind a place: "March 3", "3 mars 2026", "23/07", "Mar 3".
_DAY = r"(?:,?\s+(?:[^\W\d_]{3,12}\.?\s+\d{1,2}|\d{1,2}(?:[./]\d{1,2}\.?|\.?\s+[^\W\d_]{3,12}\.?))(?:,?\s+\d{2,4})?\.?)"
_SOURCE = r"\((?P<source>[^\W\d_][^()\d]{1,40}?)\)"
_DATELINE = re.compile(rf"\s*{_PLACE}{_DAY}?,?\s*{_SOURCE}(?P<sign>\.?\s*(?:--?|[_=–—:]))?\s*", re.IGNORECASE)
_SLASHED = re.compile(rf"\s*{_PLACE}{_DAY}?[.,]?\s*/(?P<source>[^\W\d_]{{2,20}})/(?P<sign>[.:]?)\s*")
#: "TOKYO, March 3 Kyodo - ": no brackets, but a day and an agency that is known.
_BARE = re.compile(rf"\s*{_PLACE}{_DAY}\s+(?P<source>[A-Z][A-Za-z]{{1,11}})(?P<sign>\s+(?:--?|[–—]))\s")
_LONGEST = 160


@dataclass(frozen=True, slots=True)
class Dateline:
    """The place, the agency's short name, and where the text begins behind them."""

    place: str = ""
    source: str = ""
    end: int = 0


def read(paragraph: str, *, agency: str = "") -> Dateline:
    """The dateline at the beginning of a text; an empty one where there is none. `agency` is who sends it."""
    opening = paragraph[:_LONGEST]
    for pattern in (_DATELINE, _SLASHED, _BARE):
        found = pattern.match(opening)
        signed = bool(found and found["sign"]) and pattern is not _BARE
        if found and _is_place(found["place"]) and _is_agency(found["source"], agency, signed):
            return Dateline(found["place"].strip(" ,"), found["source"].strip(), found.end())
    return Dateline()


def _is_place(words: str) -> bool:
    """Whether each word could be of a name: a sentence has small ones."""
    named = words.split()
    small = [word for word in named if word[:1].islower()]
    return not named[0][:1].islower() and len(small) <= 2 and len(named) <= 8


def _is_agency(source: str, agency: str, signed: bool) -> bool:
    names = re.split(r"[^\w]+", source.lower())
    if any(name in _AGENCIES or name == agency.lower() for name in names):
        return True
    return signed and len(names) <= 4 and not source[0].islower()
