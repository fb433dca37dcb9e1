"""The way of a story over the desk: who may move it, from where to where, and what a save takes away."""

import re
from datetime import timedelta
from functools import partial

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from articles import approving, checking, publishing, withdrawing
from articles.models import Article, Edition, EditorialNote
from articles.refusals import Refused
from articles.staleness import StaleVersion
from ground import clock
from staff.models import AuditEntry, User
from staff.permissions import NotAllowed
from tests import world

pytestmark = pytest.mark.django_db


@pytest.fixture
def piet() -> User:
    return world.person("piet", "reporter")


@pytest.fixture
def anna() -> User:
    return world.editor()


def state(article: Article) -> str:
    article.refresh_from_db()
    return article.desk_state


def test_a_story_is_handed_in_returned_handed_in_and_approved(piet: User, anna: User) -> None:
    article = world.draft(by=piet)
    approving.submit(article=article, version=1, by=piet)
    approving.send_back(article=article, version=1, reason="Who says so?", by=anna)
    assert (state(article), EditorialNote.objects.get().text) == ("returned", "Who says so?")
    world.save(article, by=piet, summary="The harbour master says so.")
    assert state(article) == "returned"
    approving.submit(article=article, version=2, by=piet)
    approving.approve(article=article, version=2, by=anna)
    assert state(article) == "approved"


def test_an_approval_is_of_the_version_that_was_approved(piet: User, anna: User) -> None:
    article = world.draft(by=piet)
    approving.approve(article=article, version=1, by=anna)
    world.save(article, by=anna, summary="Tidied.")
    assert state(article) == "approved"
    world.save(article, by=piet, summary="And one more thing.")
    assert state(article) == "draft"


def test_what_is_approved_needs_no_right_to_bypass(piet: User, anna: User) -> None:
    permissions = world.person("bo", "reporter")
    permissions.user_permissions.add(world.permission("articles.publish_article"))
    bo, article = User.objects.get(pk=permissions.pk), world.draft(by=piet)
    with pytest.raises(Refused, match="Nobody has approved"):
        publishing.publish(article=article, version=1, by=bo)
    approving.approve(article=article, version=1, by=anna)
    assert checking.reasons(Article.objects.get(), version=1, at=clock.now(), by=bo) == []


def test_a_publication_that_nobody_approved_is_logged_as_such(anna: User) -> None:
    first, second = world.draft("First"), world.draft("Second")
    approving.approve(article=second, version=1, by=anna)
    for article in (first, second):
        publishing.publish(article=article, version=1, by=anna)
    logged = AuditEntry.objects.filter(verb="publish").order_by("pk").values_list("detail", flat=True)
    assert ["unapproved" in detail for detail in logged] == [True, False]


def test_a_newer_version_is_not_approved_unseen(piet: User, anna: User) -> None:
    article = world.draft(by=piet)
    world.save(article, by=piet, headline="Ferry sinks")
    with pytest.raises(StaleVersion, match="piet saved version 2"):
        approving.approve(article=article, version=1, by=anna)


def test_returning_needs_a_reason_and_a_story_that_was_handed_in(anna: User) -> None:
    article = world.draft()
    with pytest.raises(Refused, match="Nobody has handed"):
        approving.send_back(article=article, version=1, reason="Why?", by=anna)
    approving.submit(article=article, version=1, by=None)
    with pytest.raises(Refused, match="with a reason"):
        approving.send_back(article=article, version=1, reason=" ", by=anna)


def test_an_empty_story_is_not_handed_in(piet: User) -> None:
    with pytest.raises(Refused, match="no headline or no text"):
        approving.submit(article=world.draft("", body=""), version=1, by=piet)


def test_asked_twice_nothing_more_is_written(anna: User) -> None:
    article = world.draft()
    for _ in range(2):
        approving.submit(article=article, version=1, by=anna)
    for _ in range(2):
        approving.send_back(article=article, version=1, reason="Why?", by=anna)
    for _ in range(2):
        approving.approve(article=article, version=1, by=anna)
    verbs = AuditEntry.objects.exclude(verb="create").values_list("verb", flat=True).order_by("pk")
    assert list(verbs) == ["submit", "return", "approve"]


def test_a_reporter_approves_and_returns_nothing(piet: User) -> None:
    article = world.draft(by=piet)
    approving.submit(article=article, version=1, by=piet)
    with pytest.raises(NotAllowed):
        approving.approve(article=article, version=1, by=piet)
    with pytest.raises(NotAllowed):
        approving.send_back(article=article, version=1, reason="x", by=piet)


def test_one_takes_what_is_nobodys_and_an_editor_gives_to_others(piet: User, anna: User) -> None:
    article, bo = world.draft(), world.person("bo", "reporter")
    assert approving.assign(article=article, to=piet, by=piet).assignee == piet
    with pytest.raises(NotAllowed):
        approving.assign(article=article, to=bo, by=bo)
    assert approving.assign(article=article, to=bo, by=anna).assignee == bo
    assert approving.assign(article=article, to=None, by=bo).assignee is None


def test_nobody_who_has_left_gets_a_story(piet: User, anna: User) -> None:
    User.objects.filter(pk=piet.pk).update(is_active=False)
    with pytest.raises(Refused, match="does not work here"):
        approving.assign(article=world.draft(), to=User.objects.get(pk=piet.pk), by=anna)


_FROM = {"submit": {"draft", "returned", "submitted"}, "return": {"submitted", "approved", "returned"}}
_TO = {"submit": "submitted", "return": "returned", "approve": "approved"}


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25, deadline=None)
@given(steps=st.lists(st.sampled_from(["submit", "return", "approve"]), max_size=6))
def test_every_way_through_the_states_is_one_of_the_table(steps: list[str]) -> None:
    article, current = world.draft(), "draft"
    for number, step in enumerate(steps):
        allowed = current in _FROM.get(step, {current})
        acts = {
            "submit": lambda: approving.submit(article=article, version=1, by=None),
            "return": lambda reason=f"Reason {number}": approving.send_back(
                article=article, version=1, reason=reason, by=None
            ),
            "approve": lambda: approving.approve(article=article, version=1, by=None),
        }
        try:
            acts[step]()
        except Refused:
            assert not allowed
        else:
            assert allowed
            current = _TO[step]
        assert state(article) == current


def published(article: Article, by: User | None = None) -> Edition:
    return publishing.publish(article=article, version=article.version, by=by)


@pytest.mark.parametrize("waiting", ["submitted", "returned"])
def test_what_is_published_waits_for_nobody_and_a_withdrawal_makes_it_wait_no_more(waiting: str, anna: User) -> None:
    article = world.draft()
    approving.submit(article=article, version=1, by=anna)
    if waiting == "returned":
        approving.send_back(article=article, version=1, reason="Who says so?", by=anna)
    published(article, by=anna)
    assert state(article) == "draft"
    withdrawing.withdraw(article=article, by=None, notice="It was not so.")
    assert state(article) == "draft"


def test_an_undone_publication_leaves_it_waiting(anna: User) -> None:
    article = world.draft()
    approving.submit(article=article, version=1, by=anna)
    edition = published(article)
    publishing.undo(edition=edition, by=None)
    assert state(article) == "submitted"
    publishing.undo(edition=edition, by=None)
    assert state(article) == "submitted"


def test_what_is_planned_waits_for_nobody_until_the_plan_is_dropped(anna: User, time: world.ControlledClock) -> None:
    article, at = world.draft(), time.at + timedelta(hours=1)
    approving.submit(article=article, version=1, by=anna)
    publishing.schedule(article=article, version=1, at=at, by=anna)
    assert state(article) == "draft"
    publishing.unschedule(article=article, by=anna)
    assert state(article) == "submitted"


def test_what_moved_over_the_desk_since_is_left_there(anna: User) -> None:
    article = world.draft()
    approving.submit(article=article, version=1, by=anna)
    edition = published(article)
    approving.approve(article=article, version=1, by=anna)
    publishing.undo(edition=edition, by=None)
    assert state(article) == "approved"


def test_an_approval_outlasts_the_publication_of_its_version(anna: User) -> None:
    article = world.draft()
    approving.approve(article=article, version=1, by=anna)
    published(article)
    assert state(article) == "approved"


def test_a_version_that_readers_see_is_not_handed_in(piet: User) -> None:
    article = world.published()
    with pytest.raises(Refused, match="Readers see this version"):
        approving.submit(article=article, version=1, by=piet)
    world.save(article, by=piet, summary="And one more thing.")
    approving.submit(article=article, version=2, by=piet)
    assert state(article) == "submitted"


def refused(action: partial[object]) -> str:
    with pytest.raises(Refused) as refusal:
        action()
    assert [reason.code for reason in refusal.value.reasons] == ["overtaken"]
    return str(refusal.value)


def test_an_approval_does_not_override_a_return_that_was_not_seen(piet: User, anna: User) -> None:
    article = world.draft(by=piet)
    approving.submit(article=article, version=1, by=piet)
    seen = approving.whereabouts(article_of(article))
    approving.send_back(article=article, version=1, reason="Who owns the tug?", by=anna)
    said = refused(partial(approving.approve, article=article, version=1, by=anna, seen=seen))
    assert re.fullmatch(r"anna returned it on .+: “Who owns the tug\?” Nothing was done. Look again.", said)
    assert state(article) == "returned"
    approving.approve(article=article, version=1, by=anna, seen=approving.whereabouts(article))
    assert state(article) == "approved"


def test_each_verb_of_the_way_names_whoever_was_quicker(piet: User, anna: User) -> None:
    article = world.draft(by=piet)
    drafted = approving.whereabouts(article)
    approving.submit(article=article, version=1, by=piet)
    waiting = approving.whereabouts(article_of(article))
    hand_in = partial(approving.submit, article=article, version=1, by=piet)
    give_back = partial(approving.send_back, article=article, version=1, by=anna)
    approving.approve(article=article, version=1, by=anna)
    assert "anna approved it on" in refused(partial(give_back, reason="Who says so?", seen=waiting))
    assert "anna approved it on" in refused(partial(hand_in, seen=drafted))
    give_back(reason="Who says so?")
    first = approving.whereabouts(article_of(article))
    hand_in(seen=first)
    give_back(reason="Which tug?")
    assert "anna returned it on" in refused(partial(hand_in, seen=first)), "returned again, for another reason"
    hand_in()
    approve = partial(approving.approve, article=article, version=1, by=anna)
    assert "piet handed it in on" in refused(partial(approve, seen=first))
    publishing.publish(article=article, version=1, by=anna)
    assert "anna published it on" in refused(partial(approve, seen=waiting))
    Article.objects.update(desk_state="approved")
    AuditEntry.objects.filter(verb="approve").delete()
    assert "on its way already: Approved." in refused(partial(give_back, reason="Why?", seen=waiting))


def test_whoever_meant_the_same_is_not_refused(piet: User, anna: User) -> None:
    article = world.draft(by=piet)
    seen = approving.whereabouts(article)
    for _ in range(2):
        approving.submit(article=article, version=1, by=piet, seen=seen)
    seen = approving.whereabouts(article_of(article))
    for _ in range(2):
        approving.send_back(article=article, version=1, reason="Who says so?", by=anna, seen=seen)
    seen = approving.whereabouts(article_of(article))
    for _ in range(2):
        approving.approve(article=article, version=1, by=anna, seen=seen)
    assert AuditEntry.objects.exclude(verb="create").count() == 3


def article_of(article: Article) -> Article:
    return Article.objects.get(pk=article.pk)


def test_a_story_is_not_taken_from_somebody_it_was_given_to_unseen(piet: User, anna: User) -> None:
    article, bo = world.draft(), world.person("bo", "editor")
    take = partial(approving.assign, article=article, to=piet, by=anna, seen=0)
    approving.assign(article=article, to=bo, by=bo)
    assert re.match(r"bo assigned the story to bo on .+\. Nothing was done\. Look again\.", refused(take))
    assert article_of(article).assignee == bo
    approving.assign(article=article, to=piet, by=anna, seen=bo.pk)
    take()
    take(seen=None)
    approving.assign(article=article, to=None, by=anna)
    assert "anna took the story from its assignee on" in refused(partial(take, seen=bo.pk))
    Article.objects.update(assignee=bo)
    assert "The story is assigned to bo now." in refused(take)
    Article.objects.update(assignee=None)
    AuditEntry.objects.all().delete()
    assert "The story is nobody’s now." in refused(partial(take, seen=bo.pk))
