"""The preview: the public page of the saved version, for staff only and never stored."""

from django.test import Client
from django.urls import reverse

from articles.models import Article, Edition
from media import renditions
from media.intake import take_in
from tests import world
from tests.media import drawn


def page_of(article: Article) -> str:
    return reverse("admin:desk_preview_page", args=(article.pk,))


def test_the_preview_shows_the_saved_version_and_changes_nothing(desk: Client) -> None:
    article = world.draft("Not yet public")
    answer = desk.get(page_of(article))
    assert "Not yet public" in answer.content.decode()
    assert not Edition.objects.exists()


def test_it_is_stored_nowhere_and_names_no_keys(desk: Client) -> None:
    answer = desk.get(page_of(world.draft()))
    assert "no-store" in answer["Cache-Control"]
    assert "Surrogate-Key" not in answer


def test_it_is_refused_to_readers(db: None) -> None:
    article = world.draft("Not yet public")
    answer = Client().get(page_of(article))
    assert answer.status_code == 302
    assert "/admin/login/" in answer.url


def test_photographs_come_by_the_desks_own_way(desk: Client) -> None:
    photo = take_in(data=drawn.jpeg(640, 400), filename="quay.jpg", by=None, defaults={"credit": "Nordvik"}).photo
    renditions.make(photo_id=photo.pk)
    article = world.draft(captions=[{"role": "lead", "photo": photo}])
    page = desk.get(page_of(article)).content.decode()
    own = reverse("admin:desk_photo", args=(photo.public_id, "full-640", "webp"))
    assert own in page
    assert f'"/photos/{photo.public_id}' not in page
    assert desk.get(own)["Content-Type"] == "image/webp"


def test_dates_and_corrections_are_those_that_readers_know(desk: Client) -> None:
    article = world.published()
    world.publish(world.save(article, headline="Corrected"), kind="correction", note="It was the other ferry.")
    world.save(article, headline="Later words")
    page = desk.get(page_of(article)).content.decode()
    assert "It was the other ferry." in page
    assert "Later words" in page


def test_a_story_without_a_section_says_what_is_missing(desk: Client) -> None:
    article = world.draft(section=None)
    assert desk.get(page_of(article)).status_code == 409
    frame = desk.get(reverse("admin:desk_preview", args=(article.pk,))).content.decode()
    assert "The story has no section" in frame
