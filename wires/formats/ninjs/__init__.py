"""IPTC ninjs, "News in JSON": 1.x, 2.x, 3.x and the dialect that Superdesk sends.

The dialects differ in the case of names (`pubstatus`, `pubStatus`) and in shape: 1.x has one
property a fact (`headline`, `body_xhtml`, `place`), 2.x and 3.x have arrays with roles
(`headlines`, `bodies`, `places`), Superdesk has `guid` for `uri` and fields of its own. All of
them are read by one set of readers (fields, media).

Source: the schemas 1.0 to 3.3 at iptc.org/std/ninjs; superdesk-core, publish/formatters/ninjs.
"""

from functools import partial
from typing import Any

from wires import decoding
from wires.formats import batch, json_values
from wires.formats.ninjs import fields, story
from wires.formats.ninjs.fields import Item
from wires.formats.refusals import Skipped, Unreadable
from wires.stories import WireStory

#: Names under which a file holds several items.
_WRAPPERS = ("item", "items", "_items")
<<<<<<< HEAD
#: Values, and tags in all its texts, that a file may have at most: each takes memory and time, however short it is.
_MOST_VALUES, _MOST_TAGS = 400_000, 200_000
=======
>>>>>>> 08a3c63 (wires: read the AP Media API's items)
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
<<<<<<< HEAD
    return batch.read_each(_items(_parsed(decoded.text)), partial(_story, warnings=decoded.warnings))


def _parsed(text: str) -> Any:
    if max(map(text.count, "[{,")) > _MOST_VALUES or text.count("<") > _MOST_TAGS:
        raise Unreadable(f"The file is JSON with more than {_MOST_VALUES:,} values or {_MOST_TAGS:,} tags, too many.")
    try:
        return json.loads(text, parse_constant=lambda _: None)
    except json.JSONDecodeError as error:
        what = error.msg.removesuffix(" starting at")
        raise Unreadable(
            f"The file is not valid JSON: {what} at line {error.lineno}, column {error.colno}. "
            "It may have been cut off on its way."
        ) from error
    except RecursionError as error:
        raise Unreadable("The file is JSON nested too deep to be read.") from error
    except ValueError as error:
        raise Unreadable("The file is JSON with a number too long to be read.") from error
=======
    return batch.read_each(_items(json_values.parse(decoded.text)), partial(_story, warnings=decoded.warnings))
>>>>>>> 08a3c63 (wires: read the AP Media API's items)


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
    item = Item(value)
    if not item.exact("guid", "uri"):
        raise Unreadable("This is JSON, but not ninjs: it has neither a uri nor a guid to know the story by.")
    if len(value) > 1 and not any(name in _SIGNS or name.startswith(_OPEN_SIGNS) for name in item.names):
        raise Unreadable("This is JSON with an identifier, but it has no other property that ninjs knows.")
    if _is_plan(item):
        raise Skipped("This is an event or a plan for coverage, not a story: it is kept, and nothing is made of it.")
    return story.story(item, warnings)


def _is_plan(item: Item) -> bool:
    kind = item.words("type").lower()
    plans = item.first("eventdetails", "plannedcoverage")
    return kind in _PLANS or (not kind and bool(plans) and not fields.has_body(item))
