"""The audit log: who did what to which thing."""

import pytest

from staff import audit
from tests import world
from tests.world import MORNING

pytestmark = pytest.mark.django_db


def test_an_entry_keeps_the_names_of_the_time() -> None:
    anna, section = world.editor(), world.section("harbour")
    entry = audit.record(by=anna, verb="change", subject=section, at=MORNING, detail={"name": "Harbour"})
    assert str(entry) == "2026-03-04 06:00 anna: change Harbour"
    assert (entry.subject_type, entry.subject_id) == ("articles.section", str(section.pk))


def test_the_system_acts_under_its_own_name() -> None:
    assert audit.record(by=None, verb="change", subject=world.section(), at=MORNING).actor_name == audit.SYSTEM
