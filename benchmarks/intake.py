"""Wire intake: bytes of ninjs files into stored items, as the watched folder does it."""

import json
import random
import time
from collections.abc import Callable, Iterator, Sequence

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
    """Items a second in one process, whole and for reading alone, without writing."""
    feed = Feed.objects.create(name="Intake benchmark", slug="intake-benchmark")
    stories = list(files(STORIES))
    parsed = _per_second(stories, lambda batch: [read_format(file.data) for file in batch])
    stored = _per_second(stories, lambda batch: _take_in(feed, batch))
    assert WireItem.objects.filter(feed=feed).count() == STORIES
    return [
        f"{stored:.0f} items a second kept, read and stored (bar 300, aim 1,000)",
        f"{parsed:.0f} items a second read without storing",
    ]


def files(number: int, seed: int = 1) -> Iterator[File]:
    """Invented ninjs stories of 150 to 600 words, one a file."""
    rng = random.Random(seed)
    for one in range(number):
        yield File(f"story-{one}.json", json.dumps(_story(one, rng)).encode())


def _story(number: int, rng: random.Random) -> dict[str, object]:
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


def _take_in(feed: Feed, batch: Sequence[File]) -> None:
    at = clock.now()
    intake.read(keep(feed=feed, files=batch, at=at), at=at)


def _per_second(stories: Sequence[File], act: Callable[[Sequence[File]], object]) -> float:
    began = time.perf_counter()
    for start in range(0, len(stories), BATCH):
        act(stories[start : start + BATCH])
    return len(stories) / (time.perf_counter() - began)
