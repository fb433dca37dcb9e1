"""What pages weigh on their way to a reader, in bytes of brotli."""

from pathlib import Path

import brotli
import pytest
from django.test import Client

from media.models import Photo
from tests.readers.test_views import html, whole_story

pytestmark = pytest.mark.django_db
STATIC = Path(__file__).parents[2] / "readers/static/readers"
KB = 1024


def weight(*contents: bytes) -> int:
    return sum(len(brotli.compress(content)) for content in contents)


def test_a_story_weighs_at_most_20_kilobytes(reader: Client, ferry: Photo) -> None:
    assert weight(html(reader, whole_story(ferry).path or "").encode()) <= 20 * KB


@pytest.mark.parametrize("kind", ["css", "js"])
def test_all_styles_and_all_scripts_weigh_at_most_15_kilobytes(kind: str) -> None:
    files = sorted(STATIC.glob(f"*.{kind}"))
    assert files
    assert weight(*(file.read_bytes() for file in files)) <= 15 * KB
