"""Embeds: which addresses of other sites can be shown in a story, and from where."""

import pytest

from articles import embeds
from newsroom.answers import POLICY


@pytest.mark.parametrize(
    ("url", "frame"),
    [
        ("https://www.youtube.com/watch?v=abcdefghijk&t=3", "https://www.youtube-nocookie.com/embed/abcdefghijk"),
        ("https://youtu.be/abcdefghijk", "https://www.youtube-nocookie.com/embed/abcdefghijk"),
        ("https://vimeo.com/123", "https://player.vimeo.com/video/123?dnt=1"),
        ("https://datawrapper.dwcdn.net/aB3dE/2/", "https://datawrapper.dwcdn.net/aB3dE/"),
    ],
)
def test_addresses_of_a_provider_mean_its_frame(url: str, frame: str) -> None:
    assert embeds.embed(url).frame == frame


@pytest.mark.parametrize(
    "url",
    [
        "https://youtube.com.evil.example/watch?v=abcdefghijk",
        "https://evil.example/https://youtu.be/abcdefghijk",
        "https://www.youtube.com/redirect?q=elsewhere",
        "https://vimeo.com/about",
    ],
)
def test_other_addresses_have_no_frame(url: str) -> None:
    assert embeds.embed(url).frame == ""


def test_the_policy_allows_the_frames_of_all_providers() -> None:
    assert all(origin in POLICY for origin in embeds.ORIGINS)
