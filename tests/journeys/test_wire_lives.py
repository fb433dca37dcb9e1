"""Whole lives of wire stories, as agencies send them and readers see them: by the folder, a worker and HTTP."""

from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import count
from typing import Any

import pytest

from articles import withdrawing
from articles.models import Article, PublishBlock
from articles.refusals import Refused
from ground import clock
from tests import world
from tests.journeys.house import House
from tests.newsroom.processes import wait_for
from tests.wires.agency import data, drop, item
from tests.wires.formats import samples
from wires import taking, updating
from wires.feeding import folder_of
from wires.models import Alert, Feed, WireItem

FIRST = "<p>The ferry sailed at dawn.</p><p>Forty people were on board.</p><p>The sea was calm.</p>"
SECOND = FIRST.replace("Forty", "Fifty")


@dataclass
class Wire:
    """An agency and the newsroom that takes its copy."""

    house: House
    feed: Feed
    files: "count[int]" = field(default_factory=count)

    def send(self, guid: str, **facts: Any) -> WireItem:
        """One item by the folder; it comes back once it is stored and was dealt with."""
        values = {"headline": f"About {guid}", "body_xhtml": FIRST, "dateline": None, "located": None, **facts}
        return self.send_file(f"{next(self.files)}.json", data(item(guid, **values)))

    def send_file(self, name: str, sent: bytes) -> WireItem:
        """The last item that the file gives, once it is stored and was dealt with."""
        drop(folder_of(self.feed), name, sent)
        came = WireItem.objects.filter(delivery__filename=name).exclude(routed_at=None).order_by("-pk")
        wait_for(came.exists, seconds=30)
        return came[0]

    def send_anpa(self, sample: str, **other: str) -> WireItem:
        """A message of ANPA 1312 with other words in their places."""
        sent = (samples.ROOT / "anpa_1312" / f"{sample}.anpa").read_bytes()
        for before, after in other.items():
            assert before.encode() in sent
            sent = sent.replace(before.encode(), after.encode())
        return self.send_file(f"{next(self.files)}.anpa", sent)

    def send_again(self, guid: str, **facts: Any) -> WireItem:
        """A later version."""
        return self.send(guid, **{"version": "2", "versioncreated": "2026-03-03T09:40:00Z", **facts})

    def kill(self, guid: str, **facts: Any) -> WireItem:
        return self.send_again(guid, **{"pubstatus": "canceled", "body_xhtml": "<p>Kill it.</p>", **facts})

    def taken(self, guid: str, **facts: Any) -> Article:
        return taking.take(item=self.send(guid, **facts), by=None, at=clock.now())

    def published(self, guid: str, **facts: Any) -> Article:
        article = self.taken(guid, **facts)
        world.save(article, section=world.section("harbour"))
        world.publish(article)
        assert self.status(article) == 200
        return article

    def status(self, article: Article) -> int:
        article.refresh_from_db()
        return self.house.get(article.path).status

    def text(self, article: Article) -> str:
        article.refresh_from_db()
        return self.house.get(article.path).text

    def is_gone(self, article: Article) -> None:
        """Nobody did anything, and readers do not have it: neither its page nor a list."""
        wait_for(lambda: self.status(article) == 410, seconds=10)
        assert "has withdrawn it" in self.text(article)
        assert article.headline not in self.house.get("/").text + self.house.get("/feeds/front.atom").text
        assert PublishBlock.objects.filter(article=article, kind="kill", lifted_at=None).exists()
        assert Alert.objects.filter(article=article, seen_at=None).exists()


@pytest.mark.django_db(transaction=True)
def test_wire_stories_live_as_their_agency_and_the_desk_will(house: House) -> None:
    world.site()
    feed = Feed.objects.create(name="Harrow Bay Press", slug="harrow", credit="HBP")
    folder_of(feed).mkdir(parents=True)
    house.open()
    for number, life in enumerate(LIVES):
        life(Wire(house, feed, count(100 * number)), f"urn:harrow:{number}")


def an_update_is_merged_with_what_the_desk_wrote(wire: Wire, guid: str) -> None:
    article = wire.published(guid)
    world.save(article, headline="The desk’s own headline", body=FIRST.replace("calm", "rough"))
    wire.send_again(guid, body_xhtml=SECOND)
    offer = updating.opened(article)
    assert offer
    assert updating.sentence(offer, updating.comparison(offer)) == "HBP sent a 2nd version: 1 paragraph changed."
    article.refresh_from_db()
    updating.accept(offer=offer, version=article.version, by=None, at=clock.now())
    world.publish(article)
    wait_for(lambda: "Fifty people" in wire.text(article))
    assert "The sea was rough." in wire.text(article)
    assert "The desk’s own headline" in wire.text(article)


def an_update_in_conflict_waits_for_a_choice(wire: Wire, guid: str) -> None:
    article = wire.published(guid)
    world.save(article, body=FIRST.replace("Forty", "Some forty"))
    wire.send_again(guid, body_xhtml=SECOND)
    offer = updating.opened(article)
    assert offer
    article.refresh_from_db()
    with pytest.raises(Refused, match="Choose which one stands"):
        updating.accept(offer=offer, version=article.version, by=None, at=clock.now())
    updating.accept(offer=offer, version=article.version, by=None, at=clock.now(), chosen={"passage-1": "ours"})
    world.publish(article)
    wait_for(lambda: "Some forty people" in wire.text(article))


def an_untouched_story_takes_its_update_and_there_is_no_second_one(wire: Wire, guid: str) -> None:
    article = wire.taken(guid)
    later = wire.send_again(guid, body_xhtml=SECOND)
    wait_for(lambda: "Fifty" in Article.objects.get(pk=article.pk).body)
    assert taking.take(item=later, by=None, at=clock.now()) == article


def a_kill_comes_before_its_story(wire: Wire, guid: str) -> None:
    wire.kill(guid)
    story = wire.send(guid)
    with pytest.raises(Refused, match="HBP canceled"):
        taking.take(item=story, by=None, at=clock.now())


def a_kill_comes_after_a_correction(wire: Wire, guid: str) -> None:
    article = wire.published(guid)
    world.save(article, headline=f"About {guid}, corrected")
    world.publish(article, kind="correction", note="It sails at noon.")
    wire.kill(guid)
    wire.is_gone(article)


def a_kill_has_the_version_of_its_story(wire: Wire, guid: str) -> None:
    article = wire.published(guid)
    wire.kill(guid, version="1", versioncreated="2026-03-03T09:15:00Z")
    wire.is_gone(article)


def a_kill_names_what_the_story_continues(wire: Wire, guid: str) -> None:
    wire.send(f"{guid}:first")
    wire.send(f"{guid}:second", evolvedfrom=f"{guid}:first")
    article = wire.published(f"{guid}:third", evolvedfrom=f"{guid}:second")
    wire.kill(f"{guid}:first")
    wire.is_gone(article)


def a_killed_story_comes_back_by_a_duty_editor_alone(wire: Wire, guid: str) -> None:
    article = wire.published(guid)
    wire.kill(guid)
    wire.is_gone(article)
    with pytest.raises(Refused, match="Killed by the agency"):
        withdrawing.reinstate(article=article, by=None)
    for block in PublishBlock.objects.filter(article=article, lifted_at=None):
        withdrawing.lift_hold(block=block, reason="A false alarm, says the agency.", by=None)
    withdrawing.reinstate(article=article, by=None)
    wait_for(lambda: wire.status(article) == 200, seconds=10)


def an_embargo_that_nobody_can_read_holds(wire: Wire, guid: str) -> None:
    article = wire.taken(guid, embargoed="next Tuesday, noon")
    world.save(article, section=world.section("harbour"))
    with pytest.raises(Refused, match="names no moment"):
        world.publish(article)


def an_anpa_story_sent_again_is_no_second_one(wire: Wire, guid: str) -> None:
    """Under another number and at another time; then as a writethru, then killed. Nothing in it is an identifier."""
    article = taking.take(item=wire.send_anpa("plain"), by=None, at=clock.now())
    world.save(article, section=world.section("harbour"))
    world.publish(article)
    again = wire.send_anpa("plain", W1203="W1288", **{"1015GMT": "1105GMT"})
    assert taking.take(item=again, by=None, at=clock.now()) == article
    writethru = wire.send_anpa("writethru")
    wait_for(lambda: Article.objects.get(pk=article.pk).headline == "Ferry to the islands sails on Friday")
    assert taking.take(item=writethru, by=None, at=clock.now()) == article
    assert Article.objects.filter(wire_uses__item__guid=again.guid).distinct().count() == 1
    wire.send_anpa("kill")
    wire.is_gone(article)


#: In this order; each has an item of its own.
LIVES: list[Callable[[Wire, str], None]] = [
    an_update_is_merged_with_what_the_desk_wrote,
    an_update_in_conflict_waits_for_a_choice,
    an_untouched_story_takes_its_update_and_there_is_no_second_one,
    a_kill_comes_before_its_story,
    a_kill_comes_after_a_correction,
    a_kill_has_the_version_of_its_story,
    a_kill_names_what_the_story_continues,
    a_killed_story_comes_back_by_a_duty_editor_alone,
    an_embargo_that_nobody_can_read_holds,
    an_anpa_story_sent_again_is_no_second_one,
]
