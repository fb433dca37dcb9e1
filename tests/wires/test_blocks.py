"""A body in blocks: nothing of it is lost, and what reads the same is the same."""

from hypothesis import given
from hypothesis import strategies as st

from wires import blocks

FIGURE = '<figure data-caption="0198f000-0000-7000-8000-000000000001"></figure>'


def test_figures_stay_with_the_block_before_them() -> None:
    parted = blocks.part(f"{FIGURE}<p>One</p>{FIGURE}{FIGURE}<h2>Two</h2>")
    assert parted.leading == FIGURE
    assert [(block.html, block.figures) for block in parted.blocks] == [
        ("<p>One</p>", FIGURE * 2),
        ("<h2>Two</h2>", ""),
    ]


@given(st.lists(st.sampled_from(["<p>One</p>", "<h2>Two</h2>", FIGURE, "<ul><li>a</li><li>b</li></ul>", "<hr>"])))
def test_the_blocks_together_are_the_body(pieces: list[str]) -> None:
    html = "".join(pieces)
    assert blocks.part(html).html == html


def test_what_a_reader_cannot_tell_apart_has_one_key() -> None:
    same = [
        "<ul><li>Rope</li><li>Coil of rope</li></ul>",
        "<ul> <li><p>Rope</p></li>\n<li><p>Coil\N{NO-BREAK SPACE}of  rope</p></li></ul>",
    ]
    assert len({blocks.part(html).blocks[0].key for html in same}) == 1


def test_a_mark_in_the_text_makes_another_block() -> None:
    plain, linked = (
        blocks.part(html).blocks[0].key for html in ("<p>Rope</p>", '<p><a href="https://x.example">Rope</a></p>')
    )
    assert plain != linked


def test_loose_text_is_a_paragraph() -> None:
    assert blocks.part("Rope & coil<p>x</p>tail").html == "<p>Rope &amp; coil</p><p>x</p><p>tail</p>"
