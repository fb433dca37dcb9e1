"""Races between sessions: whatever comes together, the history of a story has no gap and no overlap."""

from datetime import datetime, timedelta
from functools import partial
from itertools import pairwise

import pytest
from django.db import OperationalError, transaction

from articles import addressing, classifying, drafting, publishing, withdrawing
from articles.classifying import Reclassified
from articles.models import Article, Edition, Tag
from articles.refusals import Refused
from articles.staleness import StaleVersion
from ground import clock
from newsroom.models import Purge
from staff.models import AuditEntry
from tests import world
from tests.together import at_once, failures

pytestmark = pytest.mark.django_db(transaction=True)
HOUR = timedelta(hours=1)


def assert_whole(article: Article) -> None:
    """Each edition that was replaced ends exactly where the next begins."""
    editions = list(Edition.objects.filter(article=article).order_by("live_from"))
    for edition, following in pairwise(editions):
        assert edition.live_until is not None
        assert edition.live_until <= following.live_from
        if edition.ended_by == Edition.EndedBy.REPLACED:
            assert edition.live_until == following.live_from


def codes(outcome: object) -> list[str]:
    """Why the verb refused; nothing where it acted."""
    if isinstance(outcome, Edition):
        return []
    assert isinstance(outcome, Refused)
    return [reason.code for reason in outcome.reasons]


def test_no_publication_vanishes_among_many_at_once() -> None:
    article = world.published()

    def correct(writer: int) -> None:
        for number in range(12):
            note = f"Note {number} of writer {writer}."
            publishing.publish(article=article, version=1, by=None, kind="correction", note=note)

    assert failures(at_once(*[partial(correct, writer) for writer in range(8)])) == []
    assert Edition.objects.count() == 1 + 8 * 12
    assert len(Edition.objects.order_by("-live_from")[0].corrections) == 8 * 12
    assert_whole(article)


def test_the_same_publication_asked_for_by_many_is_one() -> None:
    article = world.draft()
    editions = at_once(*[partial(publishing.publish, article=article, version=1, by=None)] * 6)
    assert {edition.pk for edition in editions} == {Edition.objects.get().pk}
    assert AuditEntry.objects.filter(verb="publish").count() == 1
    assert Purge.objects.count() == 1


@pytest.mark.parametrize("_round", range(4))
def test_of_publishing_and_withdrawing_at_once_the_withdrawal_stays(_round: int) -> None:
    article = world.save(world.published(), headline="Ferry sails")
    outcomes = at_once(
        partial(publishing.publish, article=article, version=2, by=None),
        partial(withdrawing.withdraw, article=article, by=None, notice="Gone."),
    )
    assert [reason.code for refused in failures(outcomes) for reason in refused.reasons] in ([], ["withdrawn"])
    assert world.headlines() == []
    assert_whole(article)


@pytest.mark.parametrize("_round", range(4))
def test_scheduling_unscheduling_and_publishing_at_once_leave_at_most_one_future(_round: int) -> None:
    article = world.save(world.published(), headline="Ferry sails")
    later = clock.now() + HOUR
    outcomes = at_once(
        partial(publishing.schedule, article=article, version=2, at=later, by=None),
        partial(publishing.schedule, article=article, version=2, at=later + HOUR, by=None),
        partial(publishing.unschedule, article=article, by=None),
        partial(publishing.publish, article=article, version=2, by=None),
    )
    assert failures(outcomes) == []
    assert Edition.objects.future(at=clock.now()).count() <= 1
    assert_whole(article)


def test_an_embargo_and_a_publication_at_once_never_leave_the_story_public() -> None:
    for number in range(6):
        article = world.draft(f"Storm {number}")
        published, embargoed = at_once(
            partial(publishing.publish, article=article, version=1, by=None),
            partial(withdrawing.embargo, article=article, until=clock.now() + HOUR, by=None),
        )
        assert isinstance(embargoed, Article)
        assert codes(published) in ([], ["embargo"])
    assert world.headlines() == []


def test_a_hold_and_a_publication_at_once_are_one_after_the_other() -> None:
    article = world.draft()
    published, block = at_once(
        partial(publishing.publish, article=article, version=1, by=None),
        partial(withdrawing.hold, article=article, kind="legal", reason="Lawyer.", by=None),
    )
    if isinstance(published, Edition):
        assert published.created_at <= block.created_at
    else:
        assert codes(published) == ["hold-legal"]


def test_a_save_during_a_publication_is_not_published_unseen() -> None:
    article = world.draft("Ferry leaves")
    saved, published = at_once(
        partial(
            drafting.save, article_id=article.pk, version=1, by=None, fields={"headline": "Unread"}, at=clock.now()
        ),
        partial(publishing.publish, article=article, version=1, by=None),
    )
    assert isinstance(saved, Article)
    assert "Unread" not in world.headlines()
    assert codes(published) in ([], ["stale"])


def test_tags_given_at_once_are_all_given_and_none_twice() -> None:
    article = world.published()
    names = ["storm", "fog", "ice", "storm"]
    outcomes = at_once(*[partial(classifying.reclassify, article=article, by=None, add=[name]) for name in names])
    assert failures(outcomes) == []
    assert len(Edition.objects.live(at=clock.now()).get().tag_ids) == 3
    assert AuditEntry.objects.filter(verb="reclassify").count() == 3
    assert_whole(article)


@pytest.mark.parametrize("_round", range(4))
def test_a_save_beside_a_change_of_tags_is_never_published_with_it(_round: int) -> None:
    article = world.published("Ferry leaves")
    saved, tagged = at_once(
        partial(
            drafting.save, article_id=article.pk, version=1, by=None, fields={"headline": "Unread"}, at=clock.now()
        ),
        partial(classifying.reclassify, article=article, by=None, add=["storm"]),
    )
    assert isinstance(saved, Article | StaleVersion)
    assert isinstance(tagged, Reclassified)
    assert world.headlines() == ["Ferry leaves"]


def test_new_tags_come_to_many_stories_at_once() -> None:
    articles = [world.published(f"Ferry {number}") for number in range(6)]
    asked = [
        partial(classifying.reclassify, article=article, by=None, add=["storm", "fog", "ice"]) for article in articles
    ]
    assert failures(at_once(*asked)) == []
    assert Tag.objects.count() == 3


def test_stories_with_one_headline_published_at_once_get_addresses_of_their_own() -> None:
    articles = [world.draft("Ferry leaves") for _ in range(6)]
    assert failures(at_once(*[partial(world.publish, article) for article in articles])) == []
    assert len({article.path for article in Article.objects.all()}) == 6


def test_a_move_and_a_publication_never_share_an_address() -> None:
    for number in range(6):
        mover, newcomer = world.published(f"Ferry {number} leaves"), world.draft(f"Ferry {number} leaves")
        slug = f"quay {number} closes"
        outcomes = at_once(
            partial(addressing.move, article=mover, slug=slug, by=None), partial(world.publish, newcomer)
        )
        assert failures(outcomes) == []
        newcomer.refresh_from_db()
        assert newcomer.path not in set(mover.former_paths.values_list("path", flat=True))


def test_the_clock_is_read_only_once_the_row_is_locked(monkeypatch: pytest.MonkeyPatch) -> None:
    article, read, outcomes = world.published(), clock.after_lock, []

    def read_and_look() -> datetime:
        outcomes.extend(at_once(partial(_lock_without_waiting, article)))
        return read()

    monkeypatch.setattr(clock, "after_lock", read_and_look)
    world.publish(article, kind="correction", note="It was Tuesday.")
    assert [type(outcome) for outcome in outcomes] == [OperationalError]


@transaction.atomic
def _lock_without_waiting(article: Article) -> Article:
    return Article.objects.select_for_update(nowait=True).get(pk=article.pk)
