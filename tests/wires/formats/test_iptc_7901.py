"""IPTC 7901: every sample beside its expectation, which messages are one story, and what no input may do."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.wires.formats import damage, samples
from wires import formats

SAMPLES = samples.of("iptc_7901")
BYTES = [sample.data for sample in SAMPLES]


@pytest.mark.parametrize("sample", SAMPLES, ids=str)
def test_a_sample_is_read_as_its_expectation_says(sample: samples.Sample) -> None:
    samples.check(sample)


def _bytes(name: str) -> bytes:
    return (samples.ROOT / "iptc_7901" / name).read_bytes()


def _identities(data: bytes) -> list[tuple[str, str]]:
    return [(story.guid, story.evolved_from) for story in formats.read(data)]


def test_a_lead_has_the_guid_of_the_story_where_keywords_name_one() -> None:
    assert _identities(_bytes("lead.txt")) == _identities(_bytes("base-of-lead.txt"))


def test_a_lead_after_midnight_continues_the_story_of_the_evening() -> None:
    ((_, continued),) = _identities(_bytes("lead-after-midnight.txt"))
    assert continued == _identities(_bytes("lead.txt"))[0][0]


def test_keywords_that_name_a_subject_part_stories_by_their_headlines() -> None:
    data = _bytes("plain.txt")
    ((one, subject),) = _identities(data)
    ((other, same_subject),) = _identities(data.replace(b"Ferry to the islands", b"Pier on the island"))
    ((update, _),) = _identities(data.replace(b"It carries 40", b"It carries 50"))
    assert one == update != other
    assert subject == same_subject != ""


def test_a_kill_of_a_subject_without_a_headline_reaches_all_of_its_stories() -> None:
    killed = [
        guid
        for guid, _ in _identities(_bytes("plain.txt").replace(b"Ferry to the islands sails again", b"KILL KILL KILL"))
    ]
    ((_, subject),) = _identities(_bytes("plain.txt"))
    assert subject in killed


def test_a_kill_of_a_subject_with_a_headline_reaches_that_story_only() -> None:
    killed = [guid for guid, _ in _identities(_bytes("plain.txt").replace(b"\x02Ferry", b"\x02(KILL)\r\nFerry"))]
    ((guid, subject),) = _identities(_bytes("plain.txt"))
    assert guid in killed
    assert subject not in killed


def test_a_kill_after_midnight_reaches_the_story_of_the_evening() -> None:
    kill = _bytes("kill.txt").replace(b"031015 GMT", b"040015 GMT")
    killed = [guid for guid, _ in _identities(kill)]
    evening = (
        _bytes("kill.txt").replace(b"KILL KILL KILL", b"Ferry sails").replace(b"Please kill item", b"So says item")
    )
    assert _identities(evening)[0][0] in killed


@pytest.mark.parametrize(
    "data",
    [
        b"PK\x03\x04abc12 3 i 40 x",
        b"abc12 3 i 40\n" + b"x" * 5000,
        b"{}",
        b"From: a@x.example\nDate: x\n\nabc12 3 i 40 x\nA/\n",
        b"\x01",
        b"\x01\x02\x03",
    ],
)
def test_other_files_are_not_claimed(data: bytes) -> None:
    (recognises,) = [one.recognises for one in formats.FORMATS if one.name == "IPTC 7901"]
    assert not recognises(data)


def test_a_file_of_too_many_messages_is_refused() -> None:
    with pytest.raises(formats.Unreadable, match=r"1,001 messages, more than the 1,000"):
        formats.read(_bytes("plain.txt") * 1001)


@settings(max_examples=150, suppress_health_check=[HealthCheck.too_slow])
@given(damage.damaged(BYTES, signs=(b"|a|\n||\n", b"\x01\x02\x03")))
def test_a_damaged_message_gives_stories_or_a_refusal(data: bytes) -> None:
    samples.damaged(data)


@given(st.binary(max_size=200))
def test_any_bytes_behind_a_header_line_give_stories_or_a_refusal(data: bytes) -> None:
    samples.damaged(b"\x01hbp0120 3 i 120 hbp 0199\r\n" + data)
    samples.damaged(b"hbp0120 3 i 120 hbp 0199\r\nHarrow/\r\n" + data)
