"""Tags by name: which tag a name means, and which names can be none."""

import pytest

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
