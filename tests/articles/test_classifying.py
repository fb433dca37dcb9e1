"""Sections and tags: when readers see the change at once, when it waits, and what it never takes along."""

from datetime import timedelta

import pytest

from articles import approving, classifying, publishing, withdrawing
from articles.models import Article, Edition, Revision, Tag, TagSynonym
from articles.staleness import StaleVersion
from newsroom.models import Purge
from staff.models import AuditEntry, User
from staff.permissions import NotAllowed
from tests import world
from tests.world import MORNING, ControlledClock

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


@pytest.fixture
def anna() -> User:
    return world.editor()


@pytest.fixture
def piet() -> User:
    return world.person("piet", "reporter")


def live(time: ControlledClock) -> Edition:
    return Edition.objects.live(at=time.now()).get()


def tags(article: Article) -> list[str]:
    return sorted(article.tags.names())


def tags_of(edition: Edition) -> list[str]:
    return sorted(Tag.objects.filter(pk__in=edition.tag_ids).values_list("name", flat=True))


def written() -> list[int]:
    return [table.objects.count() for table in (Edition, Revision, AuditEntry, Purge, Tag)]


def test_a_live_story_with_nothing_unpublished_shows_the_change_at_once_as_a_minor_edition(
    time: ControlledClock, anna: User
) -> None:
    article = world.published(tags=["ferries"])
    time.move(hours=1)
    done = classifying.reclassify(article=article, by=anna, section=world.section("world"), add=["storm"])
    edition = live(time)
    assert (done.edition, done.waits) == (edition, ())
    assert (edition.kind, edition.updated_at, edition.article_version) == ("minor", MORNING, 2)
    assert (edition.section.slug, tags_of(edition)) == ("world", ["ferries", "storm"])
    assert edition.path == article.path


def test_one_row_tells_what_was_done(time: ControlledClock, anna: User) -> None:
    article = world.published(tags=["ferries", "fog"])
    before = AuditEntry.objects.count()
    time.move(hours=1)
    classifying.reclassify(article=article, by=anna, section=world.section("world"), add=["storm"], remove=["FOG"])
    entry = AuditEntry.objects.first()
    assert AuditEntry.objects.count() == before + 1
    assert entry is not None
    assert (entry.verb, entry.actor) == ("reclassify", anna)
    told = {name: entry.detail[name] for name in ("section", "added", "removed", "version", "kind")}
    assert told == {"section": "World", "added": "storm", "removed": "fog", "version": 2, "kind": "minor"}


def test_what_waited_unpublished_is_not_taken_along(time: ControlledClock, anna: User) -> None:
    article = world.save(world.published(), headline="Ferry sinks")
    time.move(hours=1)
    done = classifying.reclassify(article=article, by=anna, add=["storm"])
    assert (done.changed, done.edition, [reason.code for reason in done.waits]) == (True, None, ["unpublished"])
    assert (live(time).headline, live(time).tag_ids) == ("Ferry leaves Halmsund", [])
    assert (tags(article), done.article.version) == (["storm"], 3)


def test_a_second_change_waits_behind_the_first_that_waits(time: ControlledClock, anna: User, piet: User) -> None:
    article = world.published()
    classifying.reclassify(article=article, by=piet, add=["storm"])
    done = classifying.reclassify(article=article, by=anna, add=["fog"])
    assert [reason.code for reason in done.waits] == ["unpublished"]
    assert live(time).tag_ids == []


def test_what_is_planned_stays_planned(time: ControlledClock, anna: User) -> None:
    article = world.published()
    time.move(minutes=1)
    planned = publishing.schedule(article=article, version=1, at=time.now() + HOUR, by=None, kind="minor")
    time.move(minutes=1)
    done = classifying.reclassify(article=article, by=anna, add=["storm"])
    assert [reason.code for reason in done.waits] == ["planned"]
    assert list(Edition.objects.future(at=time.now())) == [planned]
    assert live(time).tag_ids == []


def test_a_draft_and_a_withdrawn_story_change_for_the_desk_only(time: ControlledClock, anna: User) -> None:
    draft, withdrawn = world.draft(), world.published("Storm")
    time.move(minutes=1)
    withdrawing.withdraw(article=withdrawn, by=None, notice="Gone.")
    for article in (draft, withdrawn):
        done = classifying.reclassify(article=article, by=anna, add=["storm"])
        assert (done.changed, done.edition, done.waits, tags(article)) == (True, None, (), ["storm"])
    assert world.headlines() == []


def test_what_is_so_already_is_left_alone(time: ControlledClock, anna: User) -> None:
    article = world.published(tags=["ferries"])
    TagSynonym.objects.create(tag=Tag.objects.get(), name="boats")
    before = written()
    time.move(hours=1)
    done = classifying.reclassify(
        article=article, by=anna, section=world.section(), add=["Ferries", " boats "], remove=["fog"], version=0
    )
    assert not done.changed
    assert written() == before


def test_asked_twice_it_is_done_once(time: ControlledClock, anna: User) -> None:
    article, counts = world.published(tags=["ferries"]), []
    for _ in range(2):
        time.move(minutes=1)
        classifying.reclassify(
            article=article, by=anna, section=world.section("world"), add=["storm"], remove=["ferries"], version=1
        )
        counts.append(written())
    assert counts[0] == counts[1]
    assert tags(article) == ["storm"]


def test_a_synonym_takes_its_tag_away_and_two_names_of_one_bring_it_once(time: ControlledClock, anna: User) -> None:
    article = world.published(tags=["ferries", "fog"])
    TagSynonym.objects.create(tag=Tag.objects.get(name="ferries"), name="boats")
    classifying.reclassify(article=article, by=anna, remove=["BOATS"])
    assert tags(article) == ["fog"]
    classifying.reclassify(article=article, by=anna, add=["boats", "ferries"])
    assert tags(article) == ["ferries", "fog"]


def test_what_is_to_come_and_to_go_goes(anna: User) -> None:
    article = world.draft(tags=["ferries"])
    classifying.reclassify(article=article, by=anna, add=["ferries", "storm"], remove=["Ferries", "Storm"])
    assert tags(article) == []
    assert not Tag.objects.filter(name="storm").exists()


def test_a_tag_may_be_put_on_a_newer_version_but_a_section_is_set_on_the_one_that_was_seen(anna: User) -> None:
    article = world.save(world.draft(), by=world.person("bo", "editor"), section=world.section("world"))
    with pytest.raises(StaleVersion):
        classifying.reclassify(article=article, by=anna, section=world.section("sport"), version=1)
    article.refresh_from_db()
    assert (article.version, article.section) == (2, world.section("world"))
    classifying.reclassify(article=article, by=anna, add=["storm"])
    assert tags(article) == ["storm"]


def test_who_may_not_publish_changes_the_working_copy_and_takes_the_approval_away(
    time: ControlledClock, anna: User, piet: User
) -> None:
    article = world.draft(by=piet)
    approving.approve(article=article, version=1, by=anna)
    world.publish(article, by=anna)
    done = classifying.reclassify(article=article, by=piet, add=["storm"])
    assert [reason.code for reason in done.waits] == ["not-allowed"]
    assert (tags(article), live(time).tag_ids, done.article.desk_state) == (["storm"], [], "draft")


def test_who_approves_keeps_the_approval_and_publishes(time: ControlledClock, anna: User) -> None:
    article = world.draft()
    approving.approve(article=article, version=1, by=anna)
    world.publish(article, by=anna)
    time.move(minutes=1)
    done = classifying.reclassify(article=article, by=anna, add=["storm"])
    assert (done.article.desk_state, tags_of(live(time))) == ("approved", ["storm"])
    assert "unapproved" not in AuditEntry.objects.filter(verb="reclassify").get().detail


def test_who_may_neither_approve_nor_bypass_does_not_publish_what_nobody_approved(time: ControlledClock) -> None:
    bo = world.person("bo", "reporter")
    bo.user_permissions.add(world.permission("articles.publish_article"))
    done = classifying.reclassify(article=world.published(), by=User.objects.get(pk=bo.pk), add=["storm"])
    assert [reason.code for reason in done.waits] == ["not-approved"]
    assert live(time).tag_ids == []


def test_a_hold_keeps_the_change_from_readers(time: ControlledClock, anna: User) -> None:
    article = world.published()
    withdrawing.hold(article=article, kind="legal", reason="Lawyer.", by=None)
    done = classifying.reclassify(article=article, by=anna, add=["storm"])
    assert [reason.code for reason in done.waits] == ["hold-legal"]
    assert (tags(article), live(time).tag_ids) == (["storm"], [])


def test_who_may_not_save_stories_changes_nothing(anna: User) -> None:
    article, viewer = world.published(), world.person("vera", "picture editor")
    before = written()
    with pytest.raises(NotAllowed):
        classifying.reclassify(article=article, by=viewer, add=["storm"])
    assert written() == before


def test_the_undo_of_the_desk_takes_it_back(time: ControlledClock, anna: User) -> None:
    article = world.published()
    time.move(hours=1)
    done = classifying.reclassify(article=article, by=anna, add=["storm"])
    assert done.edition is not None
    time.move(seconds=5)
    publishing.undo(edition=done.edition, by=anna)
    assert live(time).tag_ids == []
