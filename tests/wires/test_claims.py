"""Files are claimed by one watcher, out of their senders' reach, and go back where they are not finished."""

import os
import stat
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.wires.agency import drop
from wires import claims, complaints
from wires.claims import Claim

NOBODY = 65534


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    (tmp_path / "inbox").mkdir()
    return tmp_path / "inbox"


@pytest.fixture
def ordinary(monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder of an ordinary user's, whose rights we have: root is kept out of none."""
    with tempfile.TemporaryDirectory() as name:
        monkeypatch.setattr(complaints, "_said", {})
        if os.geteuid():
            yield Path(name)
            return
        os.chown(name, NOBODY, NOBODY)
        os.seteuid(NOBODY)
        yield Path(name)
        os.seteuid(0)


def names(found: list[Claim]) -> list[str]:
    return [one.name for one in found]


def claimed(inbox: Path) -> Claim:
    """The first settled file, claimed."""
    with claims.only_watcher(inbox) as alone:
        assert alone
        found = claims.settled(inbox)[0]
        assert claims.claim(found)
    return found


def test_what_a_sender_writes_meanwhile_goes_back_into_the_folder(inbox: Path) -> None:
    drop(inbox, "story.json", b"half")
    one = claimed(inbox)
    one.path.write_bytes(b"half and half")
    claims.release(one)
    assert (inbox / "story.json").read_bytes() == b"half and half"


def test_a_file_that_its_sender_opens_again_meanwhile_goes_back_into_the_folder(inbox: Path) -> None:
    place = drop(inbox, "story.json", b"half")
    with claims.only_watcher(inbox):
        [found] = claims.settled(inbox)
        assert claims.claim(found)
        with found.path.open("ab"):
            claims.release(found)
    assert place.read_bytes() == b"half"


def test_a_sender_may_use_the_same_name_again_meanwhile(inbox: Path) -> None:
    drop(inbox, "story.json", b"one")
    one = claimed(inbox)
    drop(inbox, "story.json", b"two")
    claims.release(one)
    assert (inbox / "story.json").read_bytes() == b"two"


def test_a_file_does_not_take_the_place_of_one_that_is_claimed(inbox: Path) -> None:
    drop(inbox, "story.json", b"one")
    one = claimed(inbox)
    drop(inbox, "story.json", b"two")
    with claims.only_watcher(inbox):
        assert not claims.claim(claims.settled(inbox)[0])
    assert one.path.read_bytes() == b"one"


def test_a_file_whose_sender_pauses_is_not_claimed(inbox: Path) -> None:
    place = drop(inbox, "story.json", b"half")
    with place.open("ab"), claims.only_watcher(inbox):
        assert not claims.claim(claims.settled(inbox)[0])
    assert place.exists()


def test_our_own_folders_are_closed_to_everybody_else(inbox: Path) -> None:
    (inbox / ".claimed").mkdir(mode=0o777)
    with claims.only_watcher(inbox):
        modes = [stat.S_IMODE((inbox / name).stat().st_mode) for name in (".claimed", ".refused")]
    assert modes == [0o700, 0o700]


@pytest.mark.parametrize("name", [".claimed", ".refused"])
def test_nothing_is_claimed_through_a_link(inbox: Path, tmp_path: Path, name: str) -> None:
    secret = drop(tmp_path / "elsewhere", "secret.json", b"{}")
    (inbox / name).symlink_to(secret.parent)
    with pytest.raises(claims.NotOurs, match=f"{name} is no folder of ours"), claims.only_watcher(inbox):
        pass
    assert secret.exists()


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can give a folder to somebody else")
def test_nothing_is_claimed_into_a_folder_of_somebody_else(inbox: Path) -> None:
    (inbox / ".claimed").mkdir()
    os.chown(inbox / ".claimed", NOBODY, NOBODY)
    with pytest.raises(claims.NotOurs), claims.only_watcher(inbox):
        pass


def test_files_are_found_however_deep_they_lie(inbox: Path) -> None:
    deep = "/".join(str(number) for number in range(500)) + "/story.json"
    drop(inbox, deep, b"{}")
    one = claimed(inbox)
    assert one.name == deep
    claims.release(one)
    assert not (inbox / ".claimed" / deep).exists()


def test_a_name_that_was_a_folder_may_be_a_file_next_time(inbox: Path) -> None:
    drop(inbox, "march/3/story.json", b"{}")
    claims.release(claimed(inbox))
    (inbox / "march/3").rmdir()
    (inbox / "march").rmdir()
    drop(inbox, "march", b"{}")
    assert claims.left_behind(inbox) == []
    assert claimed(inbox).name == "march"


def test_a_folder_with_a_file_that_was_left_behind_stays(inbox: Path) -> None:
    drop(inbox, "march/3/story.json", b"{}")
    claimed(inbox)
    (inbox / ".claimed/march/4").mkdir()
    assert names(claims.left_behind(inbox)) == ["march/3/story.json"]
    assert not (inbox / ".claimed/march/4").exists()


def test_a_folder_that_may_not_be_read_is_said_once_and_the_others_are_read(
    ordinary: Path, caplog: pytest.LogCaptureFixture
) -> None:
    drop(ordinary, "closed/story.json", b"{}").parent.chmod(0)
    drop(ordinary, "open/story.json", b"{}")
    assert [names(claims.settled(ordinary)) for _ in range(2)] == [["open/story.json"]] * 2
    [said] = caplog.messages
    assert "closed': The folder cannot be read (Permission denied)" in said


def test_a_folder_that_may_be_listed_and_not_entered_is_said_once_and_the_others_are_read(
    ordinary: Path, caplog: pytest.LogCaptureFixture
) -> None:
    drop(ordinary, "closed/story.json", b"{}").parent.chmod(0o400)
    drop(ordinary, "open/story.json", b"{}")
    assert [names(claims.settled(ordinary)) for _ in range(2)] == [["open/story.json"]] * 2
    [said] = caplog.messages
    assert "It cannot be looked at" in said


def test_a_folder_that_may_not_be_written_is_said_once_and_its_files_stay(
    ordinary: Path, caplog: pytest.LogCaptureFixture
) -> None:
    drop(ordinary, "closed/story.json", b"{}", age=9).parent.chmod(0o500)
    drop(ordinary, "open/story.json", b"{}")
    with claims.only_watcher(ordinary):
        assert [claims.claim(found) for found in claims.settled(ordinary)] == [False, True]
        assert [claims.claim(found) for found in claims.settled(ordinary)] == [False]
    [said] = caplog.messages
    assert "It stays where it is." in said
