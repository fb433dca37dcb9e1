"""Photographs of a feed: stored under their names, and what is refused is refused with a sentence."""

import pytest
from django.db import DataError

from tests.media import drawn
from tests.wires.agency import AT
from wires import pictures
from wires.models import Feed, FeedPicture

pytestmark = pytest.mark.django_db


def test_a_picture_under_a_name_that_grows_in_lower_case_is_stored(feed: Feed) -> None:
    pictures.file(feed=feed, filename="İ" * 250 + ".jpg", data=drawn.jpeg(), at=AT)
    assert FeedPicture.objects.get().filename.endswith(".jpg")


def test_a_picture_that_the_database_does_not_take_is_refused(feed: Feed, monkeypatch: pytest.MonkeyPatch) -> None:
    def too_long(**_: object) -> None:
        raise DataError("value too long for type character varying(255)")

    monkeypatch.setattr(pictures, "take_in", too_long)
    with pytest.raises(pictures.UnusableImage, match="does not take what it says: value too long"):
        pictures.file(feed=feed, filename="quay.jpg", data=drawn.jpeg(), at=AT)
