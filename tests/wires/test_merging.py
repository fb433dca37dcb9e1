"""Three texts made one: nobody's change is lost, and only what both changed differently is asked about."""

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wires.merging import Kind, Stretch, merge

texts = st.lists(st.sampled_from("abcdef"), max_size=8)


def merged(base: Sequence[str], ours: Sequence[str], theirs: Sequence[str]) -> list[str]:
    """The text, with [ours|theirs] where a person must choose."""
    written: list[str] = []
    for one in merge(base, ours, theirs):
        desk, agency = ours[slice(*one.ours)], theirs[slice(*one.theirs)]
        if one.kind == Kind.CONFLICT:
            written.append(f"[{''.join(desk)}|{''.join(agency)}]")
        else:
            written += agency if one.kind == Kind.THEIRS else desk
    return written


@pytest.mark.parametrize(
    ("base", "ours", "theirs", "result"),
    [
        ("abc", "abc", "abXc", "abXc"),
        ("abc", "aXc", "abc", "aXc"),
        ("abcde", "aXcde", "abcYe", "aXcYe"),
        ("abcde", "acde", "abcdeY", "acdeY"),
        ("ab", "Xb", "aY", "XY"),
        ("abc", "aXc", "aXc", "aXc"),
        ("abc", "aXc", "aYc", "a[X|Y]c"),
        ("abc", "abcX", "abcY", "abc[X|Y]"),
        ("abc", "ac", "aYc", "a[|Y]c"),
        ("", "X", "", "X"),
        ("", "X", "Y", "[X|Y]"),
    ],
)
def test_what_one_side_changed_stands_and_what_both_changed_is_asked(
    base: str, ours: str, theirs: str, result: str
) -> None:
    assert "".join(merged(base, ours, theirs)) == result


@given(texts, texts)
def test_a_side_that_changed_nothing_takes_the_other(base: list[str], other: list[str]) -> None:
    assert merged(base, base, other) == other
    assert merged(base, other, base) == other
    assert merged(base, other, other) == other


@given(texts, texts, texts)
def test_the_stretches_cover_each_text_whole_and_in_order(base: list[str], ours: list[str], theirs: list[str]) -> None:
    found = merge(base, ours, theirs)
    for side, text in (("base", base), ("ours", ours), ("theirs", theirs)):
        spans = [getattr(one, side) for one in found]
        assert [place for start, end in spans for place in range(start, end)] == list(range(len(text)))


@given(texts, texts, texts)
def test_each_stretch_says_truly_who_changed_it(base: list[str], ours: list[str], theirs: list[str]) -> None:
    for one in merge(base, ours, theirs):
        was, desk, agency = base[slice(*one.base)], ours[slice(*one.ours)], theirs[slice(*one.theirs)]
        assert (was == desk) == (one.kind in (Kind.SAME, Kind.THEIRS))
        assert (was == agency) == (one.kind in (Kind.SAME, Kind.OURS))
        assert (desk == agency) == (one.kind in (Kind.SAME, Kind.BOTH))


@given(texts, texts, texts)
def test_the_sides_are_treated_alike(base: list[str], ours: list[str], theirs: list[str]) -> None:
    swapped = {Kind.OURS: Kind.THEIRS, Kind.THEIRS: Kind.OURS}
    turned = [
        Stretch(swapped.get(one.kind, one.kind), one.base, one.theirs, one.ours) for one in merge(base, theirs, ours)
    ]
    assert turned == merge(base, ours, theirs)
