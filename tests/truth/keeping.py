"""A cache in front of the site: it keeps each answer until a purge names one of its keys, or its moment has come.

Whoever reads through it sees what the site says now, and the test fails where a kept copy says
something else: then a page forgot a key, a purge forgot one, or a page was to end earlier.
"""

import re
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.test import Client

from ground import clock
from ground.shown import collection
from newsroom.models import Purge

#: What the passing of time alone may change: a date is printed shorter once its day is over.
_TIMES = re.compile(r"<time\b.*?</time>")


@dataclass(frozen=True)
class Copy:
    """What a reader would get from the cache, the keys that drop it, and the moment at which it ends."""

    face: tuple[int, str | None, str]
    keys: frozenset[str]
    until: datetime | None


class KeepingReader:
    """Reads like a client of the site, and keeps."""

    def __init__(self) -> None:
        self._client = Client()
        self._copies: dict[str, Copy] = {}
        self._last_purge = 0

    def get(self, path: str) -> Any:
        """The site's own answer. Fails where a copy that is still kept differs from it."""
        self._drop()
        fresh = self._client.get(path)
        fresh.seen = fresh.getvalue().decode()  # what is streamed can be read once
        kept = self._copies.get(path)
        assert kept is None or kept.face == _face(fresh), f"{path} is kept by {sorted(kept.keys)} until {kept.until}"
        self._keep(path, fresh)
        return fresh

    def _drop(self) -> None:
        purged = Purge.objects.filter(pk__gt=self._last_purge).order_by("pk")
        keys: set[str] = set()
        for self._last_purge, named in purged.values_list("pk", "keys"):
            keys.update(named)
        now = clock.now()
        self._copies = {
            path: copy
            for path, copy in self._copies.items()
            if not copy.keys & keys and (copy.until is None or now < copy.until)
        }

    def _keep(self, path: str, fresh: Any) -> None:
        shown = collection(fresh.wsgi_request)
        if "no-store" not in fresh["Cache-Control"]:
            self._copies[path] = Copy(_face(fresh), frozenset(fresh["Surrogate-Key"].split()), shown.until)


def _face(answer: Any) -> tuple[int, str | None, str]:
    return answer.status_code, answer.get("Location"), _TIMES.sub("", answer.seen)
