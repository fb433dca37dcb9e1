"""What is called by its first words."""

import pytest

from media import titling


@pytest.mark.parametrize(
    ("said", "title"),
    [
        (("Ferry at the quay", "quay.jpg"), "Ferry at the quay"),
        (("", " ", " Ferry\nat the quay ", "quay.jpg"), "Ferry at the quay"),
        (("", "quay.jpg"), "quay.jpg"),
        (("word " * 40,), "word " * 15 + "word…"),
        (("渡" * 100,), "渡" * 79 + "…"),
        ((), ""),
    ],
)
def test_the_first_that_says_anything_is_the_title(said: tuple[str, ...], title: str) -> None:
    assert titling.title(*said) == title
