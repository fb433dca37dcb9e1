"""Feeds: every sample beside its expectation, and what no input may do."""

import time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.wires.formats import damage, samples
from wires import formats, text

SAMPLES = samples.of("syndication")
FILES = [sample.data for sample in SAMPLES]


@pytest.mark.parametrize("sample", SAMPLES, ids=str)
def test_a_sample_is_read_as_its_expectation_says(sample: samples.Sample) -> None:
    samples.check(sample)


def test_a_change_of_words_and_time_keeps_the_identifier_that_was_made_here() -> None:
    entry = (
        "<item><title>Ferry</title><pubDate>Tue, 03 Mar 2026 {}:00 GMT</pubDate><description>{}</description></item>"
    )
    first, later, other = (
        formats.read(f"<rss><channel><title>HBP</title>{item}</channel></rss>".encode())[0].guid
        for item in (
            entry.format("09:15", "It left."),
            entry.format("10:15", "It sank."),
            entry.format("09:15", "It left.").replace("Ferry", "Sail"),
        )
    )
    assert first == later != other


@pytest.mark.parametrize(
    "inside",
    [
        "<author>" + "a" * 50_000 + "</author>",
        "<author>" + "a@b (" * 20_000 + "</author>",
        "\n" * 200_000,
        "<description>" + "&lt;" * 50_000 + "</description>",
        "<media:group>"
        + '<media:content url="http://a/b.jpg"/><media:credit>x</media:credit>' * 3_000
        + "</media:group>",
        "<wp:post_type>post</wp:post_type><content:encoded>" + "[caption]&lt;img " * 20_000 + "</content:encoded>",
        "<wp:post_type>post</wp:post_type><content:encoded>" + "&lt;!-- [a_b " * 20_000 + "</content:encoded>",
        "<dcterms:valid>" + "start=" * 20_000 + "</dcterms:valid>",
        "<category>x</category>" * 5_000,
    ],
    ids=range(9),
)
def test_what_is_long_takes_no_longer_than_it_is(inside: str) -> None:
    file = f"<rss><channel><item><title>a</title>{inside}</item></channel></rss>".encode()
    began = time.process_time()
    formats.read(file)
    assert time.process_time() - began < 2


def test_an_entry_that_stands_in_another_one_is_told_once() -> None:
    items = "".join(f"<item><guid>urn:{n}</guid><description>Words {n}" for n in range(60))
    stories = formats.read(f"<rss><channel>{items}</channel></rss>".encode())
    assert [story.guid for story in stories] == [f"urn:{n}" for n in range(60)]
    assert [text.visible(story.body_html).strip() for story in stories] == [f"Words {n}" for n in range(60)]


@settings(max_examples=100, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(damage.damaged(FILES))
def test_a_damaged_sample_gives_stories_that_survive_being_kept(data: bytes) -> None:
    samples.damaged(data)


@given(st.binary(max_size=200))
def test_any_bytes_give_stories_or_a_refusal(data: bytes) -> None:
    samples.damaged(b"<rss><channel><item>" + data)
    samples.damaged(b'<feed xmlns="http://www.w3.org/2005/Atom"><entry><title>' + data + b"</title></entry></feed>")


@given(st.lists(st.sampled_from(sorted({chunk for file in FILES[:20] for chunk in file.split(b"\n")})), max_size=8))
def test_lines_of_samples_in_any_order_give_stories_or_a_refusal(lines: list[bytes]) -> None:
    samples.damaged(b"<rss><channel>" + b"\n".join(lines) + b"</channel></rss>")
