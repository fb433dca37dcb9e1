"""Live reporting: posts in their places, counted changes, and what may be done by whom."""

from collections.abc import Iterator
from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from articles import reporting
from articles.models import Coverage, LiveUpdate
from articles.refusals import Refused
from articles.reporting import Words
from ground import clock
from media import editing
from media.intake import take_in
from media.models import Photo
from newsroom.models import Purge
from staff.models import AuditEntry
from staff.permissions import NotAllowed
from tests import world
from tests.media import drawn
from tests.together import at_once, failures
from tests.world import ControlledClock

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def time() -> Iterator[ControlledClock]:
    controlled = ControlledClock()
    with clock.using(controlled):
        yield controlled


@pytest.fixture
def storm() -> Coverage:
    coverage = Coverage.objects.create(name="Storm", slug="storm", public_from=clock.now())
    return reporting.start_live(coverage=coverage, by=None)


def post(coverage: Coverage, **words: object) -> LiveUpdate:
    return reporting.post(coverage=coverage, words=Words(**{"body": "<p>Wind.</p>", **words}), by=None)  # type: ignore[typeddict-item]


def test_posts_have_their_places_and_changes_are_counted(storm: Coverage) -> None:
    first, second = post(storm), post(storm)
    assert first.published_at < second.published_at
    changed = reporting.revise(update=first, version=1, words=Words(headline="Storm"), by=None)
    assert (first.sequence, second.sequence, changed.sequence) == (2, 3, 4)
    storm.refresh_from_db()
    assert storm.live_sequence == 4


def test_a_photograph_stands_with_a_credit_and_by_right(storm: Coverage) -> None:
    photo = take_in(data=drawn.jpeg(60, 40), filename="boat.jpg", by=None).photo
    with pytest.raises(Refused, match=r"“boat.jpg” has no credit\. Write who made it\."):
        post(storm, photo=photo)
    update = post(storm, photo=photo, credit="R. Hald")
    with pytest.raises(Refused, match="has no credit"):
        reporting.revise(update=update, version=1, words=Words(credit=" "), by=None)
    editing.kill(photo=photo, reason="It is another boat.", by=None)
    killed = Photo.objects.get()
    with pytest.raises(Refused, match="may not be used"):
        post(storm, photo=killed, credit="R. Hald")
    kept = reporting.revise(update=update, version=1, words=Words(headline="Wind"), by=None)
    assert kept.headline == "Wind", "what was posted before can still be corrected"


def test_a_notice_that_stands_is_not_written_over(storm: Coverage) -> None:
    update = post(storm)
    reporting.withdraw(update=update, notice="It was not so.", by=None)
    with pytest.raises(Refused, match=r"withdrew this post at .+ with this notice: “It was not so.” Yours was not"):
        reporting.withdraw(update=update, notice="A duplicate.", by=None)
    assert reporting.withdraw(update=update, notice="It was not so.", by=None).notice == "It was not so."


def test_the_same_post_sent_twice_is_posted_once(storm: Coverage) -> None:
    chosen = uuid4()
    posts = [reporting.post(coverage=storm, words=Words(headline="x"), by=None, public_id=chosen) for _ in range(2)]
    assert posts[0] == posts[1]
    assert AuditEntry.objects.filter(verb="post").count() == 1


@pytest.mark.parametrize(
    "words",
    [
        Words(headline="Profit < 3%"),
        Words(headline="“R&D” <now>", caption="a <b>"),
        Words(body="Wind & rain, no tags."),
        Words(body="<p>Wind & rain<script>x</script>"),
        Words(headline="<p>Wind.</p>", body="<p>Wind.</p>"),
    ],
)
def test_the_same_words_are_the_same_whatever_is_in_them(storm: Coverage, time: ControlledClock, words: Words) -> None:
    chosen = uuid4()
    posted, again = (
        reporting.post(coverage=storm, words=words, by=None, public_id=chosen) for _ in ("click", "double click")
    )
    time.move(minutes=1)
    revised = reporting.revise(update=again, version=1, words=words, by=None)
    assert posted == again == revised
    assert (revised.version, revised.updated_at) == (1, None)


def test_other_words_are_others_whatever_is_in_them(storm: Coverage) -> None:
    posted = post(storm, headline="Profit < 3%")
    assert reporting.revise(update=posted, version=1, words=Words(headline="Profit &lt; 3%"), by=None).version == 2


def test_the_same_form_with_other_words_is_told_and_not_lost(storm: Coverage) -> None:
    chosen = uuid4()
    reporting.post(coverage=storm, words=Words(headline="Gale"), by=None, public_id=chosen)
    with pytest.raises(Refused, match="is still in front of you"):
        reporting.post(coverage=storm, words=Words(headline="Storm"), by=None, public_id=chosen)
    assert LiveUpdate.objects.get().headline == "Gale"


def test_nothing_is_posted_to_a_page_that_is_not_open(storm: Coverage, time: ControlledClock) -> None:
    time.move(minutes=1)
    reporting.close_live(coverage=storm, by=None)
    with pytest.raises(Refused, match=r"nothing was posted\. Open it first\."):
        post(storm)
    with pytest.raises(Refused, match=r"nothing was posted\. Ask an editor to open it, then post again\."):
        reporting.post(coverage=storm, words=Words(headline="Gale"), by=world.person("piet", "reporter"))
    reporting.start_live(coverage=storm, by=None)
    assert post(storm).coverage.live_opened_at == world.MORNING


def test_a_post_without_a_headline_is_called_by_its_time_on_the_newsrooms_clock(storm: Coverage) -> None:
    with timezone.override(ZoneInfo("Asia/Muscat")):
        posted = post(storm)
    assert AuditEntry.objects.get(verb="post").subject_name == "Post of 4 Mar 2026, 10:00 (Muscat time)"
    assert str(posted) == "Post of 4 Mar 2026, 06:00 UTC"


def test_an_empty_post_is_refused(storm: Coverage) -> None:
    with pytest.raises(Refused, match="says nothing"):
        post(storm, body="<p> </p>")


def test_readers_are_told_of_a_change_unless_it_is_minor(storm: Coverage, time: ControlledClock) -> None:
    posted = post(storm)
    time.move(minutes=1)
    minor = reporting.revise(update=posted, version=1, words=Words(body="<p>Wind!</p>"), by=None, is_minor=True)
    assert minor.updated_at is None
    changed = reporting.revise(update=posted, version=2, words=Words(body="<p>Storm.</p>"), by=None)
    assert changed.updated_at == time.at


def test_a_change_that_changes_nothing_writes_nothing(storm: Coverage) -> None:
    posted = post(storm)
    written = AuditEntry.objects.count(), Purge.objects.count()
    assert reporting.revise(update=posted, version=1, words=Words(body="<p>Wind.</p>"), by=None).version == 1
    assert (AuditEntry.objects.count(), Purge.objects.count()) == written


def test_a_colleagues_change_is_not_written_over(storm: Coverage) -> None:
    posted = post(storm)
    reporting.revise(update=posted, version=1, words=Words(headline="Storm"), by=world.editor())
    with pytest.raises(Refused, match="anna changed this post"):
        reporting.revise(update=posted, version=1, words=Words(headline="Calm"), by=None)


def test_the_mark_of_what_breaks_is_set_and_taken_off_like_a_word(storm: Coverage, time: ControlledClock) -> None:
    posted = post(storm, is_breaking=True)
    time.move(minutes=1)
    off = reporting.revise(update=posted, version=1, words=Words(is_breaking=False), by=None, is_minor=True)
    assert (off.is_breaking, off.updated_at, off.sequence) == (False, None, 3)
    on = reporting.revise(update=off, version=2, words=Words(is_breaking=True), by=None)
    assert (on.is_breaking, on.updated_at) == (True, time.at)
    entries = AuditEntry.objects.filter(subject_type="articles.liveupdate").order_by("pk")
    told = list(entries.values_list("verb", "detail__breaking"))
    assert told == [("post", True), ("revise", False), ("revise", True)]


def test_the_mark_is_for_the_posts_author_and_editors(storm: Coverage) -> None:
    posted = post(storm)
    with pytest.raises(NotAllowed):
        reporting.revise(update=posted, version=1, words=Words(is_breaking=True), by=world.person("piet", "reporter"))
    assert not LiveUpdate.objects.get().is_breaking


def test_one_post_is_pinned(storm: Coverage) -> None:
    first, second = post(storm), post(storm)
    reporting.pin(update=first, by=None)
    reporting.pin(update=second, by=None)
    assert list(LiveUpdate.objects.filter(is_pinned=True)) == [second]
    reporting.pin(update=second, by=None, pinned=False)
    assert not LiveUpdate.objects.filter(is_pinned=True).exists()


def test_a_withdrawn_post_keeps_its_place_and_purges_hard(storm: Coverage) -> None:
    posted = post(storm)
    reporting.pin(update=posted, by=None)
    gone = reporting.withdraw(update=posted, notice="It was not true.", by=None)
    assert (gone.notice, gone.is_pinned) == ("It was not true.", False)
    assert Purge.objects.order_by("-pk")[0].hard
    with pytest.raises(Refused, match="withdrawn"):
        reporting.revise(update=posted, version=gone.version, words=Words(headline="x"), by=None)


def test_a_withdrawal_needs_a_notice(storm: Coverage) -> None:
    with pytest.raises(Refused, match="notice"):
        reporting.withdraw(update=post(storm), notice=" ", by=None)


def test_reporters_change_their_own_posts_only(storm: Coverage) -> None:
    piet, words = world.person("piet", "reporter"), Words(headline="Storm")
    own = reporting.post(coverage=storm, words=words, by=piet)
    assert reporting.revise(update=own, version=1, words=Words(headline="Gale"), by=piet).headline == "Gale"
    with pytest.raises(NotAllowed):
        reporting.revise(update=post(storm), version=1, words=words, by=piet)
    with pytest.raises(NotAllowed):
        reporting.withdraw(update=own, notice="x", by=piet)
    with pytest.raises(NotAllowed):
        reporting.post(coverage=storm, words=words, by=world.person("wim", "wire manager"))


def test_cleaning_is_on_the_way_in(storm: Coverage) -> None:
    assert "script" not in post(storm, body="<p>Wind.</p><script>x</script>").body


@pytest.mark.django_db(transaction=True)
def test_posts_at_once_all_stand_and_are_counted() -> None:
    coverage = Coverage.objects.create(name="Storm", slug="storm", public_from=clock.now())
    storm = reporting.start_live(coverage=coverage, by=None)
    assert failures(at_once(*[lambda: post(storm)] * 8)) == []
    assert sorted(LiveUpdate.objects.values_list("sequence", flat=True)) == list(range(2, 10))
