"""The lines above the text of a wire story: headline, byline, versions, embargo, notes to editors.

Sources: dpa stylebook, Headers; AP Stylebook, Filing the Wire; IPTC 7901 rev. 5 §5.
"""

import re
from dataclasses import dataclass, field

from wires import text
from wires.formats.telex import orders, versions

#: A note to editors begins with one of these, in the languages of the agencies.
_NOTES = (
    r"(?:with )?(?:ap |reuters |afp )?(?:photos?|video|graphics?|audio|fotos?|grafik)\s+(?:[A-Z]+\d|planned|available)",
    r"(?:(?:attn|attention),? )?(?:news )?ed(?:itor)?s?(?:['’]s?)?(?: note)?s?\s*[:_–—.-]",
    r"(?:attn|attention) (?:news )?editors\b|note to editors\b|advisory to editors\b",
    r"achtung(?: \w+)?\s*[:–-]|(?:redaktionelle[rn]? )?hinweise?(?: (?:der|an die|für die) redaktion(?:en)?)?\s*:",
    r"attention\s*[:–—/-]|(?:note|avis) (?:aux|à la|de la) rédactions?\b|aviso al editor\b",
    r"nota (?:a|de|del|para) (?:los |la )?(?:editore?s?|redacci[oó]n|redactores|clientes|abonados)\b",
    r"(?:nota|avviso) (?:per la|alle|agli) (?:redazion[ei]|utenti)\b|uwaga dla redaktor",
    r"(?:noot|let op|attentie) (?:voor de |aan de )?redactie|toimituksille\b",
    r"til redaksjonen?e?\b|til redaktionen?\b|till redaktione[nr]\w*\b",
)
_NOTE = re.compile(rf"\W*(?:{'|'.join(_NOTES)})", re.IGNORECASE)
#: What Reuters and others put in brackets above a text: what is new in it.
_WHAT_CHANGED = re.compile(
    r"\((?:adds?|updates?|recasts?|rewrites?|corrects?|refiles?|repeats?|inserts?|removes?|fixes|clarifies|changes?|trims|"
    r"restores?|ajoute|précise|corrige|actualise|rectifie|complète|neu|mit|ergänzt|aktualisiert|amplía|añade)\b.*\)\W*\Z",
    re.IGNORECASE | re.DOTALL,
)
#: "By Ida Kern, Harrow Bay Press": a name behind the word, and no sentence.
_BYLINE = re.compile(
    r"(?:By|BY|Von|VON|Par|PAR|Por|POR|Di|DI|Door|DOOR|Av|AV|Af|AF) (?=[A-ZÀ-Þ])(?:[^.!?;:]|\b[A-Z][a-z]?\.){3,120}\Z"
)
#: The author's place behind a byline.
BYLINE_TITLE = re.compile(
    r"(?:[\w.]+ )*"
    r"(?:press|writers?|reporters?|editors?|correspondents?|columnists?|analysts?|critics?|staff|service|international)\Z",
    re.IGNORECASE,
)
#: Lines of a bracket that is not closed again.
_LONGEST_BRACKET = 6
#: Notes above a text, and letters of one of them.
_MOST_NOTES, _LONGEST_NOTE = 4, 1500
#: Letters of the lines that a headline has above it (“Situation France:”).
_LONGEST_KICKER = 40
_BELLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]|['’`]{3,}")


@dataclass(slots=True)
class Head:
    """What stood above the text."""

    headline: str = ""
    #: A line above the headline that sorts it.
    kicker: str = ""
    byline: str = ""
    versions: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    #: Until when it must not be published, in the words of the line.
    embargo: str = ""
    #: canceled or withheld, where a line orders it.
    state: str = ""
    is_for_desks: bool = False


def read(lines: list[str]) -> Head:
    """The head in these lines, of which the last may end with the = that parts it from the text."""
    head = Head()
    titles = [line for line in _logical(lines) if not take(head, line)]
    if titles and is_byline(titles[-1]) and (len(titles) > 1 or head.state):
        head.byline = titles.pop()
    head.kicker, headline = _kicker(titles)
    head.headline, said = versions.parted(headline)
    head.versions += said
    if not head.headline and head.state:
        head.headline = (head.versions or [""])[-1]
    head.state = orders.strongest(head.state, orders.in_headline(head.headline))
    head.is_for_desks |= orders.is_for_desks(head.headline)
    return head


def take_notes(head: Head, lines: list[str]) -> list[str]:
    """The lines of a text without the notes to editors at its beginning, which go into its head."""
    for _ in range(_MOST_NOTES):
        first = next((number for number, line in enumerate(lines) if line.strip()), len(lines))
        behind = range(first + 1, len(lines))
        end = next((number for number in behind if not lines[number].strip() or lines[number][0] == "\t"), len(lines))
        opening = text.line(" ".join(lines[first:end]))
        if not opening or len(opening) > _LONGEST_NOTE or not is_note(opening):
            break
        _take_note(head, note(opening))
        lines = lines[end:]
    return lines


def is_byline(line: str) -> bool:
    """Whether a line names who wrote the text."""
    return bool(_BYLINE.match(line))


def is_note(line: str) -> bool:
    """Whether a line, or a paragraph, speaks to editors: “Eds: …”, “(Adds quotes)”, “Achtung: …”."""
    return bool(_NOTE.match(line) or _WHAT_CHANGED.match(line))


def note(line: str) -> str:
    """A note without the brackets around it."""
    line = text.line(line)
    return line[1:-1].strip() if line.startswith("(") and line.endswith(")") else line


def _logical(lines: list[str]) -> list[str]:
    """The lines, a bracket over several of them in one, without bells and without the = at the end."""
    joined: list[str] = []
    is_open = 0
    for raw in lines:
        line = text.line(_BELLS.sub(" ", raw)).removesuffix("=").strip()
        if not line:
            continue
        if is_open:
            joined[-1] += f" {line}"
            is_open = 0 if ")" in line else is_open - 1
        else:
            joined.append(line)
            is_open = _LONGEST_BRACKET if line.startswith("(") and ")" not in line else 0
    return joined


def take(head: Head, line: str) -> bool:
    """Whether the line is no headline but a version, an order, an embargo or a note: then the head says so now."""
    inside = note(line)
    state = orders.alone(inside)
    if state or (versions.is_version(inside) and (inside != line or _is_code(inside))):
        head.state = orders.strongest(head.state, state)
        head.versions.append(inside)
    elif orders.is_for_desks(inside) and inside != line:
        head.is_for_desks = True
    elif orders.is_embargo(inside):
        head.embargo = inside
        head.notes.append(inside)
    elif line.startswith("(") or is_note(line):
        _take_note(head, inside)
    else:
        return False
    return True


def _take_note(head: Head, inside: str) -> None:
    """A note; where a colon parts a version from what is new in it, both: “Berichtigung: Zahl im 2. Absatz”."""
    before, colon, _ = inside.partition(":")
    if versions.is_version(before) and colon:
        head.versions.append(before)
    head.state = orders.strongest(head.state, orders.in_note(inside))
    head.notes.append(inside)


def _is_code(line: str) -> bool:
    """Whether a version is written as one: in capitals, or with a number that no headline begins with."""
    return line.isupper() or line[:1].isdecimal()


def _kicker(titles: list[str]) -> tuple[str, str]:
    """The lines above the headline, which end with a colon long before the line is full, and the headline."""
    for number, line in enumerate(titles[:-1], start=1):
        above = " ".join(titles[:number])
        if line.endswith(":") and len(above) <= _LONGEST_KICKER:
            return above.removesuffix(":"), " ".join(titles[number:])
    return "", " ".join(titles)
