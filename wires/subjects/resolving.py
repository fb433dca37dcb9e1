"""What suppliers send as the subject of a story, as a Media Topic: codes of several vocabularies, addresses, names.

Known are medtop and subj in all spellings of NewsML-G2, ninjs and NITF: `medtop:20000822`, `subj:15054000`,
`http://cv.iptc.org/newscodes/mediatopic/20000822`, bare digits. A Subject Code without a Media Topic of its
own means the topic of the nearest code above it: its digits are 2 for the subject, 3 for the matter, 3 for the detail.
"""

import re
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache
from typing import Any

from ground import folding, languages
from wires.subjects import names_in, rows, topics

#: What stands before the 8 digits: a prefix and colon, or an address.
_CODED = re.compile(r"(?:.*[:/])?([0-9]{8})\Z", re.DOTALL)
#: Vocabularies whose codes are IPTC's own, where a code that is not in the table has one above it that is.
_OURS = frozenset({"", "medtop", "mediatopic", "subj", "subjectcode", "iptc", "iptcsubjectcode"})
_ABOVE = (8, 5, 2)


def topics_of(subjects: Iterable[Mapping[str, Any]], language: str) -> tuple[str, ...]:
    """The topics of a story, each once, in their order. `subjects`: WireSubject as JSON."""
    found = (_resolve(_said(one, "code"), _said(one, "scheme"), _said(one, "uri"), _said(one, "name"), language)
             for one in subjects)  # fmt: skip
    return tuple(dict.fromkeys(code for code in found if code))


def resolve(*, code: str = "", scheme: str = "", uri: str = "", name: str = "", language: str = "en") -> str:
    """The Media Topic that is meant, retired ones too; empty where none is."""
    return _resolve(code, scheme, uri, name, language)


def _said(subject: Mapping[str, Any], part: str) -> str:
    return subject.get(part) or ""


@lru_cache(maxsize=20_000)
def _resolve(code: str, scheme: str, uri: str, name: str, language: str) -> str:
    ours = folding.fold(scheme).rpartition("/")[2] in _OURS
    for said in (code, uri):
        if (coded := _CODED.match(said.strip())) and (found := _of_digits(coded[1], climb=ours)):
            return found
    return _by_name(language).get(folding.fold(name), "") or _by_name("en").get(folding.fold(name), "") if name else ""


def _of_digits(digits: str, *, climb: bool) -> str:
    if digits in topics():
        return digits
    tried = _ABOVE if climb else _ABOVE[:1]
    return next(filter(None, (_of_subject_codes().get(digits[:length].ljust(8, "0")) for length in tried)), "")


@cache
def _of_subject_codes() -> dict[str, str]:
    """Subject Code → Media Topic: of several the one in use, the nearest to the top, the oldest."""
    best = sorted(topics().values(), key=lambda one: (bool(one.retired), bool(one.parent), one.code))
    return {one.subject_code: one.code for one in reversed(best) if one.subject_code}


@cache
def _by_name(language: str) -> dict[str, str]:
    """Folded name → topic: of several that have one name, the one in use. Subject Codes by their names, too."""
    last = sorted(names_in(language), key=lambda code: (bool(topics()[code].retired), code), reverse=True)
    found = {folding.fold(names_in(language)[code]): code for code in last}
    if languages.primary(language) != "en":
        return found
    return {folding.fold(said): _of_digits(code, climb=True) for code, said in rows("subjectcodes")} | found
