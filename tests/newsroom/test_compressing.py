"""Public text goes compressed to whoever takes it, and nothing else does."""

import gzip

import brotli
import pytest
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.test import Client, RequestFactory
from hypothesis import given
from hypothesis.strategies import text

from newsroom import compressing
from tests import world

WORDS = "The ferry left at six. " * 100
PLAIN = {"Surrogate-Key": "front:main", "Content-Type": "text/html; charset=utf-8"}


def answer(response: HttpResponse, accepted: str = "gzip, deflate, br") -> HttpResponse:
    def view(request: HttpRequest) -> HttpResponse:
        return response

    return compressing.compress(view)(RequestFactory().get("/", headers={"Accept-Encoding": accepted}))


def test_a_page_is_sent_by_brotli_or_gzip_and_reads_the_same() -> None:
    small, larger = answer(HttpResponse(WORDS, headers=PLAIN)), answer(HttpResponse(WORDS, headers=PLAIN), "gzip")
    assert (small["Content-Encoding"], brotli.decompress(small.content).decode()) == ("br", WORDS)
    assert (larger["Content-Encoding"], gzip.decompress(larger.content).decode()) == ("gzip", WORDS)
    assert small["Content-Length"] == str(len(small.content))
    assert small["Vary"] == "Accept-Encoding"


@pytest.mark.parametrize(
    ("accepted", "coding"),
    [
        ("", ""),
        ("identity", ""),
        ("br;q=0, gzip;q=0.5", "gzip"),
        ("GZIP", "gzip"),
        ("*", "br"),
        ("*;q=0", ""),
        ("br;q=0.001", "br"),
        ("deflate, zstd", ""),
        ("*, br;q=0", "gzip"),
    ],
)
def test_the_client_says_what_it_takes(accepted: str, coding: str) -> None:
    assert compressing.chosen(accepted) == coding


@given(text())
def test_anything_may_be_said(accepted: str) -> None:
    assert compressing.chosen(accepted) in ("", "br", "gzip")


def test_who_takes_nothing_gets_the_page_and_caches_know_that_it_depends() -> None:
    response = answer(HttpResponse(WORDS, headers=PLAIN), "identity")
    assert "Content-Encoding" not in response
    assert (response.content.decode(), response["Vary"]) == (WORDS, "Accept-Encoding")


@pytest.mark.parametrize(
    "response",
    [
        HttpResponse(WORDS),
        HttpResponse("short", headers=PLAIN),
        HttpResponse(WORDS, headers={**PLAIN, "Content-Type": "image/jpeg"}),
        HttpResponse(WORDS, headers={**PLAIN, "Content-Encoding": "gzip"}),
        StreamingHttpResponse([WORDS.encode()], headers=PLAIN),
    ],
    ids=["not public", "short", "no text", "done already", "streamed"],
)
def test_what_is_not_compressed(response: HttpResponse) -> None:
    coded = response.get("Content-Encoding")
    assert answer(response).get("Content-Encoding") == coded


def test_a_page_with_a_cookie_is_somebodys_and_is_not_compressed() -> None:
    response = HttpResponse(WORDS, headers=PLAIN)
    response.set_cookie("session", "x")
    assert "Content-Encoding" not in answer(response)


def test_a_strong_tag_becomes_a_weak_one() -> None:
    assert answer(HttpResponse(WORDS, headers={**PLAIN, "ETag": '"1"'}))["ETag"] == 'W/"1"'


@pytest.mark.django_db
def test_a_feed_that_came_compressed_is_not_sent_again() -> None:
    for number in range(3):
        world.published(f"Ferry {number} leaves Halmsund", body=f"<p>{WORDS}</p>")
    takes = {"Accept-Encoding": "br"}
    first = Client().get("/feeds/front.atom", headers=takes)
    assert first["Content-Encoding"] == "br"
    again = Client().get("/feeds/front.atom", headers={**takes, "If-None-Match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
