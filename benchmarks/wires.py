"""The wire: how long a kill takes to reach readers while copy pours in, and what hostile files cost."""

import json
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings
from procrastinate.contrib.django.models import ProcrastinateJob

from articles import publishing
from articles.models import Article, Edition
from benchmarks import intake as load
from benchmarks import stories
from benchmarks.hostile import HOSTILE
from ground import clock
from wires import intake, taking
from wires.feeding import folder_of
from wires.models import Feed

#: Kills that are timed, and stories a second that come in meanwhile.
KILLS, A_SECOND = 200, 300


def run() -> list[str]:
    return [*_kills(), *_hostile()]


def _kills() -> list[str]:
    """From the moment a finished file lies in the folder until another session sees the withdrawal."""
    feed = Feed.objects.create(name="Kill benchmark", slug="kill-benchmark")
    killed = [_published(feed, number) for number in range(KILLS + 1)]
    inbox = folder_of(feed)
    inbox.mkdir(parents=True, exist_ok=True)
    worker = subprocess.Popen([sys.executable, "manage.py", "work"], cwd=settings.BASE_DIR)
    stopping = threading.Event()
    pouring = threading.Thread(target=_pour, args=(inbox, stopping))
    try:
        _wait_until_taken(inbox)
        _wait_for_jobs()
        pouring.start()
        times = sorted(_time_kill(inbox, number, article) for number, article in enumerate(killed[:KILLS]))
        behind = _behind_huge_files(inbox, KILLS, killed[KILLS])
    finally:
        stopping.set()
        pouring.join()
        worker.kill()
        worker.wait()
    p50, p99 = times[len(times) // 2], times[int(len(times) * 0.99)]
    told = f"p50 {p50:.2f} s, p99 {p99:.2f} s, slowest {times[-1]:.2f} s of {KILLS} (bar: p99 1 s)"
    return [f"kill to withdrawn, {A_SECOND} stories a second coming in: {told}", behind]


def _behind_huge_files(inbox: Path, number: int, article: Article) -> str:
    """The same, with files in the way that another feed has sent, and that are far too large."""
    other = folder_of(Feed.objects.create(name="Huge", slug="huge"))
    other.mkdir(parents=True, exist_ok=True)
    for one in range(3):
        _drop(other, f"{one}.json", HOSTILE["50 MB of JSON"]())
    return f"the same behind three files of 50 MB in another feed: {_time_kill(inbox, number, article):.2f} s"


def _published(feed: Feed, number: int) -> Article:
    delivery = intake.receive(feed=feed, data=_item(number), filename=f"{number}.json", at=clock.now())
    article = taking.take(item=delivery.items.get(), by=None, at=clock.now())
    Article.objects.filter(pk=article.pk).update(section=stories.sections()[0])
    publishing.publish(article=article, version=article.version, by=None)
    return article


def _item(number: int, **facts: str) -> bytes:
    told = {"uri": f"urn:kill:{number}", "type": "text", "headline": f"Story {number}", "body_xhtml": "<p>Rope.</p>"}
    return json.dumps({**told, **facts}).encode()


def _pour(inbox: Path, stopping: threading.Event) -> None:
    for file in load.files(10**9, seed=2):
        if stopping.wait(1 / A_SECOND):
            return
        _drop(inbox, f"load-{file.filename}", file.data)


def _drop(inbox: Path, name: str, data: bytes) -> float:
    """A finished file under that name; when it came there."""
    unfinished = inbox / f".{name}"
    unfinished.write_bytes(data)
    unfinished.rename(inbox / name)
    return time.monotonic()


def _wait_until_taken(inbox: Path) -> None:
    _drop(inbox, "first.json", _item(10**6))
    while (inbox / "first.json").exists():
        time.sleep(0.05)


def _wait_for_jobs() -> None:
    """What follows from publishing the stories that are to be killed is not what is measured."""
    while ProcrastinateJob.objects.filter(status__in=("todo", "doing"), scheduled_at=None).exists():
        time.sleep(0.1)


def _time_kill(inbox: Path, number: int, article: Article) -> float:
    began = _drop(inbox, f"kill-{number}.json", _item(number, pubstatus="canceled"))
    while Edition.objects.live(at=clock.now()).filter(article=article).exists():
        time.sleep(0.02)
    return time.monotonic() - began


def _hostile() -> Iterator[str]:
    """Each in a process of its own."""
    for name in HOSTILE:
        command = [sys.executable, "-m", "benchmarks.hostile", name]
        measured = subprocess.run(command, cwd=settings.BASE_DIR, capture_output=True, text=True, check=True)
        yield f"{name}: {measured.stdout.strip()} (bar 1 s, 200 MB, a sentence)"
