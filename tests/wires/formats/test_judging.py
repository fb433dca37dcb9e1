"""What all formats judge alike."""

import pytest

from wires.formats.judging import Remarks, judged, stops
from wires.stories import CANCELED, USABLE, WITHHELD, WireStory, WireSubject


@pytest.mark.parametrize(
    ("said", "state"),
    [
        (None, USABLE),
        ("usable", USABLE),
        ("stat:usable", USABLE),
        ("Cancelled", CANCELED),
        ("http://x/stat:canceled", CANCELED),
        ("http://cv.iptc.org/newscodes/pubstatusg2/canceled", CANCELED),
    ],
)
def test_a_known_status_is_one_of_the_three(said: str | None, state: str) -> None:
    remarks = Remarks()
    assert (remarks.pubstatus(said), remarks.hold, remarks.warnings) == (state, False, [])


def test_a_withheld_item_holds() -> None:
    remarks = Remarks()
    assert (remarks.pubstatus("withheld"), remarks.hold, remarks.warnings) == (WITHHELD, True, [])


@pytest.mark.parametrize("said", ["", "maybe"])
def test_a_status_that_nobody_knows_holds_with_a_sentence(said: str) -> None:
    remarks = Remarks()
    assert (remarks.pubstatus(said), remarks.hold, len(remarks.warnings)) == (WITHHELD, True, 1)


@pytest.mark.parametrize("said", ["2026-03-03", "tomorrow noon", "2026-03-03T10:00:00"])
def test_an_embargo_that_names_no_moment_holds(said: str) -> None:
    remarks = Remarks()
    read = remarks.embargo(said)
    assert (read["embargo"], bool(read["embargo_raw"]), remarks.hold, len(remarks.warnings)) == (None, True, True, 1)


@pytest.mark.parametrize(
    ("said", "until", "state", "hold"),
    [
        ("Embargoed", "2026-03-03T10:00:00Z", USABLE, False),
        ("stat:embargoed", "2026-03-03T10:00:00Z", USABLE, False),
        ("embargoed", "", WITHHELD, True),
        ("embargoed", "Friday", WITHHELD, True),
        ("withheld", "2026-03-03T10:00:00Z", WITHHELD, True),
        ("canceled", "2026-03-03T10:00:00Z", CANCELED, False),
        (None, "", USABLE, False),
    ],
)
def test_what_is_embargoed_until_a_moment_is_usable_from_then_on(
    said: str | None, until: str, state: str, hold: bool
) -> None:
    remarks = Remarks()
    assert (remarks.state(said, remarks.embargo(until)), remarks.hold) == (state, hold)


def test_words_that_take_an_item_back_are_known_wherever_they_stand() -> None:
    assert [word for word in ("Kill", "withheld", "Canceled", "embargoed", "usable", "Update", "") if stops(word)] == [
        "Kill",
        "withheld",
        "Canceled",
    ]


def test_an_embargo_that_names_a_moment_needs_no_hold() -> None:
    remarks = Remarks()
    assert remarks.embargo("2026-03-03T10:00:00Z")["embargo"] is not None
    assert (remarks.hold, remarks.warnings) == (False, [])


@pytest.mark.parametrize(
    ("value", "urgency", "warned"), [("3", 3, 0), (None, None, 0), ("0", None, 0), ("soon", None, 1), ("12", None, 1)]
)
def test_urgencies_are_1_to_9(value: str | None, urgency: int | None, warned: int) -> None:
    remarks = Remarks()
    assert (remarks.urgency(value), len(remarks.warnings)) == (urgency, warned)


@pytest.mark.parametrize(
    "facts",
    [
        {"headline": "Advisory, not for publication"},
        {"ed_note": "Nicht zur Veröffentlichung"},
        {"genres": (WireSubject(name="Advisory"),)},
        {"genres": (WireSubject(code="advisory", scheme="genre"),)},
    ],
)
def test_a_note_to_editors_is_known_by_its_words(facts: dict[str, str]) -> None:
    story = judged(WireStory("urn:a", body_html="<p>x</p>", **facts), Remarks())  # type: ignore[arg-type]
    assert story.advisory
    assert "note to editors" in story.warnings[0]


@pytest.mark.parametrize(
    "note",
    [
        "Not for publication before noon on Friday.",
        "Not for publication or broadcast until 0001.",
        "Die folgenden Informationen sind nicht zur Veröffentlichung bestimmt\nKontakte: Ola Brandt",
    ],
)
def test_an_embargo_and_contacts_below_make_no_note_to_editors(note: str) -> None:
    assert not judged(WireStory("urn:a", body_html="<p>x</p>", ed_note=note), Remarks()).advisory


def test_an_empty_item_and_lost_letters_are_told() -> None:
    assert "nothing in this item" in judged(WireStory("urn:a"), Remarks()).warnings[0]
    assert (
        "letters were lost"
        in judged(WireStory("urn:a", headline="F\N{REPLACEMENT CHARACTER}hre"), Remarks()).warnings[0]
    )
