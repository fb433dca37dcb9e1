"""The comparison of texts."""

from hypothesis import given
from hypothesis import strategies as st

from desk import differences
from desk.differences import Line, Part

texts = st.lists(st.text("abc ", max_size=12), max_size=6)


def read(lines: list[Line], leaving_out: str) -> list[str]:
    sides = [[part for part in line.parts if part.kind != leaving_out] for line in lines]
    return ["".join(part.text for part in side) for side in sides if side]


@given(texts, texts)
def test_both_texts_can_be_read_out_of_the_comparison(before: list[str], after: list[str]) -> None:
    found = differences.lines(before, after)
    assert read(found, "added") == [text for text in before if text] or "" in before
    assert [text for text in read(found, "removed") if text] == [text for text in after if text]


def test_an_edited_line_is_compared_by_words() -> None:
    (line,) = differences.lines(["the boat left at dawn"], ["the boat left at noon"])
    assert line.parts == (Part("same", "the boat left at "), Part("removed", "dawn"), Part("added", "noon"))


def test_a_new_line_between_old_ones_is_only_added() -> None:
    found = differences.lines(["one", "two"], ["one", "between", "two"])
    assert [line.changed for line in found] == [False, True, False]


def test_unchanged_lines_far_from_a_change_are_left_out_once() -> None:
    before = [f"line {number}" for number in range(20)]
    found = differences.around(differences.lines(before, [*before[:19], "last"]))
    assert found[0] is None
    assert len([line for line in found if line is None]) == 1
