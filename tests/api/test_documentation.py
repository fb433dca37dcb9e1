"""The OpenAPI document is sound, and its page needs nothing from elsewhere."""

import json
import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client
from playwright.sync_api import Page, Request
from pytest_django.live_server_helper import LiveServer

METHODS = {"get", "put", "post", "delete", "patch", "head", "options", "trace"}


@pytest.fixture
def document(api: Client) -> dict[str, Any]:
    return api.get("/api/v1/openapi.json").json()


def operations(document: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    for path, item in document["paths"].items():
        assert item.keys() <= METHODS
        for operation in item.values():
            yield path, operation


def test_the_document_names_the_addresses_of_version_one(document: dict[str, Any]) -> None:
    assert document["openapi"].startswith("3.1.")
    assert document["paths"].keys() == {
        "/api/v1/articles",
        "/api/v1/articles/{public_id}",
        "/api/v1/articles/{public_id}/related",
        "/api/v1/coverages",
        "/api/v1/coverages/{slug}",
        "/api/v1/drafts",
        "/api/v1/drafts/{public_id}",
        "/api/v1/drafts/{public_id}/publication",
        "/api/v1/drafts/{public_id}/translations",
        "/api/v1/drafts/{public_id}/translations/{other_id}",
        "/api/v1/problems",
        "/api/v1/sections",
        "/api/v1/tags",
        "/api/v1/tags/{slug}",
        "/api/v1/trending",
        "/api/v1/wire/{slug}",
    }


def test_every_reference_leads_somewhere(document: dict[str, Any]) -> None:
    references = set(re.findall(r'"\$ref": "#/components/schemas/([^"]+)"', json.dumps(document)))
    assert references <= document["components"]["schemas"].keys()
    assert json.dumps(document).count('"$ref"') == json.dumps(document).count('"$ref": "#/components/schemas/')


def test_every_shape_has_a_name_of_its_own(document: dict[str, Any]) -> None:
    schemas = document["components"]["schemas"]
    assert {name: schema["title"] for name, schema in schemas.items()} == {name: name for name in schemas}


def test_every_operation_is_named_once_and_explained(document: dict[str, Any]) -> None:
    found = list(operations(document))
    assert len({operation["operationId"] for _, operation in found}) == len(found)
    assert all(operation["description"] and operation["summary"] for _, operation in found)


def test_every_parameter_of_a_path_is_declared(document: dict[str, Any]) -> None:
    for path, operation in operations(document):
        declared = {row["name"] for row in operation["parameters"] if row["in"] == "path" and row["required"]}
        assert declared == set(re.findall(r"{(\w+)}", path))


def test_every_failure_is_documented_as_a_problem(document: dict[str, Any]) -> None:
    for _, operation in operations(document):
        assert "default" in operation["responses"]
        for status, response in operation["responses"].items():
            assert response["description"]
            expected = "application/json" if status.startswith("2") else "application/problem+json"
            assert list(response["content"]) == [expected]


def test_only_drafts_and_the_wire_ask_for_a_token(document: dict[str, Any]) -> None:
    assert document["components"]["securitySchemes"]["Bearer"]["scheme"] == "bearer"
    for path, operation in operations(document):
        assert bool(operation.get("security")) == path.startswith(("/api/v1/drafts", "/api/v1/wire"))


def test_a_publication_needs_the_version(document: dict[str, Any]) -> None:
    operation = document["paths"]["/api/v1/drafts/{public_id}/publication"]["put"]
    assert next(row["required"] for row in operation["parameters"] if row["name"] == "If-Match")
    assert {"200", "201", "401", "403", "404", "412", "422", "428"} <= operation["responses"].keys()


def test_the_files_of_the_page_may_be_kept_for_a_year(api: Client) -> None:
    response = api.get("/api/v1/docs/swagger-ui.css", headers={"Accept-Encoding": "gzip"})
    assert (response["Content-Type"], response["Content-Encoding"]) == ("text/css; charset=utf-8", "gzip")
    assert "immutable" in response["Cache-Control"]


@pytest.mark.browser
def test_the_page_shows_the_operations_and_loads_nothing_from_elsewhere(live_server: LiveServer, page: Page) -> None:
    asked, said = [], []

    def note(request: Request) -> None:
        asked.append(request.url)

    page.on("request", note)
    page.on("console", lambda message: said.append(message.text) if message.type == "error" else None)
    page.goto(f"{live_server.url}/api/v1/docs")
    page.get_by_text("/api/v1/drafts/{public_id}/publication").wait_for()
    outside = [url for url in asked if not url.startswith((live_server.url, "data:"))]
    assert (outside, [text for text in said if "favicon" not in text]) == ([], [])
