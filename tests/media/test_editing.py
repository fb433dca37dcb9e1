"""The desk's verbs on a photograph: each says once what changed, and to whom."""

import pytest

from media import editing
from media.editing import NotEditable, OutsidePicture
from media.models import Photo
from staff.models import AuditEntry, User
from staff.permissions import NotAllowed
from tests.media import drawn

Heard = dict[str, list[Photo]]


def verbs() -> list[str]:
    return list(AuditEntry.objects.exclude(verb="take in").order_by("pk").values_list("verb", flat=True))


def test_an_edit_changes_the_words_and_keeps_what_the_file_said(ferry: Photo, picture_editor: User) -> None:
    photo = editing.edit(photo=ferry, by=picture_editor, fields={"caption": "New words", "keywords": ["sea"]})
    photo.refresh_from_db()
    assert (photo.caption, photo.keywords) == ("New words", ["sea"])
    assert photo.source_metadata["iim"]["2:120"] == [drawn.FERRY.caption]
    entry = AuditEntry.objects.get(verb="edit")
    assert (entry.actor, entry.detail) == (picture_editor, {"fields": ["caption", "keywords"]})


def test_an_edit_of_words_leaves_the_sizes_alone(ferry: Photo, heard: Heard) -> None:
    photo = editing.edit(photo=ferry, by=None, fields={"caption": "New words"})
    assert photo.version == 1
    assert (heard["photo_changed"], heard["photo_outdated"]) == ([photo], [])


def test_a_new_credit_has_the_sizes_made_again_because_they_carry_it(ferry: Photo, heard: Heard) -> None:
    photo = editing.edit(photo=ferry, by=None, fields={"credit": "Somebody else"})
    assert (photo.version, photo.ready_version) == (2, 1)
    assert (heard["photo_changed"], heard["photo_outdated"]) == ([photo], [photo])


def test_an_edit_twice_is_one_edit(ferry: Photo, heard: Heard) -> None:
    for _ in range(2):
        editing.edit(photo=ferry, by=None, fields={"credit": "Somebody else"})
    assert verbs() == ["edit"]
    assert len(heard["photo_changed"]) == 1


def test_what_the_file_said_cannot_be_edited(ferry: Photo) -> None:
    with pytest.raises(NotEditable, match=r"sha256, source_metadata cannot be edited\. Nothing was changed\."):
        editing.edit(photo=ferry, by=None, fields={"source_metadata": {}, "sha256": "", "caption": "x"})
    ferry.refresh_from_db()
    assert ferry.caption == drawn.FERRY.caption


def test_a_focal_point_moves_the_version_once(ferry: Photo, picture_editor: User, heard: Heard) -> None:
    for _ in range(2):
        photo = editing.set_focal_point(photo=ferry, x=0.25, y=1, by=picture_editor)
    assert (photo.focal_x, photo.focal_y, photo.version) == (0.25, 1, 2)
    assert verbs() == ["set focal point"]
    assert heard["photo_outdated"] == [photo]


@pytest.mark.parametrize(("x", "y"), [(-0.1, 0.5), (0.5, 1.1), (float("nan"), 0.5)])
def test_a_focal_point_outside_the_picture_is_refused(ferry: Photo, x: float, y: float) -> None:
    with pytest.raises(OutsidePicture, match="Nothing was changed"):
        editing.set_focal_point(photo=ferry, x=x, y=y, by=None)


def test_a_kill_is_for_good_and_told_once(ferry: Photo, picture_editor: User, heard: Heard) -> None:
    for reason in ("Agency withdrew it", "again"):
        photo = editing.kill(photo=ferry, reason=reason, by=picture_editor)
    assert (photo.state, photo.state_reason) == ("killed", "Agency withdrew it")
    assert verbs() == ["kill"]
    assert heard["photo_gone"] == [photo]


def test_nobody_edits_or_kills_without_the_right(ferry: Photo, passer_by: User) -> None:
    with pytest.raises(NotAllowed):
        editing.edit(photo=ferry, by=passer_by, fields={"caption": "x"})
    with pytest.raises(NotAllowed):
        editing.set_focal_point(photo=ferry, x=0, y=0, by=passer_by)
    with pytest.raises(NotAllowed):
        editing.kill(photo=ferry, reason="", by=passer_by)
    assert verbs() == []
