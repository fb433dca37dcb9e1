"""The working copy: saved whole, version by version, never over somebody else's."""

from uuid import UUID, uuid4

import pytest

from articles import approving, drafting, snapshots
from articles.models import Article, Author, Caption, Coverage, Revision
from articles.refusals import Refused
from articles.staleness import StaleVersion
from ground import clock
from media.intake import take_in
from media.models import Photo
from staff.models import AuditEntry, User
from staff.permissions import NotAllowed
from tests import world
from tests.media import drawn
from tests.together import at_once, failures

pytestmark = pytest.mark.django_db


def test_a_new_story_is_version_one_with_a_revision_and_an_audit_row() -> None:
    article = world.draft(by=world.editor())
    assert (article.version, article.revisions.count()) == (1, 1)
    assert AuditEntry.objects.get(subject_id=str(article.pk)).verb == "create"


def test_a_save_writes_only_the_given_fields() -> None:
    article = world.save(world.draft(summary="Short."), headline="Ferry returns")
    assert (article.headline, article.summary, article.version) == ("Ferry returns", "Short.", 2)


def test_a_save_over_a_newer_version_is_refused_with_who_and_what() -> None:
    article = world.draft()
    world.save(article, by=world.editor(), headline="Ferry returns", body="<p>It came back.</p>")
    with pytest.raises(StaleVersion) as refused:
        drafting.save(article_id=article.pk, version=1, by=None, fields={"headline": "Mine"}, at=clock.now())
    assert "anna saved version 2" in str(refused.value)
    assert "changed headline, body" in str(refused.value)
    assert Article.objects.get().headline == "Ferry returns"


def test_the_body_is_cleaned_on_every_way_into_the_database() -> None:
    article = world.draft()
    Article.objects.filter(pk=article.pk).update(body="<div>x<script>y</script></div>")
    article.refresh_from_db()
    assert article.body == "<p>x</p>"


def test_bylines_keep_their_order_and_may_be_free_text() -> None:
    runa = Author.objects.create(name="Runa Vik", slug="runa-vik")
    article = world.draft(bylines=[{"author": None, "name": "Our staff"}, {"author": runa, "name": ""}])
    assert [str(byline) for byline in article.bylines.all()] == ["Our staff", "Runa Vik"]


def test_a_caption_keeps_its_uuid_over_saves() -> None:
    article = world.draft(captions=[{"role": "lead", "pending": "ferry.jpg"}])
    uuid = article.captions.get().uuid
    rows = [{"uuid": uuid, "role": "inline", "pending": "ferry.jpg"}, {"role": "lead", "pending": "quay.jpg"}]
    article = world.save(article, captions=rows)
    assert [(caption.role, caption.uuid == uuid) for caption in article.captions.all()] == [
        ("inline", True),
        ("lead", False),
    ]


def test_a_caption_never_takes_the_uuid_of_another_story() -> None:
    theirs = world.draft(captions=[{"role": "lead", "pending": "ferry.jpg"}]).captions.get()
    mine = world.draft(captions=[{"uuid": theirs.uuid, "role": "lead", "pending": "ferry.jpg"}]).captions.get()
    assert mine.uuid != theirs.uuid


def test_two_captions_under_one_uuid_are_refused() -> None:
    twins = [{"uuid": uuid4(), "role": "inline", "pending": "ferry.jpg"}] * 2
    article = world.draft("Quay closes")
    with pytest.raises(Refused, match="has this uuid"):
        world.save(article, captions=twins)
    with pytest.raises(Refused, match="has this uuid"):
        world.draft("Ferry leaves", captions=twins)
    assert Article.objects.get().version == 1


def made_again(public_id: UUID, by: User | None = None, **fields: object) -> drafting.IdTaken:
    with pytest.raises(drafting.IdTaken) as taken:
        drafting.create(by=by, fields=fields, at=clock.now(), public_id=public_id)  # type: ignore[arg-type]
    assert Article.objects.count() == Revision.objects.count() == Caption.objects.count() == 1
    return taken.value


def test_a_story_is_made_once_under_an_id() -> None:
    chosen = uuid4()
    whole = {
        "headline": "One",
        "body": "Wind.<script>x</script>",
        "tags": ["Storm", " storm", "ferries"],
        "bylines": [{"author": None, "name": "Ada"}],
        "captions": [{"role": "lead", "pending": "ferry.jpg"}],
    }
    made = drafting.create(by=None, fields=whole, at=clock.now(), public_id=chosen)
    taken = made_again(chosen, **whole)
    assert (taken.article, taken.is_repeated) == (made, True)
    other = {"headline": "Two", "body": "", "tags": [], "bylines": [], "captions": []}
    for name, value in other.items():
        assert not made_again(chosen, **{**whole, name: value}).is_repeated, name
    assert not made_again(chosen, by=world.editor(), **whole).is_repeated
    world.save(made, headline="Changed since")
    with pytest.raises(drafting.IdTaken) as taken_later:
        drafting.create(by=None, fields=whole, at=clock.now(), public_id=chosen)
    assert taken_later.value.is_repeated


@pytest.mark.django_db(transaction=True)
def test_of_two_that_ask_for_one_id_at_once_one_is_told_of_the_other() -> None:
    chosen, now = uuid4(), clock.now()

    def create(headline: str) -> Article:
        return drafting.create(by=None, fields={"headline": headline}, at=now, public_id=chosen)

    outcomes = at_once(lambda: create("One"), lambda: create("Two"))
    (refused,) = failures(outcomes)
    assert isinstance(refused, drafting.IdTaken)
    assert refused.article == Article.objects.get()


def test_a_story_is_not_related_to_itself_nor_twice_to_another() -> None:
    other, article = world.draft("Quay closes"), world.draft()
    article = world.save(article, related=[article, other, other])
    assert [pick.pick for pick in article.related_picks.all()] == [other]


def test_restore_puts_the_whole_old_copy_into_the_next_version() -> None:
    photo = take_in(data=drawn.jpeg(), filename="ferry.jpg", by=None).photo
    storm = Coverage.objects.create(name="Storm", slug="storm")
    article = world.draft(
        tags=["Ferries"], coverages=[storm], captions=[{"role": "lead", "photo": photo, "text": "The quay"}]
    )
    world.save(article, headline="Wrong", tags=[], coverages=[], captions=[], body="<p>Wrong.</p>")
    first = article.revisions.get(version=1)
    restored = drafting.restore(revision=first, version=2, by=None, at=clock.now())
    assert restored.version == 3
    assert restored.revisions.get(version=3).content == first.content


def test_a_reporter_may_save_and_a_stranger_may_not() -> None:
    article = world.draft(by=world.person("tor", "reporter"))
    with pytest.raises(NotAllowed, match="may not save stories"):
        world.save(article, by=world.person("gast"), headline="x")


@pytest.mark.django_db(transaction=True)
def test_of_two_saves_at_once_one_is_refused() -> None:
    article, now = world.draft(), clock.now()

    def save(headline: str) -> Article:
        return drafting.save(article_id=article.pk, version=1, by=None, fields={"headline": headline}, at=now)

    outcomes = at_once(lambda: save("one"), lambda: save("two"))
    article.refresh_from_db()
    saved = [outcome.headline for outcome in outcomes if isinstance(outcome, Article)]
    assert saved == [article.headline]
    assert [type(failure) for failure in failures(outcomes)] == [StaleVersion]


def test_a_photo_that_came_fills_the_caption_that_waits_for_it_once() -> None:
    article = world.draft(captions=[{"role": "lead", "pending": "ferry.jpg"}])
    caption = article.captions.get()
    photo = take_in(data=drawn.jpeg(), filename="ferry.jpg", by=None).photo
    filled = drafting.supply_photo(caption_uuid=caption.uuid, photo=photo, at=clock.now())
    assert filled
    assert (filled.version, filled.captions.get().photo, filled.captions.get().pending) == (2, photo, "")
    assert filled.revisions.get(version=2).content["captions"][0]["photo"] == photo.pk
    assert drafting.supply_photo(caption_uuid=caption.uuid, photo=photo, at=clock.now()) is None
    assert Article.objects.get().version == 2


@pytest.fixture
def waiting() -> Article:
    """A story at version 1 whose lead photo has yet to come."""
    return world.draft(captions=[{"role": "lead", "pending": "ferry.jpg", "text": "The quay"}])


def supply(article: Article) -> Photo:
    photo = take_in(data=drawn.jpeg(), filename="ferry.jpg", by=None).photo
    drafting.supply_photo(caption_uuid=article.captions.get().uuid, photo=photo, at=clock.now())
    return photo


def test_a_photo_that_comes_takes_the_approval_away_as_nobody_has_seen_it_there(waiting: Article) -> None:
    approving.approve(article=waiting, version=1, by=None)
    supply(waiting)
    assert Article.objects.values_list("version", "desk_state").get() == (2, Article.DeskState.DRAFT)


def test_a_photo_that_comes_leaves_a_story_where_it_was_handed_in(waiting: Article) -> None:
    approving.submit(article=waiting, version=1, by=None)
    supply(waiting)
    assert Article.objects.get().desk_state == Article.DeskState.SUBMITTED


def test_who_types_while_a_photo_comes_saves_without_losing_either(waiting: Article) -> None:
    opened = snapshots.fields(waiting.revisions.get().content)
    photo = supply(waiting)
    typed = {**opened, "headline": "Ferry sails", "captions": [{**opened["captions"][0], "text": "The new quay"}]}
    saved = drafting.save(article_id=waiting.pk, version=1, by=None, fields=typed, at=clock.now())
    assert (saved.version, saved.headline) == (3, "Ferry sails")
    assert saved.captions.values_list("photo", "pending", "text").get() == (photo.pk, "", "The new quay")


def test_a_photo_that_came_does_not_hide_what_somebody_saved(waiting: Article) -> None:
    supply(waiting)
    world.save(waiting, summary="More.")
    with pytest.raises(StaleVersion, match="changed summary, captions"):
        drafting.save(article_id=waiting.pk, version=1, by=None, fields={"headline": "x"}, at=clock.now())


def test_a_photo_is_not_put_where_somebody_took_its_caption_out(waiting: Article) -> None:
    supply(waiting)
    saved = drafting.save(article_id=waiting.pk, version=1, by=None, fields={"captions": []}, at=clock.now())
    assert not saved.captions.exists()


def test_restoring_a_version_that_waited_for_a_photo_keeps_the_one_that_came(waiting: Article) -> None:
    photo = supply(waiting)
    restored = drafting.restore(revision=waiting.revisions.get(version=1), version=2, by=None, at=clock.now())
    assert restored.captions.get().photo == photo


def test_restoring_is_told_as_such_and_leaves_what_the_old_version_did_not_know() -> None:
    article = world.save(world.draft(), headline="Ferry sails", dateline="Halmsund")
    first = article.revisions.get(version=1)
    del first.content["dateline"]
    restored = drafting.restore(revision=first, version=2, by=None, at=clock.now())
    assert (restored.headline, restored.dateline) == ("Ferry leaves Halmsund", "Halmsund")
    assert AuditEntry.objects.latest("pk").verb == "restore"


@pytest.mark.django_db(transaction=True)
def test_two_saves_that_bring_the_same_new_tags_both_succeed() -> None:
    names = [f"Tag {number}" for number in range(8)]
    one, two = world.draft("One"), world.draft("Two")
    outcomes = at_once(lambda: world.save(one, tags=names), lambda: world.save(two, tags=names[::-1]))
    assert failures(outcomes) == []
    assert set(one.tags.names()) == set(two.tags.names()) == set(names)


def test_a_save_that_changes_nothing_is_no_version() -> None:
    article = world.draft("Ferry leaves", tags=["Ferries"], body="<p>Wind.</p>")
    before = article.revisions.count(), AuditEntry.objects.count(), article.changed_at
    same = world.save(article, headline="Ferry leaves", tags=["Ferries"], body="<p>Wind.</p>")
    assert same.version == article.version
    assert (same.revisions.count(), AuditEntry.objects.count(), same.changed_at) == before
    with pytest.raises(StaleVersion):
        drafting.save(article_id=article.pk, version=0, by=None, fields={"headline": "Ferry leaves"}, at=clock.now())
