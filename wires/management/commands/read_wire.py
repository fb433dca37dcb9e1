"""Print what the wire formats take from files. Needs no database and stores nothing."""

import json
from argparse import ArgumentParser
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand

from articles import body
from wires import formats
from wires.stories import WireStory

_PICTURES = frozenset({"picture", "graphic", "image", "photo"})
#: Name of the file, story or None, reason or nothing: a line to print.
Shape = Callable[[str, WireStory | None, str], str]


class Command(BaseCommand):
    help = "Read wire files and print their stories; nothing is stored."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("files", nargs="+", metavar="FILE")
        parser.add_argument("--json", action="store_true", help="one JSON object a story and line")

    def handle(self, *, files: list[str], **options: Any) -> None:
        shape = _as_json if options["json"] else _as_words
        for name in files:
            for line in _lines(name, shape):
                self.stdout.write(line)


def _lines(name: str, shape: Shape) -> Iterator[str]:
    try:
        stories = formats.read(Path(name).read_bytes())
    except OSError as error:
        yield shape(name, None, f"The file could not be opened: {error.strerror}.")
    except formats.Unreadable as refusal:
        yield shape(name, None, refusal.reason)
    else:
        yield from (shape(name, story, "") for story in stories)


def _as_json(name: str, story: WireStory | None, reason: str) -> str:
    if story is None:
        return json.dumps({"file": name, "error": reason}, ensure_ascii=False)
    derived = {"body_text": body.text(story.body_html), "body_paragraphs": _paragraphs(story)}
    return json.dumps({"file": name, **story.to_json(), **_of_picture(story), **derived}, ensure_ascii=False)


def _of_picture(story: WireStory) -> dict[str, str]:
    """What is said of the picture that a story is: its own words before those of the story."""
    if story.type not in _PICTURES or not story.images:
        return {}
    image = story.images[0]
    said = {
        "caption": image.caption,
        "title": image.title,
        "credit": image.credit or story.credit,
        "byline": image.byline or story.byline,
        "source": image.source or story.source,
        "instructions": image.instructions,
        "copyright": image.copyright_notice or image.copyright_holder,
        "digital_source_type": image.digital_source_type,
    }
    return {name: value for name, value in said.items() if value}


def _as_words(name: str, story: WireStory | None, reason: str) -> str:
    if story is None:
        return f"{name}: not read. {reason}"
    facts = [story.pubstatus, story.type, story.language, f"{_paragraphs(story)} paragraphs"]
    lines = [f"{name}: {story.headline or story.guid} ({', '.join(filter(None, facts))}, {len(story.images)} pictures)"]
    return "\n".join([*lines, *(f"  ! {warning}" for warning in story.warnings)])


def _paragraphs(story: WireStory) -> int:
    """Paragraphs alone: headings and entries of lists are none."""
    return story.body_html.count("<p>")
