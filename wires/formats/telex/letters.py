"""Bytes of a telex into text. The formats name no encoding: it shows in the bytes.

Sources: IPTC 7901 rev. 5 §7 and annex C (7 and 8 bits); ISO-IR 26, the control set for newspaper text transmission;
ISO/IEC 6937; WHATWG Encoding Standard for the rest.
"""

import re
import unicodedata

from wires import decoding
from wires.decoding import Decoded
from wires.formats.refusals import Unreadable

#: ISO/IEC 6937: an accent stands before its letter. Code → the combining accent, and the letters it is used with.
_ACCENTS = {
    0xC1: ("\u0300", "aeiouAEIOU"),
    0xC2: ("\u0301", "aeiouycnszlrAEIOUYCNSZLR"),
    0xC3: ("\u0302", "aeiouwyAEIOUWY"),
    0xC4: ("\u0303", "anoiuANOIU"),
    0xC5: ("\u0304", "aeiouAEIOU"),
    0xC6: ("\u0306", "agAG"),
    0xC7: ("\u0307", "zegZEGI"),
    0xC8: ("\u0308", "aeiouyAEIOUY"),
    0xCA: ("\u030a", "auAU"),
    0xCB: ("\u0327", "cstCST"),
    0xCD: ("\u030b", "ouOU"),
    0xCE: ("\u0328", "aeAE"),
    0xCF: ("\u030c", "cdenrstzCDENRSTZ"),
}
_ACCENTED = re.compile(rb"[\xc1-\xcf](.?)", re.DOTALL)
_WITHIN_A_WORD = re.compile(rb"[a-zA-Z][\xc1-\xcf][a-z]")
#: The letters and signs of ISO/IEC 6937 that stand alone; what differs from ISO 8859-1 only.
_ALONE = {
    **dict(zip(b"\xa4\xa6\xa8\xa9\xaa\xac\xad\xae\xaf", "$#¤‘“←↑→↓", strict=True)),
    **dict(zip(b"\xb4\xb8\xb9\xba\xd0\xd1\xd2\xd3\xd4", "×÷’”―¹®©™", strict=True)),
    **dict(zip(b"\xe1\xe2\xe8\xe9\xea\xec\xf1\xf2\xf3\xf5", "ÆĐŁØŒÞæđðı", strict=True)),
    **dict(zip(b"\xf8\xf9\xfa\xfb\xfc", "łøœßþ", strict=True)),
}
#: Small accented letters of ISO 8859-1 that no letter of ISO/IEC 6937 shares a code with.
_LATIN_ONLY = re.compile(rb"[\xe0\xe3-\xe8\xeb\xed-\xf0\xf4\xf6\xf7\xfd-\xff]")
_SEQUENCE = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
_WINDOWS_ONLY = re.compile(rb"[\x80-\x9f]")
_HIGH = re.compile(rb"[\x80-\xff]")
#: Instructions for a typesetting machine (SCD to ECD), and a word that was sent by mistake (KW behind it).
_INSTRUCTION = re.compile("\x0c[^\n\x0b\x0c]{0,200}\x0b")
_MISTAKEN = re.compile(r"\S{1,40} ?\x18")
#: A day of a busy wire.
_MOST_MESSAGES = 1000
#: Fixed spaces and column breaks.
_SPACES = {**dict.fromkeys("\x10\x19\x1d\x1e", " "), "\x1f": "\t"}
#: Those, and what changes the type or fills the line: bells, rails, fonts, quads, fillers.
_CODE = re.compile("[\x00\x05\x07\x0b\x0c\x0e-\x14\x16\x18-\x1f\x7f]")


def decode(data: bytes) -> Decoded:
    """The text: UTF-8, or nearly that; ISO/IEC 6937 where accents stand before letters; else Windows-1252.

    ISO 8859-1 is read as Windows-1252, as everywhere; neither needs a warning, since no telex says what it is.
    """
    if data.isascii():
        return Decoded(data.decode("ascii"))
    sequences = _SEQUENCE.findall(data)
    if 2 * sum(map(len, sequences)) >= len(_HIGH.findall(data)):
        return decoding.decode(data)
    if _has_accents_before_letters(data):
        return Decoded(_from_iso_6937(data))
    text = data.decode("latin-1")
    return Decoded(text.translate(decoding.WINDOWS) if _WINDOWS_ONLY.search(data) else text)


def without_codes(text: str) -> str:
    """The text without codes for typesetting machines; what frames a message, a line or a column stays."""
    if not _CODE.search(text):
        return text
    text = _INSTRUCTION.sub("", text) if "\x0b" in text else text
    text = _MISTAKEN.sub("", text) if "\x18" in text else text
    return _CODE.sub(lambda code: _SPACES.get(code[0], ""), text)


def counted(messages: list[str]) -> list[str]:
    """The messages of a file; raises Unreadable where they are more than are read at once."""
    if len(messages) > _MOST_MESSAGES:
        raise Unreadable(f"The file holds {len(messages):,} messages, more than the {_MOST_MESSAGES:,} that are read.")
    return messages


def lines(text: str) -> list[str]:
    """The lines of a text, whatever its sender ends them with."""
    return text.replace("\r\n", "\n").replace("\r", "\n").split("\n")


def _has_accents_before_letters(data: bytes) -> bool:
    """Whether accents of ISO/IEC 6937 stand before letters that have them, and nothing speaks for ISO 8859-1."""
    pairs = _ACCENTED.findall(data)
    if len(_WITHIN_A_WORD.findall(data)) * 2 < max(len(pairs), 2) or _LATIN_ONLY.search(data):
        return False
    return all(_composed(found[0]) for found in _ACCENTED.finditer(data))


def _composed(pair: bytes) -> str:
    """The letter that an accent and a letter make; empty where no language has it."""
    accent, letters = _ACCENTS.get(pair[0], ("", ""))
    letter = pair[1:].decode("latin-1")
    return unicodedata.normalize("NFC", letter + accent) if letter and letter in letters else ""


def _from_iso_6937(data: bytes) -> str:
    accented = {pair: _composed(pair) for pair in set(re.findall(rb"[\xc1-\xcf][a-zA-Z]", data))}
    pieces = re.split(rb"([\xc1-\xcf][a-zA-Z])", data)
    return "".join(accented[piece] if piece in accented else _plain(piece) for piece in pieces)


def _plain(piece: bytes) -> str:
    return piece.decode("latin-1").translate(_ALONE)
