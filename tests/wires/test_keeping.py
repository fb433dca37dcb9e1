"""A refused file is written down, and never against a delivery that was read."""

import hashlib

import pytest

from tests.wires.agency import AT, data, item, received
from wires import keeping
from wires.models import Delivery, Feed

pytestmark = pytest.mark.django_db


def refused(feed: Feed, content: bytes, *, name: str = "quay.jpg", reason: str = "It is no picture.") -> Delivery:
    sha256 = hashlib.sha256(content).hexdigest()
    return keeping.refuse(feed=feed, filename=name, sha256=sha256, reason=reason, at=AT, raw=content)


def test_bytes_that_were_read_are_not_failed_by_being_refused_under_another_name(feed: Feed) -> None:
    delivery = received(feed, item()).delivery
    assert refused(feed, data(item())) == delivery
    delivery.refresh_from_db()
    assert (delivery.state, delivery.filename, delivery.reason) == ("read", "story.json", "")


def test_bytes_that_wait_to_be_read_are_not_failed_either(feed: Feed) -> None:
    keeping.keep(feed=feed, files=[keeping.File("story.json", data(item()))], at=AT)
    assert refused(feed, data(item())).state == "received"


def test_a_file_that_is_refused_again_has_one_row_with_the_last_reason(feed: Feed) -> None:
    refused(feed, b"x")
    again = refused(feed, b"x", name="other.jpg", reason="It is cut off.")
    assert Delivery.objects.get() == again
    assert (again.state, again.filename, again.reason) == ("failed", "other.jpg", "It is cut off.")
