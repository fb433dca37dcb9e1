"""HTML that is nothing but prose: read at once, and read alike."""

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from wires import plain_html, text


@pytest.mark.parametrize(
    ("html", "read"),
    [
        ("<p>Rope &amp; coil</p>\n<p>two</p>", "<p>Rope &amp; coil</p><p>two</p>"),
        ('<div class="main"><section><h1>A</h1><p class="lead">b</p></section></div>', "<h2>A</h2><p>b</p>"),
        ("<p>a <b>b</b> <span class='x'>c</span></p>", None),
        ('<p>a <b>b</b> <i>c</i> <span class="x">d</span></p>', "<p>a <strong>b</strong> <em>c</em> d</p>"),
        ("<p>a<br/>b<br></p>", "<p>a<br>b</p>"),
        ("<p>a<br><br>b</p>", None),
        ('<p><a class="k" href="https://x.example/?a=1&amp;b=2" target="_blank">k</a></p>',
         '<p><a href="https://x.example/?a=1&amp;b=2">k</a></p>'),
        ('<p><a href="javascript:x">k</a></p>', None),
        ('<p><a href="foo">k</a></p>', None),
        ("<ul>\n<li>a</li><li class=\"z\">b</li></ul>", "<ul>\n<li>a</li><li>b</li></ul>"),
        ("<p>a&#8211;b&#160;c\u00a0d &gt; e</p>", "<p>a–b&nbsp;c&nbsp;d &gt; e</p>"),
        ("<p>&copy; a</p>", None),
        ("<p>a &#150; b</p>", None),
        ("<p></p><p> &nbsp; </p><p>a</p>", "<p>a</p>"),
        ('<p class="EdNote">private</p><p>a</p>', None),
        ('<p style="display:none">private</p>', None),
        ("<p>a</p>b", None),
        ("<p>a<p>b</p>", None),
        ("<p>a <strong>b</p></strong>", None),
        ("<div><p>a</p>", None),
        ("<p>a <img src='x'/></p>", None),
        ("", ""),
    ],
)  # fmt: skip
def test_prose_is_read_and_all_else_is_left(html: str, read: str | None) -> None:
    assert plain_html.read(html) == read


def test_very_long_prose_is_read_in_one_go() -> None:
    words = "<p>" + "a <b>b</b> &amp; " * 50_000 + "</p>"
    assert (plain_html.read(words) or "").count("<strong>") == 50_000
    assert plain_html.read("<p>" + "a <b>b</b> " * 50_000) is None


WORDS = st.sampled_from(
    ["a", " b ", "é\n", "&nbsp;", "\u00a0", "&amp;", "&#8211;", ">", '"', "", "\u200b", "ثقافة", "\t", "c"]
)
MARKS = st.sampled_from(
    [
        ("<b>", "</b>"),
        ("<em>", "</em>"),
        ('<span class="dateline">', "</span>"),
        ('<a href="https://x.example/a#b">', "</a>"),
        ('<a href="mailto:anna@x.example">', "</a>"),
    ]
)
ADDRESSES = st.builds(
    lambda scheme, host, rest: f"{scheme}{host}{rest}",
    st.sampled_from(["https://", "http://", "https:", "mailto:", "https:///"]),
    st.lists(
        st.sampled_from(
            ["x.example", "X.Example", "a.", "xn--", "-b", "b-", ".de", "%C3%BD", "1.2.3.999", "@", "1", "_", "x"]
        ),
        max_size=3,
    ).map("".join),
    st.sampled_from(["", "/", "/a(b)%zz;c", ":8080/", ":99999", "?q=a&amp;b", "#c", "//d"]),
)
BLOCKS = st.sampled_from([("<p>", "</p>"), ('<p class="u">', "</p>"), ("<h1>", "</h1>"), ("<h3>", "</h3>")])
SPACE = st.sampled_from(["", " ", "\n"])


def _joined(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.lists(inner, max_size=4).map("".join)


inline = st.recursive(
    WORDS | st.sampled_from(["<br>", "<br/>"]),
    lambda inner: st.builds(lambda mark, words: mark[0] + words + mark[1], MARKS, _joined(inner)),
    max_leaves=6,
)
block = st.builds(lambda edge, words, space: edge[0] + words + edge[1] + space, BLOCKS, _joined(inline), SPACE)
item = st.builds(lambda words, space: f"{space}<li>{words}</li>", _joined(inline), SPACE)
listed = st.builds(lambda items: f"<ul>{''.join(items)}</ul>", st.lists(item, max_size=3))
page = st.recursive(
    block | listed,
    lambda inner: st.builds(lambda words: f'<div class="m">{words}</div>', _joined(inner)),
    max_leaves=6,
)
loose = st.lists(
    st.sampled_from("<p> </p> <b> </b> <li> </li> <ul> </ul> <br> <div> </div> a \n &lt; <hr>".split(" "))
).map("".join)


@settings(max_examples=200, deadline=None)
@given(_joined(page) | loose)
@example("<p>\u00a0<br>a</p>")
def test_what_both_can_read_both_read_alike(html: str) -> None:
    plain = plain_html.read(html)
    assert plain is None or text.Body(plain) == text._taken_apart(html)


@settings(max_examples=200, deadline=None)
@given(ADDRESSES)
@example("https://www.%C3%BD%CE%8D.example/")
def test_a_link_that_both_can_read_leads_to_the_same_address(address: str) -> None:
    html = f'<p><a href="{address}">k</a></p>'
    assert plain_html.read(html) in (None, text._taken_apart(html).html)
