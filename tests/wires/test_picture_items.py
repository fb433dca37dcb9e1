"""Photographs as items of their own, and those that come inside other files."""

import base64
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest

from articles import composing
from media import packets
from media.models import Lease, Photo
from staff.models import User
from tests.media import drawn
from tests.wires.agency import AT, item, picture, received
from tests.wires.formats import samples
from wires import filing, intake, pictures, taking
from wires.keeping import File
from wires.models import Alert, Delivery, Feed, FeedPicture, WireItem

pytestmark = pytest.mark.django_db
LATER = AT + timedelta(hours=1)
#: EPA's own number, by which the picture is known again.
NUMBERED = replace(drawn.FERRY, caption="epa12345678 The ferry leaves.", credit="EPA")


def sent(feed: Feed, name: str = "ferry.jpg", *, width: int = 60, at: datetime = AT, **said: Any) -> None:
    data = drawn.photograph(width, fields=replace(NUMBERED, **said))
    assert filing.file_picture(feed=feed, file=File(name, data), at=at) is None


def test_a_photograph_stands_on_the_wire_list_with_its_own_words(feed: Feed) -> None:
    sent(feed)
    item = WireItem.objects.get()
    assert (item.type, item.pubstatus, item.headline) == ("picture", "usable", drawn.FERRY.headline)
    assert item.story["images"][0]["href"] == "ferry.jpg"
    assert FeedPicture.objects.get().guid == item.guid
    delivery = Delivery.objects.get()
    assert (delivery.state, bytes(delivery.raw)) == ("read", b"")
    assert delivery.reason == "The picture is among the photographs now."


def test_the_same_photograph_again_is_no_second_item(feed: Feed) -> None:
    sent(feed)
    sent(feed, at=LATER)
    sent(feed, "other-name.jpg", at=LATER)
    assert (WireItem.objects.count(), Delivery.objects.count(), Photo.objects.count()) == (1, 1, 1)


@pytest.mark.parametrize("name", ["ferry.jpg", "folder/ferry.jpg", "100% a#b?.jpg", "Fähre am Kai.JPG"])
def test_a_story_made_of_it_has_the_photograph_and_its_credit(feed: Feed, editor: User, name: str) -> None:
    sent(feed, name)
    article = taking.take(item=WireItem.objects.get(), by=editor, at=LATER)
    caption = article.captions.get()
    assert (caption.photo, caption.role) == (Photo.objects.get(), "lead")
    assert "EPA" in composing.credit_of(caption)


def test_a_photograph_that_says_nothing_is_filed_and_stands_on_no_list(feed: Feed) -> None:
    assert filing.file_picture(feed=feed, file=File("quay.jpg", drawn.jpeg()), at=AT) is None
    assert (Photo.objects.count(), WireItem.objects.count(), Delivery.objects.count()) == (1, 0, 0)


def test_a_photograph_that_cannot_be_used_is_no_item(feed: Feed) -> None:
    refused = filing.file_picture(feed=feed, file=File("ferry.jpg", drawn.jpeg()[:200]), at=AT)
    assert refused is not None
    assert (refused.state, WireItem.objects.count()) == ("failed", 0)


def test_a_file_that_kills_a_photograph_takes_it_out_of_use_and_is_none_itself(feed: Feed) -> None:
    sent(feed)
    sent(feed, "kill.jpg", at=LATER, width=70, instructions="MANDATORY KILL. The place is wrong.")
    photo = Photo.objects.get()
    assert photo.state == Photo.State.KILLED
    assert "was taken out of use everywhere" in Alert.objects.get().message
    assert Delivery.objects.order_by("pk").last().reason == "It cancels a photograph."


def test_a_photograph_after_its_kill_is_out_of_use_at_once(feed: Feed) -> None:
    sent(feed, "kill.jpg", instructions="MANDATORY KILL.")
    sent(feed, at=LATER)
    assert Photo.objects.get().state == Photo.State.KILLED


def test_what_its_agency_embargoes_is_used_nowhere(feed: Feed) -> None:
    for at in (AT, LATER):
        sent(feed, at=at, instructions="EMBARGOED until the ship is named")
    lease = Lease.objects.get()
    assert (lease.kind, lease.ends_at) == ("deny", None)
    assert "HBP holds it back" in lease.note
    assert WireItem.objects.get().hold


def test_a_process_killed_between_photograph_and_item_leaves_no_gap(
    feed: Feed, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as broken:
        broken.setattr(intake, "keep", lambda **_: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            sent(feed)
    assert not Delivery.objects.exists()
    sent(feed)
    assert (WireItem.objects.count(), Photo.objects.count()) == (1, 1)


def test_the_photographs_of_a_mail_come_with_its_story(feed: Feed, editor: User) -> None:
    mail = _with_real_pictures()
    delivery = intake.receive(feed=feed, data=mail, filename="in/4711.eml", at=AT)
    article = taking.take(item=WireItem.objects.get(delivery=delivery), by=editor, at=AT)
    assert Photo.objects.count() == 1
    assert article.captions.filter(photo=None).count() == 0
    assert article.captions.get().photo == Photo.objects.get()


def test_a_broken_photograph_of_a_mail_is_named_and_its_story_comes(feed: Feed) -> None:
    mail = (samples.ROOT / "mail" / "pictures-and-files.eml").read_bytes()
    delivery = intake.receive(feed=feed, data=mail, filename="4711.eml", at=AT)
    assert delivery.state == "read"
    assert "cannot be used: " in delivery.reason
    assert delivery.items.count() == 1
    assert not Photo.objects.exists()


def test_a_photograph_of_a_mail_keeps_its_own_embargo(feed: Feed) -> None:
    embargoed = replace(drawn.FERRY, instructions="EMBARGOED until the ship is named")
    intake.receive(feed=feed, data=_with_real_pictures(embargoed), filename="4711.eml", at=AT)
    assert Lease.objects.get().kind == "deny"


def test_a_kill_inside_a_mail_takes_its_photograph_out_of_use(feed: Feed) -> None:
    sent(feed)
    kill = replace(NUMBERED, instructions="MANDATORY KILL.")
    delivery = intake.receive(feed=feed, data=_with_real_pictures(kill), filename="4711.eml", at=LATER)
    assert [item.pubstatus for item in delivery.items.order_by("pk")] == ["usable", "canceled"]
    assert Photo.objects.get().state == Photo.State.KILLED


def test_a_fault_in_filing_what_a_mail_holds_stops_nothing_else(feed: Feed, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pictures, "take_in", lambda **_: 1 / 0)
    delivery = intake.receive(feed=feed, data=_with_real_pictures(), filename="4711.eml", at=AT)
    assert (delivery.state, delivery.items.count()) == ("read", 1)
    assert "could not be filed: the newsroom has a fault (ZeroDivisionError)" in delivery.reason


def test_a_kill_by_the_storys_name_of_a_photograph_finds_it_too(feed: Feed, editor: User) -> None:
    sent(feed)
    image = {"guid": "urn:harrow:picture:1", **picture("ferry.jpg")}
    taking.take(item=received(feed, item(associations={"main": image})), by=editor, at=AT)
    received(feed, item("urn:harrow:picture:1", type="picture", pubstatus="canceled"), at=LATER)
    assert Photo.objects.get().state == Photo.State.KILLED


def _with_real_pictures(fields: packets.Fields = drawn.FERRY) -> bytes:
    """A mail with one photograph, which can be opened."""
    head = b"From: desk@harrow.example\r\nTo: wire@news.example\r\nSubject: Ferry\r\nMessage-ID: <a@harrow.example>\r\n"
    head += b"Date: Tue, 03 Mar 2026 09:00:00 +0000\r\nMIME-Version: 1.0\r\n"
    head += (
        b"Content-Type: multipart/mixed; boundary=m\r\n\r\n--m\r\nContent-Type: text/plain\r\n\r\nThe ferry sails.\r\n"
    )
    picture = (
        b"--m\r\nContent-Type: image/jpeg; name=quay.jpg\r\nContent-Disposition: attachment; filename=quay.jpg\r\n"
    )
    picture += b"Content-Transfer-Encoding: base64\r\n\r\n" + base64.encodebytes(drawn.photograph(800, 600, fields))
    return head + picture + b"\r\n--m--\r\n"
