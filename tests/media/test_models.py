"""What the database holds to, whoever writes."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from media import editing
from media.models import Lease, Photo

NOW = datetime(2026, 3, 4, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)
EDGES = (None, NOW - HOUR, NOW, NOW + HOUR)


def lease(photo: Photo, kind: str, starts_at: datetime | None = None, ends_at: datetime | None = None) -> Lease:
    return Lease.objects.create(photo=photo, kind=kind, starts_at=starts_at, ends_at=ends_at, created_at=NOW)


@pytest.mark.parametrize("kinds", [("allow",), ("deny",), ("allow", "deny"), ("allow", "allow")])
def test_the_query_and_the_row_agree_on_what_may_be_shown(ferry: Photo, kinds: tuple[str, ...]) -> None:
    periods = [(start, end) for start in EDGES for end in EDGES if not (start and end and end <= start)]
    for start, end in periods:
        Lease.objects.all().delete()
        lease(ferry, kinds[0], start, end)
        for kind in kinds[1:]:
            lease(ferry, kind, NOW, NOW + HOUR)
        ferry.refresh_from_db()
        for at in (NOW - HOUR, NOW, NOW + HOUR):
            assert Photo.objects.usable(at=at).exists() == ferry.is_usable(at=at)


def test_the_row_follows_leases_that_move_and_go(ferry: Photo) -> None:
    ban = lease(ferry, "deny")
    Lease.objects.filter(pk=ban.pk).update(ends_at=NOW)
    ferry.refresh_from_db()
    assert ferry.is_usable(at=NOW)
    ban.delete()
    ferry.refresh_from_db()
    assert ferry.lease_periods == []


def test_a_killed_photograph_is_not_usable(ferry: Photo) -> None:
    photo = editing.kill(photo=ferry, reason="x", by=None)
    assert not photo.is_usable(at=NOW)
    assert not Photo.objects.usable(at=NOW).exists()


@pytest.mark.parametrize(
    "wrong",
    [
        {"focal_x": 1.5},
        {"width": 0},
        {"state": "lost"},
        {"ready_version": 2},
        {"sha256": "x" * 64},
        {"dominant_colour": "red"},
    ],
)
def test_the_database_refuses_what_cannot_be(ferry: Photo, wrong: dict[str, Any]) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Photo.objects.filter(pk=ferry.pk).update(**wrong)


def test_a_search_wants_every_word_somewhere(ferry: Photo) -> None:
    assert list(Photo.objects.search("solveig björklund")) == [ferry]
    assert not Photo.objects.search("solveig train").exists()
    assert list(Photo.objects.search("")) == [ferry]


def test_the_credit_line_names_nobody_twice() -> None:
    assert Photo(byline="Ása", credit="Nordvik").credit_line == "Ása/Nordvik"
    assert Photo(byline="Nordvik", credit="Nordvik").credit_line == "Nordvik"
    assert Photo(credit="Nordvik").credit_line == "Nordvik"
