"""Arabic and Hebrew names inside English sentences."""

import pytest

from wires.isolating import isolated

#: The signs that begin and end a direction of its own, as they can be seen here.
_VISIBLE = str.maketrans({"\u2068": "<", "\u2069": ">"})


@pytest.mark.parametrize(
    ("sentence", "shown"),
    [
        ("“Ferry sails”: HBP sent a 2nd version.", "“Ferry sails”: HBP sent a 2nd version."),
        ("“العبارة” is on hold.", "“<العبارة>” is on hold."),
        ("وكالة الميناء sent “A”.", "<وكالة الميناء> sent “A”."),
        ("“قال “لا” ثم”: it goes on", "“<قال “لا” ثم>”: it goes on"),
        ("The story “العبارة", "The story “<العبارة>"),
        ("”العبارة”", "”العبارة”"),
    ],
)
def test_what_is_quoted_and_who_sent_it_has_a_direction_of_its_own(sentence: str, shown: str) -> None:
    assert isolated(sentence, ["وكالة الميناء", "HBP"]).translate(_VISIBLE) == shown
