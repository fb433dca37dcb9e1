"""NewsML-G2: every sample beside its expectation, and what no input may do."""

import copy
import time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from tests.wires.formats import samples
from wires import formats
from wires.formats import guids, newsml_g2

SAMPLES = samples.of("newsml-g2")
NAR = "http://iptc.org/std/nar/2006-10-01/"


@pytest.mark.parametrize("sample", SAMPLES, ids=str)
def test_a_sample_is_read_as_its_expectation_says(sample: samples.Sample) -> None:
    samples.check(sample)


@pytest.mark.parametrize(
    ("xml", "known"),
    [
        (f"<newsItem xmlns='{NAR}'/>", True),
        ("<n:newsMessage xmlns:n='urn:x'/>", True),
        (f"<delivery xmlns='{NAR}'/>", True),
        (f"<rss xmlns:n='{NAR}'/>", False),
        ("<nitf/>", False),
        ("newsItem", False),
    ],
)
def test_it_is_known_by_its_root_or_its_namespace(xml: str, known: bool) -> None:
    assert newsml_g2.recognises(xml.encode()) is known


def test_an_update_without_an_identifier_gets_the_guid_of_the_story() -> None:
    first = (
        "<newsItem><itemMeta><provider literal='HBP'/><firstCreated>2026-03-03T08:00:00Z</firstCreated></itemMeta>"
        "<contentMeta><slugline>BC-Ferry</slugline><headline>Ferry late</headline></contentMeta></newsItem>"
    )
    update = first.replace("Ferry late", "Ferry here").replace("</itemMeta>", "<edNote>New.</edNote></itemMeta>")
    other = first.replace("BC-Ferry", "BC-Sluice")
    guid, same, another = (formats.read(xml.encode())[0].guid for xml in (first, update, other))
    assert guids.is_derived(guid)
    assert guid == same != another


def test_pictures_without_identifiers_are_told_apart_by_their_files() -> None:
    item = (
        "<newsItem><itemMeta><itemClass qcode='ninat:picture'/><fileName>{}</fileName></itemMeta>"
        "<contentMeta><slugline>BC-Ferry</slugline></contentMeta></newsItem>"
    )
    first, second = (formats.read(item.format(name).encode())[0].guid for name in ("1.jpg", "2.jpg"))
    assert first != second


def test_a_message_of_very_many_items_is_refused() -> None:
    with pytest.raises(formats.Unreadable, match="5,001 items"):
        formats.read(f"<newsMessage>{'<newsItem/>' * 5001}</newsMessage>".encode())


@pytest.mark.parametrize(
    "inside",
    [
        "<edNote>" + "<b>x" * 200 + "</b>" * 200 + "<i>y</i>" * 20_000 + "</edNote>",
        "<edNote>long note {} </edNote>" * 3_000,
        "<link residref='urn:a'/>" * 20_000,
        "<signal qcode='a:b'/>" * 20_000,
    ],
    ids=["deep", "notes", "links", "signals"],
)
def test_metadata_without_measure_are_read_in_time(inside: str) -> None:
    began = time.process_time()
    formats.read(f"<newsItem guid='urn:b'><itemMeta>{inside}</itemMeta></newsItem>".encode())
    assert time.process_time() - began < 2


@pytest.mark.parametrize(
    "inside",
    [
        "<figure>" * 100 + "<img src='a'/>" * 3_000 + "</figure>" * 100,
        "<header>" * 100 + "<p>x</p>" * 3_000 + "</header>" * 100,
        "<Company>" * 200 + "x" + "</Company>" * 200 + "<p><Company>y</Company></p>" * 5_000,
        "<p>" + "\n" * 200_000 + "</p>",
    ],
    ids=["figures", "headers", "marks", "lines"],
)
def test_bodies_without_measure_are_read_in_time(inside: str) -> None:
    page = f"<inlineXML><html><body>{inside}</body></html></inlineXML>"
    began = time.process_time()
    samples.damaged(f"<newsItem guid='urn:b'><contentSet>{page}</contentSet></newsItem>".encode())
    assert time.process_time() - began < 3


def _elements(xml: bytes) -> list[etree._Element]:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, recover=True)
    root = etree.fromstring(xml, parser)
    return [] if root is None else list(root.iter(etree.Element))


@st.composite
def mutated(draw: st.DrawFn) -> bytes:
    """A sample with elements dropped, doubled, emptied, renamed or moved from another sample."""
    first, second = draw(st.sampled_from(SAMPLES)), draw(st.sampled_from(SAMPLES))
    elements, others = _elements(first.data), _elements(second.data)
    if len(elements) < 2 or not others:
        return first.data
    for _ in range(draw(st.integers(1, 4))):
        element = draw(st.sampled_from(elements[1:]))
        _change(draw, element, draw(st.sampled_from(others)))
    return etree.tostring(elements[0])


def _change(draw: st.DrawFn, element: etree._Element, other: etree._Element) -> None:
    parent = element.getparent()
    act = draw(st.sampled_from(["drop", "double", "splice", "empty", "rename", "text", "attribute"]))
    if parent is None:
        return
    if act == "drop":
        parent.remove(element)
    elif act == "double":
        parent.append(copy.deepcopy(element))
    elif act == "splice":
        parent.append(copy.deepcopy(other))
    elif act == "empty":
        element.clear()
    elif act == "rename":
        element.tag = other.tag
    elif act == "text":
        element.text = draw(st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), max_size=30))
    else:
        for name in (name for name in element.attrib if ":" not in name):
            element.set(
                name, draw(st.sampled_from(["", ":", "a:", "a:b:c", "-1", "99999999999999999999", "javascript:x"]))
            )


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(mutated())
def test_a_damaged_sample_gives_stories_that_survive_being_kept(data: bytes) -> None:
    samples.damaged(data)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.sampled_from(SAMPLES), st.integers(0, 6000), st.integers(0, 40), st.binary(max_size=6))
def test_a_sample_with_broken_bytes_gives_stories_or_a_refusal(
    sample: samples.Sample, at: int, gone: int, broken: bytes
) -> None:
    at = at % len(sample.data)
    samples.damaged(sample.data[:at] + broken + sample.data[at + gone :])
    samples.damaged(sample.data[:at])


@given(st.binary(max_size=200))
def test_any_bytes_give_stories_or_a_refusal(data: bytes) -> None:
    for wrapped in (data, b"<newsItem guid='a'><itemMeta>" + data + b"</itemMeta></newsItem>"):
        samples.damaged(wrapped)


def test_an_entity_of_another_file_is_no_part_of_a_headline_and_the_editor_is_told() -> None:
    xml = (
        '<!DOCTYPE newsItem [<!ENTITY a SYSTEM "file:///etc/hostname">]>'
        "<newsItem guid='urn:x:1' version='1'><itemMeta><itemClass qcode='ninat:text'/></itemMeta>"
        "<contentMeta><headline>Ferry &a;</headline></contentMeta></newsItem>"
    )
    [story] = formats.read(xml.encode())
    assert story.headline == "Ferry"
    assert "refers to text outside of itself (“a”)" in " ".join(story.warnings)
