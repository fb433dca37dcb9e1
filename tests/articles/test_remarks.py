"""What is said about a text that was saved: what it lost, and what in it readers will not see."""

from uuid import uuid4

import pytest

from articles import body, remarks
from articles.models import Caption
from tests import world

pytestmark = pytest.mark.django_db


def test_what_stands_in_the_story_is_no_news() -> None:
    article, other = world.draft("Ferry leaves"), world.draft("Quay closes")
    use = Caption.objects.create(article=article, pending="ferry.jpg")
    html = f'<p>A <a data-story="{other.public_id}">quay</a></p><figure data-caption="{use.uuid}"></figure>'
    assert remarks.on_text(article, given=html) == []


def test_figures_and_links_that_lead_to_nothing_are_counted_each_once() -> None:
    article, strange = world.draft("Ferry leaves"), uuid4()
    figure, link = f'<figure data-caption="{uuid4()}"></figure>', f'<a data-story="{strange}">quay</a>'
    assert remarks.on_text(article, given=f"<p>{link} {link}</p>{figure}{figure}") == [
        "1 figure stands without a photograph: the story has no caption for it.",
        "1 link leads to no story of the house: readers get its words without it.",
    ]


def test_what_cleaning_says_comes_first() -> None:
    said = remarks.on_text(world.draft("Ferry leaves"), given="<svg><p>x</p></svg>after<p>ok</p>")
    assert said[0] == body.LOST_WORDS
    assert said[1].startswith("1 picture was taken out.")
