"""A kill takes all that was made from the item from readers, holds it, and tells the desk, once."""

import re
from contextlib import suppress
from datetime import timedelta
from typing import Any

import pytest

from articles import publishing, reporting, translating, withdrawing
from articles.models import Article, Coverage, Edition, LiveUpdate, PublishBlock
from articles.refusals import Refused
from articles.withdrawing import lift_hold
from ground import clock
from media.models import Photo
from staff.models import AuditEntry, User
from tests import world
from tests.media import drawn
from tests.together import at_once
from tests.wires.agency import AT, FERRY, data, item, picture, received
from tests.wires.formats import samples
from wires import alerting, cancelling, intake, notices, pictures, taking
from wires.formats import guids
from wires.models import Alert, Feed, FeedPicture, WireItem, WireUse

pytestmark = pytest.mark.django_db
HARBOUR = "urn:newsml:harrow.example:harbour"
LATER = AT + timedelta(minutes=5)
KILL = {"pubstatus": "canceled", "versioncreated": "2026-03-03T09:40:00Z", "body_xhtml": "<p>Kill the ferry.</p>"}


@pytest.fixture
def ferry(feed: Feed, editor: User) -> Article:
    return taking.take(item=received(feed, item()), by=editor, at=AT)


def test_a_kill_holds_the_story_and_alerts_the_desk(feed: Feed, ferry: Article) -> None:
    kill = received(feed, item(version="2", **KILL), at=LATER)
    block, alert = PublishBlock.objects.get(), Alert.objects.get()
    assert (block.article, block.kind, block.lifted_at) == (ferry, "kill", None)
    assert block.reason == "HBP canceled “Ferry to Oskeld sails again”."
    assert (alert.article, alert.item) == (ferry, kill)
    assert alert.message == f"The story “Ferry to Oskeld sails again” is on hold. {block.reason}"


def test_the_desk_is_told_why_where_the_agency_says_so(feed: Feed, ferry: Article) -> None:
    received(feed, item(version="2", ednote="The mayor\n said no such thing.", **KILL), at=LATER)
    said = "HBP canceled “Ferry to Oskeld sails again”. It says: “The mayor said no such thing.”"
    assert PublishBlock.objects.get().reason == said
    assert Alert.objects.get().message.endswith(said)


def test_a_kill_without_words_has_the_headline_of_what_it_cancels(feed: Feed) -> None:
    received(feed, item(), item(headline="KILL", version="2", **KILL))
    assert set(WireItem.objects.values_list("headline", flat=True)) == {"Ferry to Oskeld sails again"}
    alone = received(feed, item("urn:x:2", headline="KILL of nothing", **KILL))
    assert alone.headline == "KILL of nothing"


def test_a_kill_holds_what_was_translated_from_the_story_too(feed: Feed, ferry: Article) -> None:
    arabic = translating.begin_translation(article=ferry, language="ar", by=None)
    french = translating.begin_translation(article=arabic, language="fr", by=None)
    for _ in range(2):
        received(feed, item(version="2", **KILL), at=LATER)
    held = PublishBlock.objects.order_by("article").values_list("article", "kind")
    assert list(held) == [(story.pk, "kill") for story in (ferry, arabic, french)]
    told = [alert.message.split(" is on hold")[0] for alert in Alert.objects.order_by("article_id")]
    assert [one[-11:].strip("\u2068\u2069()” ") for one in told] == ["English", "العربية", "français"]


def test_a_kill_that_comes_twice_has_one_effect(feed: Feed, ferry: Article) -> None:
    received(feed, item(**KILL), at=LATER)
    received(feed, item(**KILL), item("urn:x:2"), at=LATER)
    assert PublishBlock.objects.count() == Alert.objects.count() == 1


def test_a_hold_that_was_lifted_is_not_put_back_by_a_repeat(feed: Feed, ferry: Article) -> None:
    kill = received(feed, item(**KILL), at=LATER)
    lift_hold(block=PublishBlock.objects.get(), reason="The agency said sorry", by=None)
    cancelling.heed_deliveries(deliveries=[kill.delivery_id], at=LATER)
    assert not PublishBlock.objects.filter(lifted_at=None).exists()


def test_a_kill_reaches_what_was_made_from_it_under_any_name(feed: Feed, ferry: Article, editor: User) -> None:
    apart = taking.take(item=received(feed, item(HARBOUR)), by=editor, at=LATER)
    received(feed, item(HARBOUR, version="2", evolvedfrom=FERRY))
    received(feed, item(version="3", **KILL), at=LATER)
    assert {block.article_id for block in PublishBlock.objects.all()} == {ferry.pk, apart.pk}


def test_a_kill_of_what_no_story_uses_alerts_nobody(feed: Feed, ferry: Article) -> None:
    received(feed, item("urn:x:unused", **KILL), at=LATER)
    assert not Alert.objects.exists()
    assert not PublishBlock.objects.exists()


def test_a_kill_by_another_feed_leaves_the_story_and_tells_the_desk(feed: Feed, ferry: Article) -> None:
    other = Feed.objects.create(name="Second wire", slug="second")
    received(other, item(**KILL), at=LATER)
    assert not PublishBlock.objects.exists()
    assert "came by the feed Harrow Bay Press and is in use. That was left alone" in Alert.objects.get().message


def test_no_story_is_made_from_an_older_version_of_a_canceled_item(feed: Feed, editor: User) -> None:
    old = received(feed, item())
    kill = received(feed, item(version="2", **KILL), at=LATER)
    for one in (old, kill):
        with pytest.raises(Refused, match="HBP canceled “Ferry"):
            taking.take(item=one, by=editor, at=LATER)
    assert not Article.objects.exists()


def test_a_story_that_arrives_after_its_kill_is_canceled_all_the_same(feed: Feed, editor: User) -> None:
    received(feed, item(version="2", **KILL))
    late = received(feed, item(), at=LATER)
    with pytest.raises(Refused):
        taking.take(item=late, by=editor, at=LATER)


def test_a_version_made_after_the_kill_may_be_taken(feed: Feed, editor: User) -> None:
    received(feed, item(version="2", **KILL))
    again = received(feed, item(version="3", versioncreated="2026-03-03T09:50:00Z"), at=LATER)
    assert taking.take(item=again, by=editor, at=LATER).headline == "Ferry to Oskeld sails again"


EARLY = {"versioncreated": "2026-03-03T09:20:00Z"}


def test_a_story_that_is_taken_after_the_kill_of_what_it_continues_is_held(
    feed: Feed, ferry: Article, editor: User
) -> None:
    kill = received(feed, item(version="2", **KILL))
    continued = received(feed, item(HARBOUR, evolvedfrom=FERRY, **EARLY), at=LATER)
    article = taking.take(item=continued, by=editor, at=LATER)
    assert article.blocks.get().reason == cancelling.sentence(kill)
    assert Alert.objects.filter(article=article, item=kill).count() == 1


@pytest.mark.parametrize("killed_first", [True, False])
def test_a_kill_reaches_over_names_that_nobody_took(feed: Feed, editor: User, killed_first: bool) -> None:
    received(feed, item(HARBOUR, evolvedfrom=FERRY, **EARLY))
    continued = received(feed, item("urn:x:third", evolvedfrom=HARBOUR, **EARLY))
    if killed_first:
        received(feed, item(**KILL))
    article = taking.take(item=continued, by=editor, at=LATER)
    if not killed_first:
        received(feed, item(**KILL))
    assert article.blocks.filter(kind="kill", lifted_at=None).count() == 1


def test_what_was_made_after_the_kill_of_what_it_continues_is_not_held(feed: Feed, editor: User) -> None:
    received(feed, item(**KILL))
    continued = item(HARBOUR, evolvedfrom=FERRY, versioncreated="2026-03-03T09:50:00Z")
    article = taking.take(item=received(feed, continued, at=LATER), by=editor, at=LATER)
    assert not article.blocks.exists()


def test_names_that_continue_one_another_in_a_circle_end(feed: Feed, editor: User) -> None:
    received(feed, item(FERRY, evolvedfrom=HARBOUR))
    one = received(feed, item(HARBOUR, evolvedfrom=FERRY))
    article = taking.take(item=one, by=editor, at=AT)
    received(feed, item(**KILL))
    assert article.blocks.count() == 1


# What readers see


@pytest.fixture
def public(ferry: Article) -> Article:
    world.save(ferry, section=world.section())
    world.publish(ferry)
    return ferry


def _is_withdrawn(article: Article) -> bool:
    ended = article.editions.order_by("-live_from").first()
    assert ended is not None
    assert not Edition.objects.live(at=clock.now()).filter(article=article).exists()
    return (ended.ended_by, ended.notice) == ("kill", notices.withdrawn(agency="HBP", language=article.language))


@pytest.mark.parametrize(
    "said",
    [
        {"version": "1"},
        {"version": "0"},
        {"version": "7"},
        {"versioncreated": "2026-03-03T08:00:00Z"},
        {"versioncreated": None},
        {"headline": None, "body_xhtml": None},
    ],
)
def test_a_kill_of_any_version_takes_the_story_away(feed: Feed, public: Article, said: dict[str, Any]) -> None:
    received(feed, item(**{**KILL, **said}), at=LATER)
    assert _is_withdrawn(public)
    assert "was withdrawn and is on hold" in Alert.objects.get().message
    assert AuditEntry.objects.filter(verb="kill", subject_id=str(public.pk), actor=None).count() == 1


def test_a_killed_story_comes_back_only_once_its_hold_is_lifted(feed: Feed, public: Article) -> None:
    received(feed, item(**KILL), at=LATER)
    with pytest.raises(Refused, match="Killed by the agency"):
        withdrawing.reinstate(article=public, by=None)
    lift_hold(block=PublishBlock.objects.get(), reason="A false alarm, says the agency", by=None)
    withdrawing.reinstate(article=public, by=None)
    assert world.headlines() == ["Ferry to Oskeld sails again"]


def test_a_kill_after_a_correction_of_ours_takes_it_away(feed: Feed, public: Article) -> None:
    world.save(public, headline="Ferry to Oskeld sails again at noon")
    world.publish(public, kind="correction", note="It sails at noon.")
    received(feed, item(**KILL), at=LATER)
    assert _is_withdrawn(public)


def test_translations_that_readers_see_go_too(feed: Feed, public: Article) -> None:
    arabic = translating.begin_translation(article=public, language="ar", by=None)
    world.save(arabic, headline="العبارة تبحر", body="<p>أبحرت العبارة عند الفجر.</p>")
    world.publish(arabic)
    received(feed, item(**KILL), at=LATER)
    assert _is_withdrawn(arabic)


def test_what_was_planned_is_dropped(feed: Feed, ferry: Article) -> None:
    world.save(ferry, section=world.section())
    ferry.refresh_from_db()
    publishing.schedule(article=ferry, version=ferry.version, at=clock.now() + timedelta(hours=1), by=None)
    received(feed, item(**KILL), at=LATER)
    assert not ferry.editions.exists()


def test_a_story_that_was_withdrawn_by_an_editor_keeps_its_notice(feed: Feed, public: Article) -> None:
    withdrawing.withdraw(article=public, by=None, notice="We got it wrong.")
    received(feed, item(**KILL), at=LATER)
    assert public.editions.get().notice == "We got it wrong."
    assert PublishBlock.objects.get().kind == "kill"


def test_where_its_feed_leaves_what_is_public_the_story_is_only_held(feed: Feed, public: Article) -> None:
    Feed.objects.update(on_kill=Feed.OnKill.ALERT)
    received(feed, item(**KILL), at=LATER)
    assert world.headlines() == ["Ferry to Oskeld sails again"]
    assert PublishBlock.objects.get().kind == "kill"
    assert "is public and was left so, as its feed is set. It is on hold" in Alert.objects.get().message


@pytest.mark.parametrize(("version", "is_held"), [("1", True), ("3", False), ("4", False), ("b", False)])
def test_a_version_below_a_kill_that_was_made_later_is_held_once_it_is_taken(
    feed: Feed, editor: User, version: str, is_held: bool
) -> None:
    received(feed, item(**{**KILL, "version": "3"}))
    late = received(feed, item(version=version, versioncreated="2026-03-03T23:00:00Z"), at=LATER)
    article = taking.take(item=late, by=editor, at=LATER)
    assert article.blocks.filter(kind="kill").exists() is is_held
    assert Alert.objects.filter(article=article).exists() is is_held


def test_where_its_feed_leaves_what_is_public_a_draft_cannot_become_it(feed: Feed, ferry: Article) -> None:
    Feed.objects.update(on_kill=Feed.OnKill.ALERT)
    received(feed, item(**KILL), at=LATER)
    world.save(ferry, section=world.section())
    with pytest.raises(Refused):
        world.publish(Article.objects.get(pk=ferry.pk))
    assert "is on hold" in Alert.objects.get().message


def test_a_kill_that_names_nothing_kills_nothing_and_tells_the_desk(feed: Feed, public: Article) -> None:
    nameless = guids.derived("Harrow Bay Press", "Kill the ferry story")
    received(feed, item(nameless, **KILL), at=LATER)
    assert world.headlines() == ["Ferry to Oskeld sails again"]
    assert "does not say clearly of what. Nothing was done" in Alert.objects.get().message


def test_a_kill_of_what_continued_a_story_leaves_it_and_tells_the_desk(feed: Feed, public: Article) -> None:
    received(feed, item("urn:next", evolvedfrom=FERRY, **KILL), at=LATER)
    assert world.headlines() == ["Ferry to Oskeld sails again"]
    assert "It continued what “Ferry to Oskeld sails again” was made from." in Alert.objects.get().message


@pytest.mark.parametrize("is_known", [True, False])
def test_of_the_names_that_a_telex_may_mean_one_is_enough(feed: Feed, editor: User, *, is_known: bool) -> None:
    names = [guids.derived("HBP", "ferry", day) for day in ("1", "2", "3")]
    if is_known:
        taking.take(item=received(feed, item(names[1])), by=editor, at=AT)
    received(feed, *(item(name, **KILL) for name in names), at=LATER)
    alert = Alert.objects.get()
    assert ("does not say clearly of what" in alert.message) is not is_known


def test_a_kill_that_reaches_a_story_does_not_say_that_it_was_left(feed: Feed, ferry: Article) -> None:
    nxt = received(feed, item("urn:next", evolvedfrom=FERRY))
    WireUse.objects.create(article=ferry, item=nxt, is_origin=False, taken_at=AT)
    received(feed, item("urn:next", evolvedfrom=FERRY, **KILL), at=LATER)
    assert PublishBlock.objects.get().article == ferry
    assert "was left alone" not in Alert.objects.get().message


def test_a_mail_that_cancels_and_answers_none_tells_the_desk(feed: Feed) -> None:
    mail = b"From: a@harrow.example\nMessage-ID: <2@harrow.example>\nSubject: KILL: Ferry\n\nKill the ferry story.\n"
    intake.receive(feed=feed, data=mail, filename="kill.eml", at=LATER)
    assert "does not say clearly of what. Nothing was done" in Alert.objects.get().message


def _posted(headline: str) -> LiveUpdate:
    coverage = Coverage.objects.create(name="The ferry", slug="the-ferry", public_from=clock.now())
    reporting.start_live(coverage=coverage, by=None)
    return reporting.post(coverage=coverage, words={"headline": headline, "body": "<p>It sails.</p>"}, by=None)


def test_live_posts_made_from_the_item_are_withdrawn(feed: Feed) -> None:
    one = received(feed, item())
    post = _posted("The ferry sails")
    WireUse.objects.create(live_update=post, item=one, taken_at=AT)
    for _ in range(2):
        received(feed, item(**KILL), at=LATER)
    post.refresh_from_db()
    assert post.withdrawn_at
    assert "HBP" in post.notice
    assert "Its post “The ferry sails”" in Alert.objects.get().message


def test_a_photograph_that_is_canceled_goes_out_of_use(feed: Feed, editor: User) -> None:
    image = {"guid": "urn:harrow:picture:1", **picture("ferry.jpg")}
    pictures.file(feed=feed, filename="ferry.jpg", data=drawn.photograph(), at=AT)
    taking.take(item=received(feed, item(associations={"main": image})), by=editor, at=AT)
    received(feed, item("urn:harrow:picture:1", type="picture", **KILL), at=LATER)
    assert Photo.objects.get().state == Photo.State.KILLED
    assert "was taken out of use everywhere" in Alert.objects.get().message


def test_a_kill_of_a_story_and_its_photograph_is_one_alert(feed: Feed, editor: User) -> None:
    pictures.file(feed=feed, filename="ferry.jpg", data=drawn.photograph(), at=AT)
    taking.take(
        item=received(feed, item(associations={"main": {"guid": FERRY, **picture("ferry.jpg")}})), by=editor, at=AT
    )
    FeedPicture.objects.update(guid=FERRY)
    for _ in range(2):
        received(feed, item(**KILL), at=LATER)
    message = Alert.objects.get().message
    assert message.startswith("The story “Ferry to Oskeld sails again” is on hold.")
    assert message.endswith("was taken out of use everywhere.")
    assert alerting.with_senders(Alert.objects.all()).get().photo == Photo.objects.get().pk  # type: ignore[attr-defined]


def test_a_photograph_that_is_canceled_in_the_kill_of_its_story_goes_out_of_use(feed: Feed, editor: User) -> None:
    image = {"guid": "urn:harrow:picture:1", **picture("ferry.jpg")}
    pictures.file(feed=feed, filename="ferry.jpg", data=drawn.photograph(), at=AT)
    taking.take(item=received(feed, item(associations={"main": image})), by=editor, at=AT)
    received(feed, item(associations={"main": {**image, "pubstatus": "canceled"}}, **KILL), at=LATER)
    assert Photo.objects.get().state == Photo.State.KILLED
    assert {"canceled"} == set(WireItem.objects.filter(received_at=LATER).values_list("pubstatus", flat=True))


@pytest.mark.parametrize("is_public", [True, False])
def test_a_photograph_stays_with_readers_alone_where_its_feed_leaves_that_to_the_desk(
    feed: Feed, editor: User, *, is_public: bool
) -> None:
    Feed.objects.update(on_kill=Feed.OnKill.ALERT)
    image = {"guid": "urn:harrow:picture:1", **picture("ferry.jpg")}
    pictures.file(feed=feed, filename="ferry.jpg", data=drawn.photograph(), at=AT)
    story = taking.take(item=received(feed, item(associations={"main": image})), by=editor, at=AT)
    world.save(story, section=world.section())
    if is_public:
        world.publish(story)
    received(feed, item("urn:harrow:picture:1", type="picture", **KILL), at=clock.now())
    assert (Photo.objects.get().state == Photo.State.KILLED) is not is_public
    said = "stands in “Ferry to Oskeld sails again” and was left alone" if is_public else "taken out of use"
    assert said in Alert.objects.get().message
    assert Alert.objects.get().article == (story if is_public else None)


def test_a_photograph_that_comes_after_its_kill_is_not_used(feed: Feed, editor: User) -> None:
    image = {"guid": "urn:harrow:picture:1", **picture("ferry.jpg")}
    received(feed, item("urn:harrow:picture:1", type="picture", **KILL))
    article = taking.take(item=received(feed, item(associations={"main": image})), by=editor, at=AT)
    assert not article.captions.exists()


def test_a_photograph_that_is_awaited_when_its_kill_comes_is_out_of_use_at_once(feed: Feed, editor: User) -> None:
    image = {"guid": "urn:harrow:picture:1", **picture("ferry.jpg")}
    taking.take(item=received(feed, item(associations={"main": image})), by=editor, at=AT)
    received(feed, item("urn:harrow:picture:1", type="picture", **KILL), at=LATER)
    pictures.file(feed=feed, filename="ferry.jpg", data=drawn.photograph(), at=LATER)
    assert Photo.objects.get().state == Photo.State.KILLED


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("number", range(3))
def test_a_story_published_while_its_kill_comes_in_is_not_public(feed: Feed, editor: User, number: int) -> None:
    ferry = taking.take(item=received(feed, item()), by=editor, at=AT)
    world.save(ferry, section=world.section())

    def publish() -> None:
        with suppress(Refused):
            world.publish(ferry)

    at_once(publish, lambda: intake.receive(feed=feed, data=data(item(**KILL)), filename="2.json", at=AT))
    assert world.headlines() == []
    assert PublishBlock.objects.filter(article=ferry, kind="kill").count() == 1


def test_a_kill_reaches_every_language_of_its_item(feed: Feed, editor: User) -> None:
    intake.receive(feed=feed, data=_two_languages(), filename="two.xml", at=AT)
    stories = {kept.language: taking.take(item=kept, by=editor, at=AT) for kept in WireItem.objects.all()}
    assert len({story.pk for story in stories.values()}) == 2
    intake.receive(feed=feed, data=_killed(_two_languages()), filename="kill.xml", at=LATER)
    assert set(PublishBlock.objects.values_list("article", flat=True)) == {story.pk for story in stories.values()}


def test_a_kill_reaches_a_language_that_came_with_a_revision(feed: Feed, editor: User) -> None:
    """The French came with the second revision, and an update of the Dutch is none of it."""
    first = item("urn:x:1", language="en")
    received(feed, first)
    received(feed, item("urn:x:2", evolvedfrom="urn:x:1"))
    french = received(feed, item("urn:x:2#fr", evolvedfrom="urn:x:2", language="fr"))
    story = taking.take(item=french, by=editor, at=AT)
    received(feed, item("urn:x:1", version="2", **KILL), at=LATER)
    assert PublishBlock.objects.get().article == story


def test_every_language_of_an_item_that_was_killed_before_is_held(feed: Feed, editor: User) -> None:
    intake.receive(feed=feed, data=_killed(_two_languages()), filename="kill.xml", at=AT)
    intake.receive(feed=feed, data=_two_languages(), filename="two.xml", at=LATER)
    french = WireItem.objects.get(language="fr")
    article = taking.take(item=french, by=editor, at=LATER)
    assert PublishBlock.objects.get().article == article


def _two_languages() -> bytes:
    return (samples.ROOT / "newsml-1" / "two-languages.xml").read_bytes()


def _killed(sent: bytes) -> bytes:
    """The item taken back later, by a file that holds none of its texts."""
    later = re.sub(rb"T091500\+0100</ThisRevision", b"T101500+0100</ThisRevision", sent)
    without = re.sub(rb"<NewsComponent.*</NewsComponent>", b"", later, flags=re.DOTALL)
    return without.replace(b'<Status FormalName="Usable"/>', b'<Status FormalName="Canceled"/>')
