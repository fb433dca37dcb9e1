"""Filling: today's pictures and addresses in the place of an edition's placeholders."""

import re
from datetime import timedelta
from uuid import UUID

import pytest

from articles import filling, reading, withdrawing
from articles.models import Article, Edition
from media import leasing, renditions
from media.intake import take_in
from media.models import Photo
from tests import world
from tests.media import drawn
from tests.world import ControlledClock

pytestmark = pytest.mark.django_db
CAPTION = UUID("0190b5a1-7c11-7000-8000-000000000001")
HOUR = timedelta(hours=1)


@pytest.fixture
def photo(time: ControlledClock) -> Photo:
    photo = take_in(data=drawn.photograph(900, 600), filename="ferry.jpg", by=None).photo
    renditions.make(photo_id=photo.pk)
    photo.refresh_from_db()
    return photo


@pytest.fixture
def article(photo: Photo) -> Article:
    """One with a picture in its text."""
    body = f'<p>Wind.</p><figure data-caption="{CAPTION}"></figure><p>Rain.</p>'
    row = {
        "uuid": CAPTION,
        "role": "inline",
        "photo": photo,
        "text": "The <quay>",
        "credit": "Runa Vik",
        "alt": "A quay",
    }
    return world.published(body=body, captions=[row])


def filled(article: Article, time: ControlledClock, *, for_page: bool = True) -> filling.Story:
    editions = Edition.objects.live(at=time.at).filter(article=article)
    return filling.story(reading.for_page(editions, at=time.at).get() if for_page else editions.get(), at=time.at)


def test_a_figure_stands_in_its_place_with_caption_and_credit_apart(article: Article, time: ControlledClock) -> None:
    html = filled(article, time).body
    assert html.index("Wind.") < html.index("<figure") < html.index("Rain.")
    assert '<span class="caption" dir="auto">The &lt;quay&gt;</span>' in html
    assert "<bdi>Runa Vik</bdi>" in html
    assert 'alt="A quay"' in html


def test_without_its_tags_the_text_reads_line_by_line(time: ControlledClock) -> None:
    table = "<table><tr><th>Year</th><th>Metres</th></tr><tr><td>2025</td><td>12</td></tr></table>"
    body = f"<h2>Ice</h2><p>It melts.</p><ul><li>Fast</li><li>Far</li></ul>{table}"
    text = re.sub(r"<[^>]+>", "", filled(world.published(body=body), time).body)
    lines = [" ".join(line.split()) for line in text.splitlines() if line.strip()]
    assert lines == ["Ice", "It melts.", "Fast", "Far", "Year Metres", "2025 12"]


def test_a_photo_of_which_the_right_ends_leaves_on_its_moment(
    article: Article, photo: Photo, time: ControlledClock
) -> None:
    ends = time.at + HOUR
    leasing.grant(photo=photo, kind="allow", ends_at=ends, by=None)
    assert filled(article, time).until == ends
    time.at = ends - timedelta(microseconds=1)
    assert "<figure" in filled(article, time).body
    time.at = ends
    story = filled(article, time)
    assert (story.body, story.figures) == ("<p>Wind.</p>\n<p>Rain.</p>", [])


def test_a_photo_without_sizes_yet_leaves_no_hole(time: ControlledClock) -> None:
    waiting = take_in(data=drawn.photograph(300, 200), filename="quay.jpg", by=None).photo
    article = world.published(captions=[{"role": "lead", "photo": waiting, "credit": "Runa Vik"}])
    assert filled(article, time).lead is None


@pytest.mark.parametrize("for_page", [True, False])
def test_a_link_leads_to_a_story_while_that_is_public(time: ControlledClock, for_page: bool) -> None:
    other = world.draft("Quay closes")
    article = world.published(body=f'<p>See <a data-story="{other.public_id}">the <em>quay</em></a>.</p>')
    assert filled(article, time, for_page=for_page).body == "<p>See the <em>quay</em>.</p>"
    world.publish(other)
    other.refresh_from_db()
    linked = f'<p>See <a href="{other.path}">the <em>quay</em></a>.</p>'
    assert filled(article, time, for_page=for_page).body == linked
    time.move(minutes=1)
    withdrawing.withdraw(article=other, by=None, notice="Gone.")
    assert filled(article, time, for_page=for_page).body == "<p>See the <em>quay</em>.</p>"


def test_the_page_is_told_of_every_story_that_it_links_to(time: ControlledClock) -> None:
    other = world.draft("Quay closes")
    article = world.published(body=f'<p><a data-story="{other.public_id}">quay</a></p>')
    assert f"article:{other.public_id}" in filled(article, time).keys


def test_an_embed_names_its_host_and_leads_there(time: ControlledClock) -> None:
    article = world.published(body='<p>Wind.</p><div data-embed="https://video.example/1?a=1&amp;b=2"></div>')
    body = filled(article, time).body
    assert "<bdi>video.example</bdi>" in body
    assert '<a href="https://video.example/1?a=1&amp;b=2" rel="noopener">' in body
    assert "data-frame" not in body
    assert "<iframe" not in body


def test_what_a_known_provider_shows_is_loaded_only_when_a_reader_asks(time: ControlledClock) -> None:
    article = world.published(body='<p>Look.</p><div data-embed="https://youtu.be/abcdefghijk"></div>')
    body = filled(article, time).body
    assert 'data-frame="https://www.youtube-nocookie.com/embed/abcdefghijk"' in body
    assert "<iframe" not in body


def test_a_table_stands_in_a_place_that_can_scroll(time: ControlledClock) -> None:
    article = world.published(body="<table><tbody><tr><td>1</td></tr></tbody></table>")
    assert filled(article, time).body.startswith('<div class="table"><table>')


def test_a_page_asks_two_queries_and_a_card_none(
    article: Article, time: ControlledClock, django_assert_num_queries: object
) -> None:
    with django_assert_num_queries(2):  # type: ignore[operator]
        filled(article, time)
    edition = Edition.objects.select_related("article", "section", "lead_photo").get()
    with django_assert_num_queries(0):  # type: ignore[operator]
        filling.card(edition, at=time.at)
