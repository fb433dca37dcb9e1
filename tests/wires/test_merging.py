"""Three texts made one: nobody's change is lost, and only what both changed differently is asked about."""

from collections import Counter
from collections.abc import Sequence
from itertools import cycle

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wires.merging import Kind, Stretch, changed, merge

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
        ("abcd", "Xbcd", "aNbcY", "XNbcY"),
        ("abcd", "aNbcd", "aXcd", "aNXcd"),
        ("ab", "Xb", "Nab", "NXb"),
        ("ab", "aX", "abN", "aXN"),
        ("abc", "ac", "abNc", "aNc"),
        ("ab", "Xb", "aYN", "XYN"),
        ("abcd", "XYZd", "AbNcd", "[X|A]YNZd"),
        ("abc", "Xc", "aNbc", "[X|aNb]c"),
        ("ab", "XMb", "aNb", "[XM|aN]b"),
        ("ab", "XNb", "aNb", "XNb"),
        ("ab", "XMb", "Xb", "XMb"),
        ("a", "X", "aa", "[X|aa]"),
        ("abcd", "bcda", "bcad", "bc[da|ad]"),
        ("ab", "Xab", "abX", "[Xab|abX]"),
        ("bab", "ab", "b", "[ab|b]"),
        ("abcd", "abcY", "bcaZ", "[abcY|bcaZ]"),
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


@given(texts, texts, texts)
def test_what_is_merged_holds_all_that_either_side_put_in(base: list[str], ours: list[str], theirs: list[str]) -> None:
    if Kind.CONFLICT not in {one.kind for one in merge(base, ours, theirs)}:
        result = set(merged(base, ours, theirs))
        assert (set(ours) | set(theirs)) - set(base) <= result
        assert set(ours) & set(theirs) <= result <= set(ours) | set(theirs)


@given(texts, texts, texts, st.lists(st.booleans(), min_size=9, max_size=9))
def test_whatever_is_chosen_nothing_stands_twice_and_nothing_that_both_have_is_lost(
    base: list[str], ours: list[str], theirs: list[str], desk: list[bool]
) -> None:
    result: list[str] = []
    for one, takes_ours in zip(merge(base, ours, theirs), cycle(desk), strict=False):
        is_ours = takes_ours if one.kind == Kind.CONFLICT else one.kind != Kind.THEIRS
        result += ours[slice(*one.ours)] if is_ours else theirs[slice(*one.theirs)]
    assert Counter(ours) & Counter(theirs) <= Counter(result) <= Counter(ours) | Counter(theirs)


@given(texts, texts, texts)
def test_what_was_merged_is_merged_again_into_the_same(base: list[str], ours: list[str], theirs: list[str]) -> None:
    if Kind.CONFLICT not in {one.kind for one in merge(base, ours, theirs)}:
        result = merged(base, ours, theirs)
        assert merged(theirs, result, theirs) == result
        assert merged(base, result, result) == result


@given(st.lists(st.sampled_from("abcdefgh"), unique=True, min_size=1), st.data())
def test_an_insertion_beside_an_edit_is_asked_of_nobody(base: list[str], data: st.DataObject) -> None:
    edited = data.draw(st.integers(0, len(base) - 1))
    place = data.draw(st.integers(0, len(base)))
    ours = [*base[:edited], "X", *base[edited + 1 :]]
    theirs = [*base[:place], "N", *base[place:]]
    assert merged(base, ours, theirs) == [*ours[:place], "N", *ours[place:]]
    assert merged(base, theirs, ours) == [*ours[:place], "N", *ours[place:]]


@given(texts, texts)
def test_what_changed_is_counted_block_by_block(before: list[str], after: list[str]) -> None:
    count = changed(before, after)
    assert (count == 0) == (before == after)
    assert abs(len(before) - len(after)) <= count <= len(before) + len(after)
