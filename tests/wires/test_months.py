"""Names of months: the CLDR's, and none that means two."""

import pytest
from babel.dates import get_month_names

from wires.months import _MONTHS, MONTHS, month

LANGUAGES = "en de de_AT nl sv da nb fi fr it es pt pt_PT ca ro hu el ru uk tr id".split()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_name_of_the_cldr_is_known_for_its_month(language: str) -> None:
    for width in ("wide", "abbreviated"):
        for context in ("format", "stand-alone"):
            for number, name in get_month_names(width, context, language).items():
                assert month(name.removeprefix("de ").removeprefix("d’")) == number, name


def test_no_name_means_two_months() -> None:
    words = [word for line in _MONTHS.split("\n") for word in set(line.split())]
    assert len(words) == len(MONTHS)
    assert (month("Listopad"), month("Sept."), month("MÄRZ")) == (None, 9, 3)
