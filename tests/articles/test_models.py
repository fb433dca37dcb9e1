"""What the database itself refuses, whoever writes."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.db.models import ProtectedError

from articles.models import (
    Article,
    Byline,
    Caption,
    Edition,
    PathRedirect,
    PublishBlock,
    RelatedPick,
    Revision,
    Site,
    Tag,
    TaggedArticle,
    TagSynonym,
)
from tests import world
from tests.world import MORNING, ControlledClock

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)
REPLACED = Edition.EndedBy.REPLACED


def refused(constraint: str, write: Callable[[], Any]) -> None:
    """The write fails on that constraint; nothing else in the transaction is lost."""
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        write()


def another(edition: Edition, **changes: Any) -> Edition:
    """A further edition of the same story, written past the verbs."""
    copied = Edition.objects.get(pk=edition.pk)
    copied.pk = None
    for name, value in changes.items():
        setattr(copied, name, value)
    copied.save(force_insert=True)
    return copied


@pytest.fixture
def standing(time: ControlledClock) -> Edition:
    return world.publish(world.draft())


@pytest.mark.parametrize("length", [timedelta(), -HOUR])
def test_an_edition_ends_after_it_begins(standing: Edition, length: timedelta) -> None:
    ended = {"live_until": standing.live_from + length, "ended_by": REPLACED}
    # PostgreSQL may meet the broken range of times first; either way the row is refused.
    with pytest.raises(DatabaseError, match=r"edition_ends_after_it_begins|range lower bound"), transaction.atomic():
        Edition.objects.filter(pk=standing.pk).update(**ended)


def test_an_edition_does_not_begin_before_its_embargo(standing: Edition) -> None:
    write = Edition.objects.filter(pk=standing.pk).update
    refused("edition_keeps_its_embargo", lambda: write(embargo=standing.live_from + HOUR))
    write(embargo=standing.live_from)


@pytest.mark.parametrize("end", [{"live_until": MORNING + HOUR}, {"ended_by": REPLACED}])
def test_an_end_has_a_cause_and_a_cause_has_an_end(standing: Edition, end: dict[str, Any]) -> None:
    refused("edition_ends_for_a_reason", lambda: Edition.objects.filter(pk=standing.pk).update(**end))


def test_a_correction_has_a_note(standing: Edition) -> None:
    refused("edition_correction_has_a_note", lambda: Edition.objects.filter(pk=standing.pk).update(kind="correction"))


@pytest.mark.parametrize("begins", [timedelta(), HOUR, -HOUR])
def test_two_editions_of_a_story_never_stand_at_once(standing: Edition, begins: timedelta) -> None:
    refused("edition_of_an_article_is_one_at_a_time", lambda: another(standing, live_from=standing.live_from + begins))


def test_an_edition_may_begin_at_the_moment_at_which_another_ends(standing: Edition) -> None:
    ends = standing.live_from + HOUR
    Edition.objects.filter(pk=standing.pk).update(live_until=ends, ended_by=REPLACED)
    another(standing, live_from=ends, live_until=None, ended_by="")
    assert Edition.objects.live(at=ends).count() == 1


def test_editions_of_two_stories_stand_at_once(standing: Edition) -> None:
    another(standing, article=world.draft("Quay closes"))
    assert Edition.objects.live(at=standing.live_from).count() == 2


def test_a_story_has_its_address_alone(time: ControlledClock) -> None:
    path = world.published().path
    refused("path", lambda: Article.objects.filter(pk=world.draft("Other").pk).update(path=path))


def test_a_version_has_one_revision() -> None:
    kept = Revision.objects.get(article=world.draft())
    kept.pk = None
    refused("revision_of_a_version_is_one", lambda: kept.save(force_insert=True))


def test_a_caption_has_a_photo_or_awaits_one() -> None:
    article = world.draft()
    refused("caption_has_or_awaits_a_photo", lambda: Caption.objects.create(article=article, order=0))


def test_a_story_has_one_lead() -> None:
    article = world.draft(captions=[{"role": "lead", "pending": "ferry.jpg"}])
    second = {"role": "lead", "pending": "quay.jpg", "order": 1}
    refused("article_has_one_lead", lambda: Caption.objects.create(article=article, **second))


def test_a_byline_names_somebody() -> None:
    article = world.draft()
    refused("byline_names_someone", lambda: Byline.objects.create(article=article, order=0))


def test_a_story_is_related_to_another_and_once() -> None:
    article, other = world.draft(), world.draft("Quay closes")
    RelatedPick.objects.create(article=article, pick=other, order=0)
    refused("related_once", lambda: RelatedPick.objects.create(article=article, pick=other, order=1))
    refused("related_to_another", lambda: RelatedPick.objects.create(article=article, pick=article, order=2))


def test_a_hold_is_lifted_with_a_reason_and_stands_once() -> None:
    held = {"article": world.draft(), "kind": "legal", "reason": "Lawyer.", "created_at": MORNING}
    PublishBlock.objects.create(**held)
    refused("block_stands_once", lambda: PublishBlock.objects.create(**held))
    refused("lifted_with_a_reason", lambda: PublishBlock.objects.update(lifted_at=MORNING))


def test_names_of_tags_are_one_in_any_case() -> None:
    ferries = Tag.objects.create(name="Ferries", slug="ferries")
    refused("tag_name_is_one_in_any_case", lambda: Tag.objects.create(name="FERRIES", slug="ferries-2"))
    TagSynonym.objects.create(tag=ferries, name="Boats")
    refused("synonym_is_one_in_any_case", lambda: TagSynonym.objects.create(tag=ferries, name="boats"))


def test_a_story_has_a_tag_once() -> None:
    article = world.draft(tags=["Ferries"])
    again = {"content_object": article, "tag": article.tags.get()}
    refused("article_has_a_tag_once", lambda: TaggedArticle.objects.create(**again))


def test_a_former_address_is_one_storys() -> None:
    former = {"path": "/harbour/2026/03/04/ferry/", "created_at": MORNING}
    PathRedirect.objects.create(article=world.draft(), **former)
    refused("path", lambda: PathRedirect.objects.create(article=world.draft("Quay closes"), **former))


def test_what_readers_saw_cannot_be_deleted_with_its_story(standing: Edition) -> None:
    with pytest.raises(ProtectedError):
        standing.article.delete()


def test_every_rule_of_the_tables_is_one_that_the_database_keeps(kept_rules: set[str]) -> None:
    declared = {rule.name for model in apps.get_app_config("articles").get_models() for rule in model._meta.constraints}
    assert declared - kept_rules == set()
    assert len(declared) >= 17


@pytest.fixture
def kept_rules() -> set[str]:
    """The names of all constraints and unique indexes of the database."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT conname FROM pg_constraint UNION SELECT indexrelid::regclass::text FROM pg_index")
        return {name for (name,) in cursor.fetchall()}


def test_there_is_one_site() -> None:
    refused("site_is_one", lambda: Site.objects.create(pk=2, name="Second"))


def test_a_section_with_sections_in_it_cannot_be_in_another_one() -> None:
    coast, harbour = world.section("coast"), world.section("harbour")
    world.section("piers", parent=coast)
    coast.parent = harbour
    with pytest.raises(ValidationError, match="it cannot be in another one"):
        coast.full_clean()
