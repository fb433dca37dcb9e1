"""HTML that is nothing but prose, read at once: most of what agencies send.

Paragraphs, headings and lists with a few marks in them need no parser, no taking apart and no comparing of
words. All else is left to the full reading (wires.text); what both can read, both read alike, letter for letter.
"""

import html as entities
import re

from wires import agency_html

#: Attributes that the full reading drops without a look. A class is looked at.
_ATTRIBUTES = (
    r'(?:\s+(?:class|id|align|lang|dir|title|rel|target|item(?:prop|scope|type|id)|data-[a-z-]{1,30})="[^"<>&]*")*+'
)
_PARTS_OF_PAGES = "div|section|article|main|header|footer"
#: One block, the edge of a part of a page, or the end. What is inside a block holds no end of it.
_BLOCK = re.compile(
    rf"[ \t\n]*+(?:<(?P<name>p|h[1-6]|ul|ol){_ATTRIBUTES}\s*>(?P<inner>(?:[^<]++|<(?!/(?P=name)>))*+)</(?P=name)>"
    rf"|<(?P<edge>/?(?:{_PARTS_OF_PAGES})){_ATTRIBUTES}\s*>|(?P<end>\Z))"
)
_LIST_ITEM = re.compile(rf"(?P<space>[ \t\n]*+)(?:<li{_ATTRIBUTES}\s*>(?P<inner>(?:[^<]++|<(?!/li>))*+)</li>|\Z)")
_TAG = re.compile(r"<[^<>]*>")
_MARK = re.compile(rf"<(?:(?P<name>strong|em|b|i|span){_ATTRIBUTES}\s*|(?P<break>br)\s*/?)>")
#: A host that is a name in ASCII; what else may be one, the full reading knows.
_HOST = r"(?!(?:[\w.-]+\.)?xn--)(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}(?=[/?#\"])"
_LINK = re.compile(
    rf'<a{_ATTRIBUTES}\s+href="(?P<href>(?:https?://{_HOST}|mailto:)(?:[\w.~:/?#@!$()*+,;=%-]|&amp;)*)"{_ATTRIBUTES}\s*>',
    re.ASCII,
)
_CLASS = re.compile(r'\sclass="([^"]*)"')
_RENAMED = {"h1": "h2", "h4": "h3", "h5": "h3", "h6": "h3", "b": "strong", "i": "em"}
#: References that all parsers read alike: no control codes, no surrogates.
_REFERENCE = re.compile(
    r"&(?:amp|lt|gt|quot|nbsp|#(?:3[2-9]|[4-9]\d|1[01]\d|12[0-6]|1[6-9]\d|[2-9]\d\d|[1-9]\d{3})"
    r"|#x(?:[2-6][0-9a-fA-F]|7[0-9a-eA-E]|[a-fA-F][0-9a-fA-F]|[1-9a-fA-F][0-9a-fA-F]{2}|[1-9a-cA-C][0-9a-fA-F]{3}));"
)
#: Marks inside one another that prose has at most.
_DEEPEST = 8
_TO_ESCAPE = re.compile("[&<>\u00a0]")
_ESCAPES = {"&": "&amp;", "<": "&lt;", ">": "&gt;", "\u00a0": "&nbsp;"}
_FIRST_BREAK, _LAST_BREAK = re.compile(r"^[ \t\n]*<br>"), re.compile(r"<br>[ \t\n]*\Z")
_BREAKS_TO_SETTLE = re.compile(r"^(?:\s|&nbsp;)*<br>|<br>(?:\s|&nbsp;)*(?:<br>|$)")
_BLANK = re.compile(r"(?:[\s\u200b\ufeff]|&nbsp;)*")
_NOTHING = re.compile(r"(?:[ \t\n]|&nbsp;)*")


def read(html: str) -> str | None:
    """The body in the vocabulary of articles/body.py; None where the HTML is more than prose."""
    if "\r" in html or _has_private_classes(html):
        return None
    blocks: list[str] = []
    within: list[str] = []
    found = _BLOCK.match(html)
    while found and found["end"] is None:
        block = _part(found["edge"], within) if found["edge"] else _block(found["name"], found["inner"])
        if block is None:
            return None
        blocks.append(block)
        found = _BLOCK.match(html, found.end())
    return "".join(blocks) if found and not within else None


def _has_private_classes(html: str) -> bool:
    given = {name for classes in set(_CLASS.findall(html)) for name in classes.lower().split()}
    return not agency_html.NOTE_CLASSES.isdisjoint(given)


def _part(edge: str, within: list[str]) -> str | None:
    """The edge of a part of a page, which leaves nothing; None where it closes what is not open."""
    if not edge.startswith("/"):
        within.append(edge)
    elif not within or within.pop() != edge[1:]:
        return None
    return ""


def _block(name: str, inner: str) -> str | None:
    """A block of the body; empty for one without a word, None for one that is more than text and marks."""
    if name in ("ul", "ol"):
        content = _list(inner)
    else:
        content = _inline(inner)
        if content and "<br>" in content:
            content = _settled(content) if name == "p" else None
        if content and _BLANK.fullmatch(content):
            return "" if _NOTHING.fullmatch(content) else None
    name = _RENAMED.get(name, name)
    return f"<{name}>{content}</{name}>" if content else content


def _list(inner: str) -> str | None:
    items: list[str] = []
    found = _LIST_ITEM.match(inner)
    while found and found["inner"] is not None:
        content = _inline(found["inner"])
        if not content or "<br>" in content or _BLANK.fullmatch(content):
            return None
        items.append(f"{found['space']}<li>{content}</li>")
        found = _LIST_ITEM.match(inner, found.end())
    return "".join([*items, found["space"]]) if found and items else None


def _inline(inner: str) -> str | None:
    """Text with marks, links and breaks; None where there is anything else in it."""
    if "<" not in inner:
        return _text(inner)
    pieces: list[str] = []
    within: list[tuple[str, int]] = []
    position = 0
    for tag in _TAG.finditer(inner):
        words = _text(inner[position : tag.start()])
        pieces.append(words or "")
        mark = None if words is None else _mark(tag[0], within, pieces)
        if mark is None:
            return None
        pieces.append(mark)
        position = tag.end()
    rest = _text(inner[position:])
    return None if rest is None or within else "".join([*pieces, rest])


def _settled(content: str) -> str | None:
    """A paragraph without a break at its beginning and end; None where breaks follow one another."""
    content = _LAST_BREAK.sub("", _FIRST_BREAK.sub("", content, count=1), count=1)
    return None if _BREAKS_TO_SETTLE.search(content) else content


def _mark(tag: str, within: list[tuple[str, int]], pieces: list[str]) -> str | None:
    """A tag as it is written; `within` are the marks that stand open, each with the number of pieces before it."""
    if tag[1] == "/":
        return _end(tag[2:-1], within, pieces)
    link = _LINK.fullmatch(tag) if tag.startswith("<a ") else None
    mark = None if link else _MARK.fullmatch(tag)
    if mark and mark["break"]:
        return None if within else "<br>"
    name = "a" if link else mark["name"] if mark else ""
    if not name or len(within) > _DEEPEST or (name != "span" and any(name == one for one, _ in within)):
        return None
    # The mark itself is the next piece.
    within.append((name, len(pieces) + 1))
    if link:
        return f'<a href="{link["href"]}">'
    return "" if name == "span" else f"<{_RENAMED.get(name, name)}>"


def _end(name: str, within: list[tuple[str, int]], pieces: list[str]) -> str | None:
    """The end of the innermost mark; None where it is not that, or where nothing stands in it."""
    if not within or within[-1][0] != name:
        return None
    _, start = within.pop()
    if name == "span":
        return ""
    return None if _BLANK.fullmatch("".join(pieces[start:])) else f"</{_RENAMED.get(name, name)}>"


def _text(words: str) -> str | None:
    """Text as the vocabulary writes it; None where a reference could be read in several ways."""
    if "&" in words:
        if "&" in _REFERENCE.sub("", words):
            return None
        words = entities.unescape(words)
    return _TO_ESCAPE.sub(lambda letter: _ESCAPES[letter[0]], words)
