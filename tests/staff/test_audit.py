"""The audit log: who did what to which thing."""

from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from staff import audit
from tests import world
from tests.world import MORNING

pytestmark = pytest.mark.django_db


def test_an_entry_keeps_the_names_of_the_time() -> None:
    anna, section = world.editor(), world.section("harbour")
    entry = audit.record(by=anna, verb="change", subject=section, at=MORNING, detail={"name": "Harbour"})
    assert str(entry) == "4 Mar 2026, 06:00 UTC, anna: change Harbour"
    assert (entry.subject_type, entry.subject_id) == ("articles.section", str(section.pk))


def test_the_detail_is_told_in_words_and_in_the_zone_of_the_page() -> None:
    detail = {"was_from": MORNING, "until": None, "fields": ["byline", "groups"], "note": "", "tags": [], "to": "The X"}
    entry = audit.record(by=None, verb="change", subject=world.section(), at=MORNING, detail=detail)
    entry.refresh_from_db()
    with timezone.override(ZoneInfo("Asia/Muscat")):
        assert audit.in_words(entry.detail) == (
            "to: The X, until: none, fields: byline and groups, was from: 4 Mar 2026, 10:00 (Muscat time)"
        )
        assert str(entry).startswith("4 Mar 2026, 10:00 (Muscat time), Newsroom: change")


def test_a_detail_with_parts_tells_each() -> None:
    assert audit.in_words({"chosen": {"headline": "theirs", "body": ""}}) == "chosen: headline: theirs"


def test_what_is_so_is_told_and_what_is_not_says_nothing() -> None:
    assert audit.in_words({"kind": "update", "unapproved": True, "breaking": False}) == "kind: update, unapproved: yes"


def test_the_system_acts_under_its_own_name() -> None:
    assert audit.record(by=None, verb="change", subject=world.section(), at=MORNING).actor_name == audit.SYSTEM
