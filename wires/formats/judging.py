"""What every format judges alike: status, times, embargo, urgency, notes to editors, and the sentences about them.

A reader makes one `Remarks` for an item, asks it what the item's words mean, and ends with `judged`.
"""

import re
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any, TypedDict

from wires import text
from wires.prose_times import read_words
from wires.stories import CANCELED, USABLE, WITHHELD, WireStory
from wires.times import Reading, read_time

#: What senders write for the three states of the standard (IPTC pubstatus NewsCodes; NITF, NewsML 1.2 status;
#: Media RSS; WordPress).
_STATES = {
    "usable": USABLE,
    "published": USABLE,
    "publish": USABLE,
    "active": USABLE,
    "withheld": WITHHELD,
    "hold": WITHHELD,
    "held": WITHHELD,
    "embargoed": WITHHELD,
    "draft": WITHHELD,
    "pending": WITHHELD,
    "private": WITHHELD,
    "blocked": WITHHELD,
    "canceled": CANCELED,
    "cancelled": CANCELED,
    "killed": CANCELED,
    "kill": CANCELED,
    "recalled": CANCELED,
    "withdrawn": CANCELED,
    "deleted": CANCELED,
    "trash": CANCELED,
}
_EMBARGOED = "embargoed"
#: What parts the status in a QCode or an address from its vocabulary.
_EDGE_OF_WORD = re.compile(r"[:/#]")
#: Words by which agencies mark copy for desks only, in the languages they use. Not meant are an embargo (“not for
#: publication before noon”) and the contacts below a story (“the following information is …”, dpa).
_NOT_FOR_PUBLICATION = re.compile(
    r"(?:(?<!following information is )not for publication|not for broadcast or publication|no publicar|"
    r"(?<!folgenden informationen sind )nicht zur veröffentlichung|ikke for publisering|ej för publicering|"
    r"pas destinée? à la publication)"
    r"(?!\W{1,3}(?:or broadcast )?(?:until|before|prior to|vor|bis|før|före|innan|avant|antes|hasta)\b)",
    re.IGNORECASE,
)
_ADVISORY_GENRE = re.compile(r"(?:editors'? )?advisor(?:y|ies)|achtung|note to editors|service message", re.IGNORECASE)
#: Letters at the beginning of a body in which such a mark stands.
_MARK_WITHIN = 600
_LEAST_URGENT = 9
_ISO_WITHIN = re.compile(r"\d{4}-\d\d-\d\d[Tt ]\d\d:?\d\d\S*")


class Embargo(TypedDict):
    """The two fields of a WireStory that say until when it must not be published."""

    embargo: datetime | None
    embargo_raw: str


@dataclass(slots=True)
class Remarks:
    """What is odd about an item, in sentences for the editor, and whether it must not be published yet."""

    warnings: list[str] = field(default_factory=list)
    hold: bool = False

    def warn(self, *sentences: str) -> None:
        self.warnings.extend(sentences)

    def pubstatus(self, said: str | None) -> str:
        """The status of the standard for a sender's word; None where the file is silent, which means usable.

        A word that no standard knows, the empty one included, is treated as withheld.
        """
        if said is None:
            return USABLE
        word = _plain(said)
        state = _STATES.get(word)
        if state is None:
            self.warn(f"The status “{word[:40] or '(not a word)'}”, which no standard knows, is treated as withheld.")
        self.hold |= state in (None, WITHHELD)
        return state or WITHHELD

    def state(self, said: str | None, embargo: Embargo) -> str:
        """As `pubstatus`, but what is called embargoed and says until when is usable from that moment on."""
        if said is not None and _plain(said) == _EMBARGOED and embargo["embargo"]:
            return USABLE
        return self.pubstatus(said)

    def embargo(self, value: Any) -> Embargo:
        """An embargo that names no moment, a bare date included, holds the story until an editor sets a time."""
        return self._until(read_time(value))

    def embargo_in_words(self, line: str) -> Embargo:
        """As `embargo`, for a line of prose; empty where there is none."""
        written = _ISO_WITHIN.search(line)
        return self._until(read_time(written[0]) if written else read_words(line) if line else Reading())

    def _until(self, reading: Reading) -> Embargo:
        raw = text.tidy(reading.raw) or (reading.naive.isoformat() if reading.naive else "")
        if raw:
            self.hold = True
            self.warn(f"The embargo “{raw}” names no moment. The story is held until an editor sets a time.")
        return Embargo(embargo=reading.moment, embargo_raw=raw)

    def time(self, value: Any, name: str) -> Reading:
        """A time of the item; one that cannot be read is left out, and that is said with the `name` of its field."""
        return self.told(read_time(value), name)

    def told(self, reading: Reading, name: str) -> Reading:
        """The reading of a time, as `time` says it."""
        if reading.raw:
            self.warn(f"The time “{reading.raw}” ({name}) names no moment and was left out.")
        return reading

    def urgency(self, value: Any) -> int | None:
        """1 to 9; None where the file is silent or gives 0, and with a sentence where it is none of these."""
        urgency = text.whole(value)
        if value is None or urgency == 0:
            return None
        if urgency is None or urgency > _LEAST_URGENT:
            self.warn(f"The urgency “{text.line(str(value))[:40]}” is none of 1 to 9 and was left out.")
            return None
        return urgency


def _plain(said: str) -> str:
    """The word of a status without the name or address of its list."""
    return _EDGE_OF_WORD.split(said)[-1].strip().lower()


def stops(said: str) -> bool:
    """Whether a sender's word, wherever it stands, takes an item back: canceled, killed, withheld."""
    return _STATES.get(_plain(said), USABLE) != USABLE and _plain(said) != _EMBARGOED


def judged(read: WireStory, remarks: Remarks) -> WireStory:
    """The story with its advisory mark, its hold and all warnings, each once."""
    advisory = read.advisory or _is_advisory(read)
    if advisory:
        remarks.warn("This is a note to editors, not for publication.")
    if read.pubstatus == USABLE and _is_empty(read):
        remarks.warn("There is nothing in this item to publish: no headline, no text and no picture.")
    hold = read.hold or remarks.hold
    return warned(replace(read, advisory=advisory, hold=hold), *remarks.warnings, *_lost_letters(read))


def warned(read: WireStory, *warnings: str) -> WireStory:
    """The story with further warnings, each once."""
    told = tuple(dict.fromkeys(map(text.tidy, (*read.warnings, *warnings))))
    return read if told == read.warnings else replace(read, warnings=told)


def _is_empty(read: WireStory) -> bool:
    return not (read.headline or read.body_html or read.images or read.summary or read.related)


def _is_advisory(read: WireStory) -> bool:
    marks = f"{read.headline}\n{read.slugline}\n{read.ed_note}\n{read.body_html[:_MARK_WITHIN]}"
    by_genre = any(_ADVISORY_GENRE.fullmatch(kind.name or kind.code) for kind in read.genres)
    return by_genre or bool(_NOT_FOR_PUBLICATION.search(marks))


def _lost_letters(read: WireStory) -> tuple[str, ...]:
    if "\N{REPLACEMENT CHARACTER}" not in f"{read.headline}{read.byline}{read.summary}{read.body_html}":
        return ()
    return ("Some letters were lost before the file came here: they stand as \N{REPLACEMENT CHARACTER}.",)
