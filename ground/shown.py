"""What a page shows: the keys it depends on and the moment its content must end.

Views call `shown(request, "article:…", until=…)` while they prepare a page; `newsroom`'s
middleware turns the collection into the `Surrogate-Key` header and caps the lifetime of the
answer. The same keys are written to `Purge` when something changes, so a cache in front can
drop exactly the pages that showed it.

Keys: article:<public id>, photo:<public id>, section:<id>, tag:<id>, author:<id>, coverage:<id>, live:<coverage id>,
translations:<group>, front:<name>, page:<slug>, list:<name>, path:<path> (404, 410, redirects), furniture:<name>.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from urllib.parse import quote

from django.http import HttpRequest

#: Beside letters and digits, what a key holds as it is.
_PLAIN = "/:@!$&'()*+,;=%"


@dataclass
class Shown:
    """The keys of one answer, and the earliest moment at which one of them changes.

    `running`: it changes while somebody reads it, so a reader's browser asks each time.
    """

    keys: set[str] = field(default_factory=set)
    until: datetime | None = None
    running: bool = False

    def add(self, *keys: str, until: datetime | None = None) -> None:
        self.keys.update(keys)
        if until is not None:
            self.until = until if self.until is None else min(self.until, until)

    @property
    def header(self) -> str:
        """The keys as the value of `Surrogate-Key`: sorted, separated by single spaces."""
        return " ".join(sorted(self.keys))


def collection(request: HttpRequest) -> Shown:
    """The collection of this request, made at first use."""
    if not hasattr(request, "_shown"):
        request._shown = Shown()  # type: ignore[attr-defined]
    return request._shown  # type: ignore[attr-defined,no-any-return]


def shown(request: HttpRequest, *keys: str, until: datetime | None = None) -> None:
    """Note that this page shows these things, until that moment at the latest."""
    collection(request).add(*keys, until=until)


def running(request: HttpRequest) -> None:
    """Note that this page changes while somebody reads it."""
    collection(request).running = True


def key(kind: str, identity: object) -> str:
    """A key's one spelling: the kind, a colon, the identity with what no header may hold in percent (RFC 3986)."""
    return f"{kind}:{quote(str(identity), safe=_PLAIN)}"


def keys(kind: str, identities: Iterable[object]) -> list[str]:
    """Keys of one kind for several things."""
    return [key(kind, identity) for identity in identities]
