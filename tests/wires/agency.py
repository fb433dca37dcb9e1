"""What the invented agency sends: ninjs items and folders of them."""

import json
import os
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from wires import intake
from wires.models import Feed, WireItem

AT = datetime(2026, 3, 3, 10, 0, tzinfo=UTC)
FERRY = "urn:newsml:harrow.example:ferry"
#: A ninjs file of 11 MB, more than is read.
LARGE = b'{"uri": "urn:large", "headline": "' + b"x" * 11 * 2**20 + b'"}'


def item(guid: str = FERRY, **facts: Any) -> dict[str, Any]:
    """A ninjs item; None takes a property out."""
    values = {
        "uri": guid,
        "type": "text",
        "version": "1",
        "versioncreated": "2026-03-03T09:15:00Z",
        "pubstatus": "usable",
        "urgency": 4,
        "language": "en",
        "headline": "Ferry to Oskeld sails again",
        "byline": "By Ines Karlow",
        "located": "Port Ellery",
        "body_xhtml": "<p>The ferry sailed at dawn.</p><p>Forty people were on board.</p>",
        **facts,
    }
    return {name: value for name, value in values.items() if value is not None}


def picture(href: str, **facts: Any) -> dict[str, Any]:
    return {"type": "picture", "renditions": {"original": {"href": href, "mimetype": "image/jpeg"}}, **facts}


def data(*items: dict[str, Any]) -> bytes:
    return json.dumps(items[0] if len(items) == 1 else list(items)).encode()


def received(feed: Feed, *items: dict[str, Any], filename: str = "story.json", at: datetime = AT) -> WireItem:
    """The last item that a file of these items gives."""
    delivery = intake.receive(feed=feed, data=data(*items), filename=filename, at=at)
    assert delivery.state == "read", delivery.reason
    return WireItem.objects.filter(delivery=delivery).order_by("pk").last() or WireItem()


def drop(folder: Path, name: str, content: bytes, *, age: float = 5) -> Path:
    """A file that its sender finished `age` seconds ago."""
    place = folder / name
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_bytes(content)
    changed = time.time() - age
    os.utime(place, (changed, changed))
    return place
