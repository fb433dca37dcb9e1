"""What hostile and broken files cost the readers: `python -m benchmarks.hostile NAME` measures one in this process."""

import resource
import sys
import time

from wires import formats

#: Bytes of the largest file that is offered to the readers.
HUGE = 50 * 2**20

#: What a file may be that means harm, or is only broken.
HOSTILE = {
    "50 MB of JSON": lambda: b'{"uri": "urn:a", "body_xhtml": "' + b"<p>Rope.</p>" * (HUGE // 12) + b'"}',
    "10 MB of JSON": lambda: b'{"uri": "urn:a", "headline": "x", "body_xhtml": "' + b"<p>Rope.</p>" * 800_000 + b'"}',
    "JSON of 10 MB of empty lists": lambda: b"[" + b"[]," * 3_300_000 + b"[]]",
    "JSON nested 5,000,000 deep": lambda: b"[" * 5_000_000,
    "50 MB of XML": lambda: b"<newsItem>" + b"<p>Rope.</p>" * (HUGE // 12) + b"</newsItem>",
    "9 MB of XML": lambda: b"<newsItem>" + b"<p>Rope.</p>" * 750_000 + b"</newsItem>",
    "XML nested 3,000,000 deep": lambda: b"<newsItem>" * 900_000,
    "XML with a bomb of entities": lambda: (
        b'<!DOCTYPE newsItem [<!ENTITY a "rope">'
        + b"".join(b'<!ENTITY %c "%s">' % (97 + n, b"&%c;" % (96 + n) * 10) for n in range(1, 10))
        + b"]><newsItem>&j;</newsItem>"
    ),
    "50 MB of nothing": lambda: b"\0" * HUGE,
}


def measure(name: str) -> str:
    """Seconds, megabytes beyond what reading a small story takes, and the sentence about the file."""
    formats.read(b'{"uri": "urn:a", "headline": "x"}')
    data = HOSTILE[name]()
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    began = time.perf_counter()
    try:
        said = f"{len(formats.read(data))} stories"
    except formats.Unreadable as refusal:
        said = refusal.reason
    taken = time.perf_counter() - began
    more = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
    return f"{taken:.2f} s, {more:.0f} MB: {said[:160]}"


if __name__ == "__main__":
    sys.stdout.write(measure(sys.argv[1]))
