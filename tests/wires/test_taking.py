"""An item becomes a draft with its rights, embargo and pictures."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from articles import body, checking, drafting
from articles.models import Article, Author, Caption, PublishBlock, Tag, TagSynonym
from media.models import Photo
from staff.models import AuditEntry, User
from staff.permissions import NotAllowed
from tests.media import drawn
from tests.wires.agency import AT, FERRY, item, picture, received
from wires import pictures, taking
from wires.models import Feed, WireUse

pytestmark = pytest.mark.django_db
LATER = AT + timedelta(minutes=5)
QUAY = {
    "headline": "The quay",
    "description_text": "The quay at dawn.",
    "creditline": "Harrow Pictures",
    "byline": "Runa",
}


@pytest.fixture
def take(feed: Feed, reporter: User) -> Callable[..., Article]:
    """Receives an item of these facts and takes it."""
    return lambda **facts: taking.take(item=received(feed, item(**facts)), by=reporter, at=AT)


def test_the_draft_says_what_the_item_says(feed: Feed, take: Callable[..., Article]) -> None:
    article = take(urgency=2, language="ar", description_text="It sails.", copyrightholder="Somebody")
    assert (article.headline, article.dateline, article.urgency) == ("Ferry to Oskeld sails again", "Port Ellery", 2)
    assert (article.source, article.section, article.language) == ("HBP", feed.section, "ar")
    assert article.body == "<p>The ferry sailed at dawn.</p><p>Forty people were on board.</p>"
    assert [str(byline) for byline in article.bylines.all()] == ["Ines Karlow"]
    assert (article.desk_state, article.path, article.created_at) == ("draft", None, AT)


def test_a_private_note_stays_on_the_desk(take: Callable[..., Article]) -> None:
    article = take(ednote="Call Ines on 555 0199")
    assert article.editor_note == ""
    assert "555 0199" not in article.body + article.summary


def test_an_item_without_a_headline_takes_its_slugline(take: Callable[..., Article]) -> None:
    assert take(headline=None, slugline="FERRY-OSKELD").headline == "FERRY-OSKELD"


def test_a_name_that_is_our_authors_becomes_that_author(take: Callable[..., Article]) -> None:
    author = Author.objects.create(name="Ines Karlow", slug="ines-karlow")
    assert take(byline="by INES KARLOW").bylines.get().author == author


def test_taking_twice_gives_the_same_story(feed: Feed, reporter: User, editor: User) -> None:
    one = received(feed, item())
    first = taking.take(item=one, by=reporter, at=AT)
    second = taking.take(item=one, by=editor, at=LATER)
    assert first == second
    assert (Article.objects.count(), WireUse.objects.get().taken_by) == (1, reporter)
    assert AuditEntry.objects.filter(verb="take").count() == 1


def test_a_later_version_is_no_second_story(feed: Feed, take: Callable[..., Article]) -> None:
    first = take()
    second = take(version="2", headline="Ferry turns back")
    assert first == second
    assert second.headline == "Ferry turns back"
    former, later = second.wire_uses.order_by("pk")
    assert (former.is_origin, later.is_origin, later.evolved_from) == (True, False, former)


def test_what_continues_a_story_under_another_name_is_no_second_one(feed: Feed, take: Callable[..., Article]) -> None:
    first = take()
    assert take(guid="urn:newsml:harrow.example:harbour", evolvedfrom=FERRY, headline="Harbour shut") == first


def test_a_version_that_was_overtaken_before_it_is_taken_gives_the_newest(feed: Feed, editor: User) -> None:
    old = received(feed, item())
    received(feed, item(version="2", headline="Ferry turns back", versioncreated="2026-03-03T09:40:00Z"))
    assert taking.take(item=old, by=editor, at=AT).headline == "Ferry turns back"


def test_who_may_not_take_is_refused(feed: Feed) -> None:
    stranger = User.objects.create_user("tor", is_staff=True)
    with pytest.raises(NotAllowed, match="take wire items"):
        taking.take(item=received(feed, item()), by=stranger, at=AT)
    assert not Article.objects.exists()


def test_tags_of_the_newspaper_come_first_and_codes_never(take: Callable[..., Article]) -> None:
    tag = Tag.objects.create(name="Oskeld", slug="oskeld")
    TagSynonym.objects.create(name="Boats", tag=Tag.objects.create(name="Shipping", slug="shipping"))
    article = take(
        keywords=["ferries", "BOATS", "AM-42/x", "ferries"],
        subject=[{"code": "medtop:20000002", "name": "transport"}],
        place=[{"name": "Oskeld"}, {"name": "Port Ellery"}],
        person=[{"name": "Ines Karlow"}],
    )
    assert set(article.tags.names()) == {"Oskeld", "Shipping", "ferries", "transport"}
    assert tag in article.tags.all()


def test_a_flood_of_keywords_becomes_few_tags(take: Callable[..., Article]) -> None:
    article = take(keywords=[f"word {number}" for number in range(40)])
    assert list(article.tags.names()) == ["word 0", "word 1", "word 2", "word 3"]


def test_the_embargo_of_the_item_is_the_storys_whoever_takes_it(take: Callable[..., Article]) -> None:
    article = take(embargoed="2026-03-04T06:00:00+01:00")
    assert article.embargo == datetime(2026, 3, 4, 5, 0, tzinfo=UTC)
    assert not PublishBlock.objects.exists()


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        ({"embargoed": "2026-03-04"}, "2026-03-04"),
        ({"pubstatus": "withheld"}, "withholds"),
        ({"ednote": "NOT FOR PUBLICATION"}, "note to editors"),
    ],
)
def test_what_may_not_go_out_yet_is_held(take: Callable[..., Article], facts: dict[str, Any], said: str) -> None:
    article = take(**facts)
    block = PublishBlock.objects.get(article=article)
    assert (block.kind, block.lifted_at) == ("embargo", None)
    assert said in block.reason
    reasons = checking.reasons(article, version=article.version, at=AT, by=None)
    assert "hold-embargo" in {reason.code for reason in reasons}


def test_a_picture_beside_the_item_leads_the_story(feed: Feed, take: Callable[..., Article]) -> None:
    photo = pictures.file(feed=feed, filename="quay.jpg", data=drawn.jpeg(), at=AT)
    article = take(associations={"featuremedia": picture("https://pictures.example/x/quay.jpg", **QUAY)})
    caption = article.captions.get()
    assert (caption.photo, caption.role, caption.pending) == (photo, "lead", "")
    assert (caption.text, caption.credit) == ("The quay at dawn.", "Runa/Harrow Pictures")
    photo.refresh_from_db()
    assert (photo.title, photo.credit, photo.byline, photo.source) == ("The quay", "Harrow Pictures", "Runa", "HBP")


def test_the_files_own_words_win_over_those_sent_beside_it(feed: Feed, take: Callable[..., Article]) -> None:
    photo = pictures.file(feed=feed, filename="quay.jpg", data=drawn.photograph(), at=AT)
    take(associations={"featuremedia": picture("quay.jpg", usageterms="Web only", **QUAY)})
    photo.refresh_from_db()
    assert photo.credit == drawn.FERRY.credit
    assert photo.usage_terms == drawn.FERRY.usage_terms


def test_a_picture_that_has_not_come_blocks_publishing(take: Callable[..., Article]) -> None:
    article = take(associations={"featuremedia": picture("https://pictures.example/quay.jpg", **QUAY)})
    assert article.captions.get().pending == "https://pictures.example/quay.jpg"
    reasons = checking.reasons(article, version=article.version, at=AT, by=None)
    assert "photo-pending" in {reason.code for reason in reasons}


def test_a_picture_that_comes_later_fills_its_caption(feed: Feed, take: Callable[..., Article]) -> None:
    article = take(associations={"featuremedia": picture("https://pictures.example/Quay.jpg", **QUAY)})
    before = article.captions.get()
    photo = pictures.file(feed=feed, filename="quay.JPG", data=drawn.jpeg(), at=LATER)
    after = Article.objects.get()
    caption = after.captions.get()
    assert (caption.photo, caption.pending, caption.uuid) == (photo, "", before.uuid)
    assert (after.version, after.changed_at) == (article.version + 1, LATER)
    assert Photo.objects.get().credit == "Harrow Pictures"


def test_a_picture_that_comes_twice_makes_no_third_version(feed: Feed, take: Callable[..., Article]) -> None:
    take(associations={"featuremedia": picture("quay.jpg")})
    for _ in range(2):
        pictures.file(feed=feed, filename="quay.jpg", data=drawn.jpeg(), at=LATER)
    assert Article.objects.get().version == 2


def test_a_caption_that_the_desk_filled_or_took_out_is_left_alone(
    feed: Feed, take: Callable[..., Article], reporter: User
) -> None:
    article = take(associations={"featuremedia": picture("quay.jpg")})
    drafting.save(article_id=article.pk, version=1, by=reporter, fields={"captions": []}, at=LATER)
    pictures.file(feed=feed, filename="quay.jpg", data=drawn.jpeg(), at=LATER)
    assert not Caption.objects.exists()
    assert Article.objects.get().version == 2


def test_a_picture_of_another_feed_is_not_used(take: Callable[..., Article]) -> None:
    other = Feed.objects.create(name="Second wire", slug="second")
    pictures.file(feed=other, filename="quay.jpg", data=drawn.jpeg(), at=AT)
    assert take(associations={"featuremedia": picture("quay.jpg")}).captions.get().photo is None


def test_an_address_out_of_the_folder_finds_nothing(feed: Feed, take: Callable[..., Article]) -> None:
    pictures.file(feed=feed, filename="quay.jpg", data=drawn.jpeg(), at=AT)
    caption = take(associations={"featuremedia": picture("../harrow/quay.jpg")}).captions.get()
    assert (caption.photo, caption.pending) == (None, "../harrow/quay.jpg")


def test_pictures_of_the_text_stand_where_they_stood(take: Callable[..., Article]) -> None:
    article = take(
        body_xhtml='<p>One.</p><figure><img src="a.jpg"/><figcaption>A</figcaption></figure><p>Two.</p>',
        associations={"featuremedia": picture("lead.jpg"), "gallery": picture("late.jpg")},
    )
    captions = {caption.pending: caption for caption in article.captions.all()}
    assert [caption.role for caption in captions.values()] == ["lead", "gallery", "inline"]
    assert body.figure_ids(article.body) == [captions["a.jpg"].uuid]
    assert article.body.startswith("<p>One.</p><figure")


def test_a_note_in_the_text_cannot_name_a_figure_of_ours(take: Callable[..., Article]) -> None:
    uuid = "0199aaaa-0000-7000-8000-000000000001"
    article = take(body_xhtml=f'<p>One.</p><figure data-caption="{uuid}"></figure>')
    assert uuid not in article.body


@pytest.mark.parametrize(("src", "waits"), [("quay.jpg", True), ("x", False), ("https://count.example/7", False)])
def test_an_address_in_the_text_that_names_no_picture_is_not_waited_for(feed: Feed, src: str, waits: bool) -> None:
    body = f'<p>The ferry left.</p><img src="{src}"><p>It came back.</p>'
    article = taking.take(item=received(feed, item(body_xhtml=body)), by=None, at=AT)
    assert article.captions.exists() is waits
