"""Files dropped into a feed's folder are taken in once, whole, and by one watcher."""

import errno
import os
from pathlib import Path
from typing import Any

import pytest
from django.db import DataError
from pytest_django.fixtures import Settings

from media.models import Photo
from tests.media import drawn
from tests.together import at_once
from tests.wires.agency import LARGE, data, drop, item
from wires import claims, folder, intake, pictures
from wires.feeding import folder_of
from wires.models import Delivery, Feed, FeedPicture, WireItem


def _no_space(*_: object) -> None:
    raise OSError(errno.ENOSPC, "No space left on device")


@pytest.fixture
def inbox(feed: Feed) -> Path:
    return folder_of(feed)


@pytest.mark.django_db
class TestAFolder:
    def test_a_file_in_the_folder_is_on_the_list_and_gone_from_there(self, inbox: Path) -> None:
        place = drop(inbox, "story.json", data(item()))
        assert folder.watch_once() == 1
        assert WireItem.objects.get().delivery.filename == "story.json"
        assert not place.exists()
        assert folder.watch_once() == 0

    def test_the_folders_of_active_feeds_are_made(self, inbox: Path) -> None:
        Feed.objects.create(name="Silent", slug="silent", active=False)
        folder.watch_once()
        assert inbox.is_dir()
        assert not inbox.with_name("silent").exists()

    def test_a_folder_of_no_feed_is_not_touched(self, inbox: Path) -> None:
        stray = drop(inbox.with_name("stray"), "story.json", data(item()))
        assert folder.watch_once() == 0
        assert stray.exists()

    def test_a_file_that_is_still_growing_waits(self, inbox: Path) -> None:
        place = drop(inbox, "story.json", data(item())[:40], age=0)
        assert folder.watch_once() == 0
        drop(inbox, "story.json", data(item()))
        assert folder.watch_once() == 1
        assert not place.exists()
        assert Delivery.objects.get().state == "read"

    def test_a_file_whose_sender_pauses_waits_until_it_is_closed(self, inbox: Path) -> None:
        whole = data(item())
        place = drop(inbox, "story.json", whole[:40], age=60)
        with place.open("ab") as sender:
            os.utime(place, (1, 1))
            assert folder.watch_once() == 0
            sender.write(whole[40:])
        os.utime(place, (1, 1))
        assert folder.watch_once() == 1
        assert Delivery.objects.get().state == "read"

    @pytest.mark.parametrize("name", [".story.json", "story.json.tmp", "story.json.PART", "story.filepart", ".in/a"])
    def test_unfinished_and_hidden_files_wait(self, inbox: Path, name: str) -> None:
        place = drop(inbox, name, data(item()))
        assert folder.watch_once() == 0
        assert place.exists()

    def test_an_empty_file_waits_for_its_sender_and_then_fails(self, inbox: Path) -> None:
        drop(inbox, "story.json", b"", age=3)
        assert folder.watch_once() == 0
        drop(inbox, "story.json", b"", age=30)
        assert folder.watch_once() == 1
        assert "is empty" in Delivery.objects.get().reason

    def test_a_file_that_cannot_be_read_does_not_stop_the_next(self, inbox: Path) -> None:
        drop(inbox, "a.json", b"{cut", age=9)
        drop(inbox, "b.json", data(item()), age=8)
        assert folder.watch_once() == 2
        assert set(Delivery.objects.values_list("filename", "state")) == {("a.json", "failed"), ("b.json", "read")}

    def test_older_files_come_first(self, inbox: Path) -> None:
        for number in range(3):
            drop(inbox, f"{9 - number}.json", data(item(f"urn:x:{number}")), age=60 - number)
        folder.watch_once()
        assert list(WireItem.objects.order_by("pk").values_list("guid", flat=True)) == ["urn:x:0", "urn:x:1", "urn:x:2"]

    @pytest.mark.parametrize("name", ["march/3/story.json", "2026/11/25/10/05/story.json"])
    def test_files_in_folders_of_the_folder_are_taken_too(self, inbox: Path, name: str) -> None:
        drop(inbox, name, data(item()))
        assert folder.watch_once() == 1
        assert Delivery.objects.get().filename == name

    def test_a_name_that_is_no_text_is_taken(self, inbox: Path) -> None:
        drop(inbox, os.fsdecode(b"fil\xe9.json"), data(item()))
        assert folder.watch_once() == 1
        assert Delivery.objects.get().filename == "fil\N{REPLACEMENT CHARACTER}.json"

    def test_a_link_is_refused_and_what_it_names_is_not_read(self, inbox: Path, tmp_path: Path) -> None:
        secret = drop(tmp_path, "secret.json", data(item()))
        inbox.mkdir(parents=True)
        (inbox / "story.json").symlink_to(secret)
        (inbox / "way-out").symlink_to(tmp_path)
        folder.watch_once()
        assert not WireItem.objects.exists()
        assert {delivery.state for delivery in Delivery.objects.all()} == {"failed"}
        assert "links are not followed" in Delivery.objects.get(filename="story.json").reason
        assert secret.exists()

    def test_a_file_that_is_too_large_is_put_aside_and_says_where(self, inbox: Path, settings: Settings) -> None:
        settings.WIRE_MAX_BYTES = 100
        content = data(item())
        drop(inbox, "big.json", content)
        folder.watch_once()
        delivery = Delivery.objects.get()
        assert (delivery.state, bytes(delivery.raw)) == ("failed", b"")
        assert str(inbox / ".refused" / "big.json") in delivery.reason
        assert (inbox / ".refused" / "big.json").read_bytes() == content

    def test_a_file_larger_than_its_format_may_be_is_put_aside_unread(self, inbox: Path) -> None:
        drop(inbox, "huge.json", LARGE)
        drop(inbox, "story.json", data(item()))
        assert folder.watch_once() == 2
        delivery = Delivery.objects.get(filename="huge.json")
        assert (delivery.state, bytes(delivery.raw)) == ("failed", b"")
        assert "huge.json is ninjs of 11 MB, more than the 10 MB that are read. Nothing was read." in delivery.reason
        assert (inbox / ".refused" / "huge.json").stat().st_size == len(LARGE)
        assert WireItem.objects.exists()

    def test_what_a_dead_watcher_had_claimed_is_taken_by_the_next(self, inbox: Path) -> None:
        drop(inbox, "march/story.json", data(item()))
        with claims.only_watcher(inbox):
            assert claims.claim(claims.settled(inbox)[0])
        assert folder.watch_once() == 1
        assert WireItem.objects.get().delivery.filename == "march/story.json"

    def test_a_folder_that_cannot_be_used_does_not_stop_the_others(self, inbox: Path) -> None:
        Feed.objects.create(name="Blocked", slug="blocked")
        drop(inbox.parent, "blocked", b"a file where a folder should be")
        drop(inbox, "story.json", data(item()))
        assert folder.watch_once() == 1

    def test_a_file_that_is_refused_may_have_a_name_that_is_no_text(self, inbox: Path, settings: Settings) -> None:
        settings.WIRE_MAX_BYTES = 10
        drop(inbox, os.fsdecode(b"fil\xe9.json"), data(item()))
        assert folder.watch_once() == 1
        assert Delivery.objects.get().reason.endswith(".refused/fil\N{REPLACEMENT CHARACTER}.json.")
        assert len(list((inbox / ".refused").iterdir())) == 1

    def test_a_refused_file_is_on_the_list_before_it_is_moved(
        self, inbox: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        settings.WIRE_MAX_BYTES = 10
        drop(inbox, "big.json", data(item()))
        with monkeypatch.context() as full:
            full.setattr(claims, "set_aside", _no_space)
            assert folder.watch_once() == 0
        assert folder.watch_once() == 1
        assert Delivery.objects.get().reason.endswith(f"{inbox}/.refused/big.json.")

    def test_a_file_with_which_we_have_a_fault_is_refused_and_the_next_is_taken(
        self, inbox: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def faulty(**_: object) -> None:
            raise LookupError("no such colour")

        monkeypatch.setattr(pictures, "file", faulty)
        drop(inbox, "quay.jpg", drawn.jpeg())
        drop(inbox, "story.json", data(item()))
        assert folder.watch_once() == 2
        assert set(Delivery.objects.values_list("filename", "state")) == {
            ("quay.jpg", "failed"),
            ("story.json", "read"),
        }
        assert "the newsroom has a fault (LookupError)" in Delivery.objects.get(filename="quay.jpg").reason

    def test_a_file_that_cannot_be_moved_does_not_stop_the_next(
        self, inbox: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        settings.WIRE_MAX_BYTES = 1000
        monkeypatch.setattr(claims, "set_aside", _no_space)
        drop(inbox, "big.json", b" " * 2000, age=9)
        drop(inbox, "story.json", data(item()))
        assert folder.watch_once() == 1
        assert WireItem.objects.exists()

    def test_a_fault_in_one_feed_does_not_stop_the_next(self, inbox: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        Feed.objects.create(name="Faulty", slug="faulty")
        keep = folder.keep

        def faulty(*, feed: Feed, **rest: Any) -> list[Delivery]:
            if feed.slug == "harrow":
                raise DataError("value too long")
            return keep(feed=feed, **rest)

        monkeypatch.setattr(folder, "keep", faulty)
        drop(inbox, "story.json", data(item()))
        drop(inbox.with_name("faulty"), "story.json", data(item()))
        assert folder.watch_once() == 1

    def test_a_fault_in_what_was_left_unread_does_not_stop_what_comes_in(
        self, inbox: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def faulty(**_: object) -> int:
            raise TypeError("not a number")

        monkeypatch.setattr(intake, "read_waiting", faulty)
        drop(inbox, "story.json", data(item()))
        assert folder.watch_once() == 1

    def test_a_folder_that_leads_elsewhere_is_left_alone(self, inbox: Path, tmp_path: Path) -> None:
        secret = drop(tmp_path / "elsewhere", "secret.json", data(item()))
        waiting = drop(inbox, "story.json", data(item()))
        (inbox / ".claimed").symlink_to(secret.parent)
        assert folder.watch_once() == 0
        assert secret.exists()
        assert waiting.exists()

    def test_a_picture_is_stored_and_remembered_by_its_name(self, inbox: Path) -> None:
        drop(inbox, "Quay.JPG", drawn.jpeg())
        assert folder.watch_once() == 1
        assert FeedPicture.objects.get().filename == "quay.jpg"
        assert Photo.objects.get().source == "HBP"
        assert not Delivery.objects.exists()

    def test_a_picture_that_is_none_is_kept_with_the_reason(self, inbox: Path) -> None:
        drop(inbox, "quay.jpg", b"<html>404</html>")
        folder.watch_once()
        delivery = Delivery.objects.get()
        assert (delivery.state, bytes(delivery.raw)) == ("failed", b"<html>404</html>")
        assert delivery.reason
        assert not (inbox / "quay.jpg").exists()


@pytest.mark.django_db(transaction=True)
class TestWatchers:
    def test_two_at_once_take_each_file_once(self, inbox: Path) -> None:
        for number in range(300):
            drop(inbox, f"{number}.json", data(item(f"urn:x:{number}")))
        taken = at_once(folder.watch_once, folder.watch_once)
        assert sum(taken) == 300
        assert (Delivery.objects.count(), WireItem.objects.count()) == (300, 300)
