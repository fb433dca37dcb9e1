"""Tags by name: which tag a name means, and which names can be none."""

import pytest

from articles import tagging
from articles.models import Tag, TagSynonym
from articles.refusals import Refused
from tests import world

pytestmark = pytest.mark.django_db


def test_tags_are_one_in_any_case_and_synonyms_become_their_tag() -> None:
    article = world.draft(tags=["Ferries", "ferries", " ", "storm"])
    TagSynonym.objects.create(name="boats", tag=article.tags.get(name="Ferries"))
    article = world.save(article, tags=["BOATS", "Storm"])
    assert sorted(article.tags.names()) == ["Ferries", "storm"]


def test_a_synonym_is_found_by_the_rules_of_the_database() -> None:
    TagSynonym.objects.create(name="Straßen", tag=Tag.objects.create(name="Roads", slug="roads"))
    assert list(world.draft(tags=["STRAßEN"]).tags.names()) == ["Roads"]


def test_a_name_that_is_too_long_is_refused_and_not_cut() -> None:
    article = world.draft(tags=["n" * 100])
    with pytest.raises(Refused, match=r"Write at most 100 letters for a tag.*has 101") as refused:
        world.save(article, tags=["ferries", "o" * 101])
    assert (refused.value.reasons[0].code, refused.value.reasons[0].field) == ("tag-too-long", "tags")
    assert list(article.tags.names()) == ["n" * 100]


def test_the_own_name_of_a_tag_comes_before_what_stands_for_another() -> None:
    oman, muscat = Tag.objects.create(name="Oman", slug="oman"), Tag.objects.create(name="Muscat", slug="muscat")
    TagSynonym.objects.create(name="MUSCAT", tag=oman)
    assert world.draft(tags=["muscat"]).tags.get() == muscat


def test_a_name_that_means_another_tag_is_told_with_how_many_stories_have_that() -> None:
    world.draft(tags=["Muscat"])
    world.draft(tags=["muscat", "Oman"])
    muscat, oman = Tag.objects.order_by("name")
    said = "There is a tag “Muscat”, which is on 2 stories. Choose another name, or rename that tag first."
    assert tagging.taken(TagSynonym(name="MUSCAT", tag=oman)) == said
    assert tagging.taken(Tag(name="muscat")) == said
    TagSynonym.objects.create(name="Sultanate", tag=oman)
    said = "“Sultanate” is another name of the tag “Oman”, which is on 1 story."
    assert tagging.taken(TagSynonym(name="sultanate", tag=muscat)).startswith(said)
    assert tagging.taken(Tag(name="sultanate")).startswith(said)


def test_a_tag_may_be_called_what_stands_for_it() -> None:
    tag = Tag.objects.create(name="Boats", slug="boats")
    synonym = TagSynonym.objects.create(name="Ferries", tag=tag)
    tag.name = "ferries"
    assert tagging.taken(tag) == ""
    assert tagging.taken(synonym) == ""
    assert tagging.taken(TagSynonym(name="boats", tag=tag)) == ""
