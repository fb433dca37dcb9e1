"""manage.py read_wire: prints, stores nothing, needs no database."""

import json
from io import StringIO
from pathlib import Path

from django.core.management import call_command

GOOD = Path(__file__).parent / "formats" / "samples" / "ninjs" / "1x-text.json"


def _lines(*arguments: str) -> list[str]:
    out = StringIO()
    call_command("read_wire", *arguments, stdout=out)
    return out.getvalue().splitlines()


def test_json_prints_an_object_a_story_with_text_and_paragraphs() -> None:
    (line,) = _lines("--json", str(GOOD))
    story = json.loads(line)
    assert story["file"] == str(GOOD)
    assert story["body_paragraphs"] == 2
    assert story["body_text"] == "The ferry sailed at dawn.\nForty people were on board."


def test_a_file_that_cannot_be_read_gives_its_reason_and_the_rest_goes_on(tmp_path: Path) -> None:
    bad = tmp_path / "bad.json"
    bad.write_text("{")
    missing, refused, read = map(json.loads, _lines("--json", str(tmp_path / "none"), str(bad), str(GOOD)))
    assert "could not be opened" in missing["error"]
    assert "not valid JSON" in refused["error"]
    assert read["guid"]


def test_without_json_a_short_line_for_people_and_the_warnings(tmp_path: Path) -> None:
    held = tmp_path / "held.json"
    held.write_text('{"uri": "urn:a", "headline": "Later", "embargoed": "2026-03-04"}')
    first, *rest = _lines(str(held), str(GOOD))
    assert first.endswith("Later (usable, 0 paragraphs, 0 pictures)")
    assert rest[0].startswith("  ! The embargo “2026-03-04”")
    assert rest[1].endswith("Ferry to Oskeld sails again (usable, text, en, 2 paragraphs, 0 pictures)")
