"""Leases: the right to show a photograph, and its end."""

from datetime import UTC, datetime, timedelta

import pytest

from media import leasing
from media.leasing import NoTime
from media.models import Photo
from staff.models import AuditEntry, User
from staff.permissions import NotAllowed

NOW = datetime.now(UTC)
DAY = timedelta(days=1)


def test_a_ban_takes_the_photograph_away_and_its_end_brings_it_back(
    ferry: Photo, picture_editor: User, heard: dict[str, list[Photo]]
) -> None:
    ban = leasing.grant(photo=ferry, kind="deny", by=picture_editor, note="Family asked")
    assert not ferry.is_usable(at=NOW)
    leasing.end(lease=ban, by=picture_editor)
    leasing.end(lease=ban, by=picture_editor)
    assert ferry.is_usable(at=NOW)
    assert (len(heard["photo_gone"]), len(heard["photo_changed"])) == (1, 1)
    assert set(AuditEntry.objects.values_list("verb", flat=True)) == {"take in", "deny", "end deny"}


def test_leave_for_a_day_ends_after_a_day(ferry: Photo) -> None:
    leasing.grant(photo=ferry, kind="allow", by=None, ends_at=NOW + DAY)
    assert ferry.is_usable(at=NOW)
    assert ferry.right_changes_at(after=NOW) == NOW + DAY
    assert not ferry.is_usable(at=NOW + DAY)


def test_a_lease_that_ends_before_it_begins_is_refused(ferry: Photo) -> None:
    with pytest.raises(NoTime, match="Nothing was changed"):
        leasing.grant(photo=ferry, kind="allow", by=None, starts_at=NOW, ends_at=NOW)


def test_leases_need_their_own_right(ferry: Photo, passer_by: User) -> None:
    with pytest.raises(NotAllowed):
        leasing.grant(photo=ferry, kind="deny", by=passer_by)
