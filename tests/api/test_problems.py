"""Every failure under /api/v1/ is a problem that names its kind."""

import logging
from pathlib import Path
from uuid import uuid4

import pytest
from django.conf import settings
from django.test import Client
from pytest_django.fixtures import Settings

from api import listing, problems
from tests import world

pytestmark = pytest.mark.django_db

MEMBERS = {"type", "title", "status", "detail", "instance"}
#: No story has this id, and the tests keep their names from run to run.
NOBODY = "0190b5a1-7c11-7000-8000-00000000ffff"


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("get", "/api/v1/", 404),
        ("get", "/api/v1/nothing", 404),
        ("get", "/api/v1/articles/", 404),
        ("get", "/api/v1/articles/not-an-id", 404),
        ("post", "/api/v1/nothing", 404),
        ("get", f"/api/v1/articles/{NOBODY}", 404),
        ("post", "/api/v1/articles", 405),
        ("delete", f"/api/v1/drafts/{NOBODY}/publication", 405),
        ("get", f"/api/v1/drafts/{NOBODY}", 401),
        ("get", "/api/v1/articles?limit=0", 422),
        ("get", "/api/v1/articles?cursor=x", 400),
        ("get", "/api/v1/docs/secret.js", 404),
    ],
)
def test_a_failure_is_a_problem_with_the_members_of_the_standard(
    api: Client, method: str, path: str, status: int
) -> None:
    response = getattr(api, method)(path)
    assert (response.status_code, response["Content-Type"]) == (status, "application/problem+json")
    problem = response.json()
    assert problem.keys() >= MEMBERS
    assert (problem["status"], problem["instance"]) == (status, path.partition("?")[0])
    assert problem["type"].rpartition("#")[2] in problems.KINDS
    assert response["Cache-Control"] == "private, no-store"


def test_a_missing_method_lists_those_that_are_there(api: Client) -> None:
    assert api.post("/api/v1/articles")["Allow"] == "GET, HEAD"
    assert api.get(f"/api/v1/drafts/{uuid4()}/publication")["Allow"] == "PUT"


@pytest.mark.parametrize("body", [b"{", b"\xff", b"[" * 100_000, b'"text"', b"[]", b""])
def test_a_body_that_is_no_object_is_refused(api: Client, token: dict[str, str], body: bytes) -> None:
    path = f"/api/v1/drafts/{world.draft().public_id}/publication"
    response = api.put(path, body, content_type="application/json", headers={**token, "If-Match": '"1"'})
    assert response.status_code in {400, 422}
    assert response["Content-Type"] == "application/problem+json"


def test_a_body_beyond_measure_is_not_read(api: Client, token: dict[str, str], settings: Settings) -> None:
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 100
    path = f"/api/v1/drafts/{uuid4()}/publication"
    response = api.put(path, b" " * 101, content_type="application/json", headers={**token, "If-Match": '"1"'})
    assert (response.status_code, response["Content-Type"]) == (413, "application/problem+json")


def test_a_fault_of_ours_is_logged_and_tells_nothing(
    api: Client, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def break_down(*_: object, **__: object) -> None:
        raise RuntimeError("secret of the house")

    monkeypatch.setattr(listing, "page", break_down)
    with caplog.at_level(logging.ERROR, logger="api"):
        response = api.get("/api/v1/articles")
    assert (response.status_code, response["Content-Type"]) == (500, "application/problem+json")
    assert "secret" not in response.content.decode()
    assert "secret of the house" in caplog.text


def test_the_kinds_are_explained_by_the_api_and_in_its_manual(api: Client) -> None:
    kinds = api.get("/api/v1/problems").json()
    assert {row["type"].rpartition("#")[2] for row in kinds} == set(problems.KINDS)
    manual = (Path(settings.BASE_DIR) / "docs" / "api.md").read_text()
    assert all(f"`{name}`" in manual and str(kind.status) in manual for name, kind in problems.KINDS.items())
