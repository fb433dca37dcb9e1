"""Files are claimed by one watcher, out of their senders' reach, and go back where they are not finished."""

import os
import stat
from pathlib import Path

import pytest

from tests.wires.agency import drop
from wires import claims
from wires.claims import Claim

NOBODY = 65534


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    (tmp_path / "inbox").mkdir()
    return tmp_path / "inbox"


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
