"""Updates reach the stories made from the copy: by themselves or as an offer, and never over the desk's words."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from articles import approving, publishing, withdrawing
from articles.models import Article
from articles.refusals import Refused
from articles.staleness import StaleVersion
from ground import clock
from staff.models import AuditEntry, User
from staff.permissions import NotAllowed
from tests import world
from tests.media import drawn
from tests.together import at_once
from tests.wires.agency import AT, FERRY, item, picture, received
from wires import pictures, routing, taking, updating
from wires.models import Alert, Feed, UpdateOffer, WireItem, WireUse

pytestmark = pytest.mark.django_db
LATER = AT + timedelta(minutes=5)
FIRST = "<p>The ferry sailed at dawn.</p><p>Forty people were on board.</p><p>The sea was calm.</p>"
SECOND = "<p>The ferry sailed at dawn.</p><p>Fifty people were on board.</p><p>The sea was calm.</p>"


@pytest.fixture
def ferry(feed: Feed, editor: User) -> Article:
    return taking.take(item=received(feed, item(body_xhtml=FIRST)), by=editor, at=AT)


@pytest.fixture
def send(feed: Feed) -> Callable[..., WireItem]:
    """Another version of the ferry, received and routed."""

    def _send(guid: str = FERRY, **facts: Any) -> WireItem:
        values = {"version": "2", "versioncreated": "2026-03-03T09:40:00Z", "body_xhtml": SECOND, **facts}
        one = received(feed, item(guid, **values), at=LATER)
        routing.route_waiting()
        return one

    return _send


def _fresh(article: Article) -> Article:
    return Article.objects.get(pk=article.pk)


def test_an_untouched_story_takes_the_update_by_itself(ferry: Article, send: Callable[..., WireItem]) -> None:
    sent = send(headline="Ferry sails with fifty", urgency=2)
    article = _fresh(ferry)
    assert (article.headline, article.body, article.urgency) == ("Ferry sails with fifty", SECOND, 2)
    assert article.revisions.order_by("-version").values_list("reason", flat=True)[0] == "HBP, 2nd version"
    offer = UpdateOffer.objects.get()
    assert (offer.state, offer.item, offer.decided_by) == ("taken", sent, None)
    assert AuditEntry.objects.get(verb="take update").actor is None


def test_section_and_tags_are_the_desks_and_do_not_count_as_touched(
    ferry: Article, send: Callable[..., WireItem]
) -> None:
    world.save(ferry, section=world.section("sea"), tags=["Ferries"])
    send()
    article = _fresh(ferry)
    assert article.body == SECOND
    assert (article.section, list(article.tags.names())) == (world.section("sea"), ["Ferries"])


@pytest.mark.parametrize(
    "touch",
    [
        lambda article: world.save(article, headline="Fifty on the ferry"),
        lambda article: world.save(article, body=FIRST.replace("calm", "quiet")),
        lambda article: approving.submit(article=article, version=article.version, by=None),
        lambda article: withdrawing.hold(article=article, kind="legal", reason="Ask the lawyer", by=None),
    ],
)
def test_a_story_that_somebody_has_changed_judged_or_stopped_gets_an_offer(
    ferry: Article, send: Callable[..., WireItem], touch: Callable[[Article], Any]
) -> None:
    touch(ferry)
    before = _fresh(ferry)
    send()
    assert (_fresh(ferry).body, _fresh(ferry).version) == (before.body, before.version)
    assert updating.opened(ferry)


def test_a_kill_ends_an_offer_that_waits(ferry: Article, send: Callable[..., WireItem], feed: Feed) -> None:
    withdrawing.hold(article=ferry, kind="legal", reason="Ask the lawyer", by=None)
    send()
    received(feed, item(version="3", versioncreated="2026-03-03T09:50:00Z", pubstatus="canceled"), at=LATER)
    assert ferry.wire_offers.get().state == "overtaken"
    assert updating.opened(ferry) is None


def test_a_feed_may_only_offer_or_pass_over_its_updates(ferry: Article, send: Callable[..., WireItem]) -> None:
    Feed.objects.update(updates=Feed.Updates.OFF)
    send()
    assert not UpdateOffer.objects.exists()
    Feed.objects.update(updates=Feed.Updates.OFFER)
    send(version="3")
    assert updating.opened(ferry)
    assert _fresh(ferry).body == FIRST


def test_an_accepted_offer_merges_what_both_wrote(ferry: Article, send: Callable[..., WireItem], editor: User) -> None:
    world.save(ferry, headline="Our headline", body=FIRST.replace("at dawn", "at five"))
    send()
    offer = updating.opened(ferry)
    assert offer
    article = updating.accept(offer=offer, version=_fresh(ferry).version, by=editor, at=LATER)
    assert article.headline == "Our headline"
    assert article.body == SECOND.replace("at dawn", "at five")
    assert article.revisions.order_by("-version")[0].created_by == editor


def test_a_paragraph_put_in_beside_one_that_the_desk_edited_is_no_conflict(
    ferry: Article, send: Callable[..., WireItem], editor: User
) -> None:
    world.save(ferry, body=FIRST.replace("at dawn.", "at dawn. It was late."))
    send(body_xhtml=SECOND.replace("dawn.</p>", "dawn.</p><p>The harbour was shut.</p>").replace("calm", "rough"))
    offer = updating.opened(_fresh(ferry))
    assert offer
    found = updating.comparison(offer)
    assert updating.sentence(offer, found).endswith(" sent a 2nd version: 3 paragraphs changed.")
    article = updating.accept(offer=offer, version=_fresh(ferry).version, by=editor, at=LATER)
    assert article.body == (
        "<p>The ferry sailed at dawn. It was late.</p><p>The harbour was shut.</p>"
        "<p>Fifty people were on board.</p><p>The sea was rough.</p>"
    )


def test_only_what_the_agency_changed_is_counted(ferry: Article, send: Callable[..., WireItem]) -> None:
    world.save(ferry, body="<p>Only one paragraph was left.</p>")
    send()
    offer = updating.opened(_fresh(ferry))
    assert offer
    assert ": 1 paragraph changed, some of it where" in updating.sentence(offer, updating.comparison(offer))


def test_the_same_words_changed_by_both_must_be_decided(
    ferry: Article, send: Callable[..., WireItem], editor: User
) -> None:
    world.save(ferry, headline="Our headline", body=FIRST.replace("Forty", "Some forty"))
    send(headline="Their headline")
    offer = updating.opened(ferry)
    assert offer
    version = _fresh(ferry).version
    with pytest.raises(Refused) as refusal:
        updating.accept(offer=offer, version=version, by=editor, at=LATER, chosen={"headline": "ours"})
    assert [reason.field for reason in refusal.value.reasons] == ["passage-1"]
    assert _fresh(ferry).version == version
    chosen = {"headline": "ours", "passage-1": "theirs"}
    article = updating.accept(offer=offer, version=version, by=editor, at=LATER, chosen=chosen)
    assert (article.headline, article.body) == ("Our headline", SECOND)


def test_a_choice_may_keep_what_the_desk_never_changed(
    ferry: Article, send: Callable[..., WireItem], editor: User
) -> None:
    world.save(ferry, headline="Our headline")
    send(dateline="Oskeld", located="Oskeld")
    offer = updating.opened(ferry)
    assert offer
    chosen = {"passage-1": "ours"}
    article = updating.accept(offer=offer, version=_fresh(ferry).version, by=editor, at=LATER, chosen=chosen)
    assert (article.body, article.dateline) == (FIRST, "Oskeld")


def test_the_next_update_is_merged_from_the_version_in_use(
    ferry: Article, send: Callable[..., WireItem], editor: User
) -> None:
    world.save(ferry, headline="Our headline")
    send()
    first = updating.opened(ferry)
    assert first
    updating.dismiss(offer=first, by=editor, at=LATER)
    send(version="3", versioncreated="2026-03-03T09:50:00Z", body_xhtml=SECOND.replace("calm", "rough"))
    second = updating.opened(ferry)
    assert second
    article = updating.accept(offer=second, version=_fresh(ferry).version, by=editor, at=LATER)
    assert article.body == SECOND.replace("calm", "rough")
    assert WireUse.objects.filter(article=ferry).count() == 2


def test_a_later_version_overtakes_the_open_offer(ferry: Article, send: Callable[..., WireItem], editor: User) -> None:
    world.save(ferry, headline="Our headline")
    send()
    first = updating.opened(ferry)
    send(version="3", versioncreated="2026-03-03T09:50:00Z", body_xhtml=SECOND.replace("calm", "rough"))
    assert first
    assert updating.opened(ferry) != first
    with pytest.raises(Refused, match="A later version has come"):
        updating.accept(offer=first, version=_fresh(ferry).version, by=editor, at=LATER)


@pytest.mark.parametrize(
    "facts",
    [
        {"versioncreated": "2026-03-03T08:00:00Z", "version": "9"},
        {"body_xhtml": FIRST, "version": "2"},
        {"pubstatus": "withheld"},
    ],
)
def test_what_is_older_says_nothing_new_or_is_withheld_is_no_update(
    ferry: Article, send: Callable[..., WireItem], facts: dict[str, Any]
) -> None:
    send(**facts)
    assert _fresh(ferry).body == FIRST
    assert not UpdateOffer.objects.exists()


def test_a_version_number_that_went_back_is_an_update_all_the_same(
    ferry: Article, send: Callable[..., WireItem]
) -> None:
    send(version="0", versioncreated=None)
    assert _fresh(ferry).body == SECOND


def test_what_goes_on_under_another_name_is_an_update(ferry: Article, send: Callable[..., WireItem]) -> None:
    send("urn:newsml:harrow.example:harbour", evolvedfrom=FERRY)
    assert _fresh(ferry).body == SECOND
    assert Article.objects.count() == 1


def test_what_is_sent_twice_is_taken_once(ferry: Article, send: Callable[..., WireItem]) -> None:
    send()
    version = _fresh(ferry).version
    send()
    assert _fresh(ferry).version == version
    assert UpdateOffer.objects.count() == 1


def test_pictures_of_the_desk_stay_and_new_ones_of_the_agency_come(
    feed: Feed, editor: User, send: Callable[..., WireItem]
) -> None:
    for name in ("one.jpg", "two.jpg"):
        pictures.file(feed=feed, filename=name, data=drawn.photograph(width=60 + len(name) + ord(name[0]) % 7), at=AT)
    one, two = picture("one.jpg", headline="One", body_text="A"), picture("two.jpg")
    ferry = taking.take(item=received(feed, item(body_xhtml=FIRST, associations={"main": one})), by=editor, at=AT)
    caption = ferry.captions.get()
    figure = f'<figure data-caption="{caption.uuid}"></figure>'
    placed = FIRST.replace("board.</p>", f"board.</p>{figure}")
    world.save(ferry, body=placed)
    send(associations={"main": one, "more": two})
    article = _fresh(ferry)
    assert article.body == placed.replace("Forty", "Fifty")
    assert [use.role for use in article.captions.order_by("order")] == ["lead", "gallery"]
    assert article.captions.order_by("order")[0].uuid == caption.uuid


def test_a_caption_that_the_agency_corrects_is_corrected(
    feed: Feed, editor: User, send: Callable[..., WireItem]
) -> None:
    image = picture("one.jpg", description_text="The ferry at Oskeld")
    taking.take(item=received(feed, item(body_xhtml=FIRST, associations={"main": image})), by=editor, at=AT)
    send(body_xhtml=FIRST, associations={"main": {**image, "description_text": "The ferry at Port Ellery"}})
    assert Article.objects.get().captions.get().text == "The ferry at Port Ellery"


def test_the_desk_is_told_where_readers_see_the_version_before(ferry: Article, send: Callable[..., WireItem]) -> None:
    world.save(ferry, section=world.section())
    world.publish(ferry)
    send()
    message = Alert.objects.get().message
    assert message.startswith("“Ferry to Oskeld sails again”: HBP sent a 2nd version: 1 paragraph changed. The story ")
    assert "took it. Readers see the version before" in message
    assert world.headlines() == ["Ferry to Oskeld sails again"]


def test_of_a_story_that_is_planned_the_desk_is_told_what_goes_out_without_it(
    ferry: Article, send: Callable[..., WireItem]
) -> None:
    world.save(ferry, section=world.section())
    planned = clock.now() + timedelta(hours=3)
    publishing.schedule(article=_fresh(ferry), version=2, at=planned, by=None)
    send()
    message = Alert.objects.get().message
    assert "The story took it. Version 2, planned for" in message
    assert message.endswith("is without it: schedule the changes.")
    assert "Readers see" not in message


EMBARGOED = {"headline": "Ferry wins prize", "embargoed": "2199-01-01T00:00:00Z"}


def test_an_embargoed_version_comes_into_no_story_that_readers_see(
    ferry: Article, send: Callable[..., WireItem], editor: User
) -> None:
    world.save(ferry, section=world.section())
    world.publish(ferry)
    send(**EMBARGOED)
    offer = updating.opened(ferry)
    assert offer
    assert _fresh(ferry).headline == "Ferry to Oskeld sails again"
    with pytest.raises(Refused, match="HBP embargoed it until 1 Jan 2199"):
        updating.accept(offer=offer, version=_fresh(ferry).version, by=editor, at=LATER)
    assert _fresh(ferry).headline == "Ferry to Oskeld sails again"
    assert (
        updating.accept(
            offer=offer, version=_fresh(ferry).version, by=editor, at=LATER + timedelta(days=99999)
        ).headline
        == EMBARGOED["headline"]
    )


@pytest.mark.parametrize("name", [FERRY, "urn:lead"])
def test_an_embargoed_version_keeps_back_the_draft_that_takes_it(
    ferry: Article, send: Callable[..., WireItem], name: str
) -> None:
    send(name, evolvedfrom=FERRY, **EMBARGOED)
    article = _fresh(ferry)
    assert article.headline == EMBARGOED["headline"]
    assert article.embargo == WireItem.objects.latest("pk").embargo


def test_a_canceled_version_cannot_be_taken(ferry: Article, send: Callable[..., WireItem], editor: User) -> None:
    world.save(ferry, headline="Our headline")
    send()
    offer = updating.opened(ferry)
    send(version="3", pubstatus="canceled")
    assert offer
    with pytest.raises(Refused, match="HBP canceled"):
        updating.accept(offer=offer, version=_fresh(ferry).version, by=editor, at=LATER)


def test_whoever_has_not_seen_the_newest_version_is_told(
    ferry: Article, send: Callable[..., WireItem], editor: User
) -> None:
    opened = world.save(ferry, headline="Our headline").version
    send()
    offer = updating.opened(ferry)
    world.save(ferry, headline="Another headline")
    assert offer
    with pytest.raises(StaleVersion):
        updating.accept(offer=offer, version=opened, by=editor, at=LATER)
    assert UpdateOffer.objects.get().state == "open"


def test_who_may_not_change_stories_takes_no_updates(ferry: Article, send: Callable[..., WireItem]) -> None:
    world.save(ferry, headline="Our headline")
    send()
    offer = updating.opened(ferry)
    assert offer
    stranger = User.objects.create_user("tor", is_staff=True)
    with pytest.raises(NotAllowed):
        updating.accept(offer=offer, version=_fresh(ferry).version, by=stranger, at=LATER)
    with pytest.raises(NotAllowed):
        updating.dismiss(offer=offer, by=stranger, at=LATER)


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        ({}, "HBP sent a 2nd version: 1 paragraph changed."),
        (
            {"body_xhtml": "<p>x</p>", "headline": "New"},
            "HBP sent a 2nd version: 3 paragraphs and the headline changed.",
        ),
    ],
)
def test_the_offer_says_what_changed(
    ferry: Article, send: Callable[..., WireItem], facts: dict[str, Any], said: str
) -> None:
    Feed.objects.update(updates=Feed.Updates.OFFER)
    send(**facts)
    offer = updating.opened(ferry)
    assert offer
    assert updating.sentence(offer, updating.comparison(offer)) == offer.said == said


@pytest.mark.parametrize("is_dismissed", [True, False])
def test_what_was_offered_is_not_offered_again_when_it_is_sent_again(
    ferry: Article, send: Callable[..., WireItem], editor: User, *, is_dismissed: bool
) -> None:
    Feed.objects.update(updates=Feed.Updates.OFFER)
    send()
    offer = updating.opened(ferry)
    assert offer
    if is_dismissed:
        updating.dismiss(offer=offer, by=editor, at=LATER)
    send(version="3", versioncreated="2026-03-03T09:50:00Z")
    assert updating.opened(ferry) == (None if is_dismissed else offer)
    send(version="4", body_xhtml="<p>New.</p>")
    assert updating.opened(ferry)


def test_words_sent_again_are_no_version(ferry: Article, send: Callable[..., WireItem]) -> None:
    Feed.objects.update(updates=Feed.Updates.OFFER)
    again = {"body_xhtml": FIRST, "version": "2", "versioncreated": "2026-03-03T09:20:00Z"}
    send(**again)
    assert updating.opened(ferry) is None
    send(version="3")
    offer = updating.opened(ferry)
    assert offer
    assert updating.named(offer) == "HBP, 2nd version"


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("number", range(3))
def test_an_update_accepted_by_two_at_once_is_taken_once(
    ferry: Article, send: Callable[..., WireItem], editor: User, number: int
) -> None:
    world.save(ferry, headline="Our headline")
    send()
    offer = updating.opened(ferry)
    version = _fresh(ferry).version
    assert offer
    accept = lambda: updating.accept(offer=offer, version=version, by=editor, at=LATER)  # noqa: E731
    at_once(accept, accept)
    assert _fresh(ferry).version == version + 1


def test_another_language_of_an_item_is_no_update_of_its_story(feed: Feed, editor: User) -> None:
    english = taking.take(item=received(feed, item()), by=editor, at=AT)
    french = received(feed, item(f"{FERRY}#ca", evolvedfrom=FERRY, language="ca", headline="El transbordador torna"))
    routing.route_waiting()
    assert updating.opened(english) is None
    assert taking.take(item=french, by=editor, at=AT) != english


def test_a_further_language_takes_the_updates_of_that_language(feed: Feed, editor: User) -> None:
    """Each revision has a name of its own, and so has each language of it."""
    for number in (1, 2):
        line = {"evolvedfrom": f"urn:x:{number - 1}"} if number > 1 else {}
        received(feed, item(f"urn:x:{number}", headline=f"Ferry {number}", **line))
        received(feed, item(f"urn:x:{number}#fr", headline=f"Le ferry {number}", evolvedfrom=f"urn:x:{number}"))
    routing.route_waiting()
    first = {guid: WireItem.objects.get(guid=guid) for guid in ("urn:x:1", "urn:x:1#fr")}
    stories = {guid: taking.take(item=one, by=editor, at=AT) for guid, one in first.items()}
    assert {guid: story.headline for guid, story in stories.items()} == {
        "urn:x:1": "Ferry 2",
        "urn:x:1#fr": "Le ferry 2",
    }


def test_a_sign_in_a_name_that_is_no_language_makes_no_second_text(feed: Feed, editor: User) -> None:
    article = taking.take(item=received(feed, item("https://b.example/#item-7")), by=editor, at=AT)
    later = received(feed, item("https://a.example/#item-1", evolvedfrom="https://b.example/#item-7"))
    assert taking.take(item=later, by=editor, at=AT) == article
