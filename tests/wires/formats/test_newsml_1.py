"""NewsML 1: every sample beside its expectation, and what no input may do."""

import time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.wires.formats import damage, samples
from wires import formats
from wires.formats import guids, newsml_1, parsing
from wires.formats.newsml_1 import components
from wires.stories import WireStory

SAMPLES = samples.of("newsml-1")
FILES = [sample.data for sample in SAMPLES]


@pytest.mark.parametrize("sample", SAMPLES, ids=str)
def test_a_sample_is_read_as_its_expectation_says(sample: samples.Sample) -> None:
    samples.check(sample)


def _item(
    *,
    public: str = "",
    number: str = "",
    revision: str = "1",
    status: str = "Usable",
    **facts: str,
) -> str:
    made, headline = facts.get("made", "20260303T0900Z"), facts.get("headline", "Rope")
    previous = facts.get("previous", "0")
    return (
        f"<NewsItem><Identification><NewsIdentifier><ProviderId>hbp.example</ProviderId><DateId>{made}</DateId>"
        f"<NewsItemId>{number}</NewsItemId><RevisionId PreviousRevision='{previous}'>{revision}</RevisionId>"
        f"<PublicIdentifier>{public}</PublicIdentifier></NewsIdentifier></Identification><NewsManagement>"
        f"<FirstCreated>{facts.get('first', made)}</FirstCreated><ThisRevisionCreated>{made}</ThisRevisionCreated>"
        f"<Status FormalName='{status}'/></NewsManagement><NewsComponent><NewsLines><HeadLine>{headline}</HeadLine>"
        f"</NewsLines><ContentItem><DataContent>{facts.get('words', 'A rope.')}</DataContent></ContentItem>"
        f"</NewsComponent></NewsItem>"
    )


def _stories(item: str) -> list[WireStory]:
    return formats.read(f"<NewsML>{item}</NewsML>".encode())


@pytest.mark.parametrize(
    "public", ["", "urn:newsml:hbp.example", "urn:newsml:hbp.example:20260303::1", "urn:newsml:a:b:0:0"]
)
def test_a_story_that_no_identifier_tells_apart_keeps_its_name_over_updates(public: str) -> None:
    def guid(**facts: str) -> str:
        return _stories(_item(public=public, **facts))[0].guid

    assert guid() == guid(made="20260303T1700Z", revision="2")
    assert len({guid(), guid(headline="Coil"), guid(made="20260304T0900Z")}) == 3
    assert guids.is_derived(guid())
    later = {"made": "20260304T0900Z", "first": "20260303T0900Z", "headline": "Coil", "revision": "2"}
    assert guid(number="7") == guid(number="7", **later) == "urn:newsml:hbp.example:20260303:7"
    assert guid(headline="") != guid(headline="", words="A coil.")


@pytest.mark.parametrize(
    ("public", "revision", "previous", "earlier"),
    [
        ("urn:newsml:h:20260303:a:3", "3", "2", ["urn:newsml:h:20260303:a:2", "urn:newsml:h:20260303:a:1"]),
        ("urn:newsml:h:20260303:a:3", "3", "1", ["urn:newsml:h:20260303:a:1"]),
        ("urn:newsml:h:20260303:a:3", "3", "0", ["urn:newsml:h:20260303:a:2", "urn:newsml:h:20260303:a:1"]),
        ("urn:newsml:h:20260303:a:2N", "2", "1", ["urn:newsml:h:20260303:a:1N"]),
        ("urn:newsml:h:20260303:a:1", "1", "0", []),
        ("urn:newsml:h:20260303:a:20260303091500", "20260303091500", "1", []),
        ("urn:newsml:h:20260303:a", "3", "2", []),
        ("tag:hbp.example,2026:a:3", "3", "2", []),
    ],
)
def test_what_stops_a_story_stops_its_earlier_revisions(
    public: str, revision: str, previous: str, earlier: list[str]
) -> None:
    facts = {"public": public, "revision": revision, "previous": previous}
    (usable,) = _stories(_item(**facts))
    assert usable.evolved_from == (earlier[0] if earlier else "")
    for status, state in (("Canceled", "canceled"), ("Withheld", "withheld")):
        stopped = _stories(_item(**facts, status=status))
        assert [(story.guid, story.pubstatus) for story in stopped] == [(name, state) for name in (public, *earlier)]


def test_a_story_has_at_most_so_many_revisions_that_are_named() -> None:
    assert len(_stories(_item(public="urn:newsml:h:20260303:a:999", revision="999", status="Canceled"))) == 51


def test_only_newsml_1_is_taken_for_newsml_1() -> None:
    assert newsml_1.recognises(b"<?xml version='1.0'?><!DOCTYPE NewsML SYSTEM 'a'><n:NewsML xmlns:n='u'>")
    assert newsml_1.recognises(b"<NewsItem/>")
    assert not newsml_1.recognises(b"<newsItem/>")
    assert not newsml_1.recognises(b"<newsMessage/>")


def test_an_item_alone_is_a_file() -> None:
    assert formats.read(_item(public="urn:newsml:h:20260303:a:1").encode())[0].headline == "Rope"


@pytest.mark.parametrize(
    ("inside", "href", "kind"),
    [
        ("<MimeType FormalName='image/jpeg'/>", "a", "image"),
        ("<MediaType FormalName='Photo'/>", "a", "image"),
        ("<Format FormalName='JPEG Baseline'/>", "a", "image"),
        ("<Format FormalName='image/png'/>", "a", "image"),
        ("", "a.jpg", "image"),
        ("<MimeType FormalName='video/mp4'/>", "a", "video"),
        ("<MediaType FormalName='Video'/>", "a", "video"),
        ("", "a.mov", "video"),
        ("<MimeType FormalName='audio/mpeg'/>", "a", "audio"),
        ("<MediaType FormalName='Audio'/>", "a", "audio"),
        ("", "a.mp3?x=1", "audio"),
        ("<MimeType FormalName='application/pdf'/>", "a", "document"),
        ("<MimeType FormalName='text/css'/><DataContent>a</DataContent>", "", "style"),
        ("<MediaType FormalName='StyleSheet'/><DataContent>a</DataContent>", "", "style"),
        ("<MediaType FormalName='ComplexData'/><DataContent>a</DataContent>", "https://hbp.example/a", "text"),
        ("<Encoding><DataContent>a</DataContent></Encoding>", "", "text"),
    ],
)
def test_a_content_is_known_by_its_types_or_its_address(inside: str, href: str, kind: str) -> None:
    content = parsing.parse(f"<ContentItem Href='{href}'>{inside}</ContentItem>".encode()).root
    assert components.kind(content) == kind


_TEXT = "<ContentItem><DataContent>A rope.</DataContent></ContentItem>"
_PICTURE = "<ContentItem Href='a.jpg'/>"


@pytest.mark.parametrize(
    "inside",
    [
        f"<NewsComponent>{_TEXT}</NewsComponent>" * 900,
        f"<NewsComponent xml:lang='xx'><NewsLines><HeadLine>x</HeadLine></NewsLines>{_TEXT}</NewsComponent>" * 900,
        f"<NewsComponent>{_PICTURE}</NewsComponent>" * 900,
        f"{_TEXT}{_PICTURE * 1900}",
        "<NewsLines>" + "<KeywordLine>a</KeywordLine>" * 20_000 + f"</NewsLines>{_TEXT}",
        "<NewsComponent>" * 200 + _TEXT + "</NewsComponent>" * 200,
    ],
)
def test_an_item_of_many_parts_takes_no_more_than_their_number(inside: str) -> None:
    began = time.perf_counter()
    samples.damaged(f"<NewsML><NewsItem><NewsComponent>{inside}</NewsComponent></NewsItem></NewsML>".encode())
    assert time.perf_counter() - began < 15


def test_an_item_that_stands_in_another_one_is_told_once() -> None:
    begins = "<NewsItem><NewsComponent><NewsLines><HeadLine>H{n}</HeadLine></NewsLines>"
    nested = "".join(begins.format(n=n) for n in range(3)) + "</NewsComponent></NewsItem>" * 3
    stories = formats.read(f"<NewsML>{nested}</NewsML>".encode())
    assert [story.headline for story in stories] == ["H0", "H1", "H2"]


def test_an_item_of_too_many_parts_is_refused() -> None:
    with pytest.raises(formats.Unreadable, match="more than 2,000 parts"):
        _stories(f"<NewsItem><NewsComponent>{_PICTURE * 2000}</NewsComponent></NewsItem>")


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(damage.damaged(FILES))
def test_a_damaged_sample_gives_clean_stories_or_a_refusal(data: bytes) -> None:
    samples.damaged(data)


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.binary(max_size=200))
def test_any_bytes_give_stories_or_a_refusal(data: bytes) -> None:
    samples.damaged(data)
    samples.damaged(b"<NewsML><NewsItem>" + data + b"</NewsItem></NewsML>")
    samples.damaged(b"<NewsML><NewsItem><NewsComponent>" + data + b"</NewsComponent></NewsItem></NewsML>")
