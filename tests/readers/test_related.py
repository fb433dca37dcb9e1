"""What belongs together is found when a story is published."""

from articles.models import Article, Coverage
from ground import clock
from readers import related
from readers.models import Related
from tests import world
from tests.world import ControlledClock


def found(article: Article) -> list[str]:
    related.relate(article_id=article.pk, at=clock.now())
    ids = Related.objects.get(article=article).article_ids
    names = dict(Article.objects.values_list("pk", "headline"))
    return [names[pk] for pk in ids]


def test_the_same_coverage_comes_before_shared_tags() -> None:
    storm = Coverage.objects.create(name="The storm", slug="the-storm")
    world.published("Tags", tags=["Ferries", "Storm"])
    world.published("Coverage", coverages=[storm])
    world.published("Nothing in common", tags=["Herring"])
    assert found(world.published(coverages=[storm], tags=["Ferries", "Storm"])) == ["Coverage", "Tags"]


def test_a_rare_tag_says_more_than_a_common_one() -> None:
    for number in range(5):
        world.published(f"Common {number}", tags=["Ferries"])
    world.published("Rare", tags=["Lighthouse"])
    assert found(world.published(tags=["Ferries", "Lighthouse"]))[0] == "Rare"


def test_what_shares_only_a_tag_of_everything_is_not_related() -> None:
    for number in range(12):
        world.published(f"Of the islands {number}", tags=["Islands"])
    world.published("Lighthouse", tags=["Islands", "Lighthouse"])
    assert found(world.published(tags=["Islands", "Lighthouse"])) == ["Lighthouse"]
    assert found(world.published(tags=["Islands"])) == []


def test_the_newer_of_two_equal_stories_comes_first(time: ControlledClock) -> None:
    world.published("Old", tags=["Ferries"])
    time.move(days=20)
    world.published("New", tags=["Ferries"])
    assert found(world.published(tags=["Ferries"])) == ["New", "Old"]


def test_another_language_and_a_draft_are_not_related() -> None:
    world.published("العبّارة", language="ar", tags=["Ferries"])
    world.draft("Draft", tags=["Ferries"])
    assert found(world.published(tags=["Ferries"])) == []


def test_the_older_story_learns_of_the_new_one() -> None:
    older = world.published("Older", tags=["Ferries"])
    newer = world.published(tags=["Ferries"])
    related.relate(article_id=newer.pk, at=clock.now())
    assert Related.objects.get(article=older).article_ids == [newer.pk]
