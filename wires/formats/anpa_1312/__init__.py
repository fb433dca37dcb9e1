"""ANPA 1312, the text format of the North American wires: one message a story, framed by control codes.

    SYN SYN SOH W2870 US asian                              service level and number, selector
    r a DC3 DC1 BC-US--Ferry-Oskeld 1stLd 11-13 0450        priority, category, format, keyword, version, date, words
    STX ^BC-US--Ferry-Oskeld, 1st Ld-Writethru,450<         keyword line
    ^Ferry sails<                                           headline, notes, byline: each line begins with ^
    TAB   OSKELD (HBP) _ The ferry ...                      the text, a tab before each paragraph
    TAB   ETX HBP-WF-11-13-13 0745GMT<                      agency, service, date, time and zone

The format has no identifier. A story is known by its slug without the news cycle and the day in the file, so that
a “1st Ld-Writethru” has the guid of the story that it replaces; an addition and an ABRIDGED edition, which do not
replace it, have their own (wires.formats.telex.slugs). Its version is the version section: “1st Ld-Writethru”. A
kill is read as a canceled item for each story that it may mean: of its day and the day before, full and abridged.

Sources: ANPA 84-2 and 89-3, Wire Service Transmission Guidelines; AP Stylebook, Filing the Wire.
"""

from wires.formats import batch
from wires.formats.anpa_1312 import message
from wires.formats.anpa_1312.message import SOH, STX
from wires.formats.anpa_1312.story import Reader
from wires.formats.telex import letters
from wires.stories import WireStory

#: Bytes in which the coding lines stand.
_BEGINNING = 600
_FILLERS = "\ufeff\x00\x16\x7f \t\r\n"


def recognises(data: bytes) -> bool:
    """Whether the file begins with a coding line behind SOH, or where the controls were lost with both."""
    before, soh, start = letters.decode(data[:_BEGINNING]).text.partition(SOH)
    if soh and before.strip(_FILLERS) and "\x05" not in before:
        return False
    lines = letters.lines(letters.without_codes((start if soh else before).lstrip(_FILLERS)))
    filled = [line.strip(f" \t{STX}") for line in lines if line.strip()]
    if len(filled) < 2 or not message.FRAME.fullmatch(filled[0]):
        return False
    return bool(message.CODING.fullmatch(filled[1])) or (bool(soh) and STX in start)


def read(data: bytes) -> list[WireStory]:
    """The stories of a file in order; raises Unreadable where no message in it has coding lines."""
    decoded = letters.decode(data)
    parts = letters.counted(message.split(decoded.text.lstrip(_FILLERS)))
    return batch.read_several(parts, lambda part: Reader(message.parse(part)).stories(decoded.warnings))
