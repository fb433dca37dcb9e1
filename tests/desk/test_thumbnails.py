"""The desk's own way to photographs."""

from uuid import uuid4

from django.test import Client
from django.urls import reverse

from media import renditions
from media.intake import take_in
from media.models import Photo
from tests import world
from tests.media import drawn


def photo() -> Photo:
    return take_in(data=drawn.jpeg(640, 400), filename="quay.jpg", by=None).photo


def address(public_id: object, recipe: str = "3x2-320", fmt: str = "jpg") -> str:
    return reverse("admin:desk_photo", args=(public_id, recipe, fmt))


def test_a_placeholder_says_that_the_sizes_are_being_made(desk: Client) -> None:
    answer = desk.get(address(photo().public_id))
    assert answer["Content-Type"] == "image/svg+xml"
    assert "no-store" in answer["Cache-Control"]
    assert "sizes are being made" in answer.content.decode()


def test_the_nearest_size_is_sent_once_it_is_ready(desk: Client) -> None:
    found = photo()
    renditions.make(photo_id=found.pk)
    answer = desk.get(address(found.public_id))
    assert answer["Content-Type"] == "image/jpeg"
    assert "private" in answer["Cache-Control"]


def test_what_is_no_size_or_no_photograph_is_not_found(desk: Client) -> None:
    found = photo()
    for bad in (address(uuid4()), address(found.public_id, "full-x"), address(found.public_id, "full-320", "gif")):
        assert desk.get(bad).status_code == 404


def test_it_is_for_those_who_may_see_photographs(db: None) -> None:
    found, nobody = photo(), Client()
    nobody.force_login(world.person("nils"))
    assert nobody.get(address(found.public_id)).status_code == 403
    assert Client().get(address(found.public_id)).status_code == 302
