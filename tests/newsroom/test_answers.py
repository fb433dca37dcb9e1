"""Every answer says what it showed and how long it may be kept."""

from datetime import timedelta

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory

from ground import clock
from ground.shown import running, shown
from newsroom import answers
from tests.world import ControlledClock


def answer(
    path: str = "/",
    *,
    keys: tuple[str, ...] = (),
    seconds: float | None = None,
    status: int = 200,
    runs: bool = False,
) -> HttpResponse:
    def view(request: HttpRequest) -> HttpResponse:
        shown(request, *keys, until=clock.now() + timedelta(seconds=seconds) if seconds is not None else None)
        if runs:
            running(request)
        return HttpResponse(status=status)

    with clock.using(ControlledClock()):
        return answers.restrict_content(answers.say_what_was_shown(view))(RequestFactory().get(path))


def test_the_keys_of_a_page_are_its_surrogate_key() -> None:
    assert answer(keys=("tag:2", "article:1"))["Surrogate-Key"] == "article:1 tag:2"


@pytest.mark.parametrize(("seconds", "age"), [(None, 60), (600, 60), (7.9, 7), (0, 0), (-5, 0)])
def test_no_page_is_kept_longer_than_what_it_shows(seconds: float | None, age: int) -> None:
    assert f"max-age={age}," in answer(keys=("front:main",), seconds=seconds)["Cache-Control"]


def test_only_what_has_no_end_may_be_shown_after_its_lifetime() -> None:
    assert "stale-if-error" in answer(keys=("front:main",))["Cache-Control"]
    assert answer(keys=("front:main",), seconds=7200)["Cache-Control"] == "public, max-age=60, must-revalidate"


@pytest.mark.parametrize("seconds", [None, 7])
def test_of_a_page_that_runs_a_browser_keeps_nothing_and_a_cache_in_front_does(seconds: int | None) -> None:
    said = answer(keys=("live:1",), seconds=seconds, runs=True)["Cache-Control"]
    assert said.startswith(f"public, max-age=0, s-maxage={seconds or 60}, ")


def test_a_page_that_failed_is_stored_nowhere_whatever_it_meant_to_show() -> None:
    failed = answer(keys=("front:main",), status=500)
    assert (failed["Cache-Control"], failed.has_header("Surrogate-Key")) == ("private, no-store", False)


def test_an_answer_that_shows_nothing_known_is_stored_nowhere() -> None:
    assert answer()["Cache-Control"] == "private, no-store"


@pytest.mark.parametrize(("path", "restricted"), [("/", True), ("/admin/", False)])
def test_reader_pages_load_from_this_site_only(path: str, restricted: bool) -> None:
    assert ("Content-Security-Policy" in answer(path)) is restricted
