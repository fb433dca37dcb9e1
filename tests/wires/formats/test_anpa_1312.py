"""ANPA 1312: every sample beside its expectation, which messages are one story, and what no input may do."""

import time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.wires.formats import damage, samples
from wires import formats
from wires.formats.telex import heads
from wires.stories import CANCELED

SAMPLES = samples.of("anpa_1312")
BYTES = [sample.data for sample in SAMPLES]


@pytest.mark.parametrize("sample", SAMPLES, ids=str)
def test_a_sample_is_read_as_its_expectation_says(sample: samples.Sample) -> None:
    samples.check(sample)


def _identities(name: str) -> list[tuple[str, str]]:
    data = (samples.ROOT / "anpa_1312" / name).read_bytes()
    return [(story.guid, story.evolved_from) for story in formats.read(data)]


@pytest.mark.parametrize("name", ["writethru.anpa", "cycle-for-mornings.anpa", "controls-lost.anpa"])
def test_versions_of_a_day_have_the_guid_of_their_story(name: str) -> None:
    assert _identities(name) == _identities("plain.anpa")


def test_a_version_after_midnight_continues_the_story_of_the_evening() -> None:
    ((guid, continued),) = _identities("writethru-after-midnight.anpa")
    ((before, _),) = _identities("plain.anpa")
    assert guid != before == continued


@pytest.mark.parametrize("name", ["abridged.anpa", "add.anpa"])
def test_what_does_not_replace_the_story_is_another_item(name: str) -> None:
    ((guid, continued),) = _identities(name)
    assert (guid, "") != _identities("plain.anpa")[0]
    assert continued == ""


@pytest.mark.parametrize("name", ["kill.anpa", "kill-by-its-words.anpa", "removed.anpa"])
def test_a_kill_reaches_both_editions_of_its_day_and_of_the_day_before(name: str) -> None:
    killed = [guid for guid, _ in _identities(name)]
    assert len(set(killed)) == 4
    assert {_identities("plain.anpa")[0][0], _identities("abridged.anpa")[0][0]} < set(killed)
    assert all(story.pubstatus == CANCELED for story in formats.read((samples.ROOT / "anpa_1312" / name).read_bytes()))


def test_a_kill_after_midnight_reaches_the_story_of_the_evening() -> None:
    data = (samples.ROOT / "anpa_1312" / "kill.anpa").read_bytes().replace(b"03-03-26 1015", b"03-04-26 0015")
    assert _identities("plain.anpa")[0][0] in [story.guid for story in formats.read(data)]


def test_alerts_of_one_slug_are_stories_of_their_own() -> None:
    data = (samples.ROOT / "anpa_1312" / "alert-without-headline.anpa").read_bytes()
    (one,), (other,) = formats.read(data), formats.read(data.replace(b"sails again", b"has sunk"))
    assert one.guid != other.guid
    assert one.evolved_from == other.evolved_from != ""


def test_a_line_below_the_byline_takes_no_longer_than_it_is() -> None:
    began = time.process_time()
    assert not heads.BYLINE_TITLE.match("AMERICAN " + "LEN " * 60 + "x")
    assert heads.BYLINE_TITLE.match("AP Sports Writer")
    assert heads.BYLINE_TITLE.match("for The Associated Press")
    assert time.process_time() - began < 5


@settings(max_examples=150, suppress_health_check=[HealthCheck.too_slow])
@given(damage.damaged(BYTES, signs=(b"\b;;^;\n", b"\x01\x02\x03")))
def test_a_damaged_message_gives_stories_or_a_refusal(data: bytes) -> None:
    samples.damaged(data)


@given(st.binary(max_size=200))
def test_any_bytes_behind_the_coding_lines_give_stories_or_a_refusal(data: bytes) -> None:
    coded = b"\x16\x16\x01W1203\x1fharrow\r\nr i\x13\x11 BC-EU--Oskeld-Ferry     03-03 0120\r\n\x02"
    samples.damaged(coded + data)
    samples.damaged(b"\x01" + data)
