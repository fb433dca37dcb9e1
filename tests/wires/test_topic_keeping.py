"""What IPTC says that topics are about is loaded from either shape of its file, whole or not at all."""

import json
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from wires import topic_keeping
from wires.models import TopicDefinition

pytestmark = pytest.mark.django_db
FOOTBALL = "20001065"


def loaded(folder: Path, text: str) -> set[tuple[str, str, str]]:
    file = folder / "topics.json"
    file.write_text(text)
    call_command("load_topic_definitions", str(file))
    return set(TopicDefinition.objects.values_list("topic", "language", "text"))


def test_a_topic_in_each_line(tmp_path: Path) -> None:
    lines: list[dict[str, Any]] = [
        {"code": FOOTBALL, "definition": "Two teams.", "definitions": {"de": "Zwei Mannschaften.", "xx": "?"}},
        {"code": "99999999", "definition": "No topic."},
    ]
    found = loaded(tmp_path, "\n".join(map(json.dumps, lines)))
    assert found == {(FOOTBALL, "en", "Two teams."), (FOOTBALL, "de", "Zwei Mannschaften.")}


def test_the_file_of_the_iptc(tmp_path: Path) -> None:
    concept = {
        "uri": f"http://cv.iptc.org/newscodes/mediatopic/{FOOTBALL}",
        "definition": {"en-GB": "Two teams.", "pt-BR": "Dois times."},
    }
    found = loaded(tmp_path, json.dumps({"conceptSet": [concept]}))
    assert found == {(FOOTBALL, "en", "Two teams."), (FOOTBALL, "pt", "Dois times.")}


@pytest.mark.parametrize("text", ["", "<xml/>", "[]", "[1]", "{}", '{"code": "1"}', "7\n{"])
def test_a_file_without_definitions_changes_nothing(tmp_path: Path, text: str) -> None:
    TopicDefinition.objects.create(topic=FOOTBALL, language="en", text="Two teams.")
    with pytest.raises(CommandError, match="What was there is kept"):
        loaded(tmp_path, text)
    assert TopicDefinition.objects.get().text == "Two teams."


def test_loading_again_takes_the_place_of_what_was_there() -> None:
    for said in ("Two teams.", "Two teams, a ball."):
        assert topic_keeping.load_definitions(json.dumps([{"code": FOOTBALL, "definition": said}])) == 1
    assert TopicDefinition.objects.get().text == "Two teams, a ball."
