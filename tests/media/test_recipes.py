"""The ladder: which sizes there are, and where a crop lies."""

from hypothesis import given
from hypothesis import strategies as st

from media import recipes
from media.recipes import Rung

SIDE = st.integers(1, 70_000)
PART = st.floats(0, 1)


def test_a_camera_picture_gets_the_whole_ladder_in_both_crops_and_one_size_for_others() -> None:
    rungs = recipes.rungs(6000, 4000)
    assert [rung.width for rung in rungs if rung.crop == "full"] == sorted(recipes.WIDTHS, reverse=True)
    assert len(rungs) == 2 * len(recipes.WIDTHS) + 1
    assert Rung("3x2", 640, 427) in rungs
    assert rungs[-1] == Rung("social", 1200, 630)


def test_a_small_picture_keeps_its_own_width() -> None:
    assert [rung.name for rung in recipes.rungs(500, 500)] == [
        "full-500", "full-480", "full-320", "3x2-500", "3x2-480", "3x2-320", "social-500",
    ]  # fmt: skip


def test_a_very_tall_picture_is_as_wide_as_its_height_allows() -> None:
    assert next(rung for rung in recipes.rungs(400, 17_000) if rung.crop == "full") == Rung("full", 385, 16_362)
    assert Rung("full", 1, 16_383) in recipes.rungs(1, 60_000)


def test_a_crop_lies_as_near_to_the_focal_point_as_the_picture_allows() -> None:
    assert recipes.box("3x2", 2000, 1000, focal_x=0.5, focal_y=0.5) == (250, 0, 1750, 1000)
    assert recipes.box("3x2", 2000, 1000, focal_x=0.9, focal_y=0.5) == (500, 0, 2000, 1000)
    assert recipes.box("3x2", 1000, 2000, focal_x=0.5, focal_y=0.1) == (0, 0, 1000, 667)


def test_only_widths_ready_in_every_format_count() -> None:
    ready = ["full-320.jpg", "full-320.webp", "full-640.jpg", "full-640.webp", "full-800.jpg", "3x2-480.jpg"]
    assert recipes.made(ready, "full") == [320, 640]
    assert recipes.made(ready, "3x2") == []
    assert recipes.made(ready, "3x2", ["jpg"]) == [480]


def test_the_nearest_is_wide_enough_or_else_the_widest() -> None:
    assert [recipes.nearest([320, 640, 1024], width) for width in (1, 321, 640, 9999)] == [320, 640, 640, 1024]
    assert recipes.nearest([], 640) is None


@given(SIDE, SIDE)
def test_no_rung_is_wider_than_the_picture_and_the_widest_comes_first(width: int, height: int) -> None:
    for crop in recipes.CROPS:
        rungs = [rung for rung in recipes.rungs(width, height) if rung.crop == crop]
        widths = [rung.width for rung in rungs]
        assert widths == sorted(set(widths), reverse=True)
        assert 1 <= widths[0] <= min(width, *recipes.CROPS[crop].widths[-1:])
        assert all(1 <= rung.height <= recipes.LONGEST for rung in rungs)


@given(st.integers(1200, 70_000), st.integers(630, 70_000))
def test_what_is_large_enough_has_exactly_the_size_that_others_want(width: int, height: int) -> None:
    assert [rung for rung in recipes.rungs(width, height) if rung.crop == "social"] == [Rung("social", 1200, 630)]


@given(SIDE, SIDE, PART, PART)
def test_every_crop_lies_inside_the_picture(width: int, height: int, x: float, y: float) -> None:
    for crop in recipes.CROPS:
        left, top, right, bottom = recipes.box(crop, width, height, focal_x=x, focal_y=y)
        assert 0 <= left < right <= width
        assert 0 <= top < bottom <= height
