"""Races between sessions that link: nobody waits for ever, and no group has two stories in one language."""

from functools import partial

import pytest

from articles import drafting, publishing, translating
from articles.models import Article
from articles.refusals import Refused
from ground import clock
from staff.models import AuditEntry
from tests import world
from tests.together import at_once, failures

pytestmark = pytest.mark.django_db(transaction=True)


def in_languages(*tags: str) -> list[Article]:
    return [world.draft(f"Story in {tag}", language=tag) for tag in tags]


def link(one: Article, two: Article) -> None:
    translating.link(article=one, other=two, by=None)


@pytest.mark.parametrize("_round", range(4))
def test_two_who_link_crosswise_end_with_one_link(_round: int) -> None:
    one, two = in_languages("en", "ar")
    assert failures(at_once(partial(link, one, two), partial(link, two, one), partial(link, one, two))) == []
    assert len(set(Article.objects.values_list("translation_group", flat=True))) == 1
    assert AuditEntry.objects.filter(verb="link translation").count() == 1


@pytest.mark.parametrize("_round", range(4))
def test_groups_that_are_joined_crosswise_become_one(_round: int) -> None:
    one, two, three, four = in_languages("en", "ar", "fr", "fa")
    link(one, three)
    link(two, four)
    crosswise = [partial(link, one, two), partial(link, four, three), partial(link, two, three)]
    assert failures(at_once(*crosswise)) == []
    assert len(set(Article.objects.values_list("translation_group", flat=True))) == 1


@pytest.mark.parametrize("_round", range(4))
def test_of_two_stories_in_one_language_one_is_linked(_round: int) -> None:
    arabic, one, two = in_languages("ar", "en", "en")
    failed = failures(at_once(partial(link, arabic, one), partial(link, two, arabic)))
    assert [type(failure) for failure in failed] == [Refused]
    assert Article.objects.exclude(translation_group=None).count() == 2


@pytest.mark.parametrize("_round", range(4))
def test_a_new_language_and_a_link_at_once_leave_one_story_in_a_language(_round: int) -> None:
    arabic, one, two = in_languages("ar", "en", "fr")
    link(arabic, one)
    save = partial(drafting.save, article_id=two.pk, version=1, by=None, fields={"language": "en"}, at=clock.now())
    failed = failures(at_once(save, partial(link, two, arabic)))
    assert [type(failure) for failure in failed] == [Refused]


@pytest.mark.parametrize("_round", range(4))
def test_a_translation_begun_by_two_at_once_is_one(_round: int) -> None:
    (english,) = in_languages("en")
    begin = partial(translating.begin_translation, article=english, language="ar", by=None)
    begun = at_once(begin, begin, begin)
    assert {story.pk for story in begun} == {Article.objects.exclude(pk=english.pk).get().pk}


@pytest.mark.parametrize("_round", range(4))
def test_linking_beside_saves_that_pick_one_another_and_publications(_round: int) -> None:
    one, two, three = in_languages("en", "ar", "fr")

    def save(article: Article, pick: Article) -> None:
        fields = {"related": [pick], "summary": "More."}
        drafting.save(article_id=article.pk, version=1, by=None, fields=fields, at=clock.now())

    at_most_once = at_once(
        partial(save, one, two),
        partial(save, two, one),
        partial(link, two, one),
        partial(link, one, three),
        partial(translating.unlink, article=one, by=None),
        partial(publishing.publish, article=three, version=1, by=None),
    )
    assert failures(at_most_once) == []
