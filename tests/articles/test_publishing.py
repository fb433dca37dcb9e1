"""Publishing: the verb table of the editions, step by step on a controlled clock."""

from datetime import timedelta

import pytest

from articles import publishing, withdrawing
from articles.models import Article, Edition
from articles.refusals import Refused
from media.intake import take_in
from newsroom.models import Purge
from staff.models import AuditEntry
from staff.permissions import NotAllowed
from tests import world
from tests.media import drawn
from tests.world import MORNING, ControlledClock

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


def codes(refused: pytest.ExceptionInfo[Refused]) -> list[str]:
    return [reason.code for reason in refused.value.reasons]


def test_a_published_story_is_what_readers_see_from_that_moment(time: ControlledClock) -> None:
    edition = world.publish(world.draft("Ferry leaves"))
    assert (edition.kind, edition.live_from, edition.first_published_at) == ("first", MORNING, MORNING)
    assert world.headlines() == ["Ferry leaves"]


def test_readers_keep_the_edition_until_changes_are_published(time: ControlledClock) -> None:
    article = world.published("Ferry leaves")
    time.move(minutes=5)
    world.save(article, headline="Ferry sails")
    assert world.headlines() == ["Ferry leaves"]
    world.publish(article)
    assert (world.headlines(), world.headlines(MORNING)) == (["Ferry sails"], ["Ferry leaves"])


@pytest.mark.parametrize("kind", ["update", "minor"])
def test_publishing_the_same_again_makes_nothing(time: ControlledClock, kind: str) -> None:
    article = world.draft()
    world.publish(article, kind=kind)
    before = Edition.objects.count(), AuditEntry.objects.count(), Purge.objects.count()
    time.move(minutes=1)
    world.publish(article, kind=kind)
    assert (Edition.objects.count(), AuditEntry.objects.count(), Purge.objects.count()) == before


def test_a_changed_library_caption_is_published_though_the_version_is_the_same(time: ControlledClock) -> None:
    photo = take_in(data=drawn.photograph(90, 60), filename="ferry.jpg", by=None).photo
    article = world.published(captions=[{"role": "lead", "photo": photo}])
    type(photo).objects.filter(pk=photo.pk).update(credit="Runa Vik")
    time.move(minutes=1)
    world.publish(article, kind="minor")
    live = Edition.objects.live(at=time.now()).get()
    assert "Runa Vik" in live.captions[0]["credit"]


@pytest.mark.parametrize(("kind", "moved"), [("minor", False), ("update", True), ("correction", True)])
def test_the_time_that_readers_see_moves_with_all_but_minor_changes(
    time: ControlledClock, kind: str, moved: bool
) -> None:
    article = world.save(world.published(), summary="More.")
    time.move(hours=1)
    edition = world.publish(article, kind=kind, note="It was Tuesday." if kind == "correction" else "")
    assert (edition.updated_at == MORNING + HOUR) is moved
    assert (edition.kind, edition.first_published_at) == (kind, MORNING)


def test_a_correction_needs_a_note_and_every_later_edition_carries_it(time: ControlledClock) -> None:
    article = world.published()
    with pytest.raises(Refused) as refused:
        world.publish(article, kind="correction")
    assert codes(refused) == ["note-missing"]
    time.move(minutes=1)
    world.publish(article, kind="correction", note="It was Tuesday.")
    time.move(minutes=1)
    edition = world.publish(world.save(article, summary="More."), kind="minor")
    assert [row["text"] for row in edition.corrections] == ["It was Tuesday."]


def test_a_clarification_needs_a_note_too_and_is_told_from_a_correction(time: ControlledClock) -> None:
    article = world.published()
    with pytest.raises(Refused) as refused:
        world.publish(article, kind="clarification")
    assert codes(refused) == ["note-missing"]
    world.publish(article, kind="correction", note="It was Tuesday.")
    time.move(minutes=1)
    edition = world.publish(world.save(article, summary="More."), kind="clarification", note="By ferry, that is.")
    assert [row["kind"] for row in edition.corrections] == ["clarification", "fact"]


@pytest.mark.parametrize("kind", ["minor", "update", "correction"])
def test_a_note_that_no_reader_would_see_is_refused(time: ControlledClock, kind: str) -> None:
    article = world.draft() if kind == "correction" else world.published()
    time.move(minutes=1)
    with pytest.raises(Refused) as refused:
        world.publish(article, kind=kind, note="It was Tuesday.")
    assert codes(refused) == ["note-needless"]


def test_a_scheduled_story_is_public_on_its_second_with_nothing_running(time: ControlledClock) -> None:
    article = world.draft("Ferry leaves")
    publishing.schedule(article=article, version=1, at=MORNING + HOUR, by=None)
    assert world.headlines(MORNING + HOUR - timedelta(microseconds=1)) == []
    assert world.headlines(MORNING + HOUR) == ["Ferry leaves"]


def test_scheduling_twice_is_once_and_another_time_replaces_the_first(time: ControlledClock) -> None:
    article = world.published("Ferry leaves")
    article = world.save(article, headline="Ferry sails")
    for at in (HOUR, HOUR, 2 * HOUR):
        publishing.schedule(article=article, version=2, at=MORNING + at, by=None)
    assert Edition.objects.count() == 2
    assert world.headlines(MORNING + HOUR) == ["Ferry leaves"]
    assert world.headlines(MORNING + 2 * HOUR) == ["Ferry sails"]


def test_unscheduling_gives_the_standing_edition_its_end_back(time: ControlledClock) -> None:
    article = world.published("Ferry leaves")
    withdrawing.plan_take_down(article=article, until=MORNING + 9 * HOUR, by=None)
    article = world.save(article, headline="Ferry sails")
    publishing.schedule(article=article, version=2, at=MORNING + HOUR, by=None)
    publishing.unschedule(article=article, by=None)
    publishing.unschedule(article=article, by=None)
    standing = Edition.objects.get()
    assert (standing.live_until, standing.ended_by) == (MORNING + 9 * HOUR, "expiry")


def test_publishing_now_drops_what_was_scheduled_and_says_so(time: ControlledClock) -> None:
    article = world.save(world.published("Ferry leaves"), headline="Ferry sails")
    publishing.schedule(article=article, version=2, at=MORNING + HOUR, by=None)
    time.move(minutes=1)
    world.publish(article)
    assert world.headlines(MORNING + 2 * HOUR) == ["Ferry sails"]
    assert Edition.objects.count() == 2
    assert "dropped" in AuditEntry.objects.filter(verb="publish").first().detail


def test_the_address_of_a_first_edition_that_never_began_is_free_again(time: ControlledClock) -> None:
    article = world.draft("Ferry leaves")
    publishing.schedule(article=article, version=1, at=MORNING + HOUR, by=None)
    publishing.unschedule(article=article, by=None)
    assert Article.objects.get().path is None
    assert world.published("Ferry leaves").path.endswith("/ferry-leaves/")


def test_a_time_that_has_passed_cannot_be_scheduled(time: ControlledClock) -> None:
    with pytest.raises(Refused) as refused:
        publishing.schedule(article=world.draft(), version=1, at=MORNING, by=None)
    assert codes(refused) == ["time-past"]


def test_undo_brings_the_former_edition_back(time: ControlledClock) -> None:
    article = world.published("Ferry leaves")
    time.move(hours=1)
    edition = world.publish(world.save(article, headline="Ferry sails"))
    time.move(seconds=5)
    publishing.undo(edition=edition, by=None)
    publishing.undo(edition=edition, by=None)
    assert world.headlines() == ["Ferry leaves"]
    assert Edition.objects.count() == 3


def test_undo_of_a_first_publication_leaves_nothing_and_the_next_one_is_the_first(time: ControlledClock) -> None:
    article = world.draft()
    edition = world.publish(article)
    time.move(seconds=5)
    assert publishing.undo(edition=edition, by=None) is None
    time.move(seconds=5)
    assert (world.headlines(), world.publish(article).kind) == ([], "first")


def test_undo_after_ten_seconds_is_refused(time: ControlledClock) -> None:
    edition = world.publish(world.draft())
    time.move(seconds=11)
    with pytest.raises(Refused) as refused:
        publishing.undo(edition=edition, by=None)
    assert codes(refused) == ["undo-too-late"]


def test_an_undone_correction_is_not_carried_on(time: ControlledClock) -> None:
    article = world.published()
    time.move(minutes=1)
    edition = world.publish(article, kind="correction", note="It was Tuesday.")
    time.move(seconds=1)
    publishing.undo(edition=edition, by=None)
    time.move(seconds=1)
    assert world.publish(world.save(article, summary="More.")).corrections == []


def test_who_may_not_publish_gets_a_sentence_and_nothing_happens(time: ControlledClock) -> None:
    with pytest.raises(NotAllowed, match=r"may not publish stories\. Nothing was changed"):
        world.publish(world.draft(), by=world.person("tor", "reporter"))
    assert not Edition.objects.exists()


def test_an_undone_publication_ends_as_undone(time: ControlledClock) -> None:
    article = world.published()
    time.move(minutes=1)
    edition = world.publish(world.save(article, headline="Ferry sinks"))
    time.move(seconds=1)
    for _ in range(2):
        publishing.undo(edition=edition, by=None)
    assert [row.ended_by for row in Edition.objects.order_by("live_from")] == ["replaced", "undo", ""]


def test_a_version_that_a_colleague_has_replaced_cannot_be_undone(time: ControlledClock) -> None:
    article = world.published()
    time.move(seconds=1)
    edition = world.publish(world.save(article, headline="Ferry sails"))
    time.move(seconds=1)
    world.publish(world.save(article, headline="Ferry sinks"))
    with pytest.raises(Refused) as refused:
        publishing.undo(edition=edition, by=None)
    assert (codes(refused), world.headlines()) == (["undo-not-standing"], ["Ferry sinks"])


def test_undo_brings_nothing_back_that_a_hold_keeps(time: ControlledClock) -> None:
    article = world.published()
    time.move(minutes=1)
    edition = world.publish(world.save(article, headline="Ferry sinks"))
    withdrawing.hold(article=article, kind="legal", reason="See the letter.", by=None)
    with pytest.raises(Refused) as refused:
        publishing.undo(edition=edition, by=None)
    assert codes(refused) == ["hold-legal"]


def test_after_an_undone_correction_the_planned_version_carries_no_note_of_it(time: ControlledClock) -> None:
    article = world.published()
    time.move(minutes=1)
    edition = world.publish(article, kind="correction", note="It had left.")
    publishing.schedule(article=article, version=1, at=MORNING + HOUR, by=None, kind="minor")
    time.move(seconds=1)
    publishing.undo(edition=edition, by=None)
    planned = Edition.objects.future(at=time.at).get()
    assert (planned.corrections, planned.updated_at) == ([], MORNING)


def test_after_an_undone_first_publication_the_planned_version_is_the_first(time: ControlledClock) -> None:
    article = world.published()
    edition = Edition.objects.get()
    time.move(seconds=1)
    publishing.schedule(article=article, version=1, at=MORNING + HOUR, by=None, kind="correction", note="It had left.")
    publishing.undo(edition=edition, by=None)
    planned = Edition.objects.future(at=time.at).get()
    assert (planned.kind, planned.note, planned.corrections) == ("first", "", [])
    assert planned.first_published_at == planned.updated_at == MORNING + HOUR
    publishing.unschedule(article=article, by=None)
    assert not Edition.objects.live(at=time.at).exists()


def test_scheduling_again_after_the_moment_has_come_is_the_same_as_once(time: ControlledClock) -> None:
    article = world.draft()
    for seconds in (0, 30, 60):
        time.at = MORNING + timedelta(seconds=seconds)
        edition = publishing.schedule(article=article, version=1, at=MORNING + timedelta(seconds=30), by=None)
    assert Edition.objects.get() == edition


def test_a_public_story_is_not_published_for_the_first_time_again(time: ControlledClock) -> None:
    article = world.published()
    time.move(minutes=1)
    assert world.publish(world.save(article, summary="More."), kind="first").kind == "update"
