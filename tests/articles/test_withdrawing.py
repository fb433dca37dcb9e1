"""Taking stories away and giving them back, on a controlled clock."""

from datetime import timedelta
from functools import partial

import pytest

from articles import publishing, withdrawing
from articles.models import Article, Edition, PublishBlock
from articles.refusals import Refused
from newsroom.models import Purge
from staff.models import AuditEntry
from staff.permissions import NotAllowed
from tests import world
from tests.world import MORNING, ControlledClock

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


def _refusal(verb: object, **arguments: object) -> list[str]:
    with pytest.raises(Refused) as refused:
        verb(by=None, **arguments)  # type: ignore[operator]
    return [reason.code for reason in refused.value.reasons]


def test_a_withdrawn_story_is_gone_at_once_with_a_public_notice(time: ControlledClock) -> None:
    article = world.published()
    time.move(minutes=1)
    ended = withdrawing.withdraw(article=article, by=None, notice="It was not so.")
    assert (ended.ended_by, ended.notice, world.headlines()) == ("withdrawal", "It was not so.", [])
    assert Purge.objects.last().hard


def test_withdrawing_twice_is_once_and_a_new_notice_replaces_the_old(time: ControlledClock) -> None:
    article = world.published()
    time.move(minutes=1)
    for notice in ("It was not so.", "It was not so.", "We erred."):
        withdrawing.withdraw(article=article, by=None, notice=notice)
    assert Edition.objects.get().notice == "We erred."
    assert [row.verb for row in AuditEntry.objects.order_by("pk")][2:] == ["withdrawal", "withdrawal"]


def test_a_withdrawal_drops_what_was_scheduled(time: ControlledClock) -> None:
    article = world.save(world.published(), headline="Ferry sails")
    publishing.schedule(article=article, version=2, at=MORNING + HOUR, by=None)
    time.move(minutes=1)
    withdrawing.withdraw(article=article, by=None, notice="Gone.")
    assert world.headlines(MORNING + 2 * HOUR) == []


def test_nothing_public_cannot_be_withdrawn_and_a_notice_is_needed(time: ControlledClock) -> None:
    article = world.draft()
    assert _refusal(withdrawing.withdraw, article=article, notice="Gone.") == ["not-public"]
    assert _refusal(withdrawing.withdraw, article=article, notice=" ") == ["notice-missing"]


def test_reinstating_shows_the_last_edition_again_with_its_old_dates(time: ControlledClock) -> None:
    article = world.published("Ferry leaves")
    time.move(hours=1)
    withdrawing.withdraw(article=article, by=None, notice="Gone.")
    time.move(hours=1)
    again = withdrawing.reinstate(article=article, by=None)
    assert withdrawing.reinstate(article=article, by=None) == again
    assert (again.headline, again.updated_at, again.live_from) == ("Ferry leaves", MORNING, MORNING + 2 * HOUR)


def test_what_was_not_withdrawn_cannot_be_reinstated(time: ControlledClock) -> None:
    assert _refusal(withdrawing.reinstate, article=world.draft()) == ["not-withdrawn"]


def test_a_planned_take_down_ends_the_story_and_is_carried_to_later_editions(time: ControlledClock) -> None:
    article = world.published("Ferry leaves")
    withdrawing.plan_take_down(article=article, until=MORNING + 2 * HOUR, by=None)
    time.move(hours=1)
    world.publish(world.save(article, headline="Ferry sails"))
    assert world.headlines() == ["Ferry sails"]
    assert world.headlines(MORNING + 2 * HOUR) == []


def test_a_take_down_can_be_cleared(time: ControlledClock) -> None:
    article = world.published()
    for until in (MORNING + HOUR, None):
        withdrawing.plan_take_down(article=article, until=until, by=None)
    edition = Edition.objects.get()
    assert (edition.live_until, edition.ended_by) == (None, "")


def test_a_take_down_planned_while_a_change_is_scheduled_survives_unscheduling(time: ControlledClock) -> None:
    article = world.save(world.published(), headline="Ferry sails")
    publishing.schedule(article=article, version=2, at=MORNING + HOUR, by=None)
    withdrawing.plan_take_down(article=article, until=MORNING + 3 * HOUR, by=None)
    publishing.unschedule(article=article, by=None)
    assert world.headlines(MORNING + 2 * HOUR) == ["Ferry leaves Halmsund"]
    assert world.headlines(MORNING + 3 * HOUR) == []


def test_a_take_down_before_what_is_scheduled_or_in_the_past_is_refused(time: ControlledClock) -> None:
    article = world.draft()
    publishing.schedule(article=article, version=1, at=MORNING + 2 * HOUR, by=None)
    plan = withdrawing.plan_take_down
    assert _refusal(plan, article=article, until=MORNING + HOUR) == ["before-scheduled"]
    assert _refusal(plan, article=article, until=MORNING) == ["time-past"]


def test_after_its_take_down_a_story_is_published_again_only_when_that_is_cleared(time: ControlledClock) -> None:
    article = world.published()
    withdrawing.plan_take_down(article=article, until=MORNING + HOUR, by=None)
    time.move(hours=2)
    with pytest.raises(Refused):
        world.publish(article)
    withdrawing.plan_take_down(article=article, until=None, by=None)
    world.publish(article)
    assert len(world.headlines()) == 1


def test_an_embargo_keeps_a_story_back_until_its_moment(time: ControlledClock) -> None:
    article = world.draft()
    withdrawing.embargo(article=article, until=MORNING + HOUR, by=None)
    with pytest.raises(Refused) as refused:
        world.publish(article)
    assert [reason.code for reason in refused.value.reasons] == ["embargo"]
    publishing.schedule(article=article, version=1, at=MORNING + HOUR, by=None)
    assert world.headlines(MORNING + HOUR) != []


def test_an_embargo_moved_later_ends_what_breaks_it_and_nothing_comes_back(time: ControlledClock) -> None:
    article = world.published()
    time.move(minutes=1)
    withdrawing.embargo(article=article, until=MORNING + HOUR, by=None)
    withdrawing.embargo(article=article, until=None, by=None)
    assert Edition.objects.get().ended_by == "embargo"
    assert world.headlines(MORNING + 2 * HOUR) == []


def test_an_embargo_drops_what_was_scheduled_before_it_and_keeps_what_comes_after(time: ControlledClock) -> None:
    early, late = world.draft("Early"), world.draft("Late")
    publishing.schedule(article=early, version=1, at=MORNING + HOUR, by=None)
    publishing.schedule(article=late, version=1, at=MORNING + 3 * HOUR, by=None)
    for article in (early, late):
        withdrawing.embargo(article=article, until=MORNING + 2 * HOUR, by=None)
    assert world.headlines(MORNING + 3 * HOUR) == ["Late"]
    told = [entry.detail.get("dropped") for entry in AuditEntry.objects.filter(verb="embargo").order_by("pk")]
    assert told == [(MORNING + HOUR).isoformat().replace("+00:00", "Z"), None]


def test_unscheduling_never_brings_back_what_an_embargo_ended(time: ControlledClock) -> None:
    article = world.save(world.published(), headline="Ferry sails")
    publishing.schedule(article=article, version=2, at=MORNING + 3 * HOUR, by=None)
    time.move(minutes=1)
    withdrawing.embargo(article=article, until=MORNING + 2 * HOUR, by=None)
    publishing.unschedule(article=article, by=None)
    assert world.headlines(MORNING + 4 * HOUR) == []


def test_a_hold_keeps_a_story_from_being_published_until_it_is_lifted_with_a_reason(time: ControlledClock) -> None:
    article = world.draft()
    block = withdrawing.hold(article=article, kind="legal", reason="Read by the lawyer first.", by=None)
    assert withdrawing.hold(article=article, kind="legal", reason="Read by the lawyer first.", by=None) == block
    with pytest.raises(Refused) as refused:
        world.publish(article)
    assert [reason.code for reason in refused.value.reasons] == ["hold-legal"]
    assert _refusal(withdrawing.lift_hold, block=block, reason="") == ["reason-missing"]
    withdrawing.lift_hold(block=block, reason="Read.", by=None)
    world.publish(article)


def test_a_held_story_cannot_be_reinstated(time: ControlledClock) -> None:
    article = world.published()
    time.move(minutes=1)
    withdrawing.withdraw(article=article, by=None, notice="Gone.", cause=Edition.EndedBy.KILL)
    withdrawing.hold(article=article, kind=PublishBlock.Kind.KILL, reason="Killed.", by=None)
    assert _refusal(withdrawing.reinstate, article=Article.objects.get()) == ["hold-kill"]


def test_a_kill_of_a_withdrawn_story_is_a_kill_and_stays_one(time: ControlledClock) -> None:
    article = world.published()
    time.move(minutes=1)
    for cause, notice in (("withdrawal", "Gone."), ("kill", "The agency took it back."), ("withdrawal", "Gone.")):
        withdrawing.withdraw(article=article, by=None, notice=notice, cause=cause)
    assert Edition.objects.values_list("ended_by", "notice").get() == ("kill", "Gone.")


@pytest.mark.parametrize("at", [timedelta(0), HOUR])
def test_a_withdrawn_story_is_not_published_over_its_notice(time: ControlledClock, at: timedelta) -> None:
    article = world.published()
    time.move(minutes=1)
    withdrawing.withdraw(article=article, by=None, notice="Gone.")
    article = world.save(article, headline="Ferry sails")
    verb = partial(publishing.schedule, at=time.at + at) if at else publishing.publish
    with pytest.raises(Refused, match=r"“Gone\.”") as refusal:
        verb(article=article, version=2, by=None)
    assert [reason.code for reason in refusal.value.reasons] == ["withdrawn"]
    assert list(Edition.objects.values_list("ended_by", "notice")) == [("withdrawal", "Gone.")]


def test_a_withdrawn_story_comes_back_as_it_was_saved_since(time: ControlledClock) -> None:
    article = world.published("Ferry leaves")
    time.move(minutes=1)
    withdrawing.withdraw(article=article, by=None, notice="Wrong man.")
    article = world.save(article, headline="Ferry sails")
    time.move(minutes=1)
    edition = withdrawing.reinstate(article=article, by=None, version=2, note="We named the wrong man.")
    assert world.headlines() == ["Ferry sails"]
    assert (edition.kind, edition.first_published_at, edition.updated_at) == ("correction", MORNING, time.at)
    assert [row["text"] for row in edition.corrections] == ["We named the wrong man."]
    assert withdrawing.reinstate(article=article, by=None, version=2).pk == edition.pk, "asked again, nothing is done"
    assert AuditEntry.objects.filter(verb="reinstate").count() == 1


def test_what_comes_back_is_the_version_that_was_read_and_is_checked(time: ControlledClock) -> None:
    article = world.published()
    withdrawing.withdraw(article=article, by=None, notice="Wrong.")
    article = world.save(article, headline="", summary="x")
    assert _refusal(withdrawing.reinstate, article=article, version=1) == ["stale", "headline-missing"]
    reporter, duty = world.person("rita", "reporter"), world.person("dora", "duty editor")
    article = world.save(article, headline="Again")
    with pytest.raises(NotAllowed):
        withdrawing.reinstate(article=article, by=reporter, version=3)
    assert withdrawing.reinstate(article=article, by=duty, version=3).headline == "Again"


def test_an_embargo_that_has_passed_takes_nothing_away(time: ControlledClock) -> None:
    article = world.published()
    time.move(hours=3)
    withdrawing.embargo(article=article, until=MORNING + HOUR, by=None)
    assert world.headlines() == ["Ferry leaves Halmsund"]
    assert Article.objects.get().embargo == MORNING + HOUR
    world.publish(world.save(article, summary="More."))
    assert Edition.objects.live(at=time.at).get().embargo == MORNING + HOUR


def test_a_hold_drops_what_is_planned_and_leaves_what_is_public(time: ControlledClock) -> None:
    planned, public = world.draft("Planned"), world.published("Public")
    for article in (planned, public):
        article.refresh_from_db()
        publishing.schedule(
            article=world.save(article, summary="More."), version=article.version + 1, at=MORNING + HOUR, by=None
        )
        withdrawing.hold(article=article, kind="legal", reason="See the letter.", by=None)
    assert world.headlines(MORNING + HOUR) == ["Public"]
    assert all("dropped" in entry.detail for entry in AuditEntry.objects.filter(verb="hold"))
    assert Article.objects.get(pk=planned.pk).path is None


def test_a_planned_version_that_keeps_the_embargo_carries_it(time: ControlledClock) -> None:
    article = world.draft()
    publishing.schedule(article=article, version=1, at=MORNING + 2 * HOUR, by=None)
    for until in (MORNING + HOUR, None, MORNING + 2 * HOUR):
        withdrawing.embargo(article=article, until=until, by=None)
        assert Edition.objects.get().embargo == until
