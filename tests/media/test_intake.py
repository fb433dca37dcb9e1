"""Photographs come in once, whole, and with what they say; anything else is refused in a sentence."""

import io
from pathlib import Path
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction
from PIL import Image
from pytest_django.fixtures import Settings

from media import facts, files, renditions
from media.intake import UnusableImage, take_in
from media.models import Photo
from staff.models import AuditEntry, User
from staff.permissions import NotAllowed
from tests.media import drawn
from tests.together import at_once, failures

pytestmark = [pytest.mark.django_db, pytest.mark.filterwarnings("ignore::UserWarning:PIL.TiffImagePlugin")]


def stored(uploads: Path) -> list[str]:
    return [place.name for place in uploads.rglob("*") if place.is_file()]


def test_a_photograph_is_stored_with_what_it_says() -> None:
    photo = take_in(data=drawn.photograph(), filename="C:\\cards\\ferry.jpg", by=None).photo
    assert photo.title == drawn.FERRY.headline
    assert photo.credit == drawn.FERRY.credit
    assert photo.place == "Ferry quay, Halmsund, Vestre Nordvik, Nordmark"
    assert photo.keywords == ["ferry", "storm"]
    assert (photo.filename, photo.width, photo.height, photo.mime_type) == ("ferry.jpg", 60, 40, "image/jpeg")
    assert photo.source_metadata["iim"]["2:105"] == [drawn.FERRY.headline]
    assert (photo.state, photo.ready) == ("new", [])
    assert files.path(photo.original.name).read_bytes() == drawn.photograph()


def test_a_second_upload_of_the_same_bytes_finds_the_first(uploads: Path) -> None:
    first = take_in(data=drawn.jpeg(), filename="one.jpg", by=None)
    second = take_in(data=io.BytesIO(drawn.jpeg()), filename="two.jpg", by=None)
    assert (first.created, second.created) == (True, False)
    assert second.photo == first.photo
    assert len(stored(uploads)) == 1
    assert AuditEntry.objects.filter(verb="take in").count() == 1


def test_defaults_fill_only_what_the_file_leaves_open() -> None:
    defaults = {"credit": "Wire credit", "language": "nb"}
    told = take_in(data=drawn.photograph(), filename="a.jpg", by=None, defaults=defaults).photo
    silent = take_in(data=drawn.jpeg(), filename="b.jpg", by=None, defaults=defaults).photo
    assert (told.credit, told.language) == (drawn.FERRY.credit, "nb")
    assert (silent.credit, silent.language) == ("Wire credit", "nb")


def test_the_size_is_that_of_the_upright_picture() -> None:
    data = drawn.jpeg(60, 40, exif=drawn.exif(orientation=6))
    photo = take_in(data=data, filename="portrait.jpg", by=None).photo
    assert (photo.width, photo.height) == (40, 60)


@pytest.mark.parametrize(
    ("mode", "fmt", "options"),
    [
        ("CMYK", "JPEG", {}),
        ("RGBA", "PNG", {}),
        ("P", "PNG", {}),
        ("I;16", "PNG", {}),
        ("LA", "PNG", {}),
        ("1", "PNG", {}),
        ("RGBA", "WEBP", {}),
        ("P", "GIF", {"save_all": True, "append_images": [Image.new("P", (60, 40))]}),
        ("RGB", "MPO", {"save_all": True, "append_images": [Image.new("RGB", (60, 40))]}),
    ],
)
def test_the_usual_formats_are_taken_in_whatever_their_colours(mode: str, fmt: str, options: dict[str, Any]) -> None:
    picture = Image.new("I;16", (60, 40), 40000) if mode == "I;16" else drawn.scene(mode=mode)
    photo = take_in(data=drawn.encoded(picture, fmt, **options), filename="named.txt", by=None).photo
    assert (photo.width, photo.height) == (60, 40)
    assert photo.mime_type == {"MPO": "image/jpeg"}.get(fmt, f"image/{fmt.lower()}")


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "The file is empty."),
        (b"Dear desk, the picture follows.", "The file is not a picture, whatever its name says."),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "The file is an SVG drawing, not a photograph."),
        (b"<?xml version='1.0'?>\n<svg/>", "The file is an SVG drawing, not a photograph."),
        (b"\xef\xbb\xbf<!DOCTYPE html><title>x</title>", "The file is a web page, not a photograph."),
        (b"%PDF-1.7\n" + drawn.jpeg(), "The file is a PDF document, not a photograph."),
        (b"\0\0\0\x18ftypheic" + b"\0" * 40, "The file is a HEIC picture, not a photograph."),
        (b"PK\x03\x04" + drawn.jpeg(), "The file is a ZIP archive or an office document, not a photograph."),
        (drawn.encoded(drawn.scene(), "TIFF"), "The file is a TIFF picture, not a photograph."),
        (drawn.jpeg(300, 200)[:-400], "The picture is damaged or was cut off on the way."),
        (drawn.encoded(drawn.scene(), "PNG")[:-60], "The picture is damaged or was cut off on the way."),
        (drawn.png_that_says(60, 40), "The picture is damaged or was cut off on the way."),
        (drawn.png_that_says(20_000, 15_001), "The picture is too large: 20000 by 15001 pixels,"),
        (drawn.png_that_says(2**31 - 1, 2**31 - 1), "The picture is too large: "),
    ],
)
def test_what_is_no_photograph_is_refused_in_a_sentence_and_not_stored(
    data: bytes, sentence: str, uploads: Path
) -> None:
    with pytest.raises(UnusableImage) as refusal:
        take_in(data=data, filename="holiday.jpg", by=None)
    assert str(refusal.value).startswith(sentence)
    assert "Nothing was stored." in str(refusal.value)
    assert stored(uploads) == []
    assert not Photo.objects.exists()


def test_a_picture_with_a_page_behind_it_is_a_picture_and_nothing_else() -> None:
    data = drawn.encoded(drawn.scene(mode="P"), "GIF") + b"<script>alert(1)</script>"
    photo = take_in(data=data, filename="page.html", by=None).photo
    assert photo.mime_type == "image/gif"
    assert photo.original.name.endswith(".gif")


def test_more_bytes_than_allowed_are_refused_unread(settings: Settings) -> None:
    settings.PHOTO_MAX_BYTES = 1_048_576
    source = io.BytesIO(b"\xff" * 3_000_000)
    with pytest.raises(UnusableImage, match="larger than the 1 MB"):
        take_in(data=source, filename="a.jpg", by=None)
    assert source.tell() == 1_048_577


def test_more_pixels_than_pillow_would_allow_are_taken_in(settings: Settings) -> None:
    picture = Image.new("1", (15_000, 13_000))
    photo = take_in(data=drawn.encoded(picture, "PNG"), filename="scan.png", by=None).photo
    assert photo.width * photo.height == 195_000_000


def test_broken_metadata_does_not_keep_a_good_picture_out() -> None:
    data = drawn.jpeg(exif=b"Exif\0\0MM\0*\0\0\0\x08\xff\xff" + b"\xff" * 40)
    photo = take_in(data=data, filename="a.jpg", by=None).photo
    assert (photo.width, photo.caption, photo.taken_at) == (60, "", None)


def test_two_intakes_of_the_same_bytes_at_once_give_one_photograph(transactional_db: None, uploads: Path) -> None:
    data = drawn.jpeg(800, 600)
    intakes = at_once(*[lambda name=f"{number}.jpg": take_in(data=data, filename=name, by=None) for number in range(4)])
    assert failures(intakes) == []
    assert sum(intake.created for intake in intakes) == 1
    assert len({intake.photo.pk for intake in intakes}) == 1
    assert len(stored(uploads)) == 1


def test_a_failing_insert_leaves_no_file(uploads: Path) -> None:
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE media_photo ADD CONSTRAINT never CHECK (filename <> 'bad.jpg')")
    with pytest.raises(DatabaseError):
        take_in(data=drawn.jpeg(), filename="bad.jpg", by=None)
    assert stored(uploads) == []


def test_a_file_without_a_row_is_used_again() -> None:
    with transaction.atomic():
        lost = take_in(data=drawn.jpeg(), filename="a.jpg", by=None).photo
        transaction.set_rollback(True)
    again = take_in(data=drawn.jpeg(), filename="a.jpg", by=None)
    assert again.created
    assert again.photo.original.name == lost.original.name
    assert files.path(str(again.photo.original)).read_bytes() == drawn.jpeg()


def test_a_lost_original_is_brought_back_by_sending_it_again(heard: dict[str, list[Photo]]) -> None:
    photo = take_in(data=drawn.jpeg(), filename="a.jpg", by=None).photo
    files.remove(photo.original.name)
    renditions.make(photo_id=photo.pk)
    for _ in range(2):
        again = take_in(data=drawn.jpeg(), filename="b.jpg", by=None)
    assert (again.created, again.photo, again.photo.state) == (False, photo, "new")
    assert files.path(photo.original.name).read_bytes() == drawn.jpeg()
    assert heard["photo_outdated"] == [photo]
    assert AuditEntry.objects.filter(verb="bring back original").count() == 1


def test_the_intake_is_told_in_its_own_transaction() -> None:
    heard = []

    def hear(photo: Photo, **_: Any) -> None:
        heard.append((photo.pk, connection.in_atomic_block))

    facts.photo_taken_in.connect(hear)
    try:
        photo = take_in(data=drawn.jpeg(), filename="a.jpg", by=None).photo
        take_in(data=drawn.jpeg(), filename="a.jpg", by=None)
    finally:
        facts.photo_taken_in.disconnect(hear)
    assert heard == [(photo.pk, True)]


def test_somebody_without_the_right_stores_nothing(passer_by: User, uploads: Path) -> None:
    with pytest.raises(NotAllowed):
        take_in(data=drawn.jpeg(), filename="a.jpg", by=passer_by)
    assert stored(uploads) == []
