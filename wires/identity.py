"""When two items of a wire are the same: the same guid and the same words.

A version is never unique: agencies send a changed story, and a kill, under the version of the
story before. So an item is known by the digest of all that it says.
"""

import hashlib
import json
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from wires import text
from wires.stories import WireStory

#: What the reader says about a story is not what the agency says.
_OURS = ("warnings",)
#: What says nothing counts for nothing: a story keeps its digest when readers learn to see more.
_NOTHING: tuple[Any, ...] = (None, "", [])
#: Under which name, and when, a story was sent: new with each sending, though no word be.
_SENDING = (
    *("guid", "evolved_from", "version"),
    *("first_created", "version_created", "version_created_naive"),
)


@dataclass(frozen=True, slots=True)
class Written:
    """A story as JSON that a database can keep, and SHA-256 in hex: of what it says, and of its words alone."""

    values: dict[str, Any]
    digest: str
    wording: str


def written(story: WireStory) -> Written:
    """The story as it is stored. Its digests do not depend on the warnings of the reader.

    The same words sent again under another version or time have another digest, and the same `wording`.
    """
    values: dict[str, Any] = story.to_json()
    said = _canonical(values)
    if "\\u0000" in said or not _is_unicode(said):
        values = _tidied(values)
        said = _canonical(values)
    return Written(values, _sha256(said), _sha256(_canonical(values, but=(*_OURS, *_SENDING))))


def _sha256(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def _canonical(values: dict[str, Any], *, but: Collection[str] = _OURS) -> str:
    said = {name: value for name, value in values.items() if name not in but and value not in _NOTHING}
    return json.dumps(said, sort_keys=True, ensure_ascii=False, separators=(",", ":"))


def _is_unicode(said: str) -> bool:
    """Whether there are no halves of letters in it, which JSON can write and no database keeps."""
    try:
        said.encode()
    except UnicodeEncodeError:
        return False
    return True


def _tidied(value: Any) -> Any:
    if isinstance(value, str):
        return text.tidy(value)
    if isinstance(value, list):
        return [_tidied(item) for item in value]
    return {name: _tidied(item) for name, item in value.items()} if isinstance(value, dict) else value
