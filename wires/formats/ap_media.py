"""Items of the AP Media API: one item, or a page of its feed, search or on-demand queue.

They are ninjs but for some names and the way in which they say that something is not to be published:
what lacks the signal `newscontent` is for desks only, a kill shows in `editorialtypes` too. So they are
renamed and read as ninjs. The text of a story is not in them: it stands at an address of its own.

Source: api.ap.org/media/v/docs, Content Metadata Fields, Identifying Publishable Content (version 2.2).
"""

from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from typing import Any

from wires import decoding, text
from wires.formats import batch, json_values
from wires.formats.judging import Remarks, judged
from wires.formats.ninjs import story as ninjs_story
from wires.formats.ninjs.fields import Item
from wires.formats.refusals import Skipped, Unreadable
from wires.stories import CANCELED, USABLE, WITHHELD, WireRelated, WireStory
from wires.times import read_time

#: Names that no other JSON has beside one another.
_SIGNS = (b'"altids"', b'"itemid"')
#: The condition of a revision → what it does to the item, whatever `pubstatus` says (AP: check both).
_CONDITIONS = {
    "kill": CANCELED,
    "elimination": CANCELED,
    "disregard": CANCELED,
    "withhold": WITHHELD,
    "holdforrelease": "embargoed",
}
_PUBLISHABLE = "newscontent"
#: Kinds of items that are lists and notes for desks.
_FOR_DESKS = frozenset({"advisory", "daybook", "news advisory", "digest advisory"})
_PICTURES = frozenset({"picture", "graphic"})
#: Renditions in which the words of an item stand, the best first.
_WORDS = ("nitf", "story_nitf", "script_nitf", "shotlist_nitf", "anpa")
_AP_CATEGORIES = frozenset({"category", "suppcategory"})


def recognises(data: bytes) -> bool:
    """Whether the file is JSON with the identifiers that only AP gives."""
    return json_values.looks_like_json(data) and all(sign in data for sign in _SIGNS)


def read(data: bytes) -> list[WireStory]:
    """The items in file order; raises Skipped for a page without any, Unreadable where none can be read."""
    decoded = decoding.decode(data)
    items = _items(json_values.parse(decoded.text))
    if not items:
        raise Skipped("The page of AP's feed holds no item.")
    return batch.read_each(items, partial(_story, warnings=decoded.warnings))


def _items(value: Any) -> list[Any]:
    """The items of an answer, or of several: in data.item, in data.items, or bare."""
    answers = value if isinstance(value, list) else [value]
    return [item for answer in answers for item in _of_answer(answer)]


def _of_answer(answer: Any) -> list[Any]:
    data = answer.get("data") if isinstance(answer, dict) else None
    holder = data if isinstance(data, dict) else answer
    listed = holder.get("items") if isinstance(holder, dict) else None
    if isinstance(listed, list):
        return [_item(one, one) for one in listed]
    return [_item(holder, answer)]


def _item(holder: Any, answer: Any) -> Any:
    """The item in what holds it, with the text that was fetched for it and put into the answer."""
    item = holder.get("item", holder) if isinstance(holder, dict) else holder
    fetched = answer.get("nitf") if isinstance(answer, dict) else None
    return {**item, "nitf": fetched} if isinstance(item, dict) and isinstance(fetched, dict) else item


def _story(value: Any, warnings: tuple[str, ...]) -> WireStory:
    guid = _itemid(value)
    if not guid:
        raise Unreadable("This is an answer of AP, but the item in it has no itemid to know it by.")
    item = Item(value)
    read = ninjs_story.story(Item(_as_ninjs(item, guid)), warnings)
    remarks = Remarks()
    related = (*_words_elsewhere(item, read, remarks), *_recordings(item), *read.related, *_links(item))
    return judged(replace(read, related=related, advisory=read.advisory or _is_for_desks(item, remarks)), remarks)


def _itemid(value: Any) -> str:
    """What stays the same for all revisions of an item; its address changes with each request."""
    altids = value.get("altids") if isinstance(value, dict) else None
    return Item(altids).exact("itemid") if isinstance(altids, dict) else ""


def _as_ninjs(item: Item, guid: str) -> dict[str, Any]:
    kind = item.words("type").lower()
    caption = item.words("descriptioncaption")
    changed = {
        "uri": guid,
        "pubstatus": _status(item),
        "byline": ", ".join(_bylines(item)),
        "creditline": item.words("descriptioncreditline"),
        "descriptiontext": caption if kind in _PICTURES else item.words("descriptionsummary", "headlineextended"),
        "located": item.words("located") or _city(item),
        "usageterms": "\n".join(_lines(item.first("usageterms"))),
        "ednote": "\n".join(filter(None, (item.block("ednote"), item.block("descriptioneditornotes")))),
        "contentcreated": item.first("firstcreated") if kind in _PICTURES else None,
        "genre": [name for name in (item.words("profile"), _name(item.first("fixture"))) if name],
        "subject": _concepts(item, "subject", in_categories=False),
        "service": _concepts(item, "subject", in_categories=True),
        "associations": dict(_associations(item)),
        "bodyhtml": _fetched_text(item),
    }
    for name in ("place", "person", "organisation"):
        changed[name] = _concepts(item, name, in_categories=False)
    return {**item.names, **changed, "altids": None, "title": item.names.get("title")}


def _status(item: Item) -> str | None:
    """The gravest of what status and conditions say. An embargo with its moment is no status."""
    said = item.words("pubstatus").lower() or USABLE
    conditions = {_CONDITIONS.get(word.replace(" ", "").lower()) for word in _lines(item.first("editorialtypes"))}
    for grave in (CANCELED, WITHHELD):
        if grave in conditions or said == grave:
            return grave
    embargoed = said == "embargoed" or "embargoed" in conditions
    if embargoed:
        return USABLE if read_time(item.first("embargoed")).moment else "embargoed"
    return said


def _is_for_desks(item: Item, remarks: Remarks) -> bool:
    """Whether AP says that no version of it may ever be published (Identifying Publishable Content)."""
    signals = {signal.lower() for signal in _lines(item.first("signals"))}
    types = {word.lower() for word in _lines(item.first("editorialtypes"))}
    if "test" in signals:
        remarks.warn("The agency sent this item as a test.")
        return True
    return _PUBLISHABLE not in signals or "advisory" in types or item.words("profile").lower() in _FOR_DESKS


def _lines(value: Any) -> list[str]:
    """The texts of a list, or the one that stands for it."""
    values = value if isinstance(value, list) else [value]
    return [text.line(one) for one in values if isinstance(one, str) and one.strip()]


def _bylines(item: Item) -> Iterator[str]:
    """Those who made it: photographers of pictures, writers of texts."""
    photographer = _name(item.first("photographer"))
    if photographer:
        yield photographer
        return
    for byline in item.items("bylines"):
        if words := byline.words("by", "name"):
            yield words


def _name(value: Any) -> str:
    return Item(value).words("name") if isinstance(value, dict) else ""


def _city(item: Item) -> str:
    place = item.first("datelinelocation")
    return Item(place).words("city") if isinstance(place, dict) else ""


def _concepts(item: Item, name: str, *, in_categories: bool) -> list[dict[str, Any]]:
    """Concepts with their relation, those that AP inferred from others last; its categories are services."""
    told: list[tuple[bool, dict[str, Any]]] = []
    for concept in item.items(name):
        rels = _lines(concept.first("rels"))
        if bool(_AP_CATEGORIES.intersection(rels)) is in_categories:
            told.append(("direct" not in rels and "ancestor" in rels, {**concept.names, "rel": " ".join(rels)}))
    return [concept for _, concept in sorted(told, key=lambda pair: pair[0])]


def _associations(item: Item) -> Iterator[tuple[str, dict[str, Any]]]:
    """What goes with a story, in AP's order; it is only named, with the address of its own answer."""
    named = [(key, one) for key, one in item.named("associations")]
    for key, one in sorted(named, key=lambda pair: (text.whole(pair[0]) or 0, pair[0])):
        guid = _itemid(one.names)
        yield key, {**one.names, "uri": guid or one.exact("uri"), "href": one.exact("uri"), "altids": None}


def _fetched_text(item: Item) -> Any:
    """The NITF text, where whoever fetched the item put it beside it."""
    nitf = item.first("nitf")
    return Item(nitf).first("bodyhtml") if isinstance(nitf, dict) else None


def _words_elsewhere(item: Item, read: WireStory, remarks: Remarks) -> list[WireRelated]:
    """The address at which the text of a story stands, with a sentence: nobody has fetched it."""
    if read.body_html or item.words("type").lower() in _PICTURES or read.pubstatus == CANCELED:
        return []
    renditions = dict(item.named("renditions"))
    chosen = next((renditions[name] for name in _WORDS if name in renditions), None)
    if chosen is None or not chosen.exact("href"):
        return []
    remarks.warn(
        "The text is not in this item: AP keeps it at an address that is among the links. Fetch it from there."
    )
    return [_rendition("text", chosen)]


def _recordings(item: Item) -> list[WireRelated]:
    """The film or sound that an item is."""
    if item.words("type").lower() not in ("video", "audio"):
        return []
    renditions = dict(item.named("renditions"))
    return [_rendition("main", renditions["main"])] if "main" in renditions else []


def _rendition(role: str, rendition: Item) -> WireRelated:
    return WireRelated(
        role=role,
        type=rendition.words("type"),
        headline=rendition.words("title"),
        href=rendition.exact("href"),
        mime_type=rendition.words("mimetype").lower(),
    )


def _links(item: Item) -> list[WireRelated]:
    """Pages about the item, as its canonical one at AP."""
    found = (WireRelated(role=one.words("rel"), href=one.exact("href")) for one in item.items("links"))
    return [link for link in found if link.href]
