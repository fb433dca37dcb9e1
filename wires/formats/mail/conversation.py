"""Whose words are in a mail: its sender's, those of a message forwarded in it, those quoted from mails before.

There is no standard for it. Each mail program writes a line or a short head above such words, in its own language.
"""

import re
from dataclasses import dataclass, field

from articles import body as vocabulary
from wires.formats.mail import subjects

_FROM = r"from|von|de|da|van|fra|från|lähettäjä|od|от|expéditeur|remitente|mittente|afzender"
_DATE = (
    r"date|sent|datum|gesendet|envoyé|enviado(?: el)?|fecha|data|inviato|verzonden|dato|sendt|skickat|lähetetty|päivä"
)
_TO = r"to|an|à|para|a|aan|til|till|do|cc|kopie|кому|reply-to|antwort an|répondre à"
_SUBJECT = r"subject|betreff|objet|asunto|oggetto|onderwerp|emne|ämne|aihe|temat|assunto|тема"
_LABEL = re.compile(
    rf"(?:\A|(?<=\s))\*?(?:(?P<from>{_FROM})|(?P<date>{_DATE})|(?P<to>{_TO})|(?P<subject>{_SUBJECT}))\*?\s?:\*?(?=\s)",
    re.IGNORECASE,
)
_PASSED_ON = (
    r"forwarded message|weitergeleitete[nr]? nachricht|message (?:transféré|réexpédié)|mensaje reenviado",
    r"mensagem (?:encaminhada|reencaminhada)|messaggio inoltrato|doorgestuurd bericht",
    r"videresendt (?:besked|melding|e-post)|vidarebefordrat (?:brev|meddelande)|välitetty viesti",
)
#: Above a message that is passed on.
_FORWARDED = re.compile(
    rf"[-_–—>\s]*(?:begin |anfang der |début du |inicio del |inizio |start )?(?:{'|'.join(_PASSED_ON)})\W*",
    re.IGNORECASE,
)
_ANSWERED = (
    r"original message|originalnachricht|ursprüngliche nachricht|message d'origine|mensaje original",
    r"messaggio originale|mensagem original|oorspronkelijk bericht|oprindelig meddelelse|ursprungligt meddelande",
)
#: Above a message that is answered, or by older programs passed on.
_ORIGINAL = re.compile(rf"[-_–—>\s]*(?:{'|'.join(_ANSWERED)})\W*", re.IGNORECASE)
_WROTE = r"wrote|schrieb|a écrit|escribió|ha scritto|schreef|skrev|escreveu|napisał\w*"
#: "On Tue, 3 Mar 2026 at 09:15, Ida Kern <ida@harrow.example> wrote:" above a quotation.
_ATTRIBUTION = re.compile(
    rf"(?:on|am|le|el|il|op|den|em|dnia)\b.{{4,300}}\b(?:{_WROTE})\b.{{0,120}}:\s*\Z|"
    r".{2,120}\b(?:wrote|schrieb am .{4,60}|skrev .{4,60})\s?:\s*\Z",
    re.IGNORECASE | re.DOTALL,
)
_TAG = re.compile(r"<(/?)([a-z][a-z0-9]*)[^<>]*>")
_VOID = ("br", "hr")
_HEAD_WITHIN, _LONGEST_HEAD = 400, 1500
_MOST_FORWARDS = 5
#: Blocks above a forwarded message that only introduce it.
_INTRODUCTION = 2
_ADDRESS = re.compile(r"\s*(?:<[^<>]*>|\[mailto:[^\]]*\]|\([^()]*@[^()]*\)).*", re.DOTALL)


@dataclass(slots=True)
class Block:
    """An outermost element of a body, and its words."""

    html: str
    words: str


@dataclass(slots=True)
class Said:
    """The blocks of the story, and what stood around it, each with what it is."""

    blocks: list[Block]
    notes: list[tuple[str, str]] = field(default_factory=list)
    #: Of a forwarded message: what it was called and who sent it.
    subject: str = ""
    sender: str = ""


def blocks(html: str) -> list[Block]:
    """The outermost elements of a body in the vocabulary, letter for letter."""
    found: list[Block] = []
    start = depth = 0
    for tag in _TAG.finditer(html):
        if tag[2] not in _VOID:
            depth += -1 if tag[1] else 1
        if not depth:
            found.append(Block(html[start : tag.end()], vocabulary.text(html[start : tag.end()])))
            start = tag.end()
    return found


def part(html: str, *, is_forward: bool, is_answer: bool) -> Said:
    """The story in a body. What the subject says it is, or what stands above it, tells a forward from an answer."""
    said = Said(blocks(html))
    for _ in range(_MOST_FORWARDS):
        number = next((number for number, block in enumerate(said.blocks) if _is_head(said.blocks, number)), None)
        if number is None:
            break
        above = said.blocks[:number]
        is_marked = bool(_FORWARDED.match(said.blocks[number].words)) and not is_answer
        passes_on = is_forward or not above or (is_marked and len(above) <= _INTRODUCTION)
        if not passes_on:
            _note(said, "Quoted", said.blocks[number:])
            said.blocks = above
            break
        _enter(said, number)
    _take_quotations(said, is_answer=is_answer)
    return said


def _is_head(told: list[Block], number: int) -> bool:
    words = told[number].words
    if _FORWARDED.match(words) or _ORIGINAL.match(words):
        return True
    return bool(_labels(words))


def _labels(words: str) -> dict[str, str]:
    """What the labels of a message head name: from, date, to, subject; nothing where it is no such head."""
    if not _LABEL.match(words):
        return {}
    found = list(_LABEL.finditer(words[:_LONGEST_HEAD]))
    if len(found) < 3 or found[1].start() > _HEAD_WITHIN:
        return {}
    ends = [*(label.start() for label in found[1:]), min(len(words), _LONGEST_HEAD)]
    named = {
        str(label.lastgroup): words[label.end() : end].strip()
        for label, end in reversed(list(zip(found, ends, strict=True)))
    }
    return named if named.keys() >= {"from", "subject"} else {}


def _enter(said: Said, number: int) -> None:
    """Go into the forwarded message: what stood above is a note, its head tells what it is."""
    _note(said, "Written above it", said.blocks[:number])
    marker, behind = said.blocks[number], said.blocks[number + 1 :]
    head = _FORWARDED.sub("", _ORIGINAL.sub("", marker.words, count=1), count=1).strip()
    if len(behind) == 1 and behind[0].html.startswith("<blockquote>"):
        behind = blocks(behind[0].html.removeprefix("<blockquote>").removesuffix("</blockquote>"))
    if not head and behind:
        head, behind = (behind[0].words, behind[1:]) if _labels(behind[0].words) else ("", behind)
    labels = _labels(head)
    said.subject = subjects.read(labels.get("subject", "").partition("\n")[0]).headline or said.subject
    said.sender = _ADDRESS.sub("", labels.get("from", "").partition("\n")[0]).strip(" \"'*") or said.sender
    said.blocks = behind


def _take_quotations(said: Said, *, is_answer: bool) -> None:
    """Take out quotations below a line that says whose they are; in an answer also the last one without."""
    kept: list[Block] = []
    for block in said.blocks:
        if block.html.startswith("<blockquote>") and kept and _ATTRIBUTION.match(kept[-1].words):
            _note(said, "Quoted", [kept.pop(), block])
        else:
            kept.append(block)
    while is_answer and len(kept) > 1 and kept[-1].html.startswith("<blockquote>"):
        _note(said, "Quoted", [kept.pop()])
    if len(kept) > 1 and _ATTRIBUTION.match(kept[-1].words) and is_answer:
        _note(said, "Quoted", [kept.pop()])
    said.blocks = kept or said.blocks


def _note(said: Said, what: str, taken: list[Block]) -> None:
    words = "\n".join(block.words for block in taken).strip()
    if words:
        said.notes.append((what, words))
