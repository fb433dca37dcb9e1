"""Single facts of a ninjs item, whatever its dialect and whatever stands where it should not."""

import re
from collections.abc import Iterator
from typing import Any

from wires import text
from wires.stories import WireSubject
from wires.text import Body

#: Roles and endings of the main text, best first; the rest of the list are other prints of it.
_BODY_NAMES = (
    "html",
    "xhtml",
    "html5",
    "xhtml5",
    "richhtml5",
    "richhtml",
    "richtext",
    "main",
    "body",
    "text",
    "plain",
    "",
)
_MAIN_ROLES = ("main", "headline", "text", "summary", "abstract", "caption", "plain", "")
_NEWSCODES = re.compile(r"https?://cv\w?\.iptc\.org/.*?/?([^/]+)/?\Z")
_AUTHOR_ROLES = frozenset({"", "author", "writer", "reporter", "journalist", "photographer", "correspondent", "byline"})


class Item:
    """A JSON object whose properties are found in any spelling: `bodyHtml`, `body_html`, `BODYHTML`."""

    def __init__(self, values: dict[str, Any]) -> None:
        self.names: dict[str, Any] = {}
        for name, value in values.items():
            if value is not None:
                self.names.setdefault(name.replace("_", "").lstrip("$@").lower(), value)

    def first(self, *names: str) -> Any:
        """The first of the properties that holds anything."""
        return next((self.names[name] for name in names if self.names.get(name) not in (None, "", [], {})), None)

    def words(self, *names: str) -> str:
        """The first property that holds text, on one line; several texts of a list in one."""
        return next(filter(None, (_joined(self.names.get(name)) for name in names)), "")

    def exact(self, *names: str) -> str:
        """The first identifier or address, letter for letter but for space around it."""
        values = (self.names.get(name) for name in names)
        return next(filter(None, (_exact(value) for value in values)), "")

    def block(self, *names: str) -> str:
        """As `words`, but lines stay lines: for notes and terms."""
        value = self.first(*names)
        return text.tidy(value).strip() if isinstance(value, str) else self.words(*names)

    def whole(self, *names: str) -> int | None:
        """A whole number, also where it is written as text; None for anything else."""
        return text.whole(self.first(*names))

    def items(self, *names: str) -> Iterator["Item"]:
        """The objects in a list, or in an object that stands for a list."""
        yield from (item for _, item in self.named(*names))

    def named(self, *names: str) -> Iterator[tuple[str, "Item"]]:
        """The objects below a property with their names: the key, or `name` and `id` inside."""
        value = self.first(*names)
        listed = [("", one) for one in value] if isinstance(value, list) else []
        for name, one in value.items() if isinstance(value, dict) else listed:
            if isinstance(one, dict):
                item = Item(one)
                yield (text.line(name) or item.words("name", "id", "rel")), item


def _exact(value: Any) -> str:
    if isinstance(value, bool) or not isinstance(value, (str, int, float)):
        return ""
    return text.tidy(str(value)).strip()


def _joined(value: Any) -> str:
    if isinstance(value, str):
        return text.line(value)
    if isinstance(value, bool) or value is None:
        return ""
    if isinstance(value, (int, float)):
        return str(value)[:40]
    if isinstance(value, list):
        return ", ".join(filter(None, (_joined(one) for one in value if isinstance(one, (str, dict)))))
    if isinstance(value, dict):
        texts = {name: one for name, one in value.items() if isinstance(one, str)}
        return Item(texts).words("value", "name", "text", "literal")
    return ""


def headline(item: Item) -> str:
    """The publishable headline; the title, which is metadata, only where there is none."""
    return item.words("headline") or _by_role(item, "headlines") or item.words("headlinemain", "title")


def summary(item: Item) -> str:
    """What the item is about, for readers: the abstract of a text, the caption of a picture."""
    one = item.words("descriptiontext", "descriptionhtml", "descriptionxhtml")
    return one or _by_role(item, "descriptions") or item.words("descriptionmain", "descriptioncaption", "description")


def _by_role(item: Item, name: str) -> str:
    """Of several texts with roles the main one; a plain print before one with markup."""
    told = [(_role(one), one) for one in item.items(name) if one.words("value")]
    return min(told, key=lambda pair: _rank(pair[0], _MAIN_ROLES))[1].words("value") if told else ""


def _role(item: Item) -> str:
    return item.words("role").lower()


def _rank(name: str, order: tuple[str, ...]) -> int:
    return order.index(name) if name in order else len(order)


def has_body(item: Item) -> bool:
    """Whether there is any text to publish."""
    return bool(bodies(item))


def bodies(item: Item) -> list[tuple[str, str, str]]:
    """The texts that stand as body, best first: role, media type, value."""
    found = [(_role(one), one.words("contenttype", "mimetype"), one.first("value")) for one in item.items("bodies")]
    found += [(name[4:], "", value) for name, value in item.names.items() if name.startswith("body")]
    texts = [(role, kind, value) for role, kind, value in found if isinstance(value, str) and value.strip()]
    return sorted(texts, key=lambda one: (not is_html(*one), _rank(one[0], _BODY_NAMES)))


def is_html(role: str, kind: str, value: str) -> bool:
    return "html" in kind or "html" in role or (kind != "text/plain" and text.has_markup(value))


def body(item: Item) -> Body:
    """The first body that holds a word, cleaned, with a warning for a text beside it that nothing else says."""
    given = bodies(item)
    for chosen in given:
        role, kind, value = chosen
        read = text.from_html(value) if is_html(role, kind, value) else text.from_plain(value)
        if read.html or read.images or read.embeds:
            return _with_warnings(read, [one for one in given if one is not chosen])
    return Body()


def _with_warnings(read: Body, others: list[tuple[str, str, str]]) -> Body:
    told = [role for role, _, value in others if role not in _BODY_NAMES and _says_more(value, read.html)]
    warnings = tuple(f"A second text of the item ({role}) was left out. The file as sent keeps it." for role in told)
    return Body(read.html, read.images, read.embeds, read.notes, read.warnings + warnings)


def _says_more(value: str, html: str) -> bool:
    """Whether most words of a text are not in the body that was chosen."""
    words, known = set(text.visible(value).split()), set(text.visible(html).split())
    return len(words - known) * 2 > len(words)


def concepts(item: Item, *names: str) -> tuple[WireSubject, ...]:
    """Subjects, places, people: objects of any dialect, or bare words; each once."""
    found: dict[WireSubject, None] = {}
    for name in names:
        value = item.names.get(name)
        for one in value if isinstance(value, list) else [value]:
            concept = _concept(Item(one)) if isinstance(one, dict) else WireSubject(name=_joined(one))
            if concept.code or concept.name or concept.uri:
                found[concept] = None
    return tuple(found)


def _concept(item: Item) -> WireSubject:
    uri = item.exact("uri")
    code = item.exact("code", "qcode", "literal", "symbol")
    known = _NEWSCODES.match(uri)
    return WireSubject(
        code=code or (known[1] if known else ""),
        name=item.words("name"),
        scheme=item.words("scheme"),
        uri=uri,
        rel=item.words("rel"),
    )


def keywords(item: Item) -> tuple[str, ...]:
    """The keywords, each once; lists that were sent as one string are parted at ; or else at commas."""
    value = item.first("keywords", "keyword")
    if isinstance(value, str):
        value = value.split(";" if ";" in value else ",")
    words = [word for one in value for word in _joined(one).split(";")] if isinstance(value, list) else []
    return tuple(dict.fromkeys(word.strip() for word in words if word.strip()))


def authors(item: Item) -> tuple[str, ...]:
    """Names of those who wrote or photographed; editors and desks are not among them."""
    told = [one.words("name") for one in item.items("authors") if _role(one) in _AUTHOR_ROLES]
    return tuple(dict.fromkeys(filter(None, told)))


def byline(item: Item) -> str:
    return item.words("byline", "by") or ", ".join(authors(item))


def located(item: Item) -> str:
    """The place that a dateline names."""
    direct = item.words("located")
    return direct or next((one.words("text", "located", "city") for one in [Item(_object(item.first("dateline")))]), "")


def source(item: Item) -> str:
    """The agency or party that the copy comes from."""
    parties = (one.words("name", "literal") for one in item.items("infosources", "infosource"))
    return item.words("source", "provider") or next(filter(None, parties), "")


def _object(value: Any) -> dict[str, Any]:
    return value if isinstance(value, dict) else {"text": value}
