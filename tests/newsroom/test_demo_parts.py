"""Before the demo is laid out: newsrooms that it leaves alone, and how its pictures are drawn."""

import io

import pytest
from django.core.management import CommandError, call_command
from PIL import Image

from articles.models import Article
from newsroom.demo import accounts, drawing, laying_out
from newsroom.demo.drawing import canvas
from staff.models import User


@pytest.mark.django_db
def test_a_database_with_accounts_of_its_own_is_refused_and_unchanged() -> None:
    User.objects.create_user("margit", password="x")
    with pytest.raises(CommandError, match="accounts, stories or feeds of its own"):
        call_command("demo")
    assert not Article.objects.exists()


@pytest.mark.django_db
def test_an_account_that_is_there_never_gets_the_printed_password() -> None:
    User.objects.create_user("editor", password="x")
    with pytest.raises(accounts.NotEmpty, match="“editor”"):
        accounts.refuse_a_newsroom(force=True)


@pytest.mark.parametrize("scene", ["mountains", "satellite"])
def test_a_scene_is_drawn_the_same_each_time(scene: str) -> None:
    jpeg = laying_out.drawn([scene])[scene]
    assert is_detailed(jpeg)
    assert drawing.jpeg(scene) == jpeg


@pytest.mark.long
def test_every_scene_is_large_and_detailed() -> None:
    jpegs = laying_out.drawn(drawing.SCENES)
    assert [scene for scene, jpeg in jpegs.items() if not is_detailed(jpeg)] == []


def is_detailed(jpeg: bytes) -> bool:
    with Image.open(io.BytesIO(jpeg)) as picture:
        return picture.size == canvas.SIZE and len(set(picture.resize((60, 40)).get_flattened_data())) > 300
