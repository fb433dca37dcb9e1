"""Figures stand where the agency's pictures stood."""

from uuid import UUID

from wires.placing import place

ONE, TWO = UUID(int=1), UUID(int=2)


def figure(caption: UUID) -> str:
    return f'<figure data-caption="{caption}"></figure>'


def test_a_figure_follows_its_paragraph() -> None:
    html = "<p>Dawn &amp; dusk.</p><p>Noon.</p>"
    assert place(html, [(ONE, 1)]) == f"<p>Dawn &amp; dusk.</p>{figure(ONE)}<p>Noon.</p>"


def test_a_figure_never_parts_a_list() -> None:
    html = "<ul><li>One</li><li>Two</li></ul><p>End.</p>"
    assert place(html, [(ONE, 1)]) == f"<ul><li>One</li><li>Two</li></ul>{figure(ONE)}<p>End.</p>"


def test_figures_of_one_place_keep_their_order_and_late_ones_come_last() -> None:
    assert place("<p>One.</p>", [(TWO, 9), (ONE, 0)]) == f"{figure(ONE)}<p>One.</p>{figure(TWO)}"
    assert place("<p>One.</p>", [(TWO, 0), (ONE, 0)]) == f"{figure(TWO)}{figure(ONE)}<p>One.</p>"


def test_a_body_without_pictures_is_left_alone() -> None:
    assert place("<p>One<br>two.</p>", []) == "<p>One<br>two.</p>"
