"""Originals without a photograph are removed, the others never."""

import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from media import files, sweeping
from media.models import Photo

NOW = datetime.now(UTC)
ORPHAN = "photos/ab/ab" + "0" * 62 + ".jpg"


def age(place: Path) -> None:
    then = (NOW - timedelta(hours=2)).timestamp()
    os.utime(place, (then, then))


def test_an_old_orphan_goes_and_a_photograph_stays(ferry: Photo, uploads: Path) -> None:
    files.write(ORPHAN, b"orphan")
    draft = uploads / f"photos/ab/.ab{'0' * 62}.jpg.a1b2c3"
    draft.write_bytes(b"half")
    for place in (files.path(ORPHAN), draft, files.path(str(ferry.original))):
        age(place)
    assert sweeping.sweep_originals(at=NOW) == 2
    assert not files.path(ORPHAN).exists()
    assert files.path(str(ferry.original)).exists()


def test_the_half_file_of_a_killed_job_goes(ferry: Photo, uploads: Path) -> None:
    files.write("renditions/one/1/full-320.jpg", b"whole")
    draft = uploads / "renditions/one/1/.full-480.jpg.a1b2"
    draft.write_bytes(b"half")
    for place in draft.parent.iterdir():
        age(place)
    assert sweeping.sweep_originals(at=NOW) == 1
    assert [place.name for place in draft.parent.iterdir()] == ["full-320.jpg"]


@pytest.mark.parametrize("name", ["README", "Thumbs.db", ".DS_Store", "ab.jpg"])
def test_a_file_that_is_none_of_ours_is_left_alone_and_stops_nothing(db: None, name: str) -> None:
    stray = files.path(f"photos/ab/{name}")
    files.write(ORPHAN, b"orphan")
    stray.write_bytes(b"x")
    for place in (stray, files.path(ORPHAN)):
        age(place)
    assert sweeping.sweep_originals(at=NOW) == 1
    assert stray.exists()


def test_a_young_orphan_may_still_be_getting_its_row(db: None) -> None:
    files.write(ORPHAN, b"young")
    assert sweeping.sweep_originals(at=NOW) == 0
    assert files.path(ORPHAN).exists()


def test_without_a_folder_there_is_nothing_to_sweep(db: None) -> None:
    assert sweeping.sweep_originals(at=NOW) == 0
