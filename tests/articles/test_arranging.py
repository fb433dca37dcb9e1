"""The furniture: each change is audited, and the pages that show the thing are told."""

import pytest
from django.test import Client

from articles import arranging, surrogates
from articles.models import Author, Coverage, Section, Tag, TagSynonym, TimelineEntry
from articles.refusals import Refused
from newsroom.models import Purge
from readers.feeds import FORMATS
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
    feeds = {f"path:/feeds/tag/ferries.{ending}" for ending in FORMATS}
    assert purged() == {f"tag:{tag.pk}", "path:/tag/ferries/", *feeds}
    coverage = keep(Coverage(name="Storm", slug="storm"))
    own = {f"coverage:{coverage.pk}", f"live:{coverage.pk}"}
    feeds = {f"path:/feeds/coverage/storm.{ending}" for ending in FORMATS}
    assert purged() == {*own, "list:coverages", "path:/coverage/storm/", "path:/coverage/storm/live/", *feeds}
    keep(TimelineEntry(coverage=coverage, date="2026-03", title="Wind"))
    assert purged() == {f"coverage:{coverage.pk}"}


@pytest.mark.parametrize("thing", [Coverage(name="Storm", slug="storm", public_from=MORNING), Tag(name="A", slug="a")])
def test_what_answered_404_before_the_thing_was_there_is_told(client: Client, thing: Coverage | Tag) -> None:
    world.site()
    missing = [key.removeprefix("path:") for key in surrogates.of_addresses(thing)]
    answers = [client.get(path) for path in missing]
    keep(thing)
    told = purged()
    for answer in answers:
        assert answer.status_code == 404
        assert told & set(answer["Surrogate-Key"].split()), answer.request["PATH_INFO"]


def test_a_section_that_is_used_stays_with_a_sentence() -> None:
    section = world.section()
    world.published()
    with pytest.raises(Refused, match="“Harbour” cannot be deleted: it is used by 1 story"):
        arranging.discard(thing=section, by=None, at=MORNING)
    assert Section.objects.filter(pk=section.pk).exists()
    assert not AuditEntry.objects.filter(verb="delete").exists()


def test_a_section_that_nothing_uses_goes_and_pages_are_told() -> None:
    section = keep(Section(name="Coast", slug="coast"))
    purged()
    arranging.discard(thing=section, by=None, at=MORNING)
    assert not Section.objects.exists()
    assert {"path:/coast/", surrogates.FURNITURE} <= purged()


def test_a_section_that_changes_its_parent_tells_both_and_its_own_former_address() -> None:
    coast, harbour = world.section("coast"), world.section("harbour")
    piers = world.section("piers", parent=coast)
    piers.parent, piers.slug = harbour, "quays"
    keep(piers)
    told = {f"section:{coast.pk}", f"section:{harbour.pk}", "path:/piers/", "path:/quays/"}
    assert told <= purged()


def test_a_synonym_is_on_no_page() -> None:
    tag = keep(Tag(name="Ferries", slug="ferries"))
    purged()
    keep(TagSynonym(name="Boats", tag=tag))
    assert purged() == set()


def test_a_name_that_means_another_tag_is_kept_by_nobody() -> None:
    oman, boats = keep(Tag(name="Oman", slug="oman")), keep(Tag(name="Boats", slug="boats"))
    with pytest.raises(Refused, match="There is a tag “Oman”, which is on 0 stories"):
        keep(TagSynonym(name="oman", tag=boats))
    keep(TagSynonym(name="Ferries", tag=boats))
    oman.name = "FERRIES"
    with pytest.raises(Refused, match="another name of the tag “Boats”"):
        keep(oman)
    assert list(Tag.objects.values_list("name", flat=True)) == ["Boats", "Oman"]
