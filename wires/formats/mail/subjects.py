"""The subject of a mail: what it is called, and whether it answers, passes on, updates or kills something."""

import re
from dataclasses import dataclass

from wires.formats.telex import orders, versions

#: "Re:", "AW:", "SV:" answer; "Fwd:", "WG:", "TR:" pass on. One or more, in the languages of mail programs.
_PREFIX = re.compile(
    r"\s*(?:(?P<answer>re|aw|sv|vs|antw|antwort|rif|r|res|odp|ynt)|"
    r"(?P<forward>fwd?|fw|wg|tr|rv|enc|i|doorst|vl|vb|vid|pd|weitergeleitet|transf))\s*(?:\[\d{1,3}\]|\(\d{1,3}\))?\s*:\s*",
    re.IGNORECASE,
)
_MOST_PREFIXES = 20
_PARTS = re.compile(r"[\[\]()|]| [-–—] |(?<=\w): ")
#: What is sent to newsrooms so that they come, not so that they print it.
_INVITATIONS = (
    r"(?:media|press|photo) (?:advisory|alert|call|invitation|opportunity)|save the date|convocatoria de prensa",
    r"invitation (?:presse|à la presse)|presse(?:einladung|termin)|einladung zu[rm]? (?:presse|medien)\w*",
    r"terminhinweis",
    r"invito stampa|uitnodiging (?:voor de )?pers|pressinbjudan|presseinvitation|presseinvitasjon",
)
_INVITATION = re.compile(rf"\W*(?:{'|'.join(_INVITATIONS)})\b", re.IGNORECASE)
_RECALL = re.compile(r"\W*(?:recall|rückruf|rappel|recuperar|richiamo|intrekken)\s*:", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Subject:
    """A subject taken apart."""

    headline: str = ""
    is_answer: bool = False
    is_forward: bool = False
    version: str = ""
    #: Whether the version says that an earlier one was sent.
    continues: bool = False
    #: canceled or withheld, where it orders that.
    state: str = ""
    #: The part that forbids publication before a time.
    embargo: str = ""
    is_for_desks: bool = False
    is_recall: bool = False


def read(line: str) -> Subject:
    """What a subject says, its headline without “Re:”, “Fwd:” and the version before it."""
    is_answer = is_forward = False
    for _ in range(_MOST_PREFIXES):
        prefix = _PREFIX.match(line)
        if not prefix:
            break
        is_answer |= bool(prefix["answer"])
        is_forward |= bool(prefix["forward"])
        line = line[prefix.end() :]
    embargo = next((part for part in (*_PARTS.split(line), line) if orders.is_embargo(part)), "").strip()
    bare = line.replace(f"[{embargo}]", "").replace(f"({embargo})", "") if embargo else line
    headline, said = versions.parted(bare.strip(" -–—:"))
    version = versions.version(*said)
    return Subject(
        headline=headline,
        is_answer=is_answer,
        is_forward=is_forward,
        version=version.words,
        continues=version.continues,
        state=orders.in_headline(line),
        embargo=embargo,
        is_for_desks=bool(_INVITATION.match(line)) or orders.is_for_desks(line.partition(":")[0]),
        is_recall=bool(_RECALL.match(line)),
    )
