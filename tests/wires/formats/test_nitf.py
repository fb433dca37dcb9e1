"""NITF: every sample beside its expectation, and what no input may do."""

import time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.wires.formats import damage, samples
from wires import formats
from wires.formats import guids, nitf

SAMPLES = samples.of("nitf")
FILES = [sample.data for sample in SAMPLES]


@pytest.mark.parametrize("sample", SAMPLES, ids=str)
def test_a_sample_is_read_as_its_expectation_says(sample: samples.Sample) -> None:
    samples.check(sample)


def _without_id(*, headline: str = "Rope", day: str = "20260303", time: str = "T091500Z", key: str = "") -> bytes:
    return (
        f"<nitf><head><docdata><doc-id regsrc='HBP'/><date.issue norm='{day}{time}'/><du-key key='{key}'/></docdata>"
        f"</head><body><body.head><hedline><hl1>{headline}</hl1></hedline></body.head><body.content/></body></nitf>"
    ).encode()


def test_a_story_without_identifier_keeps_its_name_over_updates() -> None:
    def guid(**facts: str) -> str:
        (story,) = formats.read(_without_id(**facts))
        assert guids.is_derived(story.guid)
        return story.guid

    assert guid() == guid(time="T171500Z")
    assert guid(key="works") == guid(key="works", headline="Rope works", time="T171500+0100")
    assert len({guid(), guid(day="20260304"), guid(headline="Coil"), guid(key="works"), guid(key="pier")}) == 5


def test_words_alone_tell_apart_what_has_nothing_else() -> None:
    def guid(words: str) -> str:
        return formats.read(f"<nitf><body><body.content><p>{words}</p></body.content></body></nitf>".encode())[0].guid

    assert guid("A rope") == guid("a  rope")
    assert guid("A rope") != guid("A coil")


def test_only_nitf_is_taken_for_nitf() -> None:
    assert nitf.recognises(b"<nitf/>")
    assert nitf.recognises(b"<?xml version='1.0'?><!-- x --><a:file xmlns:a='u'> <!-- y --> <a:nitf>")
    assert not nitf.recognises(b"<NewsML><NewsItem><nitf/></NewsItem></NewsML>")
    assert not nitf.recognises(b"<html><p>nitf</p></html>")


def test_a_large_file_takes_no_more_than_its_length() -> None:
    story = b"<nitf><head><docdata><doc-id id-string='a'/></docdata></head><body><body.content><p>A rope.</p>"
    ends = b"</body.content></body></nitf>"
    began = time.perf_counter()
    assert len(formats.read(b"<nitfs>" + (story + ends) * 300 + b"</nitfs>")) == 300
    for inside in (b"<note>" * 200, b"<p>" * 250 + b"</p>" * 250, b"<em>a</em>" * 5000, b"<media/>" * 5000):
        samples.damaged(story + inside + ends)
    assert time.perf_counter() - began < 20


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(damage.damaged(FILES))
def test_a_damaged_sample_gives_clean_stories_or_a_refusal(data: bytes) -> None:
    samples.damaged(data)


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.binary(max_size=200))
def test_any_bytes_give_stories_or_a_refusal(data: bytes) -> None:
    samples.damaged(data)
    samples.damaged(b"<nitf><body><body.content>" + data + b"</body.content></body></nitf>")
    samples.damaged(b"<nitf><head><docdata>" + data + b"</docdata></head></nitf>")


def test_text_that_stands_outside_of_the_file_is_said_to_be_missing() -> None:
    head = b'<!DOCTYPE nitf [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
    (story,) = formats.read(head + b"<nitf><body><body.content><p>It is &x;</p></body.content></body></nitf>")
    assert "refers to text outside of itself" in story.warnings[0]
