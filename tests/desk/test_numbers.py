"""Numbers of rows, as they come in addresses and in what is typed."""

import pytest

from desk.numbers import number


@pytest.mark.parametrize(("text", "row"), [("7", 7), (7, 7), ("٧", 7), (str(2**63 - 1), 2**63 - 1)])
def test_digits_are_a_number(text: object, row: int) -> None:
    assert number(text) == row


@pytest.mark.parametrize("text", [None, "", "-1", "1.5", "x", "²", str(2**63), "9" * 5000])
def test_what_no_row_can_be_called_is_none(text: object) -> None:
    assert number(text) is None
