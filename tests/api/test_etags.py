"""Which tags name the content that somebody holds."""

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory

from api import etags


@etags.conditional
def page(request: HttpRequest) -> HttpResponse:
    return HttpResponse("Ferry leaves", status=200 if request.path == "/" else 404, headers={"Link": "<next>"})


def asked(header: str, path: str = "/") -> HttpResponse:
    return page(RequestFactory().get(path, headers={"If-None-Match": header}))


TAG = asked("")["ETag"]


@pytest.mark.parametrize("header", [TAG, TAG.removeprefix("W/"), f'"x", {TAG}', "*"])
def test_a_held_tag_needs_no_content(header: str) -> None:
    response = asked(header)
    assert (response.status_code, response.content) == (304, b"")
    assert (response["ETag"], response["Link"]) == (TAG, "<next>")


@pytest.mark.parametrize("header", ["", '"x"', TAG.strip('W/"'), "W/", '"'])
def test_any_other_tag_gets_the_content(header: str) -> None:
    assert asked(header).content == b"Ferry leaves"


def test_what_is_not_there_has_no_tag() -> None:
    response = asked("*", path="/gone")
    assert (response.status_code, "ETag" in response) == (404, False)
