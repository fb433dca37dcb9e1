"""The accent colour: whatever is chosen can be read in both schemes."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from readers import colours

STYLES = Path(__file__).parents[2] / "readers/static/readers/newspaper.css"


@given(st.from_regex(r"#[0-9a-f]{6}", fullmatch=True))
def test_every_colour_becomes_readable_on_paper_and_on_dark(chosen: str) -> None:
    accent = colours.accent(chosen)
    assert colours.contrast(accent.on_paper, colours.PAPER) >= colours.ENOUGH
    assert colours.contrast(accent.on_dark, colours.DARK) >= colours.ENOUGH


def test_a_colour_that_can_be_read_stays_as_it_was_chosen() -> None:
    assert colours.accent("#8c1d18").on_paper == "#8c1d18"


@pytest.mark.parametrize(("colour", "ratio"), [("#000000", 21), ("#ffffff", 1), ("#777777", 4.48)])
def test_the_contrast_is_that_of_wcag(colour: str, ratio: float) -> None:
    assert colours.contrast(colour, "#ffffff") == pytest.approx(ratio, abs=0.01)


def test_the_backgrounds_are_those_of_the_style_sheet() -> None:
    styles = STYLES.read_text()
    assert "--paper: #fff;" in styles
    assert f"--paper: {colours.DARK};" in styles
