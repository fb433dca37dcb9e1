"""Secrets lie sealed, open with the key of the newsroom and its former ones, and with no other."""

import pytest
from pytest_django.fixtures import Settings

from wires import sealing


def test_what_is_sealed_says_nothing_and_opens_again() -> None:
    sealed = sealing.seal("paper-boats")
    assert "paper" not in sealed
    assert sealed != sealing.seal("paper-boats")
    assert sealing.unseal(sealed) == "paper-boats"


def test_nothing_is_sealed_as_nothing() -> None:
    assert (sealing.seal(""), sealing.unseal("")) == ("", "")


def test_a_former_key_opens_and_the_present_one_seals(settings: Settings) -> None:
    settings.SECRET_KEY = "former-key-of-the-newsroom"
    sealed = sealing.seal("paper-boats")
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "present-key", ["former-key-of-the-newsroom"]
    assert sealing.unseal(sealed) == "paper-boats"
    again = sealing.seal("paper-boats")
    settings.SECRET_KEY_FALLBACKS = []
    assert sealing.unseal(again) == "paper-boats"
    with pytest.raises(sealing.Unsealable, match="NEWSROOM_SECRET_KEY_FALLBACKS"):
        sealing.unseal(sealed)
