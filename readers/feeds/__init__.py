"""Reader feeds as bytes: Atom, RSS and JSON Feed, from plain facts. Pure; the answers are views/feeds.py."""

from collections.abc import Callable

from readers.feeds import atom, json_feed, rss
from readers.feeds.syndication import Feed

#: The ending of a feed's address → its writer and type.
FORMATS: dict[str, tuple[Callable[[Feed], bytes], str]] = {
    "atom": (atom.write, atom.TYPE),
    "rss": (rss.write, rss.TYPE),
    "json": (json_feed.write, json_feed.TYPE),
}
