"""HTML of any origin brought into the shape of the vocabulary, before the allow-list sees it.

Mail, word processors and agencies write the same things in many ways: `b` for `strong`, `div`
for a paragraph, a heading of level 1 inside the text. What is meant is kept; what only decorates
is unwrapped, words first.
"""

import re
from collections import Counter
from urllib.parse import urlsplit
from uuid import UUID

from lxml import etree
from lxml import html as lxml_html

#: Elements dropped with all that is in them: nothing there is text for a reader.
DROPPED = ("script", "style", "iframe", "object", "template", "svg", "math", "noscript", "title", "textarea")
_RENAMED = {"h1": "h2", "h4": "h3", "h5": "h3", "h6": "h3", "b": "strong", "i": "em"}
_BLOCKS = frozenset("p h2 h3 ul ol li blockquote hr table caption thead tbody tr th td figure aside div".split())
_INLINE = frozenset("strong em a br".split())
#: Inline elements that decorate: unwrapped without a break between words.
_DECORATION = frozenset(
    "span font u s strike del ins sub sup small big mark abbr acronym cite code kbd samp var q time tt bdi bdo label "
    "dfn data nobr wbr img input button meta link".split()
)
#: What its parent must be; elsewhere the element means nothing and becomes a paragraph.
_PARENTS = {
    "li": {"ul", "ol"},
    "tr": {"table", "thead", "tbody"},
    "td": {"tr"},
    "th": {"tr"},
    "thead": {"table"},
    "tbody": {"table"},
    "caption": {"table"},
}
_PARSER = lxml_html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, no_network=True, huge_tree=True)
#: Elements inside elements: no text needs so many, and parsers take quadratic time over them.
DEEPEST = 200
#: Comments are read over: what stands in them opens and closes nothing.
_OPENED_OR_CLOSED = re.compile(r"<!--(?:-?>|.*?--!?>|.*)|<(/?)([a-zA-Z][a-zA-Z0-9]*)", re.DOTALL)
#: Elements that have no end, or whose end may be left out (HTML, optional tags).
_NEVER_CLOSED = frozenset("p li br hr img input meta link wbr col td th tr tbody thead dt dd option source".split())
_WEB = re.compile(r"https://[^\s\"<>]+\Z")
_BLANK = re.compile(r"[\s\u00a0\u200b\ufeff]*\Z")


def is_too_deep(html: str) -> bool:
    """Whether elements stand inside one another more than DEEPEST times. Linear in the length.

    An end tag counts only where such an element is open: parsers ignore the others, and so the depth stays.
    """
    depth, stand_open = 0, Counter[str]()
    for closing, name in _OPENED_OR_CLOSED.findall(html.lower()):
        if not name or name in _NEVER_CLOSED:
            continue
        if closing and not stand_open[name]:
            continue
        step = -1 if closing else 1
        stand_open[name] += step
        depth += step
        if depth > DEEPEST:
            return True
    return False


def parse(html: str) -> lxml_html.HtmlElement:
    """The HTML as the children of a body. It must not be too deep: the parser takes quadratic time over it."""
    root = lxml_html.document_fromstring(f"<html><body>{html}</body></html>".encode(), parser=_PARSER)
    body: lxml_html.HtmlElement = root.body  # type: ignore[attr-defined]
    return body


def normalise(html: str) -> str:
    """The HTML with the vocabulary's elements where they are meant, as a fragment."""
    body = parse(html)
    for element in list(body.iter(*DROPPED)):
        element.drop_tree()
    for element in list(body.iter(*_RENAMED)):
        element.tag = _RENAMED[element.tag]
    for table in list(body.iter("table")):
        _unwrap_layout(table)
    for element in list(body.iterdescendants()):
        if element.getparent() is not None:
            _settle(element)
    _wrap_loose_text(body)
    _drop_empty(body)
    return _inner(body)


def _unwrap_layout(table: lxml_html.HtmlElement) -> None:
    """A table around another one lays out a page: it goes, and its rows and cells settle as what they hold."""
    if table.find(".//table") is not None:
        table.drop_tag()


def _settle(element: lxml_html.HtmlElement) -> None:
    """Keep or unwrap one element; its words stay."""
    tag = element.tag
    if tag in ("figure", "div", "aside"):
        _settle_placeholder(element)
    elif tag == "a":
        _settle_link(element)
    elif tag in _PARENTS and element.getparent().tag not in _PARENTS[tag]:
        _unwrap_block(element)
    elif tag in _DECORATION:
        element.drop_tag()
    elif tag not in _BLOCKS and tag not in _INLINE:
        _unwrap_block(element)


def _settle_placeholder(element: lxml_html.HtmlElement) -> None:
    """A placeholder holds its identity and nothing else; anything else of that name is a block."""
    identity = {"figure": _uuid(element, "data-caption"), "div": _address(element), "aside": element.get("data-box")}
    kept = identity[element.tag]
    if not kept:
        _unwrap_block(element)
    elif element.tag != "aside":
        _move_content_behind(element)


def _settle_link(link: lxml_html.HtmlElement) -> None:
    if _uuid(link, "data-story"):
        link.attrib.pop("href", None)
    elif (link.get("href") or "").startswith("//"):
        link.set("href", "https:" + link.get("href"))
    elif not link.get("href"):
        link.drop_tag()


def _uuid(element: lxml_html.HtmlElement, name: str) -> bool:
    """Whether the attribute is a UUID, which is then written in its one form; else it goes."""
    value = element.attrib.pop(name, "")
    try:
        element.set(name, str(UUID(value)))
    except ValueError:
        return False
    return True


def _address(element: lxml_html.HtmlElement) -> bool:
    """Whether the embed has an address on the web with a host that can be named."""
    url = element.get("data-embed") or ""
    try:
        return bool(_WEB.match(url) and urlsplit(url).hostname)
    except ValueError:
        return False


def _move_content_behind(element: lxml_html.HtmlElement) -> None:
    """Empty a placeholder: what stood inside becomes a paragraph after it."""
    if not len(element) and _BLANK.match(element.text or ""):
        element.text = None
        return
    paragraph = lxml_html.Element("p")
    paragraph.text, element.text = element.text, None
    paragraph.extend(list(element))
    paragraph.tail, element.tail = element.tail, None
    element.addnext(paragraph)


def _unwrap_block(element: lxml_html.HtmlElement) -> None:
    """A block of another name becomes a paragraph, or gives its place to the blocks in it."""
    element.attrib.clear()
    if not all(_is_inline(child) for child in element.iterdescendants()):
        _wrap_loose_text(element)
        element.drop_tag()
    elif element.getparent().tag in ("p", "h2", "h3"):
        _break_around(element)
    else:
        element.tag = "p"


def _is_inline(element: lxml_html.HtmlElement) -> bool:
    return element.tag in _INLINE or element.tag in _DECORATION


def _break_around(element: lxml_html.HtmlElement) -> None:
    """A block inside a paragraph: a line of its own."""
    element.addprevious(lxml_html.Element("br"))
    after = lxml_html.Element("br")
    after.tail, element.tail = element.tail, None
    element.addnext(after)
    element.drop_tag()


def _wrap_loose_text(parent: lxml_html.HtmlElement) -> None:
    """Text and inline elements that stand between blocks become paragraphs."""
    run: list[lxml_html.HtmlElement] = []
    loose, parent.text = parent.text, None
    for child in [*parent, None]:
        if child is not None and _is_inline(child):
            run.append(child)
            continue
        _gather(parent, loose, run, before=child)
        run = []
        if child is not None:
            loose, child.tail = child.tail, None


def _gather(
    parent: lxml_html.HtmlElement, loose: str | None, run: list[lxml_html.HtmlElement], *, before: etree._Element | None
) -> None:
    if not run and _BLANK.match(loose or ""):
        return
    paragraph = lxml_html.Element("p")
    paragraph.text = (loose or "").lstrip()
    paragraph.extend(run)
    if before is None:
        parent.append(paragraph)
    else:
        before.addprevious(paragraph)


def _drop_empty(body: lxml_html.HtmlElement) -> None:
    """Remove blocks and marks without a word, a picture or a line in them, innermost first."""
    keep = ("figure", "div", "hr", "td", "th", "br")
    for element in reversed(list(body.iterdescendants())):
        kept_inside = any(child.tag in ("figure", "div", "hr", "td", "th") for child in element.iterdescendants())
        if element.tag not in keep and not kept_inside and _BLANK.match(element.text_content()):
            element.drop_tree()


def _inner(body: lxml_html.HtmlElement) -> str:
    return "".join(lxml_html.tostring(child, encoding="unicode").strip() for child in body)
