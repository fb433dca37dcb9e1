"""What anybody may read: only what is public now, page by page, cheaply."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.utils.dateparse import parse_datetime
from pytest_django import DjangoAssertNumQueries

from articles import arranging, publishing, withdrawing
from articles.models import Article, Coverage
from media.intake import take_in
from media.models import Photo
from media.renditions import make
from tests import world
from tests.media import drawn
from tests.world import MORNING, ControlledClock

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("time")]


def listed(api: Client, query: str = "") -> list[str]:
    response = api.get(f"/api/v1/articles{query}")
    assert response.status_code == 200, response.content
    return [row["headline"] for row in response.json()["items"]]


def read(api: Client, article: Article, **headers: str) -> Any:
    return api.get(f"/api/v1/articles/{article.public_id}", headers=headers)


def ready_photo() -> Photo:
    photo = take_in(data=drawn.photograph(900, 600), filename="ferry.jpg", by=None).photo
    make(photo_id=photo.pk)
    return photo


def test_the_list_shows_what_is_public_newest_first(api: Client, time: ControlledClock) -> None:
    for headline in ("First", "Second"):
        world.published(headline)
        time.move(minutes=1)
    world.draft("Unfinished")
    assert listed(api) == ["Second", "First"]


def test_a_story_in_the_list_says_where_it_is(api: Client) -> None:
    article = world.published(summary="It left.", source="Halmsund Wire")
    row = api.get("/api/v1/articles").json()["items"][0]
    assert row["url"] == f"http://localhost:8000{article.path}"
    assert row["href"] == f"http://localhost:8000/api/v1/articles/{article.public_id}"
    assert (row["summary"], row["source"], row["picture"]) == ("It left.", "Halmsund Wire", None)
    assert row["section"] == {"name": "Harbour", "slug": "harbour", "url": "http://localhost:8000/harbour/"}
    assert parse_datetime(row["published_at"]) == MORNING


def test_pages_follow_one_another_and_hold_every_story_once(api: Client, time: ControlledClock) -> None:
    for number in range(5):
        world.published(f"Story {number}")
        time.move(minutes=number % 2)
    address, seen = "/api/v1/articles?limit=2&language=en", []
    while address:
        response = api.get(address)
        seen += [row["headline"] for row in response.json()["items"]]
        address = response.json()["next"]
        assert response.headers.get("Link") == (f'<{address}>; rel="next"' if address else None)
    assert seen == [f"Story {number}" for number in reversed(range(5))]


def test_a_story_published_between_two_pages_moves_none(api: Client, time: ControlledClock) -> None:
    for headline in ("One", "Two", "Three"):
        world.published(headline)
        time.move(minutes=1)
    following = api.get("/api/v1/articles?limit=2").json()["next"]
    world.published("Four")
    assert listed(api, following.partition("/articles")[2]) == ["One"]


def test_a_section_brings_the_stories_of_its_children(api: Client) -> None:
    parent = world.section("world")
    world.published("Far", section=world.section("overseas", parent=parent))
    world.published("Near")
    assert listed(api, "?section=world") == ["Far"]
    assert listed(api, "?section=overseas") == ["Far"]


def test_tag_coverage_and_language_narrow_together(api: Client) -> None:
    coverage = Coverage.objects.create(name="Storm", slug="storm", public_from=MORNING)
    world.published("Both", tags=["Ferries"], coverages=[coverage])
    world.published("Tagged", tags=["Ferries"])
    world.published("Fähre fährt", tags=["Ferries"], language="de")
    assert set(listed(api, "?tag=ferries")) == {"Both", "Tagged", "Fähre fährt"}
    assert listed(api, "?tag=ferries&coverage=storm") == ["Both"]
    assert listed(api, "?tag=ferries&language=de-AT") == ["Fähre fährt"]


@pytest.mark.parametrize("query", ["section=moon", "tag=moon", "coverage=secret", "language=xx"])
def test_a_filter_that_names_nothing_public_is_a_problem_of_that_parameter(api: Client, query: str) -> None:
    Coverage.objects.create(name="Secret", slug="secret")
    response = api.get(f"/api/v1/articles?{query}")
    assert response.status_code == 422
    assert response.json()["errors"][0]["pointer"] == f"#/{query.partition('=')[0]}"


@pytest.mark.parametrize("query", ["limit=0", "limit=101", "limit=ten", "section=%00", "tag=a/b", "language=%00"])
def test_a_filter_of_the_wrong_form_is_refused(api: Client, query: str) -> None:
    response = api.get(f"/api/v1/articles?{query}")
    assert (response.status_code, response["Content-Type"]) == (422, "application/problem+json")


def test_the_list_costs_two_queries_whatever_it_holds(
    api: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    photo = ready_photo()
    for number in range(3):
        world.published(f"Story {number}", captions=[{"role": "lead", "photo": photo, "credit": "Runa"}])
    with django_assert_num_queries(2) as asked:
        assert len(listed(api)) == 3
    assert not any("COUNT(" in query["sql"] for query in asked.captured_queries)


def test_a_list_names_what_it_shows_and_ends_when_the_next_story_begins(api: Client, time: ControlledClock) -> None:
    article = world.published()
    later = world.draft("Later")
    publishing.schedule(article=later, version=1, at=time.at + timedelta(seconds=20), by=None)
    response = api.get("/api/v1/articles?section=harbour")
    keys = response["Surrogate-Key"].split()
    assert {f"article:{article.public_id}", f"section:{article.section_id}"} <= set(keys)
    assert str(later.public_id) not in response["Surrogate-Key"]
    assert response["Cache-Control"].startswith("public, max-age=20,")


def test_an_unfiltered_list_is_purged_with_every_publication(api: Client) -> None:
    assert api.get("/api/v1/articles")["Surrogate-Key"] == "list:latest"


def test_a_story_is_given_whole(api: Client) -> None:
    article = world.published(
        "Ferry leaves",
        body="<p>It left.</p><h2>Weather</h2><p>Windy.</p>",
        summary="Short.",
        dateline="HALMSUND",
        editor_note="Times are local.",
        tags=["Ferries"],
        bylines=[{"author": None, "name": "Ida Berg"}],
    )
    story = read(api, article).json()
    assert story["body_html"] == "<p>It left.</p>\n<h2>Weather</h2>\n<p>Windy.</p>"
    assert story["body_text"] == "It left.\nWeather\nWindy."
    assert story["tags"] == [{"name": "Ferries", "slug": "ferries", "url": "http://localhost:8000/tag/ferries/"}]
    assert story["bylines"] == [{"name": "Ida Berg", "author": ""}]
    assert (story["dateline"], story["editor_note"], story["kind"]) == ("HALMSUND", "Times are local.", "first")
    assert (story["language"], story["direction"], story["lead"], story["figures"]) == ("en", "ltr", None, [])


def test_pictures_come_with_caption_and_credit_apart_and_whole_addresses(api: Client) -> None:
    photo, uuid = ready_photo(), uuid4()
    captions = [
        {"role": "lead", "photo": photo, "text": "The ferry", "credit": "Runa", "alt": "A ferry at a quay"},
        {"role": "inline", "uuid": uuid, "photo": photo, "credit": "Runa"},
    ]
    article = world.published(body=f'<p>Look:</p><figure data-caption="{uuid}"></figure>', captions=captions)
    story = read(api, article).json()
    lead = story["lead"]
    assert (lead["caption"], lead["credit"], lead["alt"]) == ("The ferry", "Runa", "A ferry at a quay")
    assert [figure["role"] for figure in story["figures"]] == ["inline"]
    addresses = [lead["picture"]["url"], *(row["url"] for row in lead["picture"]["renditions"])]
    assert all(address.startswith(f"http://localhost:8000/photos/{photo.public_id}/") for address in addresses)
    assert {row["type"] for row in lead["picture"]["renditions"]} == {"image/webp", "image/jpeg"}
    assert '"/photos/' not in story["body_html"]
    assert " /photos/" not in story["body_html"]


def test_readers_get_the_edition_until_changes_are_published(api: Client, time: ControlledClock) -> None:
    article = world.published("Ferry leaves")
    time.move(minutes=1)
    world.save(article, headline="Ferry returns")
    assert read(api, article).json()["headline"] == "Ferry leaves"
    world.publish(article, kind="correction", note="It has returned.")
    story = read(api, article).json()
    assert (story["headline"], story["version"]) == ("Ferry returns", 2)
    assert story["corrections"][0]["text"] == "It has returned."


def test_related_stories_are_public_ones(api: Client) -> None:
    shown, hidden = world.published("Shown"), world.draft("Hidden")
    article = world.published("Main", related=[hidden, shown])
    assert [row["headline"] for row in read(api, article).json()["related"]] == ["Shown"]


def test_a_story_costs_four_queries_at_most(api: Client, django_assert_max_num_queries: DjangoAssertNumQueries) -> None:
    photo, other = ready_photo(), world.published("Other")
    captions = [{"role": "lead", "photo": photo, "credit": "Runa"}]
    article = world.published("Main", captions=captions, related=[other], tags=["Ferries"])
    with django_assert_max_num_queries(4):
        assert read(api, article).status_code == 200


def test_who_holds_the_content_gets_304_until_it_changes(api: Client) -> None:
    article = world.published(tags=["Ferries"])
    tag = read(api, article)["ETag"]
    again = read(api, article, **{"If-None-Match": f'"other", {tag}'})
    assert (again.status_code, again.content, again["ETag"]) == (304, b"", tag)
    assert f"article:{article.public_id}" in again["Surrogate-Key"]
    row = article.tags.get()
    row.name = "Boats"
    arranging.keep(thing=row, by=None, at=MORNING)
    assert read(api, article, **{"If-None-Match": tag}).status_code == 200


def test_the_list_has_a_tag_of_its_content_too(api: Client) -> None:
    tag = api.get("/api/v1/articles")["ETag"]
    assert api.get("/api/v1/articles", headers={"If-None-Match": tag}).status_code == 304
    world.published()
    assert api.get("/api/v1/articles", headers={"If-None-Match": tag}).status_code == 200


def test_head_answers_like_get_without_the_body(api: Client) -> None:
    article = world.published()
    response = api.head(f"/api/v1/articles/{article.public_id}")
    assert (response.status_code, response.content) == (200, b"")
    assert response["ETag"] == read(api, article)["ETag"]


def test_what_is_not_public_answers_as_what_does_not_exist(api: Client, time: ControlledClock) -> None:
    draft, planned, embargoed, undone = (world.draft(name) for name in ("Draft", "Planned", "Embargoed", "Undone"))
    publishing.schedule(article=planned, version=1, at=time.at + timedelta(seconds=30), by=None)
    world.publish(embargoed)
    publishing.undo(edition=world.publish(undone), by=None)
    time.move(seconds=1)
    withdrawing.embargo(article=embargoed, until=time.at + timedelta(days=1), by=None)
    none = Article(public_id=uuid4())
    answers = [read(api, article) for article in (none, draft, planned, embargoed, undone)]
    contents = [{**answer.json(), "instance": ""} for answer in answers]
    assert {answer.status_code for answer in answers} == {404}
    assert all(content == contents[0] for content in contents)
    assert {tuple(sorted(answer.headers.items())) for answer in answers[1:]} == {
        tuple(sorted(answers[1].headers.items()))
    }
    assert answers[0]["Cache-Control"] == "private, no-store"


def test_a_scheduled_story_appears_on_its_second(api: Client, time: ControlledClock) -> None:
    article = world.draft("Planned")
    publishing.schedule(article=article, version=1, at=time.at + timedelta(seconds=30), by=None)
    time.move(seconds=29)
    assert (read(api, article).status_code, listed(api)) == (404, [])
    time.move(seconds=1)
    assert (read(api, article).status_code, listed(api)) == (200, ["Planned"])


def test_a_withdrawn_story_is_gone_with_its_notice(api: Client, time: ControlledClock) -> None:
    article = world.published()
    time.move(minutes=1)
    withdrawing.withdraw(article=article, by=None, notice="It was about another ferry.")
    response = read(api, article)
    assert (response.status_code, response["Content-Type"]) == (410, "application/problem+json")
    problem = response.json()
    assert problem["notice"] == "It was about another ferry."
    assert parse_datetime(problem["ended_at"]) == time.at
    assert "Ferry leaves" not in response.content.decode()
    assert listed(api) == []


def test_a_killed_or_expired_story_is_gone(api: Client, time: ControlledClock) -> None:
    killed, expired = world.published("Killed"), world.published("Expired")
    withdrawing.plan_take_down(article=expired, until=time.at + timedelta(minutes=1), by=None)
    time.move(minutes=1)
    withdrawing.withdraw(article=killed, by=None, notice="Killed by the agency.", cause="kill")
    assert [read(api, article).status_code for article in (killed, expired)] == [410, 410]


def test_the_headlines_are_the_same_in_the_list_and_alone(api: Client) -> None:
    article = world.published("Ferry leaves Halmsund on time", front_headline="Ferry leaves")
    [listed] = api.get("/api/v1/articles").json()["items"]
    alone = read(api, article).json()
    for names in ("headline", "front_headline"):
        assert listed[names] == alone[names]
    assert (alone["headline"], alone["front_headline"]) == ("Ferry leaves Halmsund on time", "Ferry leaves")
