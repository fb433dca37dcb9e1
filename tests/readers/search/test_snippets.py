"""Pieces of texts around the words that were searched for."""

from hypothesis import given
from hypothesis import strategies as st

from readers.search import snippets

LONG = " ".join(f"word{number}" for number in range(100)) + " ferry " + " ".join(f"more{n}" for n in range(100))


def test_words_are_marked_and_nothing_else_is_markup() -> None:
    text = snippets.marked("Café <b>& ferry</b>", hits={"cafe", "ferry"}, language="en")
    assert text == "<mark>Café</mark> &lt;b&gt;&amp; <mark>ferry</mark>&lt;/b&gt;"


def test_words_are_found_under_their_marks_and_joiners() -> None:
    text = snippets.marked("کتابخانه\u200cی شهر", hits={"کتابخانهی"}, language="fa")
    assert text == "<mark>کتابخانه\u200cی</mark> شهر"


def test_a_snippet_is_cut_between_words_and_says_so() -> None:
    piece = snippets.snippet([LONG], hits={"ferry"}, language="en")
    assert piece.startswith("… word92 ")
    assert "<mark>ferry</mark>" in piece
    assert piece.endswith("more26\u00a0…")


def test_the_text_with_most_of_the_words_is_shown() -> None:
    piece = snippets.snippet(["A ferry.", "A ferry on strike."], hits={"ferry", "strike"}, language="en")
    assert piece == "A <mark>ferry</mark> on <mark>strike</mark>."


def test_without_any_of_the_words_it_is_the_beginning() -> None:
    assert snippets.snippet(["A summary.", "A body."], hits={"ferry"}, language="en") == "A summary."


@given(st.text(), st.lists(st.text(max_size=4)))
def test_no_text_becomes_markup(text: str, hits: list[str]) -> None:
    piece = snippets.snippet([text, text], hits=set(hits) | snippets.words(text, language="ar"), language="ar")
    assert "<" not in piece.replace("<mark>", "").replace("</mark>", "")
