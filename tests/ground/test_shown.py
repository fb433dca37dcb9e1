"""What a page shows is collected on its request."""

from datetime import timedelta

import pytest
from django.test import RequestFactory

from ground.shown import collection, key, keys, shown
from tests.world import MORNING


def test_keys_are_collected_once_and_sorted() -> None:
    request = RequestFactory().get("/")
    shown(request, "tag:2", "article:1")
    shown(request, *keys("tag", [2, 3]))
    assert collection(request).header == "article:1 tag:2 tag:3"


def test_the_earliest_end_counts() -> None:
    request = RequestFactory().get("/")
    for hours in (3, 1, 2):
        shown(request, until=MORNING + timedelta(hours=hours))
    shown(request, "front:main")
    assert collection(request).until == MORNING + timedelta(hours=1)


@pytest.mark.parametrize(
    ("path", "spelling"),
    [
        ("/a b/", "path:/a%20b/"),
        ("/a\r\nX: y/", "path:/a%0D%0AX:%20y/"),
        ("/ü/", "path:/%C3%BC/"),
        ("/a\x00b/", "path:/a%00b/"),
        ("/harbour/2026/03/04/ferry-leaves/", "path:/harbour/2026/03/04/ferry-leaves/"),
    ],
)
def test_a_key_holds_only_what_a_header_may(path: str, spelling: str) -> None:
    assert key("path", path) == spelling
