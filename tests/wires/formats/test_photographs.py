"""Photographs as items: what the blocks of a file make of the story, and what no bytes may do."""

import json
from datetime import UTC, datetime
from pathlib import Path
from xml.sax.saxutils import escape

import pytest
from django.core.management import call_command
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from media import packets
from tests.media import drawn
from tests.wires.formats import samples
from wires import formats
from wires.stories import CANCELED, USABLE, WireStory

pytestmark = pytest.mark.filterwarnings("ignore::UserWarning:PIL.TiffImagePlugin")

NAMESPACES = {
    "photoshop": "http://ns.adobe.com/photoshop/1.0/",
    "ext": "http://iptc.org/std/Iptc4xmpExt/2008-02-29/",
    "core": "http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/",
    "plus": "http://ns.useplus.org/ldf/xmp/1.0/",
    "prism": "http://prismstandard.org/namespaces/basic/2.0/",
    "rights": "http://ns.adobe.com/xap/1.0/rights/",
    "xmp": "http://ns.adobe.com/xap/1.0/",
    "dc": "http://purl.org/dc/elements/1.1/",
}


def xmp(properties: str) -> bytes:
    names = "".join(f' xmlns:{prefix}="{uri}"' for prefix, uri in NAMESPACES.items())
    return (
        '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
        f'<rdf:Description rdf:about=""{names}>{properties}</rdf:Description></rdf:RDF></x:xmpmeta>'
    ).encode()


def bag(*items: str) -> str:
    return "<rdf:Bag>" + "".join(f"<rdf:li>{item}</rdf:li>" for item in items) + "</rdf:Bag>"


def struct(fields: str) -> str:
    return f'<rdf:Bag><rdf:li rdf:parseType="Resource">{fields}</rdf:li></rdf:Bag>'


def iim(**datasets: str) -> bytes:
    """`_2_40="…"`: record 2, dataset 40."""
    block = b""
    for name, value in datasets.items():
        record, number = map(int, name[1:].split("_"))
        block += bytes((0x1C, record, number)) + len(value.encode()).to_bytes(2) + value.encode()
    return block


def story(*, properties: str = "", **datasets: str) -> WireStory:
    data = packets.embedded(drawn.jpeg(), xmp=xmp(properties) if properties else b"", iim=iim(**datasets))
    (read,) = formats.read(data)
    return read


def test_everything_that_an_agency_says_is_in_the_story_and_its_picture() -> None:
    (read,) = formats.read(drawn.photograph())
    (image,) = read.images
    ferry = drawn.FERRY
    assert (read.type, read.pubstatus, read.hold, read.warnings) == ("picture", USABLE, False, ())
    assert (read.headline, read.slugline, read.summary) == (ferry.headline, ferry.title, ferry.caption)
    assert (read.ed_note, read.usage_terms, read.keywords) == (ferry.instructions, ferry.usage_terms, ferry.keywords)
    assert read.first_created == image.taken_at == ferry.taken_at
    for name in ("title", "caption", "credit", "byline", "source", "copyright_notice", "usage_terms", "instructions"):
        assert getattr(image, name) == getattr(ferry, name), name
    assert (image.alt, image.digital_source_type) == (ferry.alt_text, ferry.digital_source_type)
    assert (image.href, image.mime_type, image.width, image.height) == ("", "image/jpeg", 60, 40)
    assert [place.name for place in read.places] == [ferry.sublocation, ferry.city, ferry.region, ferry.country]
    assert read.places[-1].code == ferry.country_code


def test_a_picture_that_says_nothing_is_a_story_all_the_same() -> None:
    (read,) = formats.read(drawn.jpeg())
    assert (read.headline, read.pubstatus, len(read.images), read.warnings) == ("", USABLE, 1, ())


@pytest.mark.parametrize("fmt", ["PNG", "WEBP", "GIF"])
def test_other_kinds_of_pictures_are_read(fmt: str) -> None:
    (read,) = formats.read(drawn.encoded(drawn.scene(), fmt))
    assert (read.images[0].mime_type, read.warnings) == (f"image/{fmt.lower()}", ())


def test_a_tiff_is_read_and_must_be_converted() -> None:
    (read,) = formats.read(drawn.encoded(drawn.scene(), "TIFF"))
    assert "must be saved as JPEG" in read.warnings[0]


@pytest.mark.parametrize("data", [b"\xff\xd8\xff\xe0 no picture", drawn.jpeg()[:20], b"RIFF0000WEBP"])
def test_what_only_begins_as_a_picture_does_is_refused(data: bytes) -> None:
    with pytest.raises(formats.Unreadable, match="damaged or was cut off"):
        formats.read(data)


@pytest.mark.parametrize(
    ("properties", "guid"),
    [
        (
            "<ext:DigImageGUID>urn:harrow:1</ext:DigImageGUID><plus:ImageSupplierImageID>2</plus:ImageSupplierImageID>",
            "urn:harrow:1",
        ),
        ("<plus:ImageSupplierImageID>de1bb822-3621</plus:ImageSupplierImageID>", "de1bb822-3621"),
        (f"<ext:RegistryId>{struct('<ext:RegItemId>77-1</ext:RegItemId>')}</ext:RegistryId>", "77-1"),
    ],
)
def test_a_picture_is_known_by_the_name_that_its_file_gives_it(properties: str, guid: str) -> None:
    assert story(properties=properties).guid == guid


def test_the_unique_name_of_an_object_names_it() -> None:
    assert story(_1_100="20260303:HBP:1:ferry").guid == "20260303:HBP:1:ferry"


def test_without_a_name_it_is_known_by_its_agency_reference_and_day() -> None:
    first = story(_2_55="20260303", _2_103="HB101", _2_110="HBP", _2_120="The ferry.")
    corrected = story(_2_55="20260303", _2_103="HB101", _2_110="HBP", _2_120="CORRECTION: The ferry.")
    next_day = story(_2_55="20260304", _2_103="HB101", _2_110="HBP")
    other = story(_2_55="20260303", _2_103="HB101", _2_110="Oskeld Photo")
    assert first.guid == corrected.guid
    assert len({first.guid, next_day.guid, other.guid}) == 3


def test_a_number_at_the_beginning_of_the_caption_names_it() -> None:
    first, again, other = (
        story(_2_110="EPA", _2_120=words) for words in ("epa12345678 A", "epa12345678 B", "epa12345679 A")
    )
    assert first.guid == again.guid != other.guid


def test_without_any_of_these_it_is_known_by_its_bytes() -> None:
    assert story(_2_120="a").guid == story(_2_120="a").guid != story(_2_120="b").guid


@pytest.mark.parametrize(
    "datasets",
    [
        {"_2_42": "01"},
        {"_2_40": "MANDATORY KILL: wrong ship"},
        {"_2_40": "Please kill this picture"},
        {"_2_105": "KILL KILL KILL"},
        {"_2_05": "PHOTO ELIMINATION"},
        {"_2_07": "Kill"},
        {"_2_120": "ATTENTION - BILDRÜCKZUG - Die Fähre."},
    ],
)
def test_a_kill_cancels(datasets: dict[str, str]) -> None:
    assert story(**datasets).pubstatus == CANCELED


@pytest.mark.parametrize(
    "datasets",
    [
        {"_2_42": "02"},
        {"_2_120": "A storm killed ten. It may kill more, they said."},
        {"_2_105": "Uma Thurman of Kill Bill"},
        {"_2_40": "NO SALES; MANDATORY CREDIT"},
    ],
)
def test_what_is_no_kill_stays_usable(datasets: dict[str, str]) -> None:
    read = story(**datasets)
    assert (read.pubstatus, read.hold, read.warnings) == (USABLE, False, ())


def test_a_release_is_an_embargo() -> None:
    read = story(_2_30="20260304", _2_35="060000+0100", _2_37="20260310", _2_38="060000+0100", _2_55="20260303")
    assert (read.embargo, read.hold) == (datetime(2026, 3, 4, 5, tzinfo=UTC), False)
    assert read.expires == datetime(2026, 3, 10, 5, tzinfo=UTC)


@pytest.mark.parametrize(
    "datasets",
    [
        {"_2_30": "20260303", "_2_35": "060000+0000", "_1_70": "20260303", "_1_80": "070000+0000"},
        {"_2_30": "20260303", "_2_55": "20260303"},
        {"_2_30": "20260302", "_2_35": "060000", "_2_55": "20260303"},
    ],
)
def test_a_release_that_was_past_when_the_file_was_sent_is_none(datasets: dict[str, str]) -> None:
    read = story(**datasets)
    assert (read.embargo, read.embargo_raw, read.hold, read.warnings) == (None, "", False, ())


@pytest.mark.parametrize(
    ("datasets", "raw"),
    [
        ({"_2_30": "20260304", "_2_55": "20260303"}, "20260304"),
        ({"_2_30": "20260304", "_2_35": "060000", "_2_55": "20260303"}, "2026-03-04T06:00:00"),
        ({"_2_40": "EMBARGO: not before the doors open"}, "EMBARGO: not before the doors open"),
        ({"_2_120": "Embargoed until 6 pm. The ferry."}, "Embargoed until 6 pm. The ferry."),
        ({"_2_105": "EMBARGOED: Ferry"}, "EMBARGOED: Ferry"),
    ],
)
def test_an_embargo_that_names_no_moment_holds(datasets: dict[str, str], raw: str) -> None:
    read = story(**datasets)
    assert (read.embargo, read.embargo_raw, read.hold, len(read.warnings)) == (None, raw, True, 1)


@pytest.mark.parametrize(
    "datasets",
    [
        {"_2_40": "No embargo"},
        {"_2_40": "Embargo lifted"},
        {"_2_105": "Arms embargo on Oskeld"},
        {"_2_120": "An oil embargo until May."},
    ],
)
def test_other_embargoes_hold_nothing(datasets: dict[str, str]) -> None:
    assert not story(**datasets).hold


def test_an_embargo_of_prism_counts() -> None:
    read = story(properties="<prism:embargoDate>2026-03-04T06:00:00Z</prism:embargoDate>")
    assert read.embargo == datetime(2026, 3, 4, 6, tzinfo=UTC)


def test_restrictions_that_stand_in_the_caption_are_terms() -> None:
    read = story(_2_120="The ferry. EPA/IDA KERN AUSTRIA AND OSKELD OUT NO SALES *MANDATORY CREDIT*")
    assert read.usage_terms == read.images[0].usage_terms
    assert read.usage_terms.splitlines() == ["EPA/IDA KERN AUSTRIA AND OSKELD OUT", "NO SALES", "MANDATORY CREDIT"]


def test_vocabularies_people_and_rights_are_told() -> None:
    properties = (
        f"<core:SubjectCode>{bag('15000000')}</core:SubjectCode>",
        "<core:IntellectualGenre>Feature</core:IntellectualGenre>",
        f"<ext:PersonInImage>{bag('Ida Kern')}</ext:PersonInImage>",
        f"<ext:OrganisationInImageName>{bag('Harrow Lines')}</ext:OrganisationInImageName>",
        "<ext:AboutCvTerm>",
        struct("<ext:CvTermId>urn:cv:1</ext:CvTermId><ext:CvTermName>Ferries</ext:CvTermName>"),
        "</ext:AboutCvTerm>",
        f"<plus:CopyrightOwner>{struct('<plus:CopyrightOwnerName>HBP</plus:CopyrightOwnerName>')}</plus:CopyrightOwner>",
        "<rights:WebStatement>https://licence.example/</rights:WebStatement><photoshop:Urgency>4</photoshop:Urgency>",
        "<photoshop:Category>SPO</photoshop:Category><xmp:MetadataDate>2026-03-03T09:15:00Z</xmp:MetadataDate>",
        "<dc:creator><rdf:Seq><rdf:li>Ida Kern</rdf:li><rdf:li>Olaf Berg</rdf:li></rdf:Seq></dc:creator>",
    )
    read = story(properties="".join(properties), _2_12="IPTC:04000000:economy::", _1_60="3")
    assert [(subject.code, subject.name, subject.uri) for subject in read.subjects] == [
        ("15000000", "", ""),
        ("04000000", "economy", ""),
        ("", "Ferries", "urn:cv:1"),
    ]
    assert [read.genres[0].name, read.people[0].name, read.organisations[0].name] == [
        "Feature",
        "Ida Kern",
        "Harrow Lines",
    ]
    assert (read.copyright_holder, read.rights, read.urgency, read.priority) == (
        "HBP",
        "https://licence.example/",
        4,
        3,
    )
    assert (read.byline, read.authors, read.services[0].name) == ("Ida Kern", ("Ida Kern", "Olaf Berg"), "SPO")
    assert read.version_created == datetime(2026, 3, 3, 9, 15, tzinfo=UTC)


def test_what_looks_like_markup_in_a_caption_is_kept() -> None:
    read = story(properties=f"<dc:description>{escape('R&D <b>at</b> 5 < 6')}</dc:description>")
    assert read.images[0].caption == "R&D <b>at</b> 5 < 6"


@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(st.integers(0, 3000), st.binary(max_size=6), st.integers(0, 40))
def test_a_damaged_photograph_gives_a_story_or_a_refusal(at: int, put: bytes, cut: int) -> None:
    data = drawn.photograph()
    samples.damaged(data[:at] + put + data[at + cut :])


@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(st.binary(max_size=300), st.binary(max_size=100), st.text(max_size=200))
def test_any_blocks_give_a_story_that_survives_being_kept(block: bytes, exif: bytes, words: str) -> None:
    picture = drawn.jpeg(8, 8, exif=b"Exif\0\0MM\0*\0\0\0\x08" + exif)
    properties = f"<dc:title>{escape(words)}</dc:title><ext:RegistryId>{bag(escape(words))}</ext:RegistryId>"
    samples.damaged(packets.embedded(picture, xmp=xmp(properties), iim=b"\x1c\x02\x28" + block))


@given(
    st.sampled_from([b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"GIF89a", b"II*\0", b"RIFF\0\0\0\0WEBP"]),
    st.binary(max_size=200),
)
def test_any_bytes_behind_a_mark_give_a_story_or_a_refusal(mark: bytes, data: bytes) -> None:
    samples.damaged(mark + data)


def test_the_command_prints_what_is_said_of_the_picture(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "ferry.jpg"
    file.write_bytes(drawn.photograph())
    call_command("read_wire", "--json", str(file))
    printed = json.loads(capsys.readouterr().out)
    said = ("caption", "title", "credit", "byline", "source", "instructions", "digital_source_type")
    assert {name: printed[name] for name in said} == {name: getattr(drawn.FERRY, name) for name in said}
    assert printed["copyright"] == drawn.FERRY.copyright_notice
