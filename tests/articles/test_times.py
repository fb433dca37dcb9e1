"""Moments: told in the zone of whoever asked, and refused where nobody can mean them."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from articles import publishing, times, withdrawing
from articles.models import Article
from articles.refusals import Refused
from tests import world
from tests.world import ControlledClock

NOON = datetime(2026, 7, 1, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("zone", "told"),
    [
        ("UTC", "1 Jul 2026, 12:00 UTC"),
        ("Europe/Oslo", "1 Jul 2026, 14:00 CEST"),
        ("Asia/Tehran", "1 Jul 2026, 15:30 (Tehran time)"),
    ],
)
def test_a_moment_is_told_in_the_active_zone(zone: str, told: str) -> None:
    with timezone.override(ZoneInfo(zone)):
        assert times.printed(NOON) == told
    assert times.printed(None) == ""


@pytest.mark.django_db
@pytest.mark.parametrize("year", [1, 9999])
def test_no_verb_takes_a_moment_that_nobody_can_mean(year: int, time: ControlledClock) -> None:
    moment, article = datetime(year, 12, 31, 23, 59, tzinfo=UTC), world.published()
    verbs = [
        lambda: publishing.schedule(article=article, version=1, at=moment, by=None),
        lambda: withdrawing.plan_take_down(article=article, until=moment, by=None),
        lambda: withdrawing.embargo(article=article, until=moment, by=None),
    ]
    for verb in verbs:
        with pytest.raises(Refused, match=f"The year {year} cannot be meant, so nothing was changed") as refused:
            verb()
        assert [reason.code for reason in refused.value.reasons] == ["time-unlikely"]
    assert Article.objects.values_list("embargo", "take_down_at").get() == (None, None)


def test_seconds_are_told_where_somebody_typed_them() -> None:
    assert times.printed(NOON.replace(second=30)) == "1 Jul 2026, 12:00:30 UTC"
    assert times.printed(NOON.replace(second=30, microsecond=7)) == "1 Jul 2026, 12:00 UTC"
