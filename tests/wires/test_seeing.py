"""A file that nobody could read waits for somebody to see to it, and no longer."""

from datetime import timedelta

import pytest

from staff.models import AuditEntry, User
from staff.permissions import NotAllowed
from tests.wires.agency import AT, data, item
from wires import intake, querysets, seeing
from wires.models import Delivery, Feed

pytestmark = pytest.mark.django_db
LATER = AT + timedelta(minutes=5)


@pytest.fixture
def cut(feed: Feed) -> Delivery:
    return intake.receive(feed=feed, data=b"{cut", filename="cut.json", at=AT)


def _waiting() -> list[str]:
    return [delivery.filename for delivery in querysets.unread(Delivery.objects.all()) if delivery.is_unread]


def test_what_was_seen_to_waits_no_longer(feed: Feed, cut: Delivery, editor: User) -> None:
    intake.receive(feed=feed, data=data(item()), filename="whole.json", at=AT)
    assert _waiting() == ["cut.json"]
    for _ in range(2):
        seeing.see(deliveries=Delivery.objects.all(), by=editor, at=LATER)
    assert _waiting() == []
    assert AuditEntry.objects.get(verb="see file").subject_name == "cut.json"
    assert not any(row.is_unread for row in Delivery.objects.all())


def test_what_is_read_again_in_vain_waits_again(cut: Delivery, editor: User, wire_manager: User) -> None:
    seeing.see(deliveries=Delivery.objects.all(), by=editor, at=LATER)
    intake.replay(delivery=cut, by=wire_manager, at=LATER + timedelta(minutes=5))
    assert _waiting() == ["cut.json"]


def test_only_who_works_with_the_wire_says_so(cut: Delivery, db: None) -> None:
    with pytest.raises(NotAllowed):
        seeing.see(deliveries=Delivery.objects.all(), by=User.objects.create_user("tor", is_staff=True), at=LATER)
    assert _waiting() == ["cut.json"]
