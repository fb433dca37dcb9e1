"""Wire intake: bytes of ninjs and NewsML-G2 files into stored items, as the watched folder does it."""

import json
import random
import time
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from ground import clock
from wires import intake
from wires.formats import read as read_format
from wires.keeping import File, keep
from wires.models import Feed, WireItem

#: Stories a run, and as many files as the watched folder keeps in one transaction.
STORIES, BATCH = 3000, 200
_WORDS = (
    "harbour council ferry bridge budget vote storm winter rail strike minister market school river island "
    "engineer quay tunnel record talks border hospital teacher court museum festival archive garden station"
).split()


def run() -> list[str]:
    """Items a second in one process of each format, whole and for reading alone, without writing."""
    return [line for name, write in _WRITTEN.items() for line in _measured(name, list(_files(name, write)))]


def _measured(name: str, sent: list[File]) -> list[str]:
    feed = Feed.objects.create(name=f"{name} benchmark", slug=f"benchmark-{name.lower()}")
    parsed = _per_second(sent, lambda batch: [read_format(file.data) for file in batch])
    stored = _per_second(sent, lambda batch: _take_in(feed, batch))
    assert WireItem.objects.filter(feed=feed).count() == STORIES
    return [
        f"{name}: {stored:.0f} items a second kept, read, stored and archived (bar 300, aim 1,000)",
        f"{name}: {parsed:.0f} items a second read without storing",
    ]


def files(number: int, seed: int = 1) -> Iterator[File]:
    """Invented ninjs stories of 150 to 600 words, one a file."""
    rng = random.Random(seed)
    for one in range(number):
        yield File(f"story-{one}.json", _ninjs(_story(one, rng)))


def _files(name: str, write: Callable[[dict[str, Any]], bytes]) -> Iterator[File]:
    """Stories of the same making in that format, with words of its own: else all would be echoes."""
    rng = random.Random(name)
    for one in range(STORIES):
        yield File(f"{name}-{one}", write(_story(one, rng)))


def _story(number: int, rng: random.Random) -> dict[str, Any]:
    paragraphs = [" ".join(rng.choices(_WORDS, k=rng.randint(30, 60))) for _ in range(rng.randint(5, 10))]
    return {
        "uri": f"urn:newsml:bench.example:{number}",
        "type": "text",
        "version": "1",
        "versioncreated": "2026-03-03T09:15:00Z",
        "pubstatus": "usable",
        "urgency": rng.randint(1, 8),
        "language": "en",
        "headline": " ".join(rng.choices(_WORDS, k=8)).capitalize(),
        "byline": "Ines Karlow",
        "located": "Port Ellery",
        "copyrightholder": "Harrow Bay Press",
        "subject": [{"code": "medtop:20000002", "name": word} for word in rng.sample(_WORDS, 3)],
        "body_xhtml": "".join(f"<p>{paragraph.capitalize()}.</p>" for paragraph in paragraphs),
    }


def _ninjs(story: dict[str, Any]) -> bytes:
    return json.dumps(story).encode()


def _newsml_g2(story: dict[str, Any]) -> bytes:
    subjects = "".join(
        f'<subject qcode="medtop:20000002"><name xml:lang="en">{one["name"]}</name></subject>'
        for one in story["subject"]
    )
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<newsMessage xmlns="http://iptc.org/std/nar/2006-10-01/"><header><sent>2026-03-03T09:15:01Z</sent></header><itemSet>
<newsItem guid="{story["uri"]}" version="{story["version"]}" standard="NewsML-G2" standardversion="2.28" xml:lang="en">
<rightsInfo><copyrightHolder literal="{story["copyrightholder"]}"/></rightsInfo>
<itemMeta><itemClass qcode="ninat:text"/><provider literal="HBP"/>
<versionCreated>{story["versioncreated"]}</versionCreated><pubStatus qcode="stat:usable"/></itemMeta>
<contentMeta><urgency>{story["urgency"]}</urgency><located literal="ellery"><name>{story["located"]}</name></located>
<creator literal="ik"><name>{story["byline"]}</name></creator><language tag="en"/>{subjects}
<by>{story["byline"]}</by><headline>{story["headline"]}</headline></contentMeta>
<contentSet><inlineXML contenttype="application/xhtml+xml"><html xmlns="http://www.w3.org/1999/xhtml"><head><title/></head>
<body>{story["body_xhtml"]}</body></html></inlineXML></contentSet></newsItem></itemSet></newsMessage>
""".encode()


_WRITTEN: dict[str, Callable[[dict[str, Any]], bytes]] = {"ninjs": _ninjs, "NewsML-G2": _newsml_g2}


def _take_in(feed: Feed, batch: Sequence[File]) -> None:
    at = clock.now()
    intake.read(keep(feed=feed, files=batch, at=at), at=at)


def _per_second(stories: Sequence[File], act: Callable[[Sequence[File]], object]) -> float:
    began = time.perf_counter()
    for start in range(0, len(stories), BATCH):
        act(stories[start : start + BATCH])
    return len(stories) / (time.perf_counter() - began)
