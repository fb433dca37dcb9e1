"""What is wrong with a value, in a sentence: kinds of errors in words for the authors of programs. Pure."""

from collections.abc import Mapping
from typing import Any

#: Kind of error (pydantic) → what to do; the braces hold what the validator knows.
_SAID = {
    "bool_type": "Write true or false.",
    "int_type": "Write a whole number.",
    "list_type": "Send a list.",
    "dict_type": "Send an object.",
    "model_attributes_type": "Send an object.",
    "uuid_type": "Write a UUID.",
    "missing": "It is missing. Send it.",
    "extra_forbidden": "There is no such member. Leave it out.",
    "int_parsing": "Write a whole number.",
    "int_from_float": "Write a whole number.",
    "greater_than_equal": "Write a number from {ge} on.",
    "less_than_equal": "Write a number up to {le}.",
    "string_type": "Write text.",
    "string_unicode": "It holds half of a character, a lone surrogate. Write whole ones.",
    "string_too_long": "Write at most {max_length} letters.",
    "string_too_short": "It is empty or too short. Write at least {min_length}.",
    "too_long": "Send at most {max_length}.",
    "string_pattern_mismatch": "Write letters, digits and hyphens only.",
    "literal_error": "Choose {expected}.",
    "timezone_aware": "Write the moment with its zone: 2026-03-05T06:00:00Z.",
    "datetime_type": "Write a moment: 2026-03-05T06:00:00Z.",
    "datetime_parsing": "Write a moment: 2026-03-05T06:00:00Z.",
    "datetime_from_date_parsing": "Write a moment: 2026-03-05T06:00:00Z.",
    "uuid_parsing": "Write a UUID.",
    "value_error": "{error}",
}


def sentence(row: Mapping[str, Any]) -> str:
    """The sentence for an error row {type, msg, ctx}; the validator's own words where the kind has none here."""
    known = row.get("ctx", {})
    # A validator that runs after another one calls letters items.
    kind = f"string_{row['type']}" if known.get("field_type") == "Value" else row["type"]
    said = _SAID.get(kind, "{msg}").format(msg=row["msg"], **known)
    return said if said.endswith(".") else f"{said}."
