"""Moments that are given to verbs: refused where nobody can mean them."""

from datetime import UTC, datetime

import pytest

from articles import publishing, withdrawing
from articles.models import Article
from articles.refusals import Refused
from tests import world
from tests.world import ControlledClock


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
