"""Suggestions while somebody types."""

from typing import Any

import pytest
from django.test import Client

from articles import withdrawing
from articles.models import Author, Tag, TagSynonym
from media import editing, leasing
from media.intake import take_in
from tests import world
from tests.desk.conftest import change
from tests.media import drawn


def labels(desk: Client, kind: str, q: str, **more: str) -> list[str]:
    answer: Any = desk.get(f"/admin/desk/suggest/{kind}/", {"q": q, **more}).json()
    return [result["label"] for result in answer["results"]]


def test_tags_are_found_by_how_they_or_their_other_names_begin(desk: Client) -> None:
    tag = Tag.objects.create(name="Ferries", slug="ferries")
    TagSynonym.objects.create(name="Boats", tag=tag)
    assert labels(desk, "tags", "fer") == labels(desk, "tags", "BOA") == ["Ferries"]
    assert labels(desk, "tags", "x") == []


def test_authors_are_found_with_and_without_accents(desk: Client) -> None:
    Author.objects.create(name="Ása Björklund", slug="asa-bjorklund")
    assert labels(desk, "authors", "Björk") == labels(desk, "authors", "asa bjork") == ["Ása Björklund"]


def test_stories_are_found_by_words(desk: Client) -> None:
    world.draft("Ferry leaves Halmsund")
    assert labels(desk, "stories", "halm") == ["Ferry leaves Halmsund"]


def test_stories_of_one_language_are_found_where_only_they_can_be_chosen(desk: Client) -> None:
    world.draft("Ferry leaves")
    world.draft("Ferry part", language="fr")
    assert labels(desk, "stories", "ferry", language="fr") == ["Ferry part"]
    assert len(labels(desk, "stories", "ferry", language="")) == len(labels(desk, "stories", "ferry")) == 2


def test_photographs_are_found_by_their_words_and_killed_ones_are_not(desk: Client) -> None:
    photo = take_in(
        data=drawn.jpeg(), filename="a.jpg", by=None, defaults={"caption": "Quay", "place": "Halmsund"}
    ).photo
    assert labels(desk, "photos", "halm quay") == labels(desk, "photos", "") == ["Quay"]
    editing.kill(photo=photo, reason="Not ours", by=None)
    assert labels(desk, "photos", "quay") == []


def test_of_photographs_all_can_be_had_a_page_at_a_time(desk: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("desk.finding.PHOTOS", 2)
    taken = [take_in(data=drawn.photograph(600 + n, 400), filename="x.jpg", by=None).photo.pk for n in range(5)]
    address, seen = "/admin/desk/suggest/photos/", []
    while (answer := desk.get(address, {"before": seen[-1] if seen else ""}).json())["results"]:
        assert answer["count"] == 5
        seen += [result["id"] for result in answer["results"]]
    assert seen == sorted(taken, reverse=True)


@pytest.mark.parametrize("kind", ["tags", "authors", "stories", "photos"])
def test_a_letter_that_no_text_can_hold_is_left_out(desk: Client, kind: str) -> None:
    Tag.objects.create(name="Ferries", slug="ferries")
    assert labels(desk, kind, "\0") == labels(desk, kind, "")
    assert labels(desk, "tags", "fe\0r") == ["Ferries"]


def test_a_photograph_that_may_not_be_used_says_so(desk: Client) -> None:
    photo = take_in(data=drawn.jpeg(), filename="a.jpg", by=None, defaults={"caption": "Quay", "source": "Us"}).photo
    leasing.grant(photo=photo, kind="deny", by=None)
    found = desk.get("/admin/desk/suggest/photos/", {"q": "quay"}).json()["results"]
    assert found[0]["detail"] == "A lease denies its use now. Us"
    article = world.draft(captions=[{"role": "lead", "photo": photo}])
    assert "A lease denies its use now." in desk.get(change(article)).content.decode()


def test_suggestions_are_for_those_who_may_see_the_thing(db: None) -> None:
    nobody = Client()
    nobody.force_login(world.person("nils"))
    for kind in ("tags", "authors", "stories", "photos"):
        assert nobody.get(f"/admin/desk/suggest/{kind}/", {"q": "x"}).status_code == 403
        assert Client().get(f"/admin/desk/suggest/{kind}/").status_code == 302


def test_a_story_to_be_chosen_in_a_form_is_told_with_what_readers_see_of_it(desk: Client) -> None:
    withdrawing.withdraw(article=world.published("Ferry sinks"), by=None, notice="It did not.")
    world.published("Ferry leaves")
    world.draft("Ferry built")
    asked = {"app_label": "articles", "model_name": "coverage", "field_name": "lead", "term": "ferry"}
    found = desk.get("/admin/autocomplete/", asked).json()["results"]
    assert [row["text"] for row in found] == ["Ferry built (Draft)", "Ferry leaves (Live)", "Ferry sinks (Withdrawn)"]


def test_an_author_to_be_chosen_is_told_by_name(desk: Client) -> None:
    Author.objects.create(name="Asa", slug="asa")
    asked = {"app_label": "articles", "model_name": "coverage", "field_name": "people", "term": "asa"}
    assert [row["text"] for row in desk.get("/admin/autocomplete/", asked).json()["results"]] == ["Asa"]
