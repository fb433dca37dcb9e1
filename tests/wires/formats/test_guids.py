"""Identifiers made here."""

from wires.formats.guids import derived, in_language, is_derived, parted


def test_the_same_story_gets_the_same_identifier_and_another_does_not() -> None:
    first = derived("HBP", "BC-Ferry", "2026-03-03")
    assert first == derived("hbp", " bc-ferry", "2026-03-03")
    assert len({first, derived("HBP", "BC-Ferry", "2026-03-04"), derived("HBP", "BC-Ferry2026-03-03", "")}) == 3
    assert is_derived(first)
    assert not is_derived("urn:newsml:harrow.example:ferry")


def test_only_a_language_parts_a_name() -> None:
    assert parted(in_language("urn:x:1", "fr")) == ("urn:x:1", "#fr")
    assert parted(in_language("urn:x:1", "und")) == ("urn:x:1", "#und")
    for name in ("urn:x:1", "https://x.example/#item-1", "https://x.example/?p=1#42", "urn:x:1#"):
        assert parted(name) == (name, "")
