"""Choosing the stories of a front on the desk."""

import pytest
from django.test import Client
from django.urls import reverse

from articles.models import Article
from readers.models import Front, FrontEdition
from tests import world

pytestmark = pytest.mark.django_db
FRONT = "/admin/desk/fronts/en/front/"


@pytest.fixture
def desk(client: Client) -> Client:
    world.site()
    client.force_login(world.editor())
    return client


def form(*chosen: Article, version: int = 0, **more: str) -> dict[str, str]:
    """The form as a browser sends it, with a row for each story."""
    rows = {"slots-TOTAL_FORMS": str(len(chosen)), "slots-INITIAL_FORMS": "0", "version": str(version)}
    for number, article in enumerate(chosen):
        rows |= {f"slots-{number}-pick": str(article.pk), f"slots-{number}-ORDER": str(number + 1)}
    return {**rows, **more}


def test_a_draft_is_kept_and_published(desk: Client) -> None:
    first, second = world.published("First"), world.published("Second")
    assert desk.post(FRONT, form(first, second, _save="")).status_code == 302
    assert not FrontEdition.objects.exists()
    desk.post(FRONT, form(second, first, version=1, _publish=""))
    assert [pick["article"] for pick in FrontEdition.objects.get().picks] == [second.pk, first.pk]


def test_without_scripts_a_story_is_named_by_its_address(desk: Client) -> None:
    article = world.published("First")
    sent = form(article, _save="") | {"slots-0-pick": "", "slots-0-headline": article.path or ""}
    desk.post(FRONT, sent)
    assert Front.objects.get().slots.get().article == article


def test_a_stale_form_is_refused_with_what_was_chosen(desk: Client) -> None:
    first, second = world.published("First"), world.published("Second")
    desk.post(FRONT, form(first, _save=""))
    answer = desk.post(FRONT, form(second, version=0, _publish=""))
    assert answer.status_code == 422
    text = answer.content.decode()
    assert "changed this front on" in text
    assert f'<a href="{FRONT}" target="_blank" rel="noopener">Open the front as it stands in another tab</a>' in text
    assert f'value="{second.pk}"' in text
    assert not FrontEdition.objects.exists()


def test_a_time_that_is_missing_is_asked_for(desk: Client) -> None:
    sent = form(world.published(), _schedule="")
    answer = desk.post(FRONT, sent)
    assert answer.status_code == 422
    assert "Write the time from which readers are to see it" in answer.content.decode()
    assert desk.post(FRONT, {**sent, "begins_at": "2031-07-01T14:05"}).status_code == 302, "sent again with the time"


def test_a_place_that_has_ended_is_refused_and_can_be_mended(desk: Client) -> None:
    sent = form(world.published("First"), _publish="")
    answer = desk.post(FRONT, {**sent, "slots-0-until": "2021-07-01T14:05"})
    assert answer.status_code == 422
    assert "“First” leaves its place on 1 Jul 2021, 14:05" in answer.content.decode()
    assert desk.post(FRONT, {**sent, "slots-0-until": "2031-07-01T14:05"}).status_code == 302
    assert FrontEdition.objects.exists()


def test_the_preview_shows_the_draft(desk: Client) -> None:
    world.published("Newest")
    desk.post(FRONT, form(world.published("Chosen", section=world.section("world")), _save=""))
    text = desk.get(f"{FRONT}preview/").content.decode()
    assert "Readers do not see this page" in text
    assert text.index("Chosen") < text.index("Newest")


def test_a_former_choice_is_brought_back_by_its_button(desk: Client) -> None:
    first, second = world.published("First"), world.published("Second")
    desk.post(FRONT, form(first, _publish=""))
    desk.post(FRONT, form(second, version=1, _publish=""))
    former = FrontEdition.objects.order_by("begins_at").first()
    assert former is not None
    assert reverse("admin:desk_front_bring_back", args=(former.pk,)) in desk.get(FRONT).content.decode()
    desk.post(reverse("admin:desk_front_bring_back", args=(former.pk,)))
    assert FrontEdition.objects.order_by("-begins_at")[0].picks == former.picks


def test_each_section_has_a_front(desk: Client) -> None:
    world.section("harbour")
    assert "/admin/desk/fronts/en/harbour/" in desk.get("/admin/desk/fronts/").content.decode()
    assert desk.get("/admin/desk/fronts/en/harbour/").status_code == 200
    assert desk.get("/admin/desk/fronts/xx/harbour/").status_code == 404


def test_stories_of_its_language_are_offered(desk: Client) -> None:
    page = desk.get("/admin/desk/fronts/fr/front/").content.decode()
    assert 'data-suggest-stories="/admin/desk/suggest/stories/?language=fr"' in page


def test_a_reporter_chooses_no_front(client: Client) -> None:
    world.site()
    client.force_login(world.person("piet", "reporter"))
    assert client.get(FRONT).status_code == 403


def test_the_form_takes_as_many_queries_for_ten_stories_as_for_one(
    desk: Client, django_assert_max_num_queries: "object"
) -> None:
    stories = [world.published(f"Story {number}") for number in range(10)]
    desk.post(FRONT, form(*stories, _publish=""))
    with django_assert_max_num_queries(15):  # type: ignore[operator]
        desk.get(FRONT)
