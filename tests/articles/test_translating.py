"""Translations: which stories may be linked, what that writes, and what a translation begins with."""

from datetime import timedelta
from uuid import UUID

import pytest
from django.db import IntegrityError, transaction

from articles import body, drafting, publishing, translating, withdrawing
from articles.models import Article, Author, Coverage
from articles.refusals import Refused
from ground import clock
from media.intake import take_in
from newsroom.models import Purge
from staff.models import AuditEntry, User
from staff.permissions import NotAllowed
from tests import world
from tests.media import drawn

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


@pytest.fixture
def anna() -> User:
    return world.editor()


def link(*stories: Article) -> None:
    for other in stories[1:]:
        translating.link(article=stories[0], other=other, by=None)


def group(article: Article) -> UUID | None:
    article.refresh_from_db()
    return article.translation_group


def test_a_story_alone_has_no_group() -> None:
    assert group(world.draft()) is None


def test_linking_two_joins_all_that_they_are_linked_to() -> None:
    english, arabic = world.draft("Ferry"), world.draft("العبارة", language="ar")
    french, persian = world.draft("Le ferry", language="fr"), world.draft("کشتی", language="fa")
    link(english, arabic)
    link(french, persian)
    link(persian, arabic)
    assert len({group(story) for story in (english, arabic, french, persian)}) == 1
    assert group(english) is not None


def test_a_group_has_one_story_in_a_language_and_the_refusal_names_the_one_in_the_way() -> None:
    english, arabic, second = world.draft("Ferry"), world.draft("العبارة", language="ar"), world.draft("Boat")
    link(english, arabic)
    with pytest.raises(Refused, match="“Ferry” and “Boat” are both in English"):
        link(arabic, second)
    assert group(second) is None


def test_two_groups_with_a_language_in_common_are_not_joined() -> None:
    stories = [world.draft(tag, language=tag) for tag in ("en", "ar", "fr", "ar")]
    link(*stories[:2])
    link(*stories[2:])
    with pytest.raises(Refused) as refused:
        link(stories[0], stories[2])
    assert [reason.code for reason in refused.value.reasons] == ["language-taken"]
    assert group(stories[0]) != group(stories[2])


def test_a_story_is_not_linked_to_itself() -> None:
    article = world.draft()
    with pytest.raises(Refused, match="no translation of itself"):
        link(article, article)


def test_the_database_holds_the_rule() -> None:
    english, arabic = world.draft("Ferry"), world.draft("العبارة", language="ar")
    link(english, arabic)
    with pytest.raises(IntegrityError), transaction.atomic():
        Article.objects.filter(pk=arabic.pk).update(language="en")


def test_a_save_in_the_language_of_a_translation_is_refused_by_name() -> None:
    english, arabic = world.draft("Ferry"), world.draft("العبارة", language="ar")
    link(english, arabic)
    with pytest.raises(Refused, match="“Ferry” is its translation in English") as refused:
        world.save(arabic, language="en", headline="Ferry leaves")
    assert refused.value.reasons[0].field == "language"
    arabic.refresh_from_db()
    assert (arabic.version, arabic.headline) == (1, "العبارة")
    world.save(arabic, language="fa")


def test_an_old_revision_in_such_a_language_is_not_restored() -> None:
    was_english, english = world.draft("Ferry"), world.draft("Boat")
    world.save(was_english, language="ar")
    link(was_english, english)
    first = was_english.revisions.get(version=1)
    with pytest.raises(Refused, match="“Boat” is its translation in English"):
        drafting.restore(revision=first, version=2, by=None, at=clock.now())


def test_unlinking_leaves_the_others_together_until_one_is_left() -> None:
    stories = [world.draft(tag, language=tag) for tag in ("en", "ar", "fr")]
    link(*stories)
    translating.unlink(article=stories[0], by=None)
    assert group(stories[0]) is None
    assert group(stories[1]) == group(stories[2]) is not None
    translating.unlink(article=stories[1], by=None)
    assert [group(story) for story in stories] == [None, None, None]


def test_asked_twice_nothing_more_is_written() -> None:
    english, arabic = world.published("Ferry"), world.published("العبارة", language="ar")
    Purge.objects.all().delete()
    for _ in range(2):
        link(english, arabic)
        translating.link(article=arabic, other=english, by=None)
    assert (AuditEntry.objects.filter(verb="link translation").count(), Purge.objects.count()) == (1, 1)
    for _ in range(2):
        translating.unlink(article=english, by=None)
    assert (AuditEntry.objects.filter(verb="unlink translation").count(), Purge.objects.count()) == (1, 2)


def test_the_pages_of_all_are_purged_before_and_after(time: world.ControlledClock) -> None:
    stories = [world.published(tag, language=tag) for tag in ("en", "ar", "fr")]
    link(*stories[:2])
    Purge.objects.all().delete()
    link(stories[2], stories[0])
    expected = {f"article:{story.public_id}" for story in stories} | {"list:2026-03"}
    assert set(Purge.objects.get().keys) == expected
    translating.unlink(article=stories[1], by=None)
    assert set(Purge.objects.latest("pk").keys) == expected


def test_a_publication_purges_the_pages_of_its_translations(time: world.ControlledClock) -> None:
    english, arabic = world.published("Ferry"), world.draft("العبارة", language="ar")
    link(english, arabic)
    time.move(days=40)
    Purge.objects.all().delete()
    world.publish(arabic)
    assert {f"translations:{group(english)}", "list:2026-03", "list:2026-04"} <= set(Purge.objects.get().keys)


def test_linking_needs_the_right_to_change_stories() -> None:
    english, arabic, pia = world.draft(), world.draft(language="ar"), world.person("pia", "picture editor")
    for act in (
        lambda: translating.link(article=english, other=arabic, by=pia),
        lambda: translating.unlink(article=english, by=pia),
        lambda: translating.begin_translation(article=english, language="fr", by=pia),
    ):
        with pytest.raises(NotAllowed):
            act()


def test_what_readers_see_at_once_needs_the_right_to_publish(anna: User) -> None:
    english, arabic = world.published("Ferry"), world.published("العبارة", language="ar")
    draft, piet = world.draft("Le ferry", language="fr"), world.person("piet", "reporter")
    translating.link(article=english, other=draft, by=piet)
    with pytest.raises(NotAllowed, match="which translations readers see"):
        translating.link(article=draft, other=arabic, by=piet)
    translating.link(article=draft, other=arabic, by=anna)
    translating.unlink(article=draft, by=piet)
    with pytest.raises(NotAllowed):
        translating.unlink(article=arabic, by=piet)


def test_a_translation_begins_with_the_words_and_pictures_of_the_story(anna: User) -> None:
    picture = take_in(data=drawn.photograph(), filename="ferry.jpg", by=None).photo
    sara = Author.objects.create(name="Sara", slug="sara")
    uses = [{"role": "lead", "photo": picture, "text": "The ferry."}, {"role": "inline", "photo": picture}]
    storm = Coverage.objects.create(name="Storm", slug="storm")
    english = world.draft("Ferry", summary="It left.", source="Northgate", dateline="Halmsund", captions=uses)
    use = english.captions.get(role="inline")
    placed = f'<p>It left.</p><figure data-caption="{use.uuid}"></figure>'
    bylines = [{"author": sara, "name": ""}]
    more = {"tags": ["Ferries"], "coverages": [storm], "bylines": bylines, "sensitive": True, "body": placed}
    kept = [{"uuid": row.uuid, "role": row.role, "photo": row.photo} for row in english.captions.all()]
    world.save(english, **more, captions=kept)

    arabic = translating.begin_translation(article=english, language="ar-EG", by=anna)

    same = "headline summary source dateline section sensitive".split()
    english.refresh_from_db()
    assert [getattr(arabic, name) for name in same] == [getattr(english, name) for name in same]
    assert (arabic.language, arabic.version, arabic.desk_state, arabic.path) == ("ar", 1, "draft", None)
    assert (list(arabic.tags.names()), list(arabic.coverages.all())) == (["Ferries"], [storm])
    assert [str(row) for row in arabic.bylines.all()] == ["Sara"]
    assert body.figure_ids(arabic.body) == [arabic.captions.get(role="inline").uuid] != [use.uuid]
    assert arabic.translated_from == english
    assert group(arabic) == group(english) is not None
    assert arabic.revisions.get().reason == f"translation begun from version {english.version}"
    assert AuditEntry.objects.filter(verb="begin translation", subject_id=english.pk).count() == 1


def test_a_photo_that_is_still_to_come_is_left_out() -> None:
    english = world.draft("Ferry", captions=[{"role": "inline", "photo": None, "pending": "ferry.jpg"}])
    figure = f'<figure data-caption="{english.captions.get().uuid}"></figure>'
    world.save(english, body=f"<p>It left.</p>{figure}")
    arabic = translating.begin_translation(article=english, language="ar", by=None)
    assert (arabic.body, arabic.captions.count()) == ("<p>It left.</p>", 0)


def test_begun_twice_it_is_the_same_and_where_another_is_there_it_is_refused() -> None:
    english, french = world.draft("Ferry"), world.draft("Le ferry", language="fr")
    link(english, french)
    first = translating.begin_translation(article=english, language="ar", by=None)
    assert translating.begin_translation(article=english, language="ar", by=None) == first
    for tag, named in (("fr", "“Le ferry” is the story in français"), ("en", "“Ferry” is the story in English")):
        with pytest.raises(Refused, match=named):
            translating.begin_translation(article=english, language=tag, by=None)
    with pytest.raises(Refused, match="no such language"):
        translating.begin_translation(article=english, language="tlh", by=None)
    assert Article.objects.count() == 3


def test_an_embargo_holds_for_the_translation_too(time: world.ControlledClock) -> None:
    english = world.draft("Ferry")
    withdrawing.embargo(article=english, until=time.at + HOUR, by=None)
    arabic = translating.begin_translation(article=english, language="ar", by=None)
    with pytest.raises(Refused, match="under embargo"):
        publishing.publish(article=arabic, version=1, by=None)


def test_of_a_story_on_hold_no_translation_is_begun() -> None:
    english = world.draft("Ferry")
    withdrawing.hold(article=english, kind="legal", reason="Lawyer.", by=None)
    with pytest.raises(Refused, match="on hold"):
        translating.begin_translation(article=english, language="ar", by=None)
    assert Article.objects.count() == 1


def test_which_was_the_original_is_said_with_the_link_or_later() -> None:
    english, arabic = world.draft("Ferry"), world.draft("العبارة", language="ar")
    link(arabic, english)
    translating.link(article=arabic, other=english, by=None, other_is_original=True)
    assert Article.objects.get(pk=arabic.pk).translated_from == english
    translating.link(article=english, other=arabic, by=None, other_is_original=True)
    found = {row.pk: row.translated_from_id for row in Article.objects.all()}
    assert found == {english.pk: arabic.pk, arabic.pk: None}
    translating.unlink(article=arabic, by=None)
    assert set(Article.objects.values_list("translated_from", flat=True)) == {None}


def test_stories_are_never_made_from_one_another_in_a_circle() -> None:
    one, two, three = (world.draft(tag, language=tag) for tag in ("en", "ar", "fr"))
    for article, other in ((one, two), (two, three), (three, one)):
        translating.link(article=article, other=other, by=None, other_is_original=True)
    found = [Article.objects.get(pk=story.pk).translated_from_id for story in (one, two, three)]
    assert found == [two.pk, None, one.pk]
