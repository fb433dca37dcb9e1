"""The body of NITF, wherever it stands: text for readers, and what is beside it."""

import pytest
from lxml import etree

from wires.formats import parsing
from wires.formats.nitf import body
from wires.formats.nitf.body import NitfBody

HEAD = """<body.head><hedline><hl1>Rope works reopen</hl1><hl2>Rope works reopen</hl2><hl2>Forty jobs</hl2></hedline>
<note type="npa"><body.content><p>Call the desk before use.</p></body.content></note>
<note type="pa"><body.content><p>Some readers may find this upsetting.</p></body.content></note>
<rights><rights.owner>Harrow Bay Press</rights.owner></rights>
<byline>By <person>Ida Kjell</person><byttl>Harbour Writer</byttl></byline><byline><person>Tom Vane</person></byline>
<distributor><org>Harrow Bay Press</org></distributor>
<dateline><location><city>Skerrin</city><country>Oskeld</country></location>
<story.date norm="x">March 3</story.date></dateline>
<abstract><p>The works</p><p>reopen.</p></abstract></body.head>"""


def read(xml: str) -> NitfBody:
    return body.read(parsing.parse(xml.encode()).root)


def content(inside: str) -> NitfBody:
    return read(f"<body.content>{inside}</body.content>")


def test_a_whole_document_gives_its_head_and_its_text() -> None:
    found = read(f"<nitf><head/><body>{HEAD}<body.content><p>It <em>did</em>.</p></body.content></body></nitf>")
    assert found.headline == "Rope works reopen"
    assert found.subheadlines == ("Forty jobs",)
    assert (found.byline, found.authors) == ("By Ida Kjell Harbour Writer, Tom Vane", ("Ida Kjell", "Tom Vane"))
    assert (found.dateline, found.summary) == ("Skerrin", "The works reopen.")
    assert (found.distributor, found.rights_owner) == ("Harrow Bay Press", "Harrow Bay Press")
    assert found.body.html == "<p>Some readers may find this upsetting.</p><p>It <em>did</em>.</p>"
    assert (found.notes, found.warnings) == (("Call the desk before use.",), ())


@pytest.mark.parametrize(
    "xml",
    [
        "<nitf><body><body.content><p>A</p></body.content><body.content><p>B</p></body.content></body></nitf>",
        "<body><body.head/><body.content><block><p>A</p><p>B</p></block></body.content></body>",
        "<nitf><body.content><p>A</p><p>B</p></body.content></nitf>",
        "<body><body.head><hedline><hl1>C</hl1></hedline></body.head><p>A</p><p>B</p></body>",
        "<block><p>A</p><p>B</p></block>",
        "<DataContent><p>A</p><p>B</p></DataContent>",
        "<body.content><![CDATA[<p>A</p><p>B</p>]]></body.content>",
        "<inlineXML><nitf><body><body.content><p>A</p>\n<p>B</p></body.content></body></nitf></inlineXML>",
    ],
)
def test_any_part_around_the_text_gives_the_text(xml: str) -> None:
    assert read(xml).body.html == "<p>A</p><p>B</p>"


@pytest.mark.parametrize(
    ("given", "html"),
    [
        (
            "<p>Mr <person>Vane</person>, <org>HBP</org>, in <location>Skerrin</location>.</p>",
            "<p>Mr Vane, HBP, in Skerrin.</p>",
        ),
        ("<p><person><name.given>Ida</name.given><name.family>Kjell</name.family></person></p>", "<p>Ida Kjell</p>"),
        ("<p><num>3<frac><frac-num>1</frac-num><frac-den>2</frac-den></frac></num> knots</p>", "<p>3 1/2 knots</p>"),
        (
            "<p>The <pronounce guide='SKEH-rin'>Skerrin</pronounce> ferry, <lang iso='fr'>dit-on</lang></p>",
            "<p>The Skerrin ferry, dit-on</p>",
        ),
        ("<p><q>Aye</q> and <q>“No”</q></p>", "<p>“Aye” and “No”</p>"),
        ("<p><em class='bold'>Rope</em></p>", "<p><strong>Rope</strong></p>"),
        ("<hl2>Ropes</hl2><p>A</p>", "<h3>Ropes</h3><p>A</p>"),
        ("<p class='txt Subhead'>Ropes</p><p class='txt-ind'>A</p>", "<h3>Ropes</h3><p>A</p>"),
        ("<bq><block><p>Aye</p></block><credit>Vane</credit></bq>", "<blockquote><p>Aye</p><p>Vane</p></blockquote>"),
        ("<ul><li>A</li><li><p>B</p></li></ul>", "<ul><li>A</li><li><p>B</p></li></ul>"),
        ("<dl><dt>Knot</dt><dd>A turn</dd></dl>", "<p>Knot</p><p>A turn</p>"),
        ("<pre>Ropes   12\nCoils    3\n\nKnots</pre>", "<p>Ropes 12<br>Coils 3</p><p>Knots</p>"),
        ("<p><frac><frac-num>1</frac-num><frac-sep>:</frac-sep><frac-den>2</frac-den></frac></p>", "<p>1:2</p>"),
        ("<p>Ro<script>x</script>pe</p>", "<p>Rope</p>"),
        ("<p>R<i>o</i><style>x</style>pe</p>", "<p>R<em>o</em>pe</p>"),
        ("a &lt;p&gt; b<p>A</p>", "<p>a &lt;p&gt; b</p><p>A</p>"),
        ("<key-list><keyword>x</keyword></key-list><p>A</p><tobject>y</tobject>", "<p>A</p>"),
        ("<p/><p> </p><p>&#160;</p><p>A</p>", "<p>A</p>"),
        ("<p>A</p><hr/><p>B</p>", "<p>A</p><hr><p>B</p>"),
        ("<block><tobject/><classifier type='x'>SPO</classifier><p>A</p></block>", "<p>A</p>"),
        ("<p>A</p><script>alert(1)</script><style>p{}</style>", "<p>A</p>"),
    ],
)
def test_nitf_has_its_place_in_the_vocabulary(given: str, html: str) -> None:
    found = content(given)
    assert (found.body.html, found.warnings) == (html, ())


def test_lines_that_a_telex_broke_are_one_paragraph_and_verses_stay() -> None:
    line = "the ferry to the outer islands left an hour late on Tuesday"
    assert content(f"<p>{line}<br/>{line}<br/>at noon.</p>").body.html == f"<p>{line} {line} at noon.</p>"
    assert content("<p>Rope,<br/>coil,<br/>knot.</p>").body.html == "<p>Rope,<br>coil,<br>knot.</p>"


def test_a_document_inside_another_element_keeps_its_head() -> None:
    found = read(f"<inlineXML><nitf><body>{HEAD}<body.content><p>A</p></body.content></body></nitf></inlineXML>")
    assert (found.headline, found.summary) == ("Rope works reopen", "The works reopen.")


def test_a_table_keeps_its_cells_and_its_foot_goes_below() -> None:
    found = content(
        "<nitf-table><nitf-table-metadata><nitf-colgroup/></nitf-table-metadata><nitf-table-summary><p>Landings</p>"
        "</nitf-table-summary><table><caption>Tons</caption><tfoot><tr><td>Sum</td></tr></tfoot>"
        "<tbody><tr><th>Cod</th><td>3</td></tr></tbody></table></nitf-table>"
    )
    assert found.body.html == (
        "<p>Landings</p><table><caption>Tons</caption><tbody><tr><th>Cod</th><td>3</td></tr></tbody>"
        "<tbody><tr><td>Sum</td></tr></tbody></table>"
    )


def test_a_first_heading_that_repeats_the_headline_goes() -> None:
    head = "<body.head><hedline><hl1>Rope works</hl1></hedline></body.head>"
    found = read(f"<body>{head}<body.content><block><hl2>ROPE works</hl2></block><p>A</p></body.content></body>")
    assert found.body.html == "<p>A</p>"


def test_pictures_keep_caption_credit_and_place_apart() -> None:
    found = content(
        "<p>A</p><media media-type='image'>"
        "<media-metadata name='Media-ID' value='HBP-7'/>"
        "<media-reference source='small.jpg' mime-type='image/jpeg' width='200' height='100'/>"
        "<media-reference source='large.jpg' mime-type='image/jpeg' width='2000' height='1000' alternate-text='A crane'"
        " source-credit='HBP' copyright='© HBP'/>"
        "<media-reference source='raw.tif' mime-type='image/tiff' width='9000' height='9000'/>"
        "<media-caption><p>A crane at dusk</p></media-caption>"
        "<media-producer><person>Ida Kjell</person></media-producer></media><p>B</p>"
    )
    (image,) = found.images
    assert found.body.html == "<p>A</p><p>B</p>"
    assert (image.href, image.width, image.guid, image.position) == ("large.jpg", 2000, "HBP-7", 1)
    assert (image.caption, image.alt, image.credit, image.byline) == ("A crane at dusk", "A crane", "HBP", "Ida Kjell")
    assert image.copyright_notice == "© HBP"


def test_pictures_before_or_behind_the_text_have_no_place_in_it() -> None:
    medium = "<media><media-reference mime-type='image/png' source='{}'/></media>"
    found = content(f"{medium.format('a')}<p>A</p><p>B</p>{medium.format('b')}<img source='c.jpg'/><img src='d.jpg'/>")
    assert [(image.href, image.role, image.position) for image in found.images] == [
        ("a", "media", None),
        ("b", "media", None),
        ("c.jpg", "media", None),
        ("d.jpg", "inline", None),
    ]


@pytest.mark.parametrize(
    ("name", "field"),
    [
        ("credit", "credit"),
        ("CreditLine", "credit"),
        ("Photographer", "byline"),
        ("by-line", "byline"),
        ("Headline", "title"),
        ("copyright_notice", "copyright_notice"),
        ("Special Instructions", "instructions"),
        ("TransRef", "guid"),
    ],
)
def test_metadata_of_a_picture_have_their_fields(name: str, field: str) -> None:
    (image,) = content(
        f"<media media-type='graphics'><media-metadata name='{name}' value='HBP'/><media-reference source='a'/></media>"
    ).images
    assert getattr(image, field) == "HBP"


def test_sound_video_and_what_has_no_address() -> None:
    found = content(
        "<p>A</p><media media-type='video'><media-reference source='v.mp4' mime-type='video/mp4'/>"
        "<media-caption>The launch</media-caption></media>"
        "<media media-type='image'><media-caption>A crane</media-caption></media>"
        "<media media-type='image'><media-reference mime-type='image/jpeg'/>"
        "<media-object encoding='base64'>aGk=</media-object></media>"
        "<media><media-metadata name='TransRef' value='1'/></media>"
    )
    assert [(one.type, one.href, one.headline) for one in found.related] == [("video", "v.mp4", "The launch")]
    assert found.images == ()
    assert found.warnings == (
        "The picture “A crane” came without an address.",
        "A picture or file that stands inside the text itself was left out.",
    )


@pytest.mark.parametrize(
    ("said", "reference", "kind"),
    [
        ("Photo", "source='a'", "image"),
        ("graphic", "source='a'", "image"),
        ("video", "source='a.jpg'", "video"),
        ("", "source='a' mime-type='image/png'", "image"),
        ("other", "source='a' mime-type='audio/mpeg'", "audio"),
        ("data", "source='a' mime-type='video/mp4'", "video"),
        ("text", "source='a.jpg'", "image"),
        ("", "source='a.jpeg?w=1'", "image"),
        ("data", "source='a.csv'", "data"),
        ("", "source='a'", "other"),
    ],
)
def test_a_medium_is_known_by_its_type_its_files_type_or_its_name(said: str, reference: str, kind: str) -> None:
    found = content(f"<p>A</p><media media-type='{said}'><media-reference {reference}/></media>")
    assert [*("image" for _ in found.images), *(one.type for one in found.related)] == [kind]


def test_private_words_go_to_the_desk() -> None:
    found = content(
        "<p>A</p><note type='npa'><body.content><p>Vane is on 555 0134</p></body.content></note>"
        "<p class='ednote'>Do not trim</p>"
    )
    assert found.body.html == "<p>A</p>"
    assert found.notes == ("Vane is on 555 0134", "Do not trim")


@pytest.mark.parametrize(
    ("end", "html", "notes"),
    [
        ("<tagline>Tom Vane in Skerrin contributed.</tagline>", "<p>A</p><p>Tom Vane in Skerrin contributed.</p>", ()),
        ("<tagline>vane@hbp.example</tagline>", "<p>A</p>", ("vane@hbp.example",)),
        ("<tagline type='npa'>Eds: more later</tagline>", "<p>A</p>", ("Eds: more later",)),
        ("<media><media-reference source='a.jpg'/><media-caption>B</media-caption></media>", "<p>A</p>", ()),
        (
            "<block><p>See also</p></block><bibliography>Knots, 1901</bibliography>",
            "<p>A</p><p>Knots, 1901</p>",
            ("See also",),
        ),
    ],
)
def test_the_end_of_a_body(end: str, html: str, notes: tuple[str, ...]) -> None:
    found = read(f"<body><body.content><p>A</p></body.content><body.end>{end}</body.end></body>")
    assert (found.body.html, found.notes) == (html, notes)


def test_escaped_embeds_are_no_text() -> None:
    tweet = "&lt;blockquote&gt;&lt;p&gt;Ropes!&lt;/p&gt;&lt;/blockquote&gt;&lt;script src='x'&gt;&lt;/script&gt;"
    code = "&lt;div id='e'&gt;&lt;/div&gt;&lt;script async src='https://e.example/e.js'&gt;&lt;/script&gt;"
    frame = "&lt;iframe src='https://v.example/7'&gt;&lt;/iframe&gt;"
    found = content(f"<p>If 3 &lt; 4 &gt; 2</p><p>{tweet}</p><p class='x'> {code} </p><p>{frame}</p>")
    assert found.body.html == "<p>If 3 &lt; 4 &gt; 2</p><blockquote><p>Ropes!</p></blockquote>"
    assert found.body.embeds == ("https://v.example/7",)
    assert found.notes == (
        "Embed code in the text: <div id='e'></div><script async src='https://e.example/e.js'></script>",
    )


@pytest.mark.parametrize(
    ("line", "dateline"),
    [
        ("Skerrin", "Skerrin"),
        ("<location>SKERRIN</location>", "SKERRIN"),
        ("SKERRIN, <story.date norm='20260303'>March 3</story.date>", "SKERRIN"),
        ("<story.date>March 3, 2026</story.date>", "March 3, 2026"),
        ("<story.date norm='x'>20260303T101500+0000</story.date>", ""),
    ],
)
def test_datelines(line: str, dateline: str) -> None:
    assert read(f"<body><body.head><dateline>{line}</dateline></body.head><body.content/></body>").dateline == dateline


def test_the_element_given_stays_as_it_is() -> None:
    root = parsing.parse(
        f"<nitf><body>{HEAD}<body.content><media/><note/><pre>A</pre></body.content></body></nitf>".encode()
    ).root
    before = etree.tostring(root)
    body.read(root)
    assert etree.tostring(root) == before
