"""Files are claimed by one watcher, out of their senders' reach, and go back where they are not finished."""

from pathlib import Path

import pytest

from tests.wires.agency import drop
from wires import claims
from wires.claims import Claim


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
