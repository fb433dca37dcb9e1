"""The sidebar: everybody finds the rooms that his role may enter, and every room opens."""

import pytest
from django.test import Client, RequestFactory

from desk import navigation
from newsroom.roles import ROLES
from tests import world

pytestmark = pytest.mark.django_db


def rooms(role: str) -> dict[str, str]:
    """Title and address of what the sidebar shows to somebody in that role."""
    request = RequestFactory().get("/admin/")
    request.user = world.person("someone", role)
    shown = [room for group in navigation.sections(request) for room in group["items"] if room["permission"](request)]
    return {room["title"]: str(room["link"]) for room in shown}


@pytest.mark.parametrize("role", ROLES)
def test_every_room_that_is_shown_opens(client: Client, role: str) -> None:
    client.force_login(world.person("someone", role))
    assert {
        title: client.get(address, follow=True).status_code for title, address in rooms(role).items()
    } == dict.fromkeys(rooms(role), 200)


def test_an_administrator_is_shown_every_room() -> None:
    everything = [title for _, group in navigation._ROOMS for title, *_ in group]
    assert list(rooms("administrator")) == everything


def test_a_reporter_is_not_shown_the_staff_and_an_editor_sees_the_holds() -> None:
    assert "People" not in rooms("reporter")
    assert "Holds" in rooms("editor")
