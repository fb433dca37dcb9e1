"""XML as a tree: letters kept whatever the file says of its encoding, and no file that costs more than it may."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wires.formats import parsing, trees
from wires.formats.refusals import Unreadable

WORDS = "Fähre nach Oskeld legt ab – “endlich”"


def _file(encoding: str, declared: str) -> bytes:
    return f'<?xml version="1.0" encoding="{declared}"?><item><p>{WORDS}</p></item>'.encode(encoding)


@pytest.mark.parametrize(
    ("encoding", "declared"),
    [
        ("utf-8", "UTF-8"),
        ("utf-8-sig", "utf-8"),
        ("utf-16", "UTF-16"),
        ("utf-16-le", "utf-16"),
        ("cp1252", "windows-1252"),
    ],
)
def test_what_is_declared_rightly_is_read_without_a_warning(encoding: str, declared: str) -> None:
    document = parsing.parse(_file(encoding, declared))
    assert (trees.first(document.root, "p"), document.warnings) == (WORDS, ())


@pytest.mark.parametrize(
    ("encoding", "declared", "said"),
    [
        ("cp1252", "UTF-8", "not clean UTF-8"),
        ("utf-8", "ISO-8859-1", "UTF-8 in truth"),
        ("utf-8", "EUC-KR", "UTF-8 in truth"),
        ("utf-8", "x-martian", "unknown"),
    ],
)
def test_what_is_declared_wrongly_keeps_its_letters_and_warns(encoding: str, declared: str, said: str) -> None:
    document = parsing.parse(_file(encoding, declared))
    assert trees.first(document.root, "p") == WORDS
    assert said in " ".join(document.warnings)


def test_a_file_that_calls_windows_letters_latin_keeps_them() -> None:
    document = parsing.parse(_file("cp1252", "ISO-8859-1"))
    assert (trees.first(document.root, "p"), document.warnings) == (WORDS, ())


def test_names_lose_their_namespace() -> None:
    root = parsing.parse(b'<n:a xmlns:n="urn:x" xml:lang="fa"><n:b n:c=" d "/></n:a>').root
    assert (root.tag, root[0].tag) == ("a", "b")
    assert (trees.attribute(root, "lang"), trees.attribute(root[0], "c")) == ("fa", "d")


def test_attributes_lose_theirs_but_for_those_of_xml_itself() -> None:
    root = parsing.parse(b"<a xmlns:n='urn:x' xml:lang='fa'><b n:c='d' n:e='f' e='g'/></a>").root
    assert dict(root[0].attrib) == {"c": "d", "e": "g"}
    assert [name for name in root.attrib if "lang" in str(name)] == ["{http://www.w3.org/XML/1998/namespace}lang"]


def test_a_prefix_that_was_never_declared_is_read_over() -> None:
    root = parsing.parse(b"<?xml version='1.0'?><a><o:b n:c='d'>Rope: coil</o:b></a>").root
    assert (root[0].tag, trees.attribute(root[0], "c"), trees.words(root)) == ("b", "d", "Rope: coil")
    with pytest.raises(Unreadable, match="Namespace prefix"):
        parsing.parse(b"<a>" + b"".join(b"<n%d:b/>" % number for number in range(21)) + b"</a>")


@pytest.mark.parametrize("name", ["a:b:c", "a:2026", "a:b:2026", "b:", "a:", ":a"])
def test_names_of_broken_xml_are_mended(name: str) -> None:
    given = f'<r xmlns:a="urn:a" xmlns=\'urn:r\'><{name} a:k:2="v" k="w">x</{name}><z/'
    assert parsing.parse(given.encode(), forgiving=True).broken_off


def test_what_looks_like_a_namespace_among_words_stays() -> None:
    xml = """<a xmlns="urn:x"><b>Write xmlns="urn:x" here.</b></a>"""
    root = parsing.parse(xml.encode()).root
    assert trees.words(root[0]) == 'Write xmlns="urn:x" here.'
    assert (root.tag, root[0].tag) == ("a", "b")


@pytest.mark.parametrize(
    ("xml", "read"),
    [
        ("<a>Rope&nbsp;&eacute;cru</a>", "Rope écru"),
        ("<a>Rope & Sons, R&D</a>", "Rope & Sons, R&D"),
        ("<a>Rope\x08\x00 coil&#x1;&#31;</a>", "Rope coil"),
        ("<a>&nosuchname;</a>", "&nosuchname;"),
        ("\n\n<?xml version='1.0'?><a>Rope</a>", "Rope"),
        ("<!-- x --><?xml version='1.0' encoding='utf-8'?><a>Rope</a>", "Rope"),
    ],
)
def test_what_senders_get_wrong_is_mended(xml: str, read: str) -> None:
    assert trees.words(parsing.parse(xml.encode()).root) == read


@pytest.mark.parametrize(
    ("xml", "said"),
    [
        ("<a><b></a>", "not valid XML: .* at line 1"),
        ("<a>" * 1000, "nested too deep"),
        ('<!DOCTYPE a [<!ENTITY b "c"><!ENTITY c "&b;&b;">]><a>&c;</a>', "entities of its own"),
        ("<a>" + "<b/>" * 900_000 + "</a>", "too many"),
        ("<a " + " ".join(f'a{number}=""' for number in range(500_000)) + "/>", "too many"),
    ],
)
def test_what_cannot_or_must_not_be_parsed_is_refused_with_its_reason(xml: str, said: str) -> None:
    with pytest.raises(Unreadable, match=said):
        parsing.parse(xml.encode())


def test_a_file_outside_is_never_read(tmp_path_factory: pytest.TempPathFactory) -> None:
    secret = tmp_path_factory.mktemp("outside") / "secret.txt"
    secret.write_text("the safe is 4711")
    xml = f'<!DOCTYPE a [<!ENTITY b SYSTEM "{secret.as_uri()}">]><a>said: &b;</a>'
    try:
        read = trees.words(parsing.parse(xml.encode()).root)
    except Unreadable:
        read = ""
    assert "4711" not in read


def test_words_of_blocks_stay_apart_and_letters_of_a_word_together() -> None:
    root = parsing.parse(b"<a><p>R<b>op</b>e</p><p>coil<br/>knot</p></a>").root
    assert (trees.words(root), trees.lines(root)) == ("Rope coil knot", "Rope\ncoil\nknot")
    laid_out = parsing.parse(b"<a>Rope and\n    coil\n\tof it.\nNew line\n</a>").root
    assert trees.lines(laid_out) == "Rope and coil of it.\nNew line"
    assert trees.words(parsing.parse(b"<byline>By I. Kjell<byttl>Writer</byttl></byline>").root) == "By I. Kjell Writer"


def test_words_of_its_own_are_those_that_stand_in_no_other_element() -> None:
    inside, beside = parsing.parse(b"<a> <b>Rope</b> </a>").root, parsing.parse(b"<a><b>Rope</b> coil</a>").root
    assert (trees.has_own_words(inside), trees.has_own_words(beside)) == (False, True)


def test_what_stands_in_a_cdata_section_is_meant_as_it_stands() -> None:
    root = parsing.parse(b"<a>x & y<b><![CDATA[p?a=1&b=2&nbsp;]]></b>&eacute;&<c><![CDATA[cut & ]]></c></a>").root
    assert (root.text, root[0].text, root[0].tail, root[1].text) == ("x & y", "p?a=1&b=2&nbsp;", "é&", "cut & ")


def test_names_keep_their_namespace_where_that_is_asked_for() -> None:
    root = parsing.parse(b'<n:a xmlns:n="urn:x"><b/></n:a>', namespaces=True).root
    assert (root.tag, root[0].tag) == ("{urn:x}a", "b")


@pytest.mark.parametrize(
    ("xml", "read", "said", "broken_off"),
    [
        ("<a><b>Rope</b><c>coil</a>", "Ropecoil", "not valid XML: Opening and ending tag mismatch", False),
        ("<a><b>Rope</b><c>coi", "Ropecoi", "breaks off", True),
        ("<a><b>Rope</b><![CDATA[coi", "Rope", "breaks off", True),
        ("<a>Rope</a>", "Rope", "", False),
    ],
)
def test_a_file_that_is_no_xml_is_read_as_far_as_it_goes_where_that_is_asked_for(
    xml: str, read: str, said: str, broken_off: bool
) -> None:
    document = parsing.parse(xml.encode(), forgiving=True)
    assert trees.words(document.root) == read
    assert said in " ".join(document.warnings)
    assert (document.broken_off, len(document.warnings)) == (broken_off, bool(said))


@pytest.mark.parametrize("xml", ["", "no markup", "<a>" * 1000])
def test_what_no_parser_makes_sense_of_is_refused_though_much_is_forgiven(xml: str) -> None:
    with pytest.raises(Unreadable):
        parsing.parse(xml.encode(), forgiving=True)


@pytest.mark.parametrize(
    ("xml", "name"),
    [
        ("<?xml version='1.0'?><!-- <no> --><!DOCTYPE nitf SYSTEM 'n.dtd'>\n<nitf>", "nitf"),
        ("<!DOCTYPE a [<!ENTITY % n SYSTEM 'n'> %n; ]><g2:newsItem xmlns:g2='u'>", "newsItem"),
        ("no markup", ""),
        ("<", ""),
    ],
)
def test_the_root_shows_in_the_first_bytes(xml: str, name: str) -> None:
    assert parsing.root_name(xml.encode()) == parsing.root_name(xml.encode("utf-16")) == name


@given(st.binary(max_size=300))
def test_any_bytes_give_a_tree_or_a_refusal(data: bytes) -> None:
    parsing.root_name(data)
    for xml in (data, b"<a>" + data + b"</a>"):
        for forgiving in (False, True):
            try:
                parsing.parse(xml, forgiving=forgiving)
            except Unreadable:
                continue


def test_text_outside_of_the_file_is_left_out_and_said() -> None:
    document = parsing.parse(
        b'<!DOCTYPE n [<!ENTITY a SYSTEM "file:///etc/hostname">]><n><h>One&a; two</h><p>&a;</p></n>'
    )
    assert (trees.first(document.root, "h"), trees.first(document.root, "p")) == ("One two", "")
    [said] = document.warnings
    assert said == "The file refers to text outside of itself (“a”). It was not fetched and is missing here."


def test_letters_that_stand_in_a_dtd_are_letters() -> None:
    document = parsing.parse(b'<!DOCTYPE nitf SYSTEM "nitf.dtd"><n><h>caf&eacute;&nbsp;&agrave; vin</h></n>')
    assert trees.inner(document.root) == "<h>café\N{NO-BREAK SPACE}à vin</h>"
    assert document.warnings == ()
