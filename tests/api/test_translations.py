"""Translations for programs: what readers see, and what staff links, unlinks and begins."""

from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from articles import translating, withdrawing
from articles.models import Article
from staff.models import AuditEntry, User
from tests import world
from tests.api.conftest import bearer

HOST = "http://localhost:8000"


@pytest.fixture
def english(anna: User) -> Article:
    return world.draft("Ferry leaves")


@pytest.fixture
def arabic(anna: User) -> Article:
    return world.draft("العبارة تغادر", language="ar")


@pytest.fixture
def writing(anna: User) -> dict[str, str]:
    return bearer(anna, "drafts:read", "drafts:write")


def address(article: Article, other: Article | None = None) -> str:
    return f"/api/v1/drafts/{article.public_id}/translations{f'/{other.public_id}' if other else ''}"


def put(api: Client, one: Article, other: Article, headers: dict[str, str], body: Any = "") -> Any:
    return api.put(address(one, other), body, content_type="application/json", headers=headers)


def begin(api: Client, article: Article, headers: dict[str, str], **wish: Any) -> Any:
    return api.post(address(article), wish, content_type="application/json", headers=headers)


def test_a_public_story_tells_its_public_translations(
    api: Client, english: Article, arabic: Article, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    translating.link(article=english, other=arabic, by=None)
    translating.link(article=english, other=world.draft("Le ferry part", language="fr"), by=None)
    for story in (english, arabic):
        world.publish(story)
    with django_assert_max_num_queries(4):
        told = api.get(f"/api/v1/articles/{english.public_id}").json()["translations"]
    arabic.refresh_from_db()
    assert told == [
        {
            "id": str(arabic.public_id),
            "language": "ar",
            "direction": "rtl",
            "url": HOST + (arabic.path or ""),
            "href": f"{HOST}/api/v1/articles/{arabic.public_id}",
        }
    ]


def test_two_working_copies_are_linked_and_each_tells_of_the_other(
    api: Client, english: Article, arabic: Article, writing: dict[str, str]
) -> None:
    world.publish(arabic)
    for _ in range(2):
        answer = put(api, english, arabic, writing)
        assert (answer.status_code, [row["language"] for row in answer.json()]) == (200, ["ar"])
    arabic.refresh_from_db()
    told = api.get(f"/api/v1/drafts/{english.public_id}", headers=writing).json()["translations"]
    assert told == api.get(address(english), headers=writing).json() == answer.json()
    assert told == [
        {
            "id": str(arabic.public_id),
            "language": "ar",
            "headline": "العبارة تغادر",
            "desk_state": "draft",
            "url": HOST + (arabic.path or ""),
            "href": f"{HOST}/api/v1/drafts/{arabic.public_id}",
            "is_original": False,
        }
    ]
    other = api.get(address(arabic), headers=writing).json()
    assert [(row["language"], row["url"]) for row in other] == [("en", None)]
    assert AuditEntry.objects.filter(verb="link translation").count() == 1


def test_the_original_may_be_named(api: Client, english: Article, arabic: Article, writing: dict[str, str]) -> None:
    answer = put(api, arabic, english, writing, {"is_original": True})
    assert [row["is_original"] for row in answer.json()] == [True]


def test_unlinking_takes_the_other_out_and_twice_is_once(
    api: Client, english: Article, arabic: Article, writing: dict[str, str]
) -> None:
    for other in (arabic, world.draft("Le ferry part", language="fr")):
        put(api, english, other, writing)
    for _ in range(2):
        answer = api.delete(address(english, arabic), headers=writing)
        assert (answer.status_code, [row["language"] for row in answer.json()]) == (200, ["fr"])
    assert api.get(address(arabic), headers=writing).json() == []
    assert AuditEntry.objects.filter(verb="unlink translation").count() == 1


def test_what_is_not_linked_to_the_story_stays_linked_to_others(
    api: Client, english: Article, arabic: Article, writing: dict[str, str]
) -> None:
    put(api, world.draft("Le ferry part", language="fr"), arabic, writing)
    assert api.delete(address(english, arabic), headers=writing).json() == []
    assert [row["language"] for row in api.get(address(arabic), headers=writing).json()] == ["fr"]


def test_a_second_story_in_a_language_is_refused_by_name(
    api: Client, english: Article, arabic: Article, writing: dict[str, str]
) -> None:
    put(api, english, arabic, writing)
    answer = put(api, arabic, world.draft("Boat leaves"), writing)
    assert (answer.status_code, answer["Content-Type"]) == (422, "application/problem+json")
    told = answer.json()
    assert [row["code"] for row in told["reasons"]] == ["language-taken"]
    assert told["detail"].startswith("Nothing was done. “Ferry leaves” and “Boat leaves” are both in English")


def test_a_change_to_the_language_of_a_translation_is_refused(
    api: Client, english: Article, arabic: Article, writing: dict[str, str]
) -> None:
    put(api, english, arabic, writing)
    draft, headers = f"/api/v1/drafts/{arabic.public_id}", {**writing, "If-Match": '"1"'}
    answer = api.patch(draft, {"language": "en"}, content_type="application/json", headers=headers)
    assert (answer.status_code, answer.json()["reasons"][0]["field"]) == (422, "language")
    assert "“Ferry leaves” is its translation in English" in answer.json()["detail"]


def test_a_translation_is_begun_once(api: Client, english: Article, writing: dict[str, str]) -> None:
    first = begin(api, english, writing, language="ar")
    again = begin(api, english, writing, language="ar-EG")
    assert (first.status_code, again.status_code, first["ETag"]) == (201, 200, '"1"')
    assert first.json() == again.json()
    assert first["Location"] == f"{HOST}/api/v1/drafts/{first.json()['id']}"
    assert [row["is_original"] for row in first.json()["translations"]] == [True]


def test_what_cannot_be_begun_says_why(api: Client, english: Article, writing: dict[str, str]) -> None:
    assert begin(api, english, writing, language="en").json()["reasons"][0]["code"] == "language-taken"
    assert begin(api, english, writing, language="tlh").json()["errors"][0]["pointer"] == "#/language"
    assert begin(api, english, writing, language="ar", mood="good").status_code == 422
    withdrawing.hold(article=english, kind="legal", reason="Lawyer.", by=None)
    assert begin(api, english, writing, language="ar").json()["reasons"][0]["code"] == "hold-legal"


def test_what_is_not_there_is_not_found(api: Client, english: Article, writing: dict[str, str]) -> None:
    nobody = Article(public_id=uuid4())
    assert put(api, english, nobody, writing).status_code == 404
    assert api.delete(address(nobody, english), headers=writing).status_code == 404


def test_it_takes_a_token_its_scope_and_the_right(api: Client, english: Article, arabic: Article, anna: User) -> None:
    assert put(api, english, arabic, {}).status_code == 401
    assert put(api, english, arabic, bearer(anna, "drafts:read")).json()["scope"] == "drafts:write"
    pia = world.person("pia", "picture editor")
    assert "pia may not link translations" in put(api, english, arabic, bearer(pia, "drafts:write")).json()["detail"]
    for story in (english, arabic):
        world.publish(story)
    piet = world.person("piet", "reporter")
    answer = put(api, english, arabic, bearer(piet, "drafts:write"))
    assert (answer.status_code, "which translations readers see" in answer.json()["detail"]) == (403, True)
