"""What the invented agencies send: ninjs in two dialects, and photographs that say what they show.

Pure: texts in, bytes out. Pictures of the text stand in it as <img> where the agency wants them.
"""

import json
import re
from datetime import UTC, datetime, timedelta
from html import escape
from typing import Any

from media import packets
from newsroom.demo.drawing.canvas import HIGH, WIDE
from newsroom.demo.texts import Copy, Image

#: What an agency says beside a picture: the fields of texts.photographs().
Told = dict[str, dict[str, Any]]
_RIGHTS = "Invented for the demonstration of Newsroom; free to use with it."


def photograph(jpeg: bytes, fields: dict[str, Any], *, taken_at: datetime) -> bytes:
    """The JPEG with its words in it, as XMP and as IIM."""
    values = {**fields, "keywords": tuple(fields["keywords"])}
    written = packets.Fields(**values, headline=fields["title"], taken_at=taken_at)
    return packets.embedded(jpeg, xmp=packets.xmp(written), iim=packets.iim(written))


def wire_file(copy: Copy, told: Told, *, agency: str, start: datetime) -> bytes:
    """The story as a ninjs file, in the dialect of its agency."""
    write = _superdesk if copy.shape == "superdesk" else _ninjs
    return json.dumps(write(copy, told, agency, start), ensure_ascii=False, indent=2).encode()


def _ninjs(copy: Copy, told: Told, agency: str, start: datetime) -> dict[str, Any]:
    """IPTC ninjs 3.0: arrays with roles."""
    filed = _moment(start, copy)
    return _without_blanks(
        {
            "uri": copy.guid,
            "standard": {
                "name": "ninjs",
                "version": "3.0",
                "schema": "https://www.iptc.org/std/ninjs/ninjs-schema_3.0.json",
            },
            "type": "text",
            "version": str(copy.version),
            "firstCreated": _iso(filed),
            "versionCreated": _iso(filed),
            "pubStatus": copy.pubstatus,
            "embargoedUntil": _embargo(copy, start),
            "urgency": copy.urgency,
            "language": copy.language,
            "slugline": copy.slugline,
            "headlines": [{"role": "main", "value": copy.headline}],
            "descriptions": [{"role": "summary", "contentType": "text/plain", "value": copy.summary}]
            if copy.summary
            else [],
            "bodies": [{"role": "main", "contentType": "text/html", "value": _body(copy, told)}] if copy.body else [],
            "by": copy.byline,
            "located": copy.dateline,
            "subjects": [{"name": name} for name in copy.subjects],
            "keywords": copy.keywords,
            "infoSources": [{"name": agency}],
            "usageTerms": _RIGHTS,
            "edNote": copy.note,
            "associations": [{"name": name, **_ninjs_picture(copy, image, told)} for name, image in _named(copy)],
        }
    )


def _ninjs_picture(copy: Copy, image: Image, told: Told) -> dict[str, Any]:
    said = told.get(image.scene, {})
    return _without_blanks(
        {
            "uri": f"{copy.guid}:{image.scene or 'picture'}",
            "type": "picture",
            "headlines": [{"role": "main", "value": said["title"]}] if said else [],
            "descriptions": [
                {"role": "caption", "contentType": "text/plain", "value": image.caption or said["caption"]}
            ],
            "altText": image.alt or said.get("alt_text"),
            "by": said.get("byline"),
            "creditLine": said.get("credit"),
            "renditions": [_rendition(copy, image, "contentType")],
        }
    )


def _superdesk(copy: Copy, told: Told, agency: str, start: datetime) -> dict[str, Any]:
    """The dialect that Superdesk sends: one property a fact, names with and without underscores."""
    filed = f"{_moment(start, copy):%Y-%m-%dT%H:%M:%S%z}"
    return _without_blanks(
        {
            "guid": copy.guid,
            "type": "text",
            "version": str(copy.version),
            "pubstatus": copy.pubstatus,
            "firstcreated": filed,
            "versioncreated": filed,
            "embargoed": _embargo(copy, start),
            "language": copy.language,
            "urgency": copy.urgency,
            "priority": copy.urgency + 1,
            "headline": copy.headline,
            "slugline": copy.slugline,
            "byline": f"By {copy.byline}",
            "located": copy.dateline,
            "description_text": copy.summary,
            "description_html": f"<p>{escape(copy.summary, quote=False)}</p>",
            "body_html": _body(copy, told),
            "source": agency,
            "keywords": copy.keywords,
            "subject": [{"name": name, "code": f"demo:{number}"} for number, name in enumerate(copy.subjects, start=1)],
            "usageterms": _RIGHTS,
            "ednote": copy.note,
            "associations": {name: _superdesk_picture(copy, image, told) for name, image in _named(copy)},
        }
    )


def _superdesk_picture(copy: Copy, image: Image, told: Told) -> dict[str, Any]:
    said = told.get(image.scene, {})
    return _without_blanks(
        {
            "guid": f"{copy.guid}:{image.scene or 'picture'}",
            "type": "picture",
            "pubstatus": "usable",
            "headline": said.get("title"),
            "description_text": image.caption or said["caption"],
            "body_text": image.alt or said.get("alt_text"),
            "byline": said.get("byline"),
            "creditline": said.get("credit"),
            "renditions": {"original": _rendition(copy, image, "mimetype")},
        }
    )


def _rendition(copy: Copy, image: Image, kind: str) -> dict[str, Any]:
    size = {"width": WIDE, "height": HIGH} if image.scene else {}
    return {"name": "original", "href": copy.filename(image), kind: "image/jpeg", **size}


def _named(copy: Copy) -> list[tuple[str, Image]]:
    """The pictures by the name of their association: the first leads."""
    inside = (f"{image.role}{number}" if number else image.role for number, image in enumerate(copy.pictures))
    return list(zip(inside, copy.pictures, strict=True))


def _body(copy: Copy, told: Told) -> str:
    """The text with its pictures after the paragraphs that they belong to."""
    html = copy.body
    for image in copy.pictures:
        if image.after:
            caption = escape(image.caption or told[image.scene]["caption"], quote=False)
            figure = f'<figure><img src="{copy.filename(image)}"><figcaption>{caption}</figcaption></figure>'
            html = re.sub(rf"({re.escape(image.after)}.*?</p>)", rf"\1\n{figure}", html, count=1)
    return html


def _embargo(copy: Copy, start: datetime) -> str:
    """A moment, or a bare day as a hurried agency writes it."""
    if copy.embargo_day:
        return f"{start + timedelta(days=copy.embargo_day):%Y-%m-%d}"
    return _iso(start + timedelta(minutes=copy.embargo)) if copy.embargo else ""


def _moment(start: datetime, copy: Copy) -> datetime:
    return (start - timedelta(minutes=copy.filed)).astimezone(UTC).replace(microsecond=0)


def _iso(moment: datetime) -> str:
    return moment.astimezone(UTC).replace(microsecond=0).isoformat().replace("+00:00", "Z")


def _without_blanks(values: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in values.items() if value not in (None, "", [], {})}
