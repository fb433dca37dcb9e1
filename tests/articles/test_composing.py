"""From working copy to edition: captions resolved, everything that lists show frozen."""

import pytest

from articles.composing import compose
from articles.models import Author, Coverage, Edition
from media import editing
from media.intake import take_in
from media.models import Photo
from tests import world
from tests.media import drawn
from tests.world import MORNING, ControlledClock

pytestmark = pytest.mark.django_db


def composed(**fields: object) -> Edition:
    return compose(world.draft(**fields), kind="first", note="", at=MORNING, by=None)  # type: ignore[arg-type]


@pytest.fixture
def photo() -> Photo:
    return take_in(data=drawn.photograph(), filename="ferry.jpg", by=None).photo


def test_a_use_without_words_of_its_own_has_the_photographs(photo: Photo) -> None:
    [row] = composed(captions=[{"role": "lead", "photo": photo}]).captions
    assert (row["text"], row["alt"]) == (photo.caption, photo.alt_text)
    assert row["credit"] == photo.credit_line


def test_the_words_of_the_use_come_before_the_photographs(photo: Photo) -> None:
    own = {"text": "At the quay.", "alt": "A white ferry", "credit": "Runa Vik"}
    [row] = composed(captions=[{"role": "lead", "photo": photo, **own}]).captions
    assert {name: row[name] for name in own} == own


def test_a_decorative_picture_says_nothing_to_those_who_cannot_see_it(photo: Photo) -> None:
    Photo.objects.update(alt_text="A ferry")
    photo.refresh_from_db()
    [row] = composed(captions=[{"role": "inline", "photo": photo, "decorative": True}]).captions
    assert row["alt"] == ""


def test_a_published_caption_is_frozen(photo: Photo, time: ControlledClock) -> None:
    article = world.published(captions=[{"role": "lead", "photo": photo, "credit": "Runa Vik"}])
    before = Edition.objects.get(article=article).captions
    editing.edit(photo=photo, by=None, fields={"caption": "Something else."})
    assert Edition.objects.get(article=article).captions == before


def test_a_picture_that_is_still_to_come_is_left_out_of_a_preview() -> None:
    edition = composed(captions=[{"role": "lead", "pending": "ferry.jpg"}])
    assert (edition.captions, edition.photo_ids, edition.lead_photo) == ([], [], None)


def test_all_that_lists_show_is_frozen(photo: Photo) -> None:
    coverage = Coverage.objects.create(name="Storm", slug="storm")
    pick, author = world.draft("Quay closes"), Author.objects.create(name="Runa Hald", slug="runa")
    edition = composed(
        headline="  Ferry leaves  ",
        captions=[{"role": "lead", "photo": photo}],
        tags=["ferries"],
        coverages=[coverage],
        related=[pick],
        bylines=[{"author": author, "name": ""}, {"author": None, "name": "A reader"}],
        body=f'<p><a data-story="{pick.public_id}">earlier</a></p>',
    )
    assert edition.headline == "Ferry leaves"
    assert (edition.lead_photo, edition.photo_ids) == (photo, [photo.pk])
    assert (edition.coverage_ids, edition.related_ids, edition.link_ids) == ([coverage.pk], [pick.pk], [pick.pk])
    assert len(edition.tag_ids) == 1
    runa = {"name": "Runa Hald", "author": "runa", "author_id": author.pk}
    assert edition.bylines == [runa, {"name": "A reader", "author": "", "author_id": None}]
    assert edition.author_ids == [author.pk]
    assert edition.pk is None
