"""What is wrong with a value is said in a sentence of ours."""

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

import pytest
from pydantic import AfterValidator, AwareDatetime, BaseModel, ConfigDict, Field, Strict, ValidationError

from api import values


class Inner(BaseModel):
    """A value with members of its own. Framework schemas take attributes too."""

    model_config = ConfigDict(from_attributes=True)


class Wish(BaseModel):
    """A value of each kind that the API takes."""

    model_config = ConfigDict(extra="forbid")
    number: int = Field(1, ge=1, le=9)
    text: str = Field("x", max_length=3, pattern=r"^[-\w]+$")
    kind: Literal["minor", "update"] = "minor"
    moment: AwareDatetime | None = None
    naive: datetime | None = None
    identity: UUID | None = None
    line: Annotated[str, AfterValidator(str.strip), Field(min_length=1, max_length=3)] = "x"
    several: list[int] = Field(default_factory=list, max_length=1)
    needed: str
    truth: Annotated[bool, Strict()] = False
    count: Annotated[int, Strict()] = 0
    inner: Inner | None = None


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"number": "x"}, "Write a whole number."),
        ({"number": 0}, "Write a number from 1 on."),
        ({"number": 10}, "Write a number up to 9."),
        ({"text": "abcd"}, "Write at most 3 letters."),
        ({"line": "abcd"}, "Write at most 3 letters."),
        ({"line": " "}, "It is empty or too short. Write at least 1."),
        ({"several": [1, 2]}, "Send at most 1."),
        ({"text": "a b"}, "Write letters, digits and hyphens only."),
        ({"text": 7}, "Write text."),
        ({"text": "a\ud83d"}, "It holds half of a character, a lone surrogate. Write whole ones."),
        ({"kind": "first"}, "Choose 'minor' or 'update'."),
        ({"moment": "2026-03-05T06:00:00"}, "Write the moment with its zone: 2026-03-05T06:00:00Z."),
        ({"naive": "tomorrow"}, "Write a moment: 2026-03-05T06:00:00Z."),
        ({"identity": "x"}, "Write a UUID."),
        ({"more": 1}, "There is no such member. Leave it out."),
        ({"needed": None}, "Write text."),
        ({"several": 1}, "Send a list."),
        ({"identity": 1}, "Write a UUID."),
        ({"truth": "yes"}, "Write true or false."),
        ({"count": True}, "Write a whole number."),
        ({"inner": "x"}, "Send an object."),
    ],
)
def test_each_kind_of_error_has_a_sentence(given: dict[str, object], said: str) -> None:
    with pytest.raises(ValidationError) as failure:
        Wish.model_validate({"needed": "x", **given})
    [row] = failure.value.errors()
    assert values.sentence(row) == said  # type: ignore[arg-type]


def test_a_kind_without_one_keeps_the_validators_words() -> None:
    assert values.sentence({"type": "odd", "msg": "Input is odd"}) == "Input is odd."
