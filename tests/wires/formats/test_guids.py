"""Identifiers made here."""

from wires.formats.guids import derived, is_derived


def test_the_same_story_gets_the_same_identifier_and_another_does_not() -> None:
    first = derived("HBP", "BC-Ferry", "2026-03-03")
    assert first == derived("hbp", " bc-ferry", "2026-03-03")
    assert len({first, derived("HBP", "BC-Ferry", "2026-03-04"), derived("HBP", "BC-Ferry2026-03-03", "")}) == 3
    assert is_derived(first)
    assert not is_derived("urn:newsml:harrow.example:ferry")
