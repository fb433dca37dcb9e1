"""Orders of an agency to its subscribers, in plain words: kill, hold, wait until, note.

None of these formats has a field for it. An order stands alone in a line, before a colon in capitals,
in the version section of a keyword line, or in a sentence that only an order has. “Annule et remplace”,
“annulla e sostituisce” and a writethru kill nothing: they bring the better text themselves.

Sources: AP Stylebook, Procedures for Handling Kills and Correctives; dpa stylebook, Corrections; Reuters Handbook,
Corrections, Refiles, Kills; AFP, EFE, ANSA, APA, NTB, TT, Ritzau, STT, Belga, ANP, PAP, TASS as they write.
"""

import re

from wires.stories import CANCELED, WITHHELD


def _any(*patterns: str) -> str:
    return f"(?:{'|'.join(patterns)})"


_KILL = _any(
    r"(?:(?:mandatory|bulletin|legal|urgent|photo|advisory)[ /:-]+)*kill(?:ed)?(?:[ ,/-]+kill)*(?:[ -]+note)?",
    r"stor(?:y|ies) (?:removed|withdrawn|killed|retracted)|withdrawn|retraction|retracted|elimination",
    r"(?:meldung |text )?(?:zurückgezogen|storniert|annulliert|gestrichen)|zurückziehung|storno|stornierung",
    r"annullierung|(?:dépêche |à |a )?annul(?:ation|ée?|er)",
    r"anulaci[oó]n|anulad[oa]|anular|anulação|cancelad[oa]",
    r"annullamento|annullat[oa]|annullare",
    r"vervalt|ingetrokken|intrekking|geannuleerd|annulering",
    r"annuller(?:es|et|t|ing|as)|trekkes(?: tilbake)?|tilbake(?:kalt|kalles)|tilbagekald(?:t|es)",
    r"återkallas|dras tillbaka|peruttu|perutaan|peruutetaan|mitätöi(?:ty|dään)",
    r"anulowan[oae]|anulowanie|anulujemy|wycofan[oae]",
    r"аннулирован[оа]?|аннулируется|аннуляция|отозван[оа]?",
)
_HOLD = _any(r"hold(?:[ ,/-]+hold)*|with ?hold(?:[ ,/-]+withhold)*|zurückhalten|nicht senden|retenir|retener")
_ORDER = rf"(?:(?P<kill>{_KILL})|(?P<hold>{_HOLD}))"
#: The whole of a line, bells and quotation marks apart; its beginning up to a colon or a dash; a word anywhere.
_ALONE = re.compile(rf"\W*{_ORDER}\W*\Z", re.IGNORECASE)
_BEFORE = re.compile(rf"\W*{_ORDER}\s*[:–—=-]", re.IGNORECASE)
_WORD = re.compile(rf"\b{_ORDER}\b", re.IGNORECASE)
_FEW_WORDS = r"(?:[^.\s]+ ){0,12}?"
#: Sentences that nobody writes but to order it, in a text of any kind.
_KILL_SENTENCE = re.compile(
    _any(
        r"\ba kill is mandatory\b|\bplease kill\b|\bmake certain the story is not (?:used|published)\b",
        r"\bkill the (?:story|item|copy|alert|newsalert) (?:slugged|headlined|sent|moved|above|below|[A-Z]{2}-)",
        rf"\b(?:meldung|text) {_FEW_WORDS}nicht (?:mehr )?(?:zu )?verwenden",
        rf"\bmeldung {_FEW_WORDS}(?:wird|ist) (?:hiermit )?(?:zurückgezogen|storniert|annulliert)",
        r"\b(?:veuillez|prière d'|merci d')\s*(?:annuler|ne pas utiliser) (?:la|cette|notre) dépêche",
        rf"\bdépêche {_FEW_WORDS}est annulée\b",
        r"\b(?:rogamos|ruega) (?:\S+ ){0,3}?(?:anul(?:ar|en)|no utili(?:zar|cen))\b|\bqueda anulada\b",
        r"\bsi prega di (?:annullare|non utilizzare)\b",
        r"\bgelieve (?:dit|het) bericht niet te (?:gebruiken|publiceren)\b",
        r"\bmeldingen (?:trekkes|annulleres)\b|\btelegrammet (?:annulleras|utgår)\b",
    ),
    re.IGNORECASE,
)
_HOLD_SENTENCE = re.compile(
    r"\bplease (?:hold|withhold) (?:the |our |this )?(?:item|story|copy|[a-z]{2,5} \d)", re.IGNORECASE
)
#: In a note to editors, where “kills 3rd paragraph” is no order either.
_KILL_IN_NOTE = re.compile(
    _any(
        r"\bnicht (?:mehr )?verwenden\b|\b(?:wird|ist) zurückgezogen\b|\b(?:storno|storniert|zurückgezogen)\b",
        r"\bne pas utiliser\b|\bdo not use this (?:story|item)\b",
    ),
    re.IGNORECASE,
)
#: What is sent for the desks of subscribers only: plans, digests, words about the service itself.
_FOR_DESKS = re.compile(
    r"\W*"
    + _any(
        r"(?:(?:news|coverage|ap|media|press|photo) )*(?:advisory|advisories|digest|budget|daybook|skedlines)",
        r"service (?:message|note)|impressum|imprint|achtung(?: redaktionen)?|dienstmeldung",
        r"(?:hinweis|mitteilung) an die redaktion(?:en)?|(?:themen|tages)?vorschau|themenplan(?:ung)?",
        r"avis (?:de service|aux rédactions|aux abonnés)|note aux rédactions|prévisions|attention users",
        r"nota a (?:los )?(?:clientes|abonados|editores)|avviso (?:agli utenti|alle redazioni)",
        r"til redaksjonen|till redaktionen|til redaktionen|toimituksille",
    )
    + r"\W*\Z",
    re.IGNORECASE,
)
_EMBARGO = re.compile(
    r"\W*(?:strictly )?"
    + _any(
        r"embargo(?: content\W+timestamp)?\s*:|embargo (?:until|till|bis|jusqu\S*|hasta|fino|até|tot|til)\b",
        r"embargoed\b|(?:sous|bajo|con|onder|under) embargo\b|être soumis\S* à un embargo|embargado\b",
        r"эмбарго (?:для|до)\b|sperrfrist|sperrvermerk|frei ab \W*\d|freigabe ab|klausulert|klausuleret",
        r"heft til|spärrtid|hold for release|do not (?:publish|use) (?:before|until)",
        r"not for (?:release|publication|use|broadcast) (?:before|until)|for release\s*:",
        r"for (?:use|publication|release) (?:on|at|after|from|\w+day)\b",
        r"adv(?:ance)?\.?\s?\d{1,2}(?:-\d{1,2})?\s*\Z|advance for\b",
    ),
    re.IGNORECASE,
)
_NO_EMBARGO = re.compile(
    r"\b(?:immediate(?:ly)?|sofort(?:ige)?|none|keine?|aucun|(?:up)?on receipt|lifted|aufgehoben|levé|expired)\b",
    re.IGNORECASE,
)
#: Letters of a text at whose beginning an order stands.
_OPENING = 600


def alone(line: str) -> str:
    """The state that a line orders which says nothing else: “KILL KILL KILL”, “(Annulation)”; empty for any other."""
    return _state(_ALONE.match(line))


def in_headline(line: str) -> str:
    """As `alone`, or where the order stands in capitals before a colon or dash: “STORY REMOVED: BC-Ferry”."""
    found = _BEFORE.match(line)
    return _state(found) if found and (found["kill"] or found["hold"]).isupper() else alone(line)


def in_version(words: str) -> str:
    """As `alone`, for a place where only versions stand: there one word orders it."""
    return _state(_WORD.search(words))


def in_note(note: str) -> str:
    """As `alone`, for a note to editors: by what it says."""
    return CANCELED if _KILL_IN_NOTE.search(note) else in_text(note)


def in_text(text: str) -> str:
    """As `alone`, for the beginning of a text: by sentences that nobody writes for readers."""
    opening = text[:_OPENING]
    return CANCELED if _KILL_SENTENCE.search(opening) else WITHHELD if _HOLD_SENTENCE.search(opening) else ""


def _state(found: re.Match[str] | None) -> str:
    return "" if not found else CANCELED if found["kill"] else WITHHELD


def strongest(*states: str) -> str:
    """The gravest of several states; empty where there is none."""
    return next((state for state in (CANCELED, WITHHELD) if state in states), "")


def is_for_desks(line: str) -> bool:
    """Whether a line says that all of it is for desks, not for readers."""
    return bool(_FOR_DESKS.match(line))


def is_embargo(line: str) -> bool:
    """Whether a line forbids publication before a time, which it may or may not name."""
    return bool(_EMBARGO.match(line)) and not _NO_EMBARGO.search(line)
