"""Readers for the demo: they open pages and send reads through the same door as everybody.

Standard library only, so that it starts at once and needs no database.
"""

import time
import urllib.error
import urllib.request
from collections.abc import Iterator

from newsroom.demo.drawing.canvas import seeded

#: What an ordinary browser says; programs that say what they are do not count as readers.
_AGENT = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"
_SECONDS_TO_START = 60.0


class NoAnswer(Exception):
    """The server did not answer, or answered otherwise than the demo expects."""


def wait_for(url: str, *, seconds: float = _SECONDS_TO_START) -> None:
    """Return once the server says that it is alive."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        try:
            with urllib.request.urlopen(f"{url}/healthz", timeout=2):  # noqa: S310 - our own address
                return
        except OSError:
            time.sleep(0.2)
    raise NoAnswer(f"Nothing answered at {url} within {seconds:.0f} s. No reads were sent.")


def send(url: str, ids: list[str], *, reads: int, seconds: float) -> int:
    """Send that many reads, spread over that time: the first story gets the most. How many arrived."""
    arrived = 0
    for public_id in _chosen(ids, reads):
        arrived += _read(url, public_id)
        time.sleep(seconds / reads)
    return arrived


def _chosen(ids: list[str], reads: int) -> Iterator[str]:
    rng = seeded("readers")
    weights = [1 / (place + 1.5) for place in range(len(ids))]
    yield from rng.choices(ids, weights=weights, k=reads) if ids else ()


def _read(url: str, public_id: str) -> bool:
    """One beacon, as the page's script sends it."""
    headers = {"User-Agent": _AGENT, "Content-Type": "text/plain;charset=UTF-8", "Origin": url}
    request = urllib.request.Request(f"{url}/reads", data=public_id.encode(), headers=headers)  # noqa: S310 - our own
    try:
        with urllib.request.urlopen(request, timeout=5) as answer:  # noqa: S310 - our own address
            return bool(answer.status == 204)
    except urllib.error.HTTPError as refused:
        raise NoAnswer(f"{url}/reads answered {refused.code}. The remaining reads were not sent.") from refused
    except OSError:
        return False
