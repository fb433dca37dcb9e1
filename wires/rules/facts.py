"""What rules ask of an item: its words folded, its codes, its topics, and which of the desk's cases it is.

Each is worked out when the first condition asks for it: most rules never look into a body.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from html import unescape
from typing import Any

from ground import folding
from wires import subjects
from wires.subjects import resolving

#: Where words are looked for.
HEAD, BODY, ANYWHERE = "head", "body", "anywhere"
#: The cases that desks tell apart, in words that go after “It is”.
CASES = {
    "update": "an update of something that came before",
    "advisory": "a note to editors",
    "embargoed": "under embargo or on hold",
    "pictured": "with a picture",
    "textless": "without text",
    "odd": "a file in which something was odd",
}
_WORD = re.compile(r"\w+")
_TAG = re.compile(r"<[^>]*>")


@dataclass
class Facts:
    """An item as rules see it. `story`: WireStory as JSON; `sections`: ids of those its topics are mapped to."""

    feed: int
    language: str
    urgency: int | None
    type: str
    story: Mapping[str, Any]
    is_update: bool = False
    is_held: bool = False
    sections: frozenset[str] = frozenset()
    _texts: dict[str, str] = field(default_factory=dict, repr=False)

    def words(self, where: str) -> str:
        """The folded words, each between spaces."""
        if where not in self._texts:
            self._texts[where] = self._head if where == HEAD else self._body if where == BODY else self._anywhere
        return self._texts[where]

    @cached_property
    def own_topics(self) -> tuple[str, ...]:
        """The Media Topics that it names, in its order."""
        return resolving.topics_of(self.story.get("subjects") or (), self.language)

    @cached_property
    def topics(self) -> frozenset[str]:
        """Its topics, and all that stand above them."""
        return subjects.with_ancestors(self.own_topics)

    @cached_property
    def services(self) -> frozenset[str]:
        """Codes and names of services and desks, folded; subjects in an agency's own vocabulary are such codes."""
        return frozenset(_codes(self.story, "services", "subjects"))

    @cached_property
    def genres(self) -> frozenset[str]:
        return frozenset(_codes(self.story, "genres", "signals"))

    @cached_property
    def sources(self) -> str:
        return _spaced(self._said("credit"), self._said("source"))

    @cached_property
    def places(self) -> str:
        named = (one.get(part) or "" for one in self.story.get("places") or () for part in ("name", "code"))
        return _spaced(*named, self._said("dateline"))

    @cached_property
    def cases(self) -> frozenset[str]:
        holds = {
            "update": self.is_update,
            "advisory": bool(self.story.get("advisory")),
            "embargoed": self.is_held or bool(self.story.get("embargo")),
            "pictured": bool(self.story.get("images")),
            "textless": not self._body.strip(),
            "odd": bool(self.story.get("warnings")),
        }
        return frozenset(case for case in CASES if holds[case])

    @cached_property
    def _head(self) -> str:
        return _spaced(self._said("headline"), self._said("slugline"), *(self.story.get("keywords") or ()))

    @cached_property
    def _body(self) -> str:
        return _spaced(self._said("summary"), unescape(_TAG.sub(" ", self._said("body_html"))))

    @cached_property
    def _anywhere(self) -> str:
        return f"{self._head}{self._body}"

    def _said(self, name: str) -> str:
        return self.story.get(name) or ""


def _spaced(*texts: str) -> str:
    """The folded words between spaces. A double one parts the texts, so that no phrase reaches over it."""
    return "".join(f" {' '.join(_WORD.findall(folding.fold(text)))} " for text in texts if text)


def _codes(story: Mapping[str, Any], *kinds: str) -> Iterable[str]:
    """Codes, whole and without their vocabulary, and names: each folded."""
    for concept in (one for kind in kinds for one in story.get(kind) or ()):
        code = concept.get("code") or ""
        yield from {folding.fold(said) for said in (code, code.rpartition(":")[2], concept.get("name") or "") if said}
