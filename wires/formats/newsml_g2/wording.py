"""Words that an item has in several languages and roles: which of them are meant for the story."""

from collections.abc import Callable, Iterable, Sequence

from lxml import etree

from wires.formats import trees
from wires.formats.newsml_g2 import codes

#: Roles of names that are not written out (IPTC nrol NewsCodes).
_SHORT_NAMES = frozenset({"mnemonic", "short", "abbr", "code"})
#: Parts of the roles of headlines that stand above or below the main one.
_LESSER_HEADLINES = ("sub", "kicker", "overline", "short", "alt", "web", "seo", "social")
_UNRANKED = 2
#: Roles of descriptions that are written for readers, best first.
SUMMARIES = ("summary", "abstract", "teaser", "lead", "leadin", "ingress", "short", "")
CAPTIONS = ("caption", "", "summary", "abstract", "caption-extended", "extended")


def best(
    elements: Iterable[etree._Element], language: str, rank: Callable[[etree._Element], int] = lambda _: 0
) -> etree._Element | None:
    """The element in the language of the story, of those the one of the best rank, of those the first."""
    told = list(elements)
    if len(told) > 1:
        told = [element for element in told if len(element) or (element.text and element.text.strip())]
    if len(told) < 2:
        return told[0] if told else None
    return min(told, key=lambda element: (_distance(element, language), rank(element)))


def _distance(element: etree._Element, language: str) -> int:
    """How far the language of an element is from that of the story; without one it is the same."""
    own = trees.attribute(element, "lang").lower()
    if not own or own == language.lower():
        return 0
    return 1 if own.partition("-")[0] == language.lower().partition("-")[0] else 2


def name(element: etree._Element, language: str) -> str:
    """The name of a concept or party."""
    return trees.words(best(element.iterfind("name"), language, _name_rank))


def _name_rank(element: etree._Element) -> int:
    return codes.word(element, "role") in _SHORT_NAMES


def headline(elements: Sequence[etree._Element], language: str) -> str:
    return trees.words(best(elements, language, _headline_rank))


def _headline_rank(element: etree._Element) -> int:
    """By @rank, one without between the first and the third; then the main headline before the one below it."""
    given = codes.exact(element, "rank")
    role = codes.word(element, "role")
    rank = int(given) if given.isdecimal() and len(given) < 4 else _UNRANKED
    return 2 * rank + any(part in role for part in _LESSER_HEADLINES)


def described(elements: Sequence[etree._Element], language: str, roles: Sequence[str]) -> str:
    """The description with the best of the roles; those with another role are for somebody else."""
    fitting = [element for element in elements if codes.word(element, "role") in roles]
    return trees.words(best(fitting, language, lambda element: roles.index(codes.word(element, "role"))))


def in_language(elements: Iterable[etree._Element], language: str) -> str:
    """The lines of all that stand in the nearest language, each once."""
    told = [(_distance(element, language), lines) for element in elements if (lines := trees.lines(element))]
    nearest = min((distance for distance, _ in told), default=0)
    return "\n".join(
        dict.fromkeys(line for distance, lines in told if distance == nearest for line in lines.split("\n"))
    )
