"""What an item is called on the desk where its agency gave it no headline."""

from dataclasses import replace

import pytest

from tests.media import drawn
from tests.wires.agency import AT, item, received
from wires import filing, probing, titles
from wires.formats import guids
from wires.keeping import File
from wires.models import Feed, WireItem
from wires.stories import WireImage, WireStory

OURS = guids.derived("Harrow Bay Press", "quay")


@pytest.mark.parametrize(
    ("facts", "title"),
    [
        ({"headline": "Ferry leaves", "summary": "It left."}, "Ferry leaves"),
        ({"slugline": "FERRY", "summary": "It left."}, "FERRY"),
        ({"summary": "It left."}, "It left."),
        ({"images": (WireImage("quay.jpg", caption="The quay at dawn"),)}, "The quay at dawn"),
        ({"body_html": "<p>The ferry <strong>sailed</strong> at dawn.</p>"}, "The ferry sailed at dawn."),
        ({"guid": OURS}, "quay.jpg"),
        ({}, ""),
    ],
)
def test_without_a_headline_its_first_words_name_it(facts: dict[str, str], title: str) -> None:
    story = WireStory(**{"guid": "urn:x:1", **facts})
    assert titles.title(story, filename="folder/quay.jpg").strip() == title


@pytest.mark.django_db
def test_a_photograph_is_called_by_its_caption_in_the_list_and_in_a_dry_run(feed: Feed) -> None:
    words = replace(drawn.FERRY, headline="", title="", caption="The night ferry to Oskeld leaves the quay at dawn.")
    data = drawn.photograph(60, fields=words)
    filing.file_picture(feed=feed, file=File("quay.jpg", data), at=AT)
    assert str(WireItem.objects.get()) == "The night ferry to Oskeld leaves the quay at dawn."
    (title, *_) = probing.probe("quay.jpg", data).told[0]
    assert title == "The night ferry to Oskeld leaves the quay at dawn."


@pytest.mark.django_db
def test_an_item_of_any_format_is_called_by_its_text(feed: Feed) -> None:
    assert str(received(feed, item(headline=None))) == "The ferry sailed at dawn. Forty people were on board."
    assert str(received(feed, item("urn:x:2", headline=None, body_xhtml=None, byline=None))) == "urn:x:2"


def test_what_was_stored_before_shows_no_identifier_of_ours() -> None:
    assert str(WireItem(guid=OURS)) == "Untitled"
