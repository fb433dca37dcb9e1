"""A dropped item is off the list until somebody brings it back; nothing of it is lost."""

from datetime import timedelta

import pytest

from staff.models import AuditEntry, User
from staff.permissions import NotAllowed
from tests.wires.agency import AT, item, received
from wires import dropping
from wires.models import Feed, WireItem

pytestmark = pytest.mark.django_db
LATER = AT + timedelta(minutes=5)


def _audited() -> list[tuple[str, str, object]]:
    rows = AuditEntry.objects.filter(subject_type="wires.wireitem").order_by("pk")
    return list(rows.values_list("verb", "actor_name", "detail"))


def test_an_item_is_dropped_and_brought_back(feed: Feed, reporter: User) -> None:
    ferry = received(feed, item())
    assert dropping.drop(items=[ferry], by=reporter, at=LATER) == 1
    ferry.refresh_from_db()
    assert (ferry.dropped_at, ferry.dropped_by) == (LATER, reporter)
    assert dropping.bring_back(items=[ferry], by=reporter, at=LATER) == 1
    ferry.refresh_from_db()
    assert (ferry.dropped_at, ferry.dropped_by) == (None, None)
    assert _audited() == [("drop", "ines", {}), ("bring back", "ines", {})]


def test_dropping_twice_is_the_same_as_once(feed: Feed, reporter: User, editor: User) -> None:
    ferry = received(feed, item())
    assert [dropping.drop(items=[ferry], by=person, at=LATER) for person in (reporter, editor)] == [1, 0]
    assert WireItem.objects.get().dropped_by == reporter
    assert len(_audited()) == 1
    assert [dropping.bring_back(items=[ferry], by=editor, at=LATER) for _ in range(2)] == [1, 0]


def test_the_audit_log_names_the_rule_that_dropped(feed: Feed) -> None:
    dropping.drop(items=[received(feed, item())], by=None, at=LATER, rule="Horoscopes")
    assert _audited() == [("drop", "Newsroom", {"rule": "Horoscopes"})]


def test_who_may_not_drop_changes_nothing(feed: Feed) -> None:
    nobody = User.objects.create_user("nobody", password="quay-lamp-7", is_staff=True)
    ferry = received(feed, item())
    for verb in (dropping.drop, dropping.bring_back):
        with pytest.raises(NotAllowed):
            verb(items=[ferry], by=nobody, at=LATER)
    assert WireItem.objects.get().dropped_at is None


def test_a_later_version_stands_on_the_list_again(feed: Feed, reporter: User) -> None:
    dropping.drop(items=[received(feed, item())], by=reporter, at=LATER)
    assert received(feed, item(version="2", headline="Ferry sails")).dropped_at is None
