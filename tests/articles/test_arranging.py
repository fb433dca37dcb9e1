"""The furniture: each change is audited, and the pages that show the thing are told."""

import pytest
from django.db.models import ProtectedError

from articles import arranging
from articles.models import Author, Coverage, Section, Tag, TimelineEntry
from newsroom.models import Purge
from staff.models import AuditEntry
from tests import world
from tests.world import MORNING

pytestmark = pytest.mark.django_db


def keep(thing: arranging.Thing) -> arranging.Thing:
    return arranging.keep(thing=thing, by=None, at=MORNING)


def purged() -> set[str]:
    keys = {key for purge in Purge.objects.all() for key in purge.keys}
    Purge.objects.all().delete()
    return keys


def test_adding_changing_and_deleting_are_audited() -> None:
    author = keep(Author(name="Runa Hald", slug="runa-hald"))
    keep(author)
    arranging.discard(thing=author, by=None, at=MORNING)
    assert list(AuditEntry.objects.order_by("pk").values_list("verb", flat=True)) == ["add", "change", "delete"]


def test_the_pages_that_show_a_thing_are_told_of_its_change() -> None:
    section = keep(Section(name="Coast", slug="coast"))
    assert {f"section:{section.pk}", "furniture:site"} <= purged()
    tag = keep(Tag(name="Ferries", slug="ferries"))
    assert purged() == {f"tag:{tag.pk}"}
    coverage = keep(Coverage(name="Storm", slug="storm"))
    assert purged() == {f"coverage:{coverage.pk}"}
    keep(TimelineEntry(coverage=coverage, date="2026-03", title="Wind"))
    assert purged() == {f"coverage:{coverage.pk}"}


def test_a_section_with_stories_is_kept() -> None:
    section = world.section()
    world.published()
    with pytest.raises(ProtectedError):
        arranging.discard(thing=section, by=None, at=MORNING)
    assert Section.objects.filter(pk=section.pk).exists()
