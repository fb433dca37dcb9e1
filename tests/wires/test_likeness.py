"""Whether two texts say nearly the same, told by their sketches."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ground import folding
from wires import likeness

_WORDS = [f"word{number}" for number in range(400)]


def text(seed: int, length: int) -> list[str]:
    return random.Random(seed).choices(_WORDS, k=length)


def sketch(words: list[str]) -> likeness.Sketch:
    return likeness.sketch(folding.fold(" ".join(words)))


def test_a_text_is_like_itself_and_like_nothing_else() -> None:
    one, other = sketch(text(1, 300)), sketch(text(2, 300))
    assert likeness.alike(one, one)
    assert not likeness.alike(one, other)


@pytest.mark.parametrize(("changed", "alike"), [(10, True), (30, True), (150, False)])
def test_some_other_words_leave_a_text_alike(changed: int, alike: bool) -> None:
    words = text(1, 300)
    later = [*words[: 300 - changed], *text(9, changed)]
    assert likeness.alike(sketch(words), sketch(later)) is alike


def test_a_longer_version_holds_the_shorter_one() -> None:
    words = text(1, 200)
    assert likeness.alike(sketch(words), sketch([*words, *text(5, 350)]))


def test_a_digest_of_the_day_is_no_copy_of_one_of_its_parts() -> None:
    words = text(1, 60)
    assert not likeness.alike(sketch(words), sketch([*words, *text(5, 1500)]))


def test_short_notes_of_one_pattern_are_told_apart() -> None:
    notes = [
        (
            "Northern Quay Bank said it is raising its prime rate to seven and a quarter per cent from seven effective "
            "on Monday at all of its branches."
        ),
        (
            "Aldersea Mutual has raised its prime rate to seven and a quarter per cent from seven effective today, as "
            "others on the coast have done."
        ),
    ]
    assert not likeness.alike(*(likeness.sketch(folding.fold(note)) for note in notes))


def test_texts_that_are_alike_are_found_by_one_another_and_hardly_others() -> None:
    words = text(1, 300)
    mine = set(likeness.marks(" ".join(words)))
    assert mine & set(likeness.marks(" ".join([*words[:240], *text(9, 60)])))
    assert not any(mine & set(likeness.marks(" ".join(text(seed, 300)))) for seed in range(10, 60))


def test_what_is_too_short_has_no_sketch() -> None:
    assert sketch(text(1, 12)) == ()
    assert not likeness.alike((), ())


def test_texts_without_spaces_are_compared_too() -> None:
    first = "港口今天早上因为大风关闭渡轮停航乘客在候船室等待船长说下午可能恢复航行"
    assert likeness.alike(likeness.sketch(first), likeness.sketch(first + "晚上再通知"))


@given(st.lists(st.sampled_from(_WORDS), max_size=400), st.lists(st.sampled_from(_WORDS), max_size=400))
def test_it_does_not_matter_which_comes_first(one: list[str], other: list[str]) -> None:
    first, second = sketch(one), sketch(other)
    assert likeness.shares(first, second) == likeness.shares(second, first)
    assert likeness.read(likeness.written(first)) == first
