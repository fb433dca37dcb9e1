"""HTML of any origin: how deep it may be, and where each odd thing goes."""

import pytest

from articles import markup
from articles.markup import DEEPEST


def nested(depth: int) -> str:
    return "<div>" * depth + "Wind" + "</div>" * depth


def test_as_many_elements_inside_one_another_as_are_allowed_are_read() -> None:
    assert not markup.is_too_deep(nested(DEEPEST))
    assert markup.is_too_deep(nested(DEEPEST + 1))


def test_elements_beside_one_another_are_not_deep() -> None:
    assert not markup.is_too_deep(nested(2) * DEEPEST)


@pytest.mark.parametrize("element", ["p", "li", "br", "img", "td"])
def test_elements_that_need_no_end_are_not_deep(element: str) -> None:
    assert not markup.is_too_deep(f"<{element}>Wind" * (DEEPEST + 1))


@pytest.mark.parametrize("stray", ["</b>", "</x>", "<!-- </div> -->", "<!--</DIV>--!>", "<!--></b>"])
def test_an_end_tag_that_ends_nothing_makes_nothing_less_deep(stray: str) -> None:
    assert markup.is_too_deep(f"<div>{stray}" * (DEEPEST + 1))


def test_what_stands_in_a_comment_is_not_deep() -> None:
    assert not markup.is_too_deep("<!--" + nested(DEEPEST + 1) + "-->")


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("<li>one</li><li>two</li>", "<p>one</p><p>two</p>"),
        ("<p>one<div>two</div>three</p>", "<p>one</p><p>two</p><p>three</p>"),
        ("<h2>one<center>two</center>three</h2>", "<h2>one<br>two<br>three</h2>"),
        ("<p><span>w</span>i<u>n</u>d</p>", "<p>wind</p>"),
        ("<p><a>wind</a></p>", "<p>wind</p>"),
        ('<p><a href="//harbour.example/">wind</a></p>', '<p><a href="https://harbour.example/">wind</a></p>'),
        ("<aside>wind</aside>", "<p>wind</p>"),
        ('<div data-embed="https://video.example/1">a <b>b</b></div>c', None),
        ("<p>wind</p><!-- note --><p>rain</p>", "<p>wind</p><p>rain</p>"),
        ("<ul><li></li></ul><p><strong> </strong></p><p>wind</p>", "<p>wind</p>"),
    ],
)
def test_what_is_meant_is_kept_and_what_decorates_is_unwrapped(given: str, kept: str | None) -> None:
    if kept is None:
        kept = '<div data-embed="https://video.example/1"></div><p>a <strong>b</strong></p><p>c</p>'
    assert markup.normalise(given) == kept


@pytest.mark.parametrize("dropped", markup.DROPPED)
def test_elements_without_text_for_a_reader_go_with_all_that_is_in_them(dropped: str) -> None:
    assert "hidden" not in markup.normalise(f"<p>wind</p><{dropped}>hidden</{dropped}><p>rain</p>")


@pytest.mark.parametrize("url", ["https://[x", "https:///x", "http://video.example/1", "https://", "javascript:x()"])
def test_an_embed_without_a_host_that_can_be_named_goes_and_its_words_stay(url: str) -> None:
    assert markup.normalise(f'<div data-embed="{url}">a film</div>') == "<p>a film</p>"
