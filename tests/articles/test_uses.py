"""What uses a section, in words."""

import pytest

from articles import uses, withdrawing
from articles.models import Section
from readers.models import Front, Slot
from tests import world

pytestmark = pytest.mark.django_db
USED = "“Harbour” cannot be deleted: it is used by "


@pytest.fixture
def harbour() -> Section:
    return world.section()


def test_a_section_that_nothing_uses_may_go(harbour: Section) -> None:
    Front.objects.create(section=harbour, language="en")
    assert uses.hindrance(harbour) == ""


def test_stories_use_it_in_whatever_state(harbour: Section) -> None:
    world.draft()
    withdrawing.withdraw(article=world.published("Storm"), by=None, notice="Wrong.")
    moved = world.published("Moved")
    world.save(moved, section=world.section("sport"))
    assert uses.hindrance(harbour).startswith(f"{USED}3 stories. ")


def test_sections_in_it_and_its_front_use_it(harbour: Section) -> None:
    world.section("piers", parent=harbour)
    front = Front.objects.create(section=harbour, language="en")
    Slot.objects.create(front=front, article=world.draft(section=world.section("sport")), order=1)
    assert uses.hindrance(harbour).startswith(f"{USED}1 section and the front “Harbour (English)”. ")
