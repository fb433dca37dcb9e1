"""Saying once what is found anew every second: a place in a watched folder that cannot be used."""

import logging
from pathlib import Path

logger = logging.getLogger(__name__)

#: What was last said about each place, in this process.
_said: dict[Path, str] = {}


def complain(place: Path, what: str) -> None:
    """Write it to the log, unless that is what was last said about the place."""
    if _said.get(place) != what:
        _said[place] = what
        logger.error("%s: %s", ascii(str(place)), what)


def forget(place: Path) -> None:
    """The place can be used again: should it fail once more, that is said once more."""
    _said.pop(place, None)
