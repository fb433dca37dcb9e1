"""The sizes of a photograph: made once, by any number of runs, and honest about what they show."""

import io
from pathlib import Path
from typing import Any
from unittest.mock import Mock

import pytest
from PIL import ExifTags, Image, ImageCms

from media import editing, files, metadata, packets, renditions
from media.intake import take_in
from media.models import Photo, Rendition
from staff.models import AuditEntry, User
from staff.permissions import NotAllowed
from tests.media import drawn
from tests.together import at_once, failures

pytestmark = pytest.mark.django_db
LADDER = ["320", "480", "640", "800", "900"]


def made(photo: Photo) -> Photo:
    renditions.make(photo_id=photo.pk)
    photo.refresh_from_db()
    return photo


def shown(photo: Photo, name: str) -> Image.Image:
    return Image.open(files.path(files.rendition_name(photo, photo.ready_version, *name.split("."))))


def taken_in(data: bytes) -> Photo:
    return made(take_in(data=data, filename="a", by=None).photo)


def is_red(pixel: Any) -> bool:
    return bool(pixel[0] > 150 and pixel[2] < 110)


def test_the_whole_ladder_is_made_in_both_crops_and_formats(ferry: Photo) -> None:
    photo = made(ferry)
    names = {f"{crop}-{width}.{fmt}" for crop in ("full", "3x2") for width in LADDER for fmt in ("webp", "jpg")}
    assert set(photo.ready) == {*names, "social-900.jpg"}
    assert (photo.state, photo.ready_version) == ("ready", 1)
    for row in photo.renditions.all():
        with Image.open(files.path(row.name)) as picture:
            assert picture.size == (row.width, row.height)
            assert files.path(row.name).stat().st_size == row.byte_size


def test_a_second_run_makes_nothing_and_says_nothing(ferry: Photo, heard: dict[str, list[Photo]]) -> None:
    assert renditions.make(photo_id=ferry.pk) == 21
    assert renditions.make(photo_id=ferry.pk) == 0
    assert len(heard["photo_changed"]) == 1


def test_a_run_after_a_kill_makes_only_what_is_missing(ferry: Photo) -> None:
    made(ferry)
    lost = ferry.renditions.get(recipe="full-640", format="jpg")
    files.remove(lost.name)
    ferry.renditions.filter(recipe="3x2-320").delete()
    assert renditions.make(photo_id=ferry.pk) == 3
    assert files.path(lost.name).exists()
    assert ferry.renditions.count() == 21


def test_two_runs_at_once_leave_one_of_each(transactional_db: None) -> None:
    photo = take_in(data=drawn.photograph(900, 600), filename="a.jpg", by=None).photo
    assert failures(at_once(*[lambda: renditions.make(photo_id=photo.pk)] * 3)) == []
    photo.refresh_from_db()
    assert (len(photo.ready), Rendition.objects.count()) == (21, 21)


def test_a_turned_picture_stands_upright() -> None:
    photo = taken_in(drawn.jpeg(600, 400, exif=drawn.exif(orientation=6)))
    picture = shown(photo, "full-400.jpg")
    assert picture.size == (400, 600)
    assert is_red(picture.getpixel((200, 20)))
    assert picture.getexif().get(ExifTags.Base.Orientation) is None


@pytest.mark.parametrize(
    ("mode", "fmt", "options"),
    [
        ("CMYK", "JPEG", {}),
        ("RGBA", "PNG", {}),
        ("P", "PNG", {}),
        ("P", "GIF", {"save_all": True, "append_images": [Image.new("P", (600, 400))]}),
        ("RGBA", "WEBP", {"lossless": True}),
        ("RGB", "JPEG", {"progressive": True}),
    ],
)
def test_colours_survive_whatever_the_file_holds(mode: str, fmt: str, options: dict[str, Any]) -> None:
    photo = taken_in(drawn.encoded(drawn.scene(600, 400, mode), fmt, **options))
    for name in ("full-600.jpg", "full-320.webp"):
        picture = shown(photo, name)
        assert picture.mode == "RGB"
        assert is_red(picture.getpixel((20, 20)))


def test_sixteen_bits_become_eight() -> None:
    photo = taken_in(drawn.encoded(Image.new("I;16", (400, 300), 40_000), "PNG"))
    assert shown(photo, "full-400.webp").getpixel((5, 5)) == pytest.approx((156, 156, 156), abs=3)


def test_what_is_transparent_becomes_white() -> None:
    photo = taken_in(drawn.encoded(Image.new("RGBA", (400, 300), (0, 0, 0, 0)), "PNG"))
    assert shown(photo, "full-400.jpg").getpixel((5, 5)) == (255, 255, 255)


def test_colours_of_a_profile_become_those_of_the_web() -> None:
    lab = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    photo = taken_in(drawn.jpeg(400, 300, icc_profile=lab))
    picture = shown(photo, "full-400.jpg")
    assert "icc_profile" not in picture.info
    assert is_red(picture.getpixel((5, 5)))


def test_a_broken_profile_is_passed_over() -> None:
    photo = taken_in(drawn.jpeg(400, 300, icc_profile=b"no profile at all"))
    assert is_red(shown(photo, "full-400.jpg").getpixel((5, 5)))


@pytest.mark.parametrize("name", ["full-400.jpg", "full-400.webp", "social-400.jpg"])
def test_every_file_names_its_maker_and_keeps_no_position(name: str) -> None:
    data = drawn.jpeg(400, 300, exif=drawn.exif(latitude=(60.0, 1.0, 2.0)))
    photo = taken_in(packets.embedded(data, xmp=packets.xmp(drawn.FERRY)))
    place = files.path(files.rendition_name(photo, 1, *name.split(".")))
    told = metadata.read(place.read_bytes())
    assert (told.byline, told.credit, told.copyright_notice) == (
        drawn.FERRY.byline,
        drawn.FERRY.credit,
        drawn.FERRY.copyright_notice,
    )
    assert told.raw["exif"] == {"Artist": drawn.FERRY.byline, "Copyright": drawn.FERRY.copyright_notice}
    assert told.place == ""


def test_a_new_focal_point_moves_the_crop_and_the_old_files_go(ferry: Photo, uploads: Path) -> None:
    photo = taken_in(drawn.photograph(1000, 300))
    assert not is_red(shown(photo, "3x2-450.jpg").getpixel((440, 100)))
    photo = editing.set_focal_point(photo=photo, x=0, y=0.5, by=None)
    assert photo.ready_version == 1
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("django.db.transaction.on_commit", lambda work: work())
        made(photo)
    assert photo.ready_version == 2
    assert is_red(shown(photo, "3x2-450.jpg").getpixel((440, 100)))
    assert not (uploads / "renditions" / str(photo.public_id) / "1").exists()
    assert set(photo.renditions.values_list("version", flat=True)) == {2}


def test_what_others_show_is_cut_around_the_focal_point() -> None:
    photo = taken_in(drawn.photograph(1300, 2000))
    for y in (0, 1):
        photo = made(editing.set_focal_point(photo=photo, x=0.5, y=y, by=None))
        shows = shown(photo, "social-1200.jpg")
        assert shows.size == (1200, 630)
        whole = shown(photo, "full-1300.jpg").crop((0, 0, 1300, 682) if y == 0 else (0, 1318, 1300, 2000))
        pairs = zip(
            shows.convert("L").resize((12, 6)).tobytes(), whole.convert("L").resize((12, 6)).tobytes(), strict=True
        )
        assert max(abs(a - b) for a, b in pairs) < 12


def test_a_picture_cut_off_inside_fails_with_the_reason(ferry: Photo) -> None:
    place = files.path(str(ferry.original))
    place.write_bytes(place.read_bytes()[:-2000])
    photo = made(ferry)
    assert photo.state == "failed"
    assert "damaged or was cut off on the way. No sizes could be made of it." in photo.state_reason


def test_a_lost_original_fails_and_a_found_one_recovers(ferry: Photo) -> None:
    place = files.path(str(ferry.original))
    data = place.read_bytes()
    place.unlink()
    assert made(ferry).state_reason.startswith("The file of the original is missing. Send the same file again")
    place.write_bytes(data)
    assert made(ferry).state == "ready"


@pytest.mark.parametrize(("width", "height"), [(400, 17_000), (20, 66_000)])
def test_a_picture_taller_than_its_formats_allow_gets_narrower_sizes(width: int, height: int) -> None:
    photo = taken_in(drawn.encoded(Image.new("L", (width, height)), "PNG"))
    assert photo.state == "ready"
    assert {file.rpartition(".")[2] for file in photo.ready} == {"webp", "jpg"}


def test_what_an_encoder_does_not_take_fails_the_photograph_and_is_not_tried_again(
    ferry: Photo, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(renditions._SAVED, "webp", {"format": "WEBP", "quality": 80, "method": 4, "exif": "no bytes"})
    photo = made(ferry)
    assert (photo.state, photo.ready) == ("failed", [])
    assert "cannot be written in another size" in photo.state_reason


def test_a_full_disk_fails_the_photograph_until_there_is_room(ferry: Photo, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(files, "write", Mock(side_effect=OSError(28, "No space left on device")))
        with pytest.raises(OSError, match="No space"):
            renditions.make(photo_id=ferry.pk)
    ferry.refresh_from_db()
    assert ferry.state == "failed"
    assert ferry.state_reason.startswith("The sizes could not be stored (No space left on device).")
    photo = made(ferry)
    assert (photo.state, photo.state_reason) == ("ready", "")


def test_sizes_are_asked_for_again_by_somebody_who_may(
    ferry: Photo, picture_editor: User, passer_by: User, heard: dict[str, list[Photo]]
) -> None:
    Photo.objects.update(state="failed", state_reason="No room.")
    photo = renditions.make_again(photo=ferry, by=picture_editor)
    assert (photo.state, photo.state_reason, photo.version) == ("new", "", 1)
    assert heard["photo_outdated"] == [photo]
    assert AuditEntry.objects.get(verb="make sizes again").actor == picture_editor
    with pytest.raises(NotAllowed):
        renditions.make_again(photo=ferry, by=passer_by)


def test_of_a_killed_photograph_no_sizes_are_asked_for(ferry: Photo, heard: dict[str, list[Photo]]) -> None:
    editing.kill(photo=ferry, reason="Withdrawn", by=None)
    assert renditions.make_again(photo=ferry, by=None).state == "killed"
    assert heard["photo_outdated"] == []


def test_of_a_killed_photograph_nothing_is_made(ferry: Photo) -> None:
    editing.kill(photo=ferry, reason="Withdrawn", by=None)
    assert renditions.make(photo_id=ferry.pk) == 0
    assert renditions.make(photo_id=0) == 0


def test_a_strip_one_pixel_high_gets_its_sizes() -> None:
    photo = taken_in(drawn.encoded(Image.new("RGB", (2500, 1), "red"), "PNG"))
    assert shown(photo, "full-320.jpg").size == (320, 1)
    assert "3x2-2.webp" in photo.ready


def test_the_widest_size_of_a_large_jpeg_is_sharp_although_it_was_decoded_small() -> None:
    checks = Image.effect_noise((6000, 400), 100).convert("RGB")
    photo = taken_in(drawn.encoded(checks, "JPEG", quality=90))
    widest = shown(photo, "full-2000.jpg")
    straight = Image.open(io.BytesIO(drawn.encoded(checks, "JPEG", quality=90))).resize((2000, 133))
    difference = [
        abs(a - b) for a, b in zip(widest.convert("L").tobytes(), straight.convert("L").tobytes(), strict=True)
    ]
    assert sum(difference) / len(difference) < 12
