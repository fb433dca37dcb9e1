"""What stands above and below a story in a mail and is not for readers: labels, embargoes, contacts, disclaimers.

Only what is certain is taken out, and all of it is told: press offices mark the end of a text, head their
contacts, and put the same small print below each mail.
"""

import re
from dataclasses import dataclass, field

from wires.formats.mail.conversation import Block, Said
from wires.formats.telex import heads, orders

#: Behind it nothing is for publication: "###", "-ENDS-", "Ende", "(ends)".
_END = re.compile(
    r"(?:#\s?){2,}|[-–—*_#. ]*\(?(?:ENDS?|Ends|ends|ENDE|Ende|FIN|FINE|EINDE|SLUT|LOPPU|KONIEC|30)\)?[-–—*_#. ]*"
)
_CONTACT_WORDS = (
    r"notes? (?:to|for) (?:the )?(?:news )?editors?|for (?:further|more) (?:information|details),?",
    r"(?:media|press) (?:contacts?|enquiries|inquiries|office|information)",
    r"contacts?(?: (?:de )?presse| medias?| details)?\s*:|contacto (?:de )?prensa|contatt[io] (?:per la )?stampa",
    r"presse-?(?:kontakte?|stelle)|medienkontakte?|rückfrage(?:n|hinweis)\b",
    r"ansprechpartner(?:in)?(?: für (?:die )?(?:presse|medien))?",
    r"kontakt(?: für (?:die )?(?:presse|medien|journalisten))?\s*:|ufficio stampa\s*:",
    r"perscontact|noot voor de redactie|presskontakt|mediekontakt|yhteydenotot|lisätiedot",
)
_CONTACTS = re.compile(rf"\W*(?:{'|'.join(_CONTACT_WORDS)})", re.IGNORECASE)
_SMALL_PRINTS = (
    r"this (?:e-?mail|message|communication)\b.{0,200}\b(?:confidential|intended (?:only|solely)|privileged)",
    r"(?:if you are not|are not) the (?:intended|named) (?:recipient|addressee)",
    r"diese (?:e-?mail|nachricht)\b.{0,200}\b(?:vertraulich|ausschlie(?:ß|ss)lich)",
    r"ce (?:message|courriel|mail)\b.{0,200}\bconfidentiel|este (?:mensaje|correo)\b.{0,200}\bconfidencial",
    r"questo messaggio\b.{0,200}\b(?:riservat|confidenzial)|dit (?:e-?mail)?bericht\b.{0,200}\bvertrouwelijk",
    r"unsubscribe|abbestellen|abmelden|se désabonner|désinscri|darse de baja|disiscri|afmelden|avregistrera",
    r"(?:view|read) this (?:e-?mail|message|newsletter) in (?:your|a) browser|im browser (?:ansehen|öffnen|anzeigen)",
    r"think before you print|consider the environment before printing|get outlook for",
    r"sent from my \w+|von meinem \w+ gesendet|envoyé de mon \w+|enviado desde mi \w+|inviato da \w+",
)
_SMALL_PRINT = re.compile(rf"\b(?:{'|'.join(_SMALL_PRINTS)})", re.IGNORECASE | re.DOTALL)
#: What a press release calls itself.
_LABELS = (
    r"(?:for )?immediate release|(?:press|media|news) release|zur sofortigen veröffentlichung",
    r"(?:presse|medien)(?:mitteilung|information)|communiqué(?: de presse)?|pour diffusion immédiate",
    r"nota de prensa|comunicado(?: de prensa)?|comunicato stampa|persbericht",
    r"pressmeddelande|pressemeddelelse|pressemelding|lehdistötiedote",
)
_LABEL = re.compile(rf"\W*(?:{'|'.join(_LABELS)})\W*", re.IGNORECASE)
_TOP_BLOCKS, _BOTTOM_BLOCKS = 8, 8
_LONGEST_LINE, _LONGEST_BLOCK = 220, 1500


@dataclass(slots=True)
class Framed:
    """The blocks for readers, and what the frame around them says."""

    blocks: list[Block]
    notes: list[tuple[str, str]] = field(default_factory=list)
    embargo: str = ""
    byline: str = ""


def part(said: Said) -> Framed:
    """The story without its frame. Where nothing would be left, all of it stays."""
    framed = Framed(list(said.blocks))
    _take_top(framed)
    _cut_below(framed)
    _take_small_print(framed)
    if not framed.blocks:
        framed.blocks = list(said.blocks)
        framed.notes.clear()
    return framed


def _take_top(framed: Framed) -> None:
    kept: list[Block] = []
    for number, block in enumerate(framed.blocks):
        words = block.words
        if number >= _TOP_BLOCKS or len(words) > _LONGEST_LINE or not _is_framing(framed, words, kept):
            kept.append(block)
    framed.blocks = kept


def _is_framing(framed: Framed, words: str, kept: list[Block]) -> bool:
    """Whether a short block near the top is an embargo, a label, a note or the byline; then it is told."""
    if orders.is_embargo(words):
        framed.embargo = framed.embargo or words
        framed.notes.append(("", words))
    elif _LABEL.fullmatch(words) or heads.is_note(words):
        framed.notes.append(("", words))
    elif heads.is_byline(words) and not framed.byline and len(kept) <= 2:
        framed.byline = words
    else:
        return False
    return True


def _cut_below(framed: Framed) -> None:
    """Cut at an end mark; and at contacts, where they stand in the second half. Contacts above that go alone."""
    for number, block in enumerate(framed.blocks):
        is_end = bool(_END.fullmatch(block.words.strip()))
        if number and (is_end or (_CONTACTS.match(block.words) and number * 2 >= len(framed.blocks))):
            below = [block.words for block in framed.blocks[number + is_end :]]
            framed.blocks = framed.blocks[:number]
            framed.notes += [("Below the text", "\n".join(below))] if below else []
            return


def _take_small_print(framed: Framed) -> None:
    first = max(0, len(framed.blocks) - _BOTTOM_BLOCKS)
    kept: list[Block] = []
    for number, block in enumerate(framed.blocks):
        is_edge = number >= first or number < 2
        is_contact = bool(_CONTACTS.match(block.words)) and len(block.words) <= _LONGEST_LINE * 2
        if is_edge and len(framed.blocks) > 1 and (_SMALL_PRINT.search(block.words[:_LONGEST_BLOCK]) or is_contact):
            framed.notes.append(("Small print" if not is_contact else "", block.words))
        else:
            kept.append(block)
    framed.blocks = kept
