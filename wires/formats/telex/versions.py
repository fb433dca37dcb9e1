"""The words by which a story says that it is a lead, an addition, a correction of one that was sent before.

Sources: AP Stylebook, Filing the Wire (keyword slug line, version section); dpa stylebook, Slugs; Reuters Handbook,
News Presentation; what agencies of other languages write at the same place.
"""

import re
from dataclasses import dataclass

#: Beginnings of a story that is sent again in another state, in the languages of the agencies.
_STATES = frozenset(
    "lead led ld leadall writethru writethrough wrapup wrap roundup net update updated updates upd nl newlead "
    "correction corrective corrected corr correct clarification refile repeat repeating rpt sub substitute insert "
    "abridged shorter recast revised trims "
    "berichtigung berichtigt korrektur korr aktualisierung aktualisiert zusammenfassung wiederholung neufassung "
    "rectificatif rectifie correctif actualisation synthese mise jour der "
    "actualizacion ampliacion corrige correccion version corregida resumen repeticion "
    "correzione rettifica aggiornamento riepilogo sostituisce "
    "correcao atualizacao retificacao rectificacao "
    "correctie herhaling aanvulling samenvatting "
    "rettelse opdatering oppdatering retting ny omtagning rattelse uppdatering korjaus paivitys".split()
)
#: Parts of a story whose beginning was sent before.
_PARTS = frozenset("add adds added addition take taken suite fortsetzung sigue segue ajout".split())
#: What says how urgent it is, or what kind of text: it makes no other version of a story.
_KINDS = frozenset(
    "urgent urgente flash bulletin newsalert alert alerte alerta extra eil eileil blitz priority first "
    "adv advance avance advisory digest budget kill hold withhold elimination".split()
)
#: Endings of numbers, and words that join.
_JOINING = frozenset("st nd rd th er e eme the a of to".split())
_TOKEN = re.compile(r"(?<=\d)(?:st|nd|rd|th|er)|[^\W\d_]+|\d+")
_ACCENTS = str.maketrans("áàâäéèêëíìîïóòôöøúùûüçñãõåæœß", "aaaaeeeeiiiiooooouuuucnaoaaos")
_MOST_WORDS = 8
#: "UPDATE 2-Ferry sails", "URGENT: Ferry sails": before a headline; the words in capitals.
_PREFIX = re.compile(
    r"((?:[A-ZÀ-Þ]{2,16}|\d{1,2}(?:ST|ND|RD|TH)?)(?:[ -](?:[A-ZÀ-Þ]{2,16}|\d{1,2}))*)\s*[-:–—=]\s*(?=\S)"
)
#: "(3DER)", "(1LEAD)", "(CORRECT)": behind a headline. A number alone may be somebody's age.
_SUFFIX = re.compile(r"\s*\(((?:\d{1,2})?[A-ZÀ-Þ]{2,12})\)\s*\Z")
#: Editions of a story beside the full one.
EDITIONS = ("ABRIDGED",)
_ABRIDGED = re.compile(r"[\s,-]*\babridged\b", re.IGNORECASE)

_PART = "This is a part of a story that was sent before ({}), not the whole of it."
_CUT_OFF = "The message breaks off: it has neither an end mark nor a time of sending. Its end may be missing."


@dataclass(frozen=True, slots=True)
class Version:
    """What a story says about itself: the words as sent, and whether an earlier one came."""

    words: str = ""
    continues: bool = False
    #: Which part or edition it is, where it does not replace the story.
    part: str = ""
    edition: str = ""


def version(*words: str) -> Version:
    """The version that these words name together: lines, or the version section of a keyword line."""
    said = [" ".join(line.split()) for line in words if line.strip()]
    tokens = {token for line in said for token in _tokens(line)}
    return Version(
        " ".join(said),
        continues=bool(tokens & (_STATES | _PARTS)),
        part=next(filter(_is_part, said), ""),
        edition=next((edition for edition in EDITIONS if edition in said), ""),
    )


def _is_part(line: str) -> bool:
    tokens = set(_tokens(line))
    # The first take is the beginning itself.
    return bool(tokens & _PARTS) and not ("take" in tokens and tokens & {"1", "first"})


def oddities(said: Version, *, is_whole: bool) -> list[str]:
    """Sentences for the editor about what is not all of a story."""
    return [*([_PART.format(said.part)] if said.part else []), *([] if is_whole else [_CUT_OFF])]


def is_version(line: str) -> bool:
    """Whether a line says nothing but a version: “1ST LEAD”, “3rd Ld-Writethru”, “(Eil)”, “EXTRA”."""
    tokens = _tokens(line[:80])
    known = _STATES | _PARTS | _KINDS
    if not tokens or len(tokens) > _MOST_WORDS or not any(token in known for token in tokens):
        return False
    return all(token in known or token in _JOINING or token.isdecimal() for token in tokens)


def parted(headline: str) -> tuple[str, list[str]]:
    """The headline without the version that stands before or behind it, and that.

    >>> parted("UPDATE 2-Ferry sails"), parted("Ferry sails (3DER)"), parted("EU: ferry sails")
    (('Ferry sails', ['UPDATE 2']), ('Ferry sails', ['3DER']), ('EU: ferry sails', []))
    """
    said: list[str] = []
    before = _PREFIX.match(headline)
    if before and is_version(before[1]):
        said.append(before[1])
        headline = headline[before.end() :]
    behind = _SUFFIX.search(headline)
    if behind and behind.start() and is_version(behind[1]):
        said.append(behind[1])
        headline = headline[: behind.start()]
    return headline, said


def parted_slug(slug: str) -> tuple[str, str]:
    """A slug without the version behind it, where no comma parts them, and that: “Ferry Oskeld 2nd Ld”."""
    words = slug.split()
    for start in range(max(1, len(words) - 3), len(words)):
        if is_version(" ".join(words[start:])):
            return " ".join(words[:start]), " ".join(words[start:])
    return slug, ""


def without_edition(slug: str) -> tuple[str, str]:
    """A slug without the word that tells a short edition from the full one, and that word."""
    bare = _ABRIDGED.sub("", slug)
    return (bare, EDITIONS[0]) if bare != slug else (slug, "")


def _tokens(line: str) -> list[str]:
    return _TOKEN.findall(line.lower().translate(_ACCENTS))
