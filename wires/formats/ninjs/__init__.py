"""IPTC ninjs, "News in JSON": 1.x, 2.x, 3.x and the dialect that Superdesk sends.

The dialects differ in the case of names (`pubstatus`, `pubStatus`) and in shape: 1.x has one
property a fact (`headline`, `body_xhtml`, `place`), 2.x and 3.x have arrays with roles
(`headlines`, `bodies`, `places`), Superdesk has `guid` for `uri` and fields of its own. All of
them are read by one set of readers (fields, media).

Source: the schemas 1.0 to 3.3 at iptc.org/std/ninjs; superdesk-core, publish/formatters/ninjs.
"""

import json
from functools import partial
from typing import Any

from wires import decoding
from wires.formats import batch, guids, json_values
from wires.formats.judging import Remarks
from wires.formats.ninjs import fields, story
from wires.formats.ninjs.fields import Item
from wires.formats.refusals import Skipped, Unreadable
from wires.stories import CANCELED, WireStory

#: Names under which a file holds several items.
_WRAPPERS = ("item", "items", "_items")
#: Types that are no story (IPTC ninature NewsCodes).
_PLANS = frozenset({"event", "planning"})
#: At least one of these beside the identifier shows that an object is ninjs (lower case, without _).
_SIGNS = frozenset(
    "type version versioncreated firstcreated contentcreated pubstatus urgency embargoed embargoeduntil language "
    "subject subjects place places person people organisation organisations byline by located slugline ednote "
    "copyrightholder copyrightnotice usageterms renditions associations representationtype profile standard title "
    "infosource infosources genre genres object objects altids mimetype eventdetails plannedcoverage expires "
    "rightsinfo".split()
)
#: Beginnings of the properties whose endings a sender may choose (ninjs 1.8, patternProperties).
_OPEN_SIGNS = ("headline", "description", "body", "bodies")


def recognises(data: bytes) -> bool:
    """Whether the file looks like JSON: an object or a list, in any encoding with or without a mark."""
    return json_values.looks_like_json(data)


def read(data: bytes) -> list[WireStory]:
    """The stories of a ninjs file in file order; raises Unreadable where there is none.

    An item that cannot be read does not stop the others: the first story carries the warning.
    """
    decoded = decoding.decode(data)
    return batch.read_each(_items(json_values.parse(decoded.text)), partial(_story, warnings=decoded.warnings))


def _items(value: Any) -> list[Any]:
    """The items of a file: itself, a list, or the list in a wrapper."""
    if isinstance(value, dict) and not Item(value).exact("guid", "uri"):
        wrapped = [value[name] for name in _WRAPPERS if isinstance(value.get(name), (list, dict))]
        value = wrapped[0] if wrapped else value
    items = value if isinstance(value, list) else [value]
    if not items:
        raise Unreadable("The file is JSON, but the list in it is empty.")
    return items


def _story(value: Any, warnings: tuple[str, ...]) -> WireStory:
    if not isinstance(value, dict):
        raise Unreadable("This is JSON, but not an object: a ninjs item is an object with a uri or guid.")
    item = _identified(Item(value), value)
    if len(value) > 1 and not any(name in _SIGNS or name.startswith(_OPEN_SIGNS) for name in item.names):
        raise Unreadable("This is JSON with an identifier, but it has no other property that ninjs knows.")
    if _is_plan(item):
        raise Skipped("This is an event or a plan for coverage, not a story: it is kept, and nothing is made of it.")
    return story.story(item, warnings)


def _identified(item: Item, value: dict[str, Any]) -> Item:
    """The item, which must say which it is; a kill that does not is kept all the same, so that the desk hears of it."""
    if item.exact("guid", "uri"):
        return item
    if Remarks().pubstatus(item.words("pubstatus") or None) != CANCELED:
        raise Unreadable("This is JSON, but not ninjs: it has neither a uri nor a guid to know the story by.")
    return Item({**value, "uri": guids.derived("ninjs", json.dumps(value, sort_keys=True))})


def _is_plan(item: Item) -> bool:
    kind = item.words("type").lower()
    plans = item.first("eventdetails", "plannedcoverage")
    return kind in _PLANS or (not kind and bool(plans) and not fields.has_body(item))
