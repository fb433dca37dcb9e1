"""The story form: creating, saving, being too late, and what the form asks of the database."""

import re
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from articles import publishing, translating, withdrawing
from articles.models import Article, Author, Caption, Coverage, Edition
from ground import clock
from media import editing
from media.intake import take_in
from media.models import Photo
from staff.models import User
from tests import world
from tests.desk.conftest import change, rows, story
from tests.media import drawn

ADD = "/admin/articles/article/add/"


def photo(**words: str) -> Photo:
    return take_in(data=drawn.jpeg(), filename="quay.jpg", by=None, defaults=words).photo


def test_an_editor_creates_a_story_with_everything_in_it(desk: Client) -> None:
    section, coverage, other = world.section(), Coverage.objects.create(name="Storm", slug="storm"), world.draft("Nets")
    picture = photo(caption="The quay", credit="Nordvik")
    sent = story(
        section=section.pk,
        tags='ferries, "Halmsund, port", ferries',
        coverages=[coverage.pk],
        bylines=[{"name": "Ása Björklund", "ORDER": 2}, {"name": "Rolf Tamm", "ORDER": 1}],
        captions=[{"photo": picture.pk, "role": "lead", "text": "Own words"}],
        related=[{"pick": other.pk, "headline": "Nets"}],
    )
    answer = desk.post(ADD, sent)
    article = Article.objects.get(headline="Ferry leaves Halmsund")
    assert answer.url == change(article)
    assert sorted(article.tags.names()) == ["Halmsund, port", "ferries"]
    assert [str(row) for row in article.bylines.all()] == ["Rolf Tamm", "Ása Björklund"]
    assert list(article.coverages.all()) == [coverage]
    assert article.captions.get().photo == picture
    assert [row.pick for row in article.related_picks.all()] == [other]


@pytest.mark.parametrize("letters", [101, 140_000])
def test_a_tag_that_is_too_long_is_refused_and_its_words_are_kept(desk: Client, letters: int) -> None:
    article = world.draft(tags=["ferries"])
    answer = desk.post(change(article), story(version=1, tags=f"ferries, {'o' * letters}"))
    assert answer.status_code == 422
    assert "Write at most 100 letters for a tag" in answer.content.decode()
    assert f'value="ferries, {"o" * letters}"' in answer.content.decode()
    assert Article.objects.get().tags.get().name == "ferries"


def blank(desk: Client) -> dict[str, Any]:
    """What the form of a new story sends, with the id that stood in it."""
    found = re.search(r'name="public_id" value="([^"]+)"', desk.get(ADD).content.decode())
    assert found
    return story(section=world.section().pk, public_id=found[1])


def test_the_same_form_sent_twice_makes_one_story(desk: Client) -> None:
    picture, sent = photo(), blank(desk)
    sent |= rows("captions", {"photo": picture.pk, "role": "lead"}) | {"tags": "ferries"}
    first, second = desk.post(ADD, sent), desk.post(ADD, sent, follow=True)
    article = Article.objects.get()
    assert first.url == second.redirect_chain[0][0] == change(article)
    assert "Saved as version 1." in second.content.decode()


def test_a_double_click_on_save_and_publish_publishes_once(desk: Client) -> None:
    sent = blank(desk)
    for _ in range(2):
        assert desk.post(ADD, {**sent, "_publish": ""}).status_code == 302
    assert Article.objects.count() == Edition.objects.count() == 1


def test_the_same_form_with_other_words_is_told_and_not_lost(desk: Client) -> None:
    sent = blank(desk)
    desk.post(ADD, sent)
    other = {**sent, "headline": "Ferry leaves late", "body": "<p>At noon.</p>"}
    answer = desk.post(ADD, other)
    page, article = answer.content.decode(), Article.objects.get()
    assert (answer.status_code, article.version) == (409, 1)
    for shown in ("This form was sent before", "Ferry leaves late", "At noon.", f'action="{change(article)}"'):
        assert shown in page
    assert 'name="version" value="1"' in page
    desk.post(change(article), {**other, "version": 1})
    article.refresh_from_db()
    assert (article.headline, article.version) == ("Ferry leaves late", 2)


def test_the_same_form_leads_to_a_story_that_was_changed_since_and_publishes_nothing(desk: Client) -> None:
    sent = blank(desk)
    desk.post(ADD, sent)
    article = world.save(Article.objects.get(), headline="Ferry waits")
    answer = desk.post(ADD, {**sent, "_publish": ""}, follow=True)
    assert "by now as version 2" in answer.content.decode()
    assert answer.redirect_chain[0][0] == change(article)
    assert not Edition.objects.exists()


def test_saving_writes_the_next_version_and_says_so(desk: Client) -> None:
    article = world.draft()
    answer = desk.post(change(article), story(version=1, headline="Ferry leaves on time"), follow=True)
    article.refresh_from_db()
    assert (article.version, article.headline) == (2, "Ferry leaves on time")
    assert "Saved as version 2." in answer.content.decode()


def test_a_save_of_an_old_version_is_refused_and_keeps_the_text(desk: Client) -> None:
    article = world.draft()
    world.save(article, by=world.person("rolf", "reporter"), headline="Rolf was first")
    answer = desk.post(
        change(article), story(version=1, headline="Typed by Anna", tags="ferries", body="<p>Anna’s.</p>")
    )
    page = answer.content.decode()
    article.refresh_from_db()
    assert answer.status_code == 409
    assert (article.version, article.headline) == (2, "Rolf was first")
    assert "rolf saved version 2" in page
    assert "Typed by Anna" in page
    assert "Anna’s." in page
    assert 'name="version" value="1"' in page


def test_an_invalid_form_saves_nothing_and_keeps_the_text(desk: Client) -> None:
    article = world.draft()
    sent = story(version=1, headline="Typed", urgency=12, captions=[{"text": "A caption of nothing"}])
    answer = desk.post(change(article), sent)
    page = answer.content.decode()
    article.refresh_from_db()
    assert answer.status_code == 422
    assert article.version == 1
    assert "A caption of nothing" in page
    assert "Choose the photograph that this caption is for" in page


def test_two_rows_sent_under_one_uuid_become_two_uses(desk: Client) -> None:
    picture, uuid, article = photo(), uuid4(), world.draft()
    twins = [{"photo": picture.pk, "role": "inline", "uuid": uuid, "text": words} for words in ("One", "Two")]
    assert desk.post(change(article), story(version=1, captions=twins)).status_code == 302
    first, second = Caption.objects.filter(article=article)
    assert (first.uuid, first.text, second.text) == (uuid, "One", "Two")
    assert second.uuid != uuid


@pytest.mark.parametrize(("name", "value"), [("crop", "x" * 21), ("credit", "x" * 301), ("uuid", "x"), ("role", "x")])
def test_what_is_wrong_in_a_row_is_said_and_the_rest_kept(desk: Client, name: str, value: str) -> None:
    article = world.draft()
    row = {"pending": "quay.jpg", "role": "inline", "text": "Typed", name: value}
    answer = desk.post(change(article), story(version=1, captions=[row]))
    assert answer.status_code == 422
    assert 'class="errorlist"' in answer.content.decode()
    assert "Typed" in answer.content.decode()


@pytest.mark.parametrize("typed", ["9" * 20, "9" * 5000])
def test_a_number_that_no_story_has_is_said_in_the_row(desk: Client, typed: str) -> None:
    answer = desk.post(ADD, story(related=[{"headline": typed}]))
    assert answer.status_code == 422
    assert "Choose a story from the list, or write its number or address." in answer.content.decode()


def test_two_lead_photographs_are_refused(desk: Client) -> None:
    picture, article = photo(), world.draft()
    leads = [{"photo": picture.pk, "role": "lead"}, {"photo": picture.pk, "role": "lead"}]
    answer = desk.post(change(article), story(version=1, captions=leads))
    assert "A story has one lead photograph" in answer.content.decode()


def test_a_row_that_is_taken_out_goes_and_the_others_keep_their_identity(desk: Client) -> None:
    picture = photo()
    article = world.draft(captions=[{"role": "lead", "photo": picture}, {"role": "inline", "photo": picture}])
    lead, inline = article.captions.all()
    kept = {"uuid": inline.uuid, "photo": picture.pk, "role": "inline", "ORDER": 2}
    gone = {"uuid": lead.uuid, "photo": picture.pk, "role": "lead", "ORDER": 1, "DELETE": "on"}
    desk.post(change(article), story(version=1, captions=[gone, kept]))
    assert [row.uuid for row in Caption.objects.filter(article=article)] == [inline.uuid]


def test_a_save_says_what_was_taken_out_of_the_text(desk: Client) -> None:
    sent = story(version=1, body="<p>Wind<img src=x></p><script>x()</script>")
    said = desk.post(change(world.draft()), sent, follow=True).content.decode()
    assert "1 picture was taken out." in said
    assert "1 script was taken out." in said


def test_a_body_that_cannot_be_tidied_is_kept_as_plain_words_with_a_warning(desk: Client) -> None:
    article = world.draft()
    answer = desk.post(change(article), story(version=1, body="<svg><p>x</p></svg>after<p>ok</p>"), follow=True)
    assert "kept as plain paragraphs" in answer.content.decode()


def test_a_byline_with_the_name_of_an_author_is_the_author(desk: Client) -> None:
    author = Author.objects.create(name="Ása Björklund", slug="asa-bjorklund")
    article = world.draft()
    desk.post(change(article), story(version=1, bylines=[{"name": author.name}, {"name": "Staff"}]))
    assert [(row.author, row.name) for row in article.bylines.all()] == [(author, ""), (None, "Staff")]


def test_a_story_in_a_closed_coverage_can_be_saved(desk: Client) -> None:
    closed = Coverage.objects.create(name="Storm", slug="storm", status=Coverage.Status.CLOSED)
    article = world.draft(coverages=[closed])
    answer = desk.post(change(article), story(version=1, coverages=[closed.pk]))
    assert answer.status_code == 302
    assert list(article.coverages.all()) == [closed]


def test_save_and_publish_in_one_step(desk: Client) -> None:
    desk.post(ADD, story(section=world.section().pk, _publish=""))
    assert world.headlines() == ["Ferry leaves Halmsund"]


def test_save_and_publish_keeps_the_save_where_publishing_is_refused(desk: Client) -> None:
    answer = desk.post(ADD, story(_publish=""))
    assert answer.status_code == 422
    assert Article.objects.get().version == 1
    assert "The story has no section. Choose one." in answer.content.decode()


@pytest.mark.parametrize("is_new", [True, False])
@pytest.mark.parametrize("done", ["withdraw", "schedule", "publish"])
def test_save_and_publish_saves_and_publishes_nothing_over_what_a_colleague_did(
    desk: Client, is_new: bool, done: str
) -> None:
    if is_new:
        sent, address = {**blank(desk), "known": "0"}, ADD
        desk.post(ADD, sent)
    else:
        article = world.draft("Ferry leaves Halmsund")
        address = change(article)
        found = re.search(r'name="known" value="(\d+)"', desk.get(address).content.decode())
        assert found
        sent = story(section=world.section().pk, version=1, known=found[1])
    article, duty = Article.objects.get(), world.person("dora", "duty editor")
    if done == "schedule":
        publishing.schedule(article=article, version=1, at=clock.now() + timedelta(days=1), by=duty)
    else:
        publishing.publish(article=article, version=1, by=duty)
    if done == "withdraw":
        withdrawing.withdraw(article=article, by=duty, notice="Wrong man.")
    editions = list(Edition.objects.values_list("pk", "live_until"))
    page = desk.post(address, {**sent, "_publish": ""}, follow=True).content.decode()
    assert "was quicker, on" in page
    assert list(Edition.objects.values_list("pk", "live_until")) == editions
    assert Article.objects.get().version == (1 if is_new else 2)


def test_who_may_only_look_gets_the_story_and_cannot_save_it(db: None) -> None:
    client, article = Client(), world.draft()
    client.force_login(world.person("pia", "picture editor"))
    page = client.get(change(article)).content.decode()
    assert "You may read this story, not change it." in page
    assert client.post(change(article), story(version=1)).status_code == 403
    article.refresh_from_db()
    assert article.version == 1


def test_a_story_is_never_deleted(desk: Client) -> None:
    article = world.draft()
    assert desk.post(reverse("admin:articles_article_delete", args=(article.pk,)), {"post": "yes"}).status_code == 403
    assert Article.objects.exists()


def test_the_form_of_a_full_story_asks_at_most_sixteen_queries(
    desk: Client, editor: User, django_assert_max_num_queries: Any
) -> None:
    article = full_story()
    Article.objects.update(changed_by=editor)
    for tag in ("ar", "fa", "fr"):
        translating.link(article=article, other=world.draft(tag, language=tag), by=None)
    with django_assert_max_num_queries(16):
        assert desk.get(change(article)).status_code == 200


@pytest.mark.parametrize(
    ("keep_back", "gone"), [("hold", ("publish", "schedule", "approve")), ("embargo", ("publish",))]
)
def test_what_is_kept_back_has_no_button_that_is_only_refused(
    desk: Client, keep_back: str, gone: tuple[str, ...]
) -> None:
    article = world.draft()
    acts = {verb: reverse("admin:desk_act", args=(article.pk, verb)) for verb in gone}
    page = desk.get(change(article)).content.decode()
    assert {verb for verb, address in acts.items() if address in page} == set(gone)
    if keep_back == "hold":
        withdrawing.hold(article=article, kind="legal", reason="Wait", by=None)
    else:
        withdrawing.embargo(article=article, until=clock.now() + timedelta(hours=1), by=None)
    page = desk.get(change(article)).content.decode()
    assert [verb for verb, address in acts.items() if address in page] == []


def full_story() -> Article:
    picture = photo(credit="Nordvik")
    return world.published(
        captions=[{"role": "lead", "photo": picture}, {"role": "inline", "photo": picture}],
        tags=["ferries", "storm"],
        bylines=[{"author": None, "name": "Rolf"}, {"author": None, "name": "Ada"}],
        coverages=[Coverage.objects.create(name="Storm", slug="storm")],
        related=[world.draft("Nets"), world.draft("Boats")],
    )


def test_a_photograph_that_readers_do_not_see_is_told_of(desk: Client) -> None:
    lost = photo()
    article = world.draft(captions=[{"photo": lost, "role": "lead"}])
    editing.kill(photo=lost, reason="It says: “Not so.”", by=None)
    page = desk.get(change(article)).content.decode()
    assert f"Without the photograph “{lost}”. It was killed: It says: “Not so.”</p>" in page


def test_a_photograph_that_stands_nowhere_in_the_text_is_told_of(desk: Client) -> None:
    article = world.draft()
    sent = story(version=1, captions=[{"photo": photo().pk, "role": "inline"}])
    page = desk.post(change(article), sent, follow=True).content.decode()
    assert "Saved as version 2." in page
    assert "stands nowhere in the text" in page
