"""The body's vocabulary: what is kept, what is tidied, and that no word is lost."""

from collections import Counter
from html import unescape
from html.parser import HTMLParser
from urllib.parse import urlsplit

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from articles import body

PHOTO = "0190b5a1-7c11-7000-8000-000000000001"
STORY = "0190b5a1-7c11-7000-8000-000000000002"
_PIECES = st.sampled_from(
    [
        *(
            f"<{tag}>"
            for tag in "p div b h1 ul li table tr td th caption br hr blockquote span script svg section foo".split()
        ),
        *(f"</{tag}>" for tag in "p div b h1 ul li table td blockquote script section figure a aside".split()),
        f"<figure data-caption='{PHOTO}'>",
        f"<a data-story='{STORY}'>",
        "<a href='https://harbour.example/'>",
        "<aside data-box='fact'>",
        "<div data-embed='https://video.example/1'>",
        "&amp;",
        "&lt;",
        "<",
        "word ",
        "é",
        "مرفأ",
        "\u00a0",
        "\x00",
    ]
)

_HOSTILE = [
    "<p onclick='x()' style='color:red' class='a' id='b'>",
    "<a href='javascript:x()' target='_blank'>",
    "<a href='//harbour.example/'>",
    "<a href=' jAvascript:x()'>",
    "<div data-embed='javascript:x()'>",
    "<figure data-caption='\"><script>'>",
    "<td colspan='2' onclick='x()'>",
    "<img src=x onerror=x()>",
    "<style>",
    "<template>",
    "<!--",
    "-->",
]


def _tags(names: str) -> st.SearchStrategy[str]:
    """Elements of these names, begun or ended."""
    return st.sampled_from([f"<{end}{name}>" for name in names.split() for end in ("", "/")])


_WORD = st.from_regex(r"[a-zé&;]{1,9} ", fullmatch=True)
#: Elements that hide no word and move none.
_FLOWING = _tags("p div b i h1 h2 ul li blockquote span section center a foo")


def _elements(html: str) -> list[tuple[str, dict[str, str]]]:
    """The elements and their attributes, as another parser than the house's reads them."""
    found: list[tuple[str, dict[str, str]]] = []

    class Reader(HTMLParser):
        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            found.append((tag, {name: value or "" for name, value in attrs}))

    reader = Reader()
    reader.feed(html)
    reader.close()
    return found


@pytest.mark.parametrize(
    ("given_html", "kept"),
    [
        ("<div>Wind <b>rose</b></div><div>at dawn</div>", "<p>Wind <strong>rose</strong></p><p>at dawn</p>"),
        ("bare text<br>second line", "<p>bare text<br>second line</p>"),
        ("<h1>Title</h1><p>text</p>", "<h2>Title</h2><p>text</p>"),
        ("<section><p>a</p>loose <i>b</i><p>c</p></section>", "<p>a</p><p>loose <em>b</em></p><p>c</p>"),
        ("<p>kept</p><p>&nbsp;</p><p></p>", "<p>kept</p>"),
        ("<td>1</td><td>2</td>", "<p>1</p><p>2</p>"),
        (
            "<table><caption>Today</caption><tr><th>Left</th><td>a<table><tr><td>1</td></tr></table>b</td></tr></table>",
            "<p>Today</p><p>Left</p><p>a</p><table><tbody><tr><td>1</td></tr></tbody></table><p>b</p>",
        ),
        ("<table><tr><td><table><tr><td><table><tr><td>1", "<table><tbody><tr><td>1</td></tr></tbody></table>"),
        ("tides &amp; winds < 5", "<p>tides &amp; winds &lt; 5</p>"),
        ("", ""),
    ],
)
def test_html_of_any_origin_is_brought_into_the_vocabulary(given_html: str, kept: str) -> None:
    assert body.clean(given_html) == body.Cleaned(kept)


@pytest.mark.parametrize(
    "hostile",
    [
        "<p onclick='x()'>text</p>",
        "<p>text</p><script>x()</script>",
        "<p style='position:fixed'>text</p>",
        "<p>text<iframe src='https://evil.example'></iframe></p>",
        "<p>text<img src=x onerror=x()></p>",
    ],
)
def test_nothing_active_survives(hostile: str) -> None:
    assert body.clean(hostile) == body.Cleaned("<p>text</p>")


def test_a_link_with_a_script_scheme_loses_its_address() -> None:
    assert "javascript" not in body.clean("<p><a href='javascript:x()'>here</a></p>").html


def test_a_placeholder_holds_its_identity_and_its_content_stands_behind_it() -> None:
    cleaned = body.clean(
        f"<figure data-caption='{PHOTO.upper()}'><img src=x><figcaption>The quay</figcaption></figure>"
    )
    assert cleaned.html.startswith(f'<figure data-caption="{PHOTO}"></figure><p>')
    assert "The quay" in body.text(cleaned.html)


def test_a_figure_without_an_identity_is_only_its_words() -> None:
    assert body.clean("<figure data-caption='7'><figcaption>The quay</figcaption></figure>").html == "<p>The quay</p>"


def test_a_story_link_keeps_the_story_and_no_other_address() -> None:
    cleaned = body.clean(f"<p><a data-story='{STORY}' href='https://x.example'>earlier</a></p>")
    assert cleaned.html == f'<p><a data-story="{STORY}">earlier</a></p>'


def test_only_https_addresses_are_embedded() -> None:
    assert body.clean("<div data-embed='http://video.example/1'>v</div>").html == "<p>v</p>"


def test_text_that_cannot_be_tidied_without_loss_is_kept_as_paragraphs_with_a_warning() -> None:
    cleaned = body.clean("<svg><p>x</p></svg>after<p>ok</p>")
    assert cleaned.warnings == (body.LOST_WORDS,)
    assert "after" in body.text(cleaned.html)


def test_markup_that_is_too_deep_is_kept_as_its_words() -> None:
    html = "<ul><li>" * 50_000 + "Ferry leaves" + "</li></ul>" * 50_000
    assert body.clean(html) == body.Cleaned("<p>Ferry leaves</p>", (body.TOO_DEEP,))


@given(st.lists(_PIECES, max_size=12).map("".join))
@example("<word")
def test_cleaning_is_idempotent_and_loses_no_word(html: str) -> None:
    cleaned = body.clean(html).html
    assert body.clean(cleaned) == body.Cleaned(cleaned)
    assert body._letters(cleaned) == body._letters(body.CONTROL.sub("", html))


@given(st.lists(_PIECES | st.sampled_from(_HOSTILE), max_size=12).map("".join))
def test_only_what_the_allow_list_names_comes_out(html: str) -> None:
    for tag, attributes in _elements(body.clean(html).html):
        assert set(attributes) <= body.ALLOWED[tag], (tag, attributes)
        assert urlsplit(attributes.get("href", "https:")).scheme in body.URL_SCHEMES


@given(st.lists(_FLOWING | _WORD, max_size=15))
def test_every_word_that_stands_between_the_tags_comes_out_in_its_order(pieces: list[str]) -> None:
    words = [unescape(piece) for piece in pieces if not piece.startswith("<")]
    cleaned = body.text(body.clean("".join(pieces)).html)
    assert "".join(cleaned.split()) == "".join("".join(words).split())


@given(st.lists(_FLOWING | _tags("table tr td th") | _WORD, max_size=15))
def test_every_word_in_and_around_a_broken_table_comes_out(pieces: list[str]) -> None:
    """What stands between rows and cells moves before the table (HTML, foster parenting)."""
    words = [unescape(piece) for piece in pieces if not piece.startswith("<")]
    cleaned = body.text(body.clean("".join(pieces)).html)
    assert Counter("".join(cleaned.split())) == Counter("".join("".join(words).split()))


@given(st.lists(_tags("table thead tr td th caption p b ul li") | _WORD, max_size=20).map("".join))
@example("<table><tr><td>" * 3 + "a")
def test_no_table_stands_in_another(html: str) -> None:
    cleaned = body.clean(html).html
    for table in body.TABLE.findall(cleaned):
        assert table.count("<table") == 1
    assert "<table" not in body.TABLE.sub("", cleaned)
    assert "</table" not in body.TABLE.sub("", cleaned)


@given(st.text(max_size=300))
def test_any_text_can_be_cleaned(text: str) -> None:
    body.clean(text)


def test_text_is_a_line_a_block() -> None:
    assert body.text("<p>One  two</p><ul><li>three</li></ul><p>four<br>five</p>") == "One two\nthree\nfour\nfive"


def test_prose_leaves_tables_and_subheads_out() -> None:
    table = "<table><tbody><tr><td>two</td></tr></tbody></table>"
    assert body.prose(f"<h2>nought</h2><p>one</p>{table}<p>three</p>") == "one\nthree"


def test_ids_are_found_in_reading_order() -> None:
    html = f'<p><a data-story="{STORY}">a</a></p><figure data-caption="{PHOTO}"></figure>'
    assert [str(found) for found in body.figure_ids(html)] == [PHOTO]
    assert [str(found) for found in body.story_ids(html)] == [STORY]
