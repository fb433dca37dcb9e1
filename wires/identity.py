"""When two items of a wire are the same: the same guid and the same words.

A version is never unique: agencies send a changed story, and a kill, under the version of the
story before. So an item is known by the digest of all that it says.
"""

import hashlib
import json
from dataclasses import dataclass
from typing import Any

from wires import text
from wires.stories import WireStory

#: What the reader says about a story is not what the agency says.
_OURS = ("warnings",)


@dataclass(frozen=True, slots=True)
class Written:
    """A story as JSON that a database can keep, and the SHA-256 of what it says, in hex."""

    values: dict[str, Any]
    digest: str


def written(story: WireStory) -> Written:
    """The story as it is stored. Its digest does not depend on the warnings of the reader."""
    values: dict[str, Any] = story.to_json()
    said = _canonical(values)
    if "\\u0000" in said or not _is_unicode(said):
        values = _tidied(values)
        said = _canonical(values)
    return Written(values, hashlib.sha256(said.encode()).hexdigest())


def _canonical(values: dict[str, Any]) -> str:
    said = {name: value for name, value in values.items() if name not in _OURS}
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
