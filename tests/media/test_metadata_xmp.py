"""XMP packets in the shapes that programs write them."""

from hypothesis import given
from hypothesis import strategies as st

from media import metadata_xmp

RDF = 'xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"'
DC = 'xmlns:dc="http://purl.org/dc/elements/1.1/"'
PS = 'xmlns:ps="http://ns.adobe.com/photoshop/1.0/"'


def packet(inside: str, attributes: str = "") -> bytes:
    description = f'<rdf:Description rdf:about="" {DC} {PS} {attributes}>{inside}</rdf:Description>'
    return f"<rdf:RDF {RDF}>{description}</rdf:RDF>".encode()


def test_properties_may_be_attributes_or_elements_under_any_prefix() -> None:
    found = metadata_xmp.read(packet("<ps:City>Halmsund</ps:City>", 'ps:Credit="Nordvik"'))
    assert found == {"photoshop:City": "Halmsund", "photoshop:Credit": "Nordvik"}


def test_of_several_languages_the_default_one_is_taken() -> None:
    items = '<rdf:li xml:lang="nb">Ferje</rdf:li><rdf:li xml:lang="x-default">Ferry</rdf:li>'
    assert metadata_xmp.read(packet(f"<dc:title><rdf:Alt>{items}</rdf:Alt></dc:title>")) == {"dc:title": "Ferry"}


def test_without_a_default_the_first_language_is_taken() -> None:
    items = '<rdf:li xml:lang="nb">Ferje</rdf:li><rdf:li xml:lang="en">Ferry</rdf:li>'
    assert metadata_xmp.read(packet(f"<dc:title><rdf:Alt>{items}</rdf:Alt></dc:title>")) == {"dc:title": "Ferje"}


def test_lists_stay_lists_and_structures_keep_their_names() -> None:
    inside = (
        "<dc:subject><rdf:Bag><rdf:li>ferry</rdf:li><rdf:li>storm</rdf:li></rdf:Bag></dc:subject>"
        '<dc:relation rdf:parseType="Resource"><ps:City>Halmsund</ps:City></dc:relation>'
        '<dc:source><rdf:Description ps:State="Vestre"/></dc:source>'
    )
    assert metadata_xmp.read(packet(inside)) == {
        "dc:subject": ["ferry", "storm"],
        "dc:relation": {"photoshop:City": "Halmsund"},
        "dc:source": {"photoshop:State": "Vestre"},
    }


def test_several_descriptions_make_one_set_and_nested_ones_none_of_their_own() -> None:
    xml = (
        f"<rdf:RDF {RDF} {DC} {PS}><rdf:Description ps:City='Halmsund'/><rdf:Description ps:State='Vestre'/></rdf:RDF>"
    )
    assert metadata_xmp.read(xml.encode()) == {"photoshop:City": "Halmsund", "photoshop:State": "Vestre"}


def test_control_characters_and_padding_do_not_hide_the_rest() -> None:
    found = metadata_xmp.read(
        b"\0\n" + packet("<ps:City>Halm\x02sund</ps:City><ps:State>Vestre</ps:State>") + b"  \0\0"
    )
    assert found["photoshop:State"] == "Vestre"


def test_entities_are_not_resolved() -> None:
    bomb = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;"><!ENTITY f SYSTEM "file:///etc/passwd">]>'
    found = metadata_xmp.read(bomb.encode() + packet("<ps:City>&b;</ps:City><ps:State>&f;</ps:State>"))
    assert set(found.values()) <= {""}


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=300))
def test_any_text_inside_gives_properties_or_none(text: str) -> None:
    assert isinstance(metadata_xmp.read(packet(text)), dict)


@given(st.binary(max_size=400))
def test_any_bytes_give_properties_or_none(data: bytes) -> None:
    assert isinstance(metadata_xmp.read(data), dict)
