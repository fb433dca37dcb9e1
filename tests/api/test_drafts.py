"""The working copy, for programs with the scope whose owner may see it."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from articles import publishing, withdrawing
from articles.models import Article, Author
from media.intake import take_in
from staff.models import User
from tests import world
from tests.api.conftest import bearer
from tests.media import drawn
from tests.world import ControlledClock

pytestmark = pytest.mark.django_db


def draft(api: Client, article: Article, token: dict[str, str]) -> Any:
    return api.get(f"/api/v1/drafts/{article.public_id}", headers=token)


def test_a_working_copy_is_read_with_its_version_as_etag(api: Client, token: dict[str, str], anna: User) -> None:
    article = world.save(world.draft(by=anna), by=anna, headline="Ferry waits")
    response = draft(api, article, token)
    assert (response.status_code, response["ETag"]) == (200, '"2"')
    copy = response.json()
    assert (copy["headline"], copy["version"], copy["desk_state"]) == ("Ferry waits", 2, "draft")
    assert (copy["changed_by"], copy["created_by"]) == ("anna", "anna")
    assert response["Cache-Control"] == "private, no-store"
    assert "Surrogate-Key" not in response


def test_a_working_copy_comes_with_all_that_belongs_to_it(api: Client, token: dict[str, str]) -> None:
    photo = take_in(data=drawn.photograph(), filename="ferry.jpg", by=None).photo
    other, author = world.draft("Other"), Author.objects.create(name="Ida Berg", slug="ida-berg")
    captions = [{"role": "lead", "photo": photo, "text": "A ferry"}, {"role": "inline", "pending": "quay.jpg"}]
    bylines = [{"author": author, "name": ""}, {"author": None, "name": "Per Moe"}]
    article = world.draft(captions=captions, bylines=bylines, tags=["Ferries"], related=[other])
    copy = draft(api, article, token).json()
    assert [(row["role"], row["text"], row["pending"]) for row in copy["captions"]] == [
        ("lead", "A ferry", ""),
        ("inline", "", "quay.jpg"),
    ]
    assert copy["captions"][0]["photo"]["id"] == str(photo.public_id)
    assert copy["bylines"] == [{"name": "Ida Berg", "author": "ida-berg"}, {"name": "Per Moe", "author": ""}]
    assert [tag["slug"] for tag in copy["tags"]] == ["ferries"]
    assert copy["related"] == [str(other.public_id)]


def test_the_reasons_against_publishing_are_those_of_the_verb(api: Client, token: dict[str, str], anna: User) -> None:
    article = world.draft(section=None, captions=[{"role": "lead", "pending": "quay.jpg"}])
    withdrawing.hold(article=article, kind="legal", reason="Lawyers read it.", by=None)
    copy = draft(api, article, token).json()
    assert {row["code"] for row in copy["reasons"]} == {"section-missing", "photo-pending", "hold-legal"}
    assert copy["holds"][0]["reason"] == "Lawyers read it."


def test_an_embargoed_story_is_visible_with_the_drafts_scope_alone(
    api: Client, token: dict[str, str], time: ControlledClock
) -> None:
    article = world.draft("Budget figures")
    withdrawing.embargo(article=article, until=time.at + timedelta(hours=2), by=None)
    assert draft(api, article, token).json()["headline"] == "Budget figures"
    assert draft(api, article, {}).status_code == 401
    assert api.get(f"/api/v1/articles/{article.public_id}", headers=token).status_code == 404
    assert "Budget" not in api.get("/api/v1/articles", headers=token).content.decode()


def test_a_working_copy_says_what_stands_and_what_is_planned(
    api: Client, token: dict[str, str], time: ControlledClock
) -> None:
    article = world.published()
    time.move(minutes=1)
    publishing.schedule(article=article, version=1, at=time.at + timedelta(hours=1), by=None, kind="minor")
    copy = draft(api, article, token).json()
    assert (copy["live"]["state"], copy["live"]["kind"]) == ("live", "first")
    assert (copy["scheduled"]["state"], copy["scheduled"]["kind"]) == ("scheduled", "minor")
    assert copy["live"]["live_until"] == copy["scheduled"]["live_from"]
    assert copy["ended"] is None


def test_a_withdrawn_story_says_how_it_ended(api: Client, token: dict[str, str], time: ControlledClock) -> None:
    article = world.published()
    time.move(minutes=1)
    withdrawing.withdraw(article=article, by=None, notice="Wrong ferry.")
    copy = draft(api, article, token).json()
    assert (copy["live"], copy["scheduled"]) == (None, None)
    assert (copy["ended"]["cause"], copy["ended"]["notice"]) == ("withdrawal", "Wrong ferry.")


def test_an_owner_without_the_right_reads_nothing_and_learns_of_nothing(
    api: Client, time: ControlledClock, anna: User
) -> None:
    token = bearer(User.objects.create_user("tor"))
    real, none = draft(api, world.draft(), token), draft(api, Article(public_id=uuid4()), token)
    assert (real.status_code, none.status_code) == (403, 403)
    assert "tor may not read working copies" in real.json()["detail"]


def test_an_unknown_working_copy_is_not_found(api: Client, token: dict[str, str]) -> None:
    assert draft(api, Article(public_id=uuid4()), token).status_code == 404


def test_a_working_copy_costs_the_same_whatever_it_holds(
    api: Client, token: dict[str, str], django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    photo = take_in(data=drawn.photograph(), filename="ferry.jpg", by=None).photo
    captions = [{"role": role, "photo": photo} for role in ("lead", "inline", "gallery", "gallery")]
    article = world.draft(captions=captions, tags=["a", "b", "c"], bylines=[{"author": None, "name": "Per Moe"}])
    with django_assert_max_num_queries(17):
        assert draft(api, article, token).status_code == 200
