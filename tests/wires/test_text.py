"""Agency text: what is kept, what is taken out, and that no word goes missing."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles import body
from wires import text


def test_blank_lines_part_paragraphs_of_plain_text() -> None:
    assert text.from_plain("One\r\n\r\nTwo\n \nThree & more").html == "<p>One</p><p>Two</p><p>Three &amp; more</p>"


def test_short_lines_of_plain_text_stay_lines() -> None:
    assert text.from_plain("1. Oskeld\n2. Marnwick\n3. Ellery").html == "<p>1. Oskeld<br>2. Marnwick<br>3. Ellery</p>"


def test_lines_wrapped_by_a_telex_become_one_paragraph() -> None:
    wrapped = (
        "The harbour board of Port Ellery decided on Tuesday that the\n"
        "old pier will stay open for another year, until a new one has\n"
        "been built."
    )
    assert text.from_plain(wrapped).html.count("<br>") == 0


def test_indented_lines_begin_paragraphs_of_plain_text() -> None:
    assert text.paragraphs(text.from_plain("   First\nmore\n   Second").html) == 2


def test_two_breaks_part_paragraphs_and_one_does_not() -> None:
    assert text.from_html("a<br/>b<br/>&nbsp;<br/>c").html == "<p>a<br>b</p><p>c</p>"


def test_a_caption_leaves_the_body_with_its_picture() -> None:
    read = text.from_html('<p>A</p><figure><img src="https://x.example/1.jpg"><figcaption>Quay</figcaption></figure>')
    assert read.html == "<p>A</p>"
    assert [(image.href, image.caption, image.position) for image in read.images] == [
        ("https://x.example/1.jpg", "Quay", 1)
    ]
    assert read.warnings == ()


def test_a_caption_without_a_picture_stays_text() -> None:
    assert (
        "Quay"
        in text.from_html("<figure><table><tr><td>1</td></tr></table><figcaption>Quay</figcaption></figure>").html
    )


def test_an_element_closed_in_itself_does_not_swallow_the_rest() -> None:
    assert text.from_html('<p>A</p><script src="x.js"/><p>B</p><title/><p>C</p>').html == "<p>A</p><p>B</p><p>C</p>"


@pytest.mark.parametrize("name", ["{", "{{css}}", "a:b:c", '"', "=x"])
def test_attributes_of_any_name_go(name: str) -> None:
    assert text.from_html(f'<p><img src="a.jpg"></p><p {name} align="left">A <b {name}>b</b></p>').html.endswith(
        "<p>A <strong>b</strong></p>"
    )


@pytest.mark.parametrize("code", ["&#11;", "&#x1F;", "&#11", "\x0b", "&#65534;"])
def test_control_codes_go_wherever_they_stand(code: str) -> None:
    read = text.from_html(f'<p>A{code}</p><img src="a.jpg">{code}<q>{code}B</q>{code}<p>C</p>')
    assert (body.text(read.html).split(), len(read.images)) == (["A", "“B”", "C"], 1)


def test_hidden_text_goes_to_the_desk() -> None:
    read = text.from_html('<p>A</p><div style="display: none">desk 2</div>')
    assert (read.html, read.notes) == ("<p>A</p>", ("desk 2",))


def test_struck_text_is_kept_and_told() -> None:
    read = text.from_html("<p>It cost <del>ten</del> nine.</p>")
    assert read.html == "<p>It cost ten nine.</p>"
    assert "“ten” was struck through" in read.warnings[0]


def test_quotation_elements_keep_their_marks() -> None:
    assert text.from_html("<p>She said <q>no <b>way</b></q>.</p>").html == "<p>She said “no <strong>way</strong>”.</p>"


def test_links_that_work_only_at_the_agency_become_words() -> None:
    assert text.from_html('<p><a href="/more">more</a> <a href="https://x.example/">x</a></p>').html == (
        '<p>more <a href="https://x.example/">x</a></p>'
    )


def test_a_sign_that_opens_no_tag_swallows_nothing() -> None:
    assert text.from_html("<p>if x <y then <b>stop</b>").html == "<p>if x &lt;y then <strong>stop</strong></p>"


def test_tables_and_lists_stay() -> None:
    html = "<ul><li>a</li><li>b</li></ul><table><tbody><tr><th>x</th><td>1</td></tr></tbody></table>"
    assert text.from_html(html).html == html
    assert text.paragraphs(html) == 2


@pytest.mark.parametrize("depth", [300, 20_000])
def test_markup_nested_too_deep_keeps_its_words(depth: int) -> None:
    read = text.from_html("<p>before</p>" + "<div>" * depth + "inside" + "</div>" * depth + "<p>after</p>")
    assert re.sub("<[^>]+>", " ", read.html).split() == ["before", "inside", "after"]


def test_words_of_cells_nested_too_deep_stay_apart() -> None:
    assert text.visible(text.from_html("<table><tr><td>sluice" * 300).html).split() == ["sluice"] * 300


@pytest.mark.parametrize(
    ("given_text", "line"),
    [
        ("Oskeld &amp; Sons", "Oskeld & Sons"),
        ("<b>Ferry</b>\n sails", "Ferry sails"),
        ("if a<b and c>d", "if a<b and c>d"),
        ("5 < 6 > 4", "5 < 6 > 4"),
        ("\x93Yes\x94", "“Yes”"),
        ("a\x00b", "ab"),
        ("?a=1&copy=2", "?a=1&copy=2"),
    ],
)
def test_a_line_is_words_without_markup(given_text: str, line: str) -> None:
    assert text.line(given_text) == line


pieces = st.sampled_from(
    "<p> </p> <b> </b> <i> <div> </div> <br> <br/> <ul> <li> </li> <table> <tr> <td> </td> </table> <h1> </h1> "
    "<blockquote> </blockquote> <a> </a> <q> </q> <figure> <figcaption> </figcaption> <img> &lt; &amp; &nbsp; < > & "
    "Oskeld ferry 42 “so” ذهب <caption> <section> <o:p> </o:p> <pre> <!-- --> <hr>".split(" ")
)
markup = st.lists(pieces | st.text(max_size=5), max_size=25).map(" ".join)


@given(markup)
def test_cleaning_a_clean_body_changes_nothing(html: str) -> None:
    once = text.from_html(html)
    assert text.from_html(once.html).html == once.html


@given(markup)
def test_a_word_is_in_the_body_or_beside_it_or_told(html: str) -> None:
    read = text.from_html(html)
    kept = " ".join([text.visible(read.html), *read.notes, *(image.caption for image in read.images)])
    missing = set(re.findall(r"\w", text.visible(text.tidy(html)))) - set(re.findall(r"\w", kept))
    assert not missing or read.warnings


@given(st.text(max_size=200))
def test_plain_text_keeps_every_letter(plain: str) -> None:
    html = text.from_plain(plain).html
    assert re.findall(r"\w", text.visible(html)) == re.findall(r"\w", text.tidy(plain))
    assert text.from_html(html).html == html


def test_a_body_of_far_too_many_tags_keeps_its_words_alone() -> None:
    read = text.from_html("<p>Rope <b>coil</b></p>" * 20_000)
    assert body.text(read.html).split()[:4] == ["Rope", "coil", "Rope", "coil"]
    assert "<strong>" not in read.html
    assert "more than 20,000 tags" in read.warnings[0]


def test_a_first_heading_that_repeats_the_headline_goes_and_pictures_move_up() -> None:
    read = text.from_html('<h1>The Pier</h1><p>A</p><img src="https://x.example/1.jpg"><p>B</p>')
    parted = text.without_headline(read, "THE  pier")
    assert (parted.html, parted.images[0].position) == ("<p>A</p><p>B</p>", 1)
    assert text.without_headline(read, "The piers") == read
    assert text.without_headline(read, "") == read


@pytest.mark.parametrize(
    ("lines", "found"),
    [
        (["Forty jobs"], "Forty jobs"),
        (["", "THE PIER", "Forty jobs"], "Forty jobs"),
        (["The old pier at Ellery opens"], ""),
        (["The old pier at Ellery opens again on Tuesday, the board said, after nine years and a storm., Also"], ""),
        (["Ellery opens again"], "Ellery opens again"),
    ],
)
def test_a_summary_tells_more_than_the_headline_and_how_the_text_opens(lines: list[str], found: str) -> None:
    html = (
        "<p>The old pier at Ellery opens again on Tuesday, the board said, after nine years and a storm.</p><p>Then</p>"
    )
    assert text.untold(lines, told=["The pier"], html=html) == found
