"""Five thousand items, the intake killed twenty times among them: each is there once and did what it must."""

import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from articles.models import Article, Edition, PublishBlock
from ground import clock
from tests import world
from tests.journeys.house import House
from tests.newsroom.processes import wait_for
from tests.wires.agency import data, drop, item
from wires import intake, taking
from wires.feeding import folder_of
from wires.models import Alert, Delivery, Feed, UpdateOffer, WireItem

ROUNDS, FILES, STORIES = 20, 250, 40
LATER = {"version": "2", "versioncreated": "2026-03-03T09:40:00Z"}
Said = tuple[str, str, str, str]


@pytest.mark.long
@pytest.mark.timeout(900)
@pytest.mark.django_db(transaction=True)
def test_5000_items_are_there_once_though_intake_is_killed_20_times(house: House) -> None:
    feed = Feed.objects.create(name="Harrow Bay Press", slug="harrow", credit="HBP")
    killed, updated = [list(_stories(feed, name)) for name in ("kill", "update")]
    pick = random.Random(5)
    sent = list(WireItem.objects.values_list("guid", "version", "headline", "pubstatus"))
    for number, items in enumerate(_rounds(pick)):
        sent += _send(folder_of(feed), number, items)
        _kill_a_worker(house, after=len(sent) - FILES + pick.randrange(FILES // 2))
    house.start("work")
    wait_for(lambda: not _unread() and not WireItem.objects.filter(routed_at=None).exists(), seconds=120)
    assert sorted(WireItem.objects.values_list("guid", "version", "headline", "pubstatus")) == sorted(sent)
    assert set(Delivery.objects.values_list("state", flat=True)) == {"read"}
    wait_for(lambda: not list(folder_of(feed).rglob("*.json")))
    _all_are_withdrawn_once(killed)
    _all_are_updated_once(updated)


def _stories(feed: Feed, name: str) -> Iterator[Article]:
    """Public stories made from items that the agency will kill, or update."""
    for number in range(STORIES):
        told = data(item(f"urn:x:{name}:{number}"))
        delivery = intake.receive(feed=feed, data=told, filename="story.json", at=clock.now())
        article = taking.take(item=delivery.items.get(), by=None, at=clock.now())
        world.save(article, section=world.section())
        world.publish(article)
        yield article


def _rounds(pick: random.Random) -> Iterator[list[dict[str, Any]]]:
    """New stories, with two kills and two updates in each round."""
    for number in range(ROUNDS):
        items = [item(f"urn:x:{number}:{one}", headline=f"Story {number} {one}") for one in range(FILES - 4)]
        for one in (2 * number, 2 * number + 1):
            items.append(item(f"urn:x:kill:{one}", **LATER, pubstatus="canceled"))
            items.append(item(f"urn:x:update:{one}", **LATER, headline=f"Updated {one}"))
        pick.shuffle(items)
        yield items


def _send(inbox: Path, number: int, items: list[dict[str, Any]]) -> list[Said]:
    for place, one in enumerate(items):
        drop(inbox, f"{number}-{place}.json", data(one))
    return [(one["uri"], one["version"], one["headline"], one["pubstatus"]) for one in items]


def _kill_a_worker(house: House, *, after: int) -> None:
    """Once that many items are stored; at once if they are already."""
    worker = house.start("work")
    wait_for(lambda: WireItem.objects.count() > after, seconds=60)
    worker.kill()
    worker.wait()


def _unread() -> bool:
    return Delivery.objects.filter(state="received").exists()


def _all_are_withdrawn_once(articles: list[Article]) -> None:
    assert not Edition.objects.live(at=clock.now()).filter(article__in=articles).exists()
    for article in articles:
        assert [edition.ended_by for edition in article.editions.all()] == ["kill"]
        assert PublishBlock.objects.filter(article=article).count() == 1
        assert Alert.objects.filter(article=article).count() == 1


def _all_are_updated_once(articles: list[Article]) -> None:
    for number, article in enumerate(articles):
        article.refresh_from_db()
        assert article.headline == f"Updated {number}"
        assert [version.content["headline"] for version in article.revisions.all()][:2] == [
            f"Updated {number}",
            "Ferry to Oskeld sails again",
        ]
        assert UpdateOffer.objects.filter(article=article).count() == 1
