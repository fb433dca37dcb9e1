"""Addresses in HTML that is read elsewhere are whole."""

import pytest

from api import addresses

SITE = "http://localhost:8000"


@pytest.mark.parametrize(
    ("html", "whole"),
    [
        ('<a href="/harbour/">', f'<a href="{SITE}/harbour/">'),
        ('<a href="https://quay.example/">', '<a href="https://quay.example/">'),
        ('<a href="//quay.example/">', '<a href="//quay.example/">'),
        ('<img src="/p.jpg" alt="x">', f'<img src="{SITE}/p.jpg" alt="x">'),
        ('<source srcset="/a.webp 320w, /b.webp 640w">', f'<source srcset="{SITE}/a.webp 320w, {SITE}/b.webp 640w">'),
        ('<p>write href="/x" there</p>', '<p>write href="/x" there</p>'),
        ('<img alt="say href=&quot;/x&quot;">', '<img alt="say href=&quot;/x&quot;">'),
    ],
)
def test_only_paths_in_attributes_of_tags_become_whole(html: str, whole: str) -> None:
    assert addresses.of_html(html) == whole
