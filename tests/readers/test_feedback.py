"""“Help us improve”: a plain form, without script, cookie or token, and without a word about the reader."""

import pytest
from django.test import Client

from articles.models import Article
from readers import feedback
from readers.models import Feedback
from tests import world
from tests.world import ControlledClock

OWN = {"Origin": "http://testserver"}


def send(reader: Client, article: Article, *, origin: str = "http://testserver", **answer: str):
    return reader.post(f"/feedback/{article.public_id}/", answer, headers={"Origin": origin})


def test_an_answer_reaches_the_newsroom_and_the_reader_is_thanked(reader: Client) -> None:
    article = world.published()
    response = send(reader, article, helpful="no", comment="  Who owns the ferry?  ")
    assert (response.status_code, response["Location"]) == (303, f"{article.path}#feedback-thanks")
    assert not response.cookies
    row = Feedback.objects.get()
    assert (row.article, row.helpful, row.comment) == (article, False, "Who owns the ferry?")
    assert 'id="feedback-thanks"' in reader.get(article.path).content.decode()


@pytest.mark.parametrize("answer", [{"helpful": "yes"}, {"comment": "Good."}])
def test_one_of_both_is_enough(reader: Client, answer: dict[str, str]) -> None:
    assert send(reader, world.published(), **answer).status_code == 303
    assert Feedback.objects.count() == 1


def test_nothing_said_is_asked_for_again(reader: Client) -> None:
    response = send(reader, world.published())
    assert response.status_code == 422
    assert "Choose yes or no" in response.content.decode()


def test_what_is_too_long_is_kept_in_the_form(reader: Client) -> None:
    response = send(reader, world.published(), comment="ferry " * 400)
    assert response.status_code == 422
    assert "ferry ferry" in response.content.decode()
    assert not Feedback.objects.exists()


def test_a_program_that_fills_in_everything_is_thanked_and_ignored(reader: Client) -> None:
    assert send(reader, world.published(), comment="Buy!", website="https://x.example").status_code == 303
    assert not Feedback.objects.exists()


def test_other_sites_cannot_answer_for_a_reader(reader: Client) -> None:
    response = send(reader, world.published(), origin="https://elsewhere.example", comment="Words")
    assert response.status_code == 403
    assert "Words" in response.content.decode()
    assert not Feedback.objects.exists()


def test_the_same_words_twice_are_one_answer(reader: Client) -> None:
    article = world.published()
    for _ in range(2):
        assert send(reader, article, comment="Who owns the ferry?").status_code == 303
    assert Feedback.objects.count() == 1


def test_more_than_can_be_read_is_refused_and_kept_in_the_form(reader: Client, time: ControlledClock) -> None:
    article = world.published()
    for number in range(feedback.OF_A_STORY):
        send(reader, article, comment=f"Words {number}")
    response = send(reader, article, comment="One more")
    assert (response.status_code, response["Retry-After"]) == (429, "60")
    assert "One more" in response.content.decode()
    time.at += feedback.WINDOW
    assert send(reader, article, comment="One more").status_code == 303


def test_a_story_that_is_not_public_takes_no_answer(reader: Client) -> None:
    assert send(reader, world.draft(), comment="Words").status_code == 404


def test_what_is_wrong_is_said_in_the_storys_language(reader: Client) -> None:
    article = world.published("وصلت العبارة", language="ar")
    for response, said in (
        (send(reader, article), "لم يُرسل شيء."),
        (send(reader, article, origin="https://other.example", helpful="yes"), "جاءت الإجابة من موقع آخر"),
        (send(reader, article, comment="x" * 2001), "كانت إجابتك طويلة جدًا"),
    ):
        text = response.content.decode()
        assert '<html lang="ar" dir="rtl"' in text
        assert said in text


def test_the_form_has_a_page_of_its_own(reader: Client) -> None:
    article = world.published()
    response = reader.get(f"/feedback/{article.public_id}/")
    assert article.headline in response.content.decode()
    assert f"article:{article.public_id}" in response["Surrogate-Key"]


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        ({"comment": "x" * 2001}, "too long and was not stored. Shorten it to 2,000 characters."),
        ({"comment": "a\0b"}, "Null characters are not allowed."),
        ({"helpful": "maybe"}, "was not stored. Choose yes or no."),
        ({}, "Nothing was sent."),
    ],
)
def test_what_is_wrong_with_an_answer_is_said(reader: Client, answer: dict[str, str], said: str) -> None:
    response = send(reader, world.published(), **answer)
    assert response.status_code == 422
    assert said in response.content.decode()
    assert not Feedback.objects.exists()
