"""Photographs of a feed: stored under their names, and what is refused is refused with a sentence."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.db import DataError

from articles.composing import credit_of
from articles.models import Article, Caption
from media.models import Photo
from staff.models import User
from tests.media import drawn
from tests.wires.agency import AT, item, picture, received
from wires import intake, keeping, pictures, taking
from wires.models import AwaitedPicture, Feed, FeedPicture

pytestmark = pytest.mark.django_db
SOON, LONG = timedelta(hours=2), timedelta(days=1)
QUAY = {"featuremedia": picture("quay.jpg")}


@pytest.fixture
def send(feed: Feed) -> Callable[..., Photo]:
    """A picture under that name, each width another one."""

    def send(at: datetime, *, width: int = 60, name: str = "quay.jpg") -> Photo:
        return pictures.file(feed=feed, filename=name, data=drawn.jpeg(width, 40), at=at)

    return send


def taken(feed: Feed, *, at: datetime = AT) -> Article:
    return taking.take(item=received(feed, item(associations=QUAY)), by=None, at=at)


def test_a_picture_under_a_name_that_grows_in_lower_case_is_stored(feed: Feed) -> None:
    pictures.file(feed=feed, filename="İ" * 250 + ".jpg", data=drawn.jpeg(), at=AT)
    assert FeedPicture.objects.get().filename.endswith(".jpg")


def test_a_picture_that_the_database_does_not_take_is_refused(feed: Feed, monkeypatch: pytest.MonkeyPatch) -> None:
    def too_long(**_: object) -> None:
        raise DataError("value too long for type character varying(255)")

    monkeypatch.setattr(pictures, "take_in", too_long)
    with pytest.raises(pictures.UnusableImage, match="does not take what it says: value too long"):
        pictures.file(feed=feed, filename="quay.jpg", data=drawn.jpeg(), at=AT)


def test_a_picture_of_another_day_is_not_the_storys(feed: Feed, send: Callable[..., Photo]) -> None:
    send(AT - LONG)
    assert taken(feed).captions.get().pending == "quay.jpg"


def test_the_newest_near_the_story_counts(feed: Feed, send: Callable[..., Photo]) -> None:
    send(AT - LONG, width=50)
    send(AT - SOON, width=60)
    newest = send(AT + SOON, width=70)
    send(AT + LONG, width=80)
    assert taken(feed, at=AT + 2 * LONG).captions.get().photo == newest


def test_an_old_picture_that_is_sent_again_counts(feed: Feed, send: Callable[..., Photo]) -> None:
    send(AT - 60 * LONG)
    again = send(AT - SOON)
    assert taken(feed).captions.get().photo == again
    assert FeedPicture.objects.count() == 1


def test_the_nearer_name_comes_before_the_newer_picture(feed: Feed, send: Callable[..., Photo]) -> None:
    beside = send(AT - SOON, name="march/quay.jpg")
    send(AT, width=70)
    one = received(feed, item(associations=QUAY), filename="march/story.json")
    assert taking.take(item=one, by=None, at=AT).captions.get().photo == beside


def test_a_caption_is_filled_by_what_comes_soon_and_not_by_a_later_file_of_that_name(
    feed: Feed, send: Callable[..., Photo]
) -> None:
    taken(feed)
    send(AT + LONG)
    assert Caption.objects.get().photo is None
    assert not AwaitedPicture.objects.exists()


def test_a_caption_of_a_story_taken_late_waits_for_pictures_of_its_day(feed: Feed, send: Callable[..., Photo]) -> None:
    taken(feed, at=AT + LONG)
    send(AT + LONG + SOON)
    assert Caption.objects.get().photo is None


def test_a_picture_that_is_read_again_counts_from_when_it_came(feed: Feed, wire_manager: User) -> None:
    file = keeping.File("quay.jpg", drawn.jpeg())
    [delivery] = keeping.keep(feed=feed, files=[file], at=AT - LONG)
    intake.replay(delivery=delivery, by=wire_manager, at=AT)
    assert FeedPicture.objects.get().received_at == AT - LONG
    assert taken(feed).captions.get().photo is None


def test_where_the_item_names_nobody_the_photographs_own_credit_is_printed(feed: Feed) -> None:
    pictures.file(feed=feed, filename="quay.jpg", data=drawn.photograph(), at=AT)
    caption = taken(feed).captions.get()
    assert caption.credit == ""
    assert credit_of(caption) == f"{drawn.FERRY.byline}/{drawn.FERRY.credit}"


def test_where_nobody_is_named_at_all_the_agency_is_printed(feed: Feed, send: Callable[..., Photo]) -> None:
    send(AT)
    assert credit_of(taken(feed).captions.get()) == "HBP"


def test_where_the_item_names_somebody_that_is_printed(feed: Feed) -> None:
    pictures.file(feed=feed, filename="quay.jpg", data=drawn.photograph(), at=AT)
    told = item(associations={"featuremedia": picture("quay.jpg", byline="Runa", creditline="Harrow Pictures")})
    article = taking.take(item=received(feed, told), by=None, at=AT)
    assert credit_of(article.captions.get()) == "Runa/Harrow Pictures"
