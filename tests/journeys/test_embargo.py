"""What an agency sent under embargo is nowhere before its end, and everywhere from then on."""

import json
from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from articles import publishing, withdrawing
from articles.models import Article, Coverage, Edition, TimelineEntry
from articles.refusals import Refused
from ground import clock
from staff import tokens
from tests import world
from tests.wires.agency import data, item
from tests.world import MORNING, ControlledClock
from wires import intake, taking
from wires.models import Feed, WireItem

pytestmark = pytest.mark.django_db
END = MORNING + timedelta(hours=2)
TICK = timedelta(microseconds=1)
HEADLINE, BODY = "Bank of Halmsund lowers its rate", "The council voted seven to two."
#: The address that it gets, which anybody could guess before.
ADDRESS = "/coast/2026/03/04/bank-of-halmsund-lowers-its-rate/"
#: Where the story is to stand once it may.
LISTS = (
    "/",
    "/coast/",
    "/tag/rates/",
    "/coverage/the-rate/",
    "/feeds/front.atom",
    "/api/v1/articles",
    "/api/v1/articles?section=coast",
    "/api/v1/articles?tag=rates",
    "/api/v1/articles?coverage=the-rate",
)


@pytest.fixture(autouse=True)
def time() -> Iterator[ControlledClock]:
    controlled = ControlledClock()
    with clock.using(controlled):
        yield controlled


@pytest.fixture
def story(time: ControlledClock) -> Article:
    """Taken from the wire and made ready in every other way, beside a public story that leads to it."""
    world.site()
    coast = world.section("coast")
    bank = Coverage.objects.create(name="The rate", slug="the-rate", public_from=time.at)
    feed = Feed.objects.create(name="Harrow Bay Press", slug="harrow", credit="HBP", section=coast)
    article = taking.take(item=arrived(feed), by=world.editor(), at=time.at)
    article = world.save(article, by=world.editor(), tags=["rates"], coverages=[bank])
    Coverage.objects.update(lead=article)
    TimelineEntry.objects.create(coverage=bank, date="2026-03-04", article=article)
    world.published("Bank meets", section=coast, tags=["rates"], coverages=[bank], related=[article])
    return article


def arrived(feed: Feed) -> WireItem:
    sent = data(item(headline=HEADLINE, body_xhtml=f"<p>{BODY}</p>", embargoed=END.isoformat()))
    intake.receive(feed=feed, data=sent, filename="rate.json", at=clock.now())
    return WireItem.objects.get()


def reader() -> Client:
    return Client(raise_request_exception=False)


def token(*scopes: str) -> dict[str, str]:
    at = clock.now()
    days = timedelta(days=2)
    issued = tokens.issue(user=world.editor(), name="x", scopes=scopes, expires_at=at + days, by=None, at=at)
    return {"Authorization": f"Bearer {issued[1]}"}


def own(article: Article) -> list[str]:
    """Where the story itself stands once it may."""
    return [ADDRESS, f"/api/v1/articles/{article.public_id}"]


def doors(article: Article) -> list[str]:
    """Everywhere that somebody without rights might look."""
    other = Edition.objects.get(headline="Bank meets")
    return [
        *LISTS,
        *own(article),
        other.path,
        f"/api/v1/articles/{other.public_id}",
        f"/api/v1/drafts/{article.public_id}",
        reverse("admin:desk_preview", args=(article.pk,)),
        reverse("admin:desk_preview_page", args=(article.pk,)),
    ]


def telling(article: Article) -> set[str]:
    """The places where an anonymous reader finds the headline or a word of the text."""
    pages = {path: reader().get(path).content.decode() for path in doors(article)}
    lacks_scope = reader().get(f"/api/v1/drafts/{article.public_id}", headers=token("drafts:publish"))
    pages["draft, by a token without the scope"] = lacks_scope.content.decode()
    return {path for path, text in pages.items() if HEADLINE in text or BODY in text}


def desk(article: Article, verb: str, **values: object) -> str:
    """What an editor reads after pressing that button."""
    client = Client()
    client.force_login(world.editor())
    sent = {"version": article.version, **values}
    return client.post(reverse("admin:desk_act", args=(article.pk, verb)), sent, follow=True).content.decode()


def put(article: Article, **wish: str) -> tuple[int, list[str]]:
    """The status and the codes of the reasons that a program gets."""
    headers = {**token("drafts:publish"), "If-Match": f'"{article.version}"'}
    path = f"/api/v1/drafts/{article.public_id}/publication"
    answer = reader().put(path, json.dumps(wish), "application/json", headers=headers)
    return answer.status_code, [reason["code"] for reason in answer.json().get("reasons", [])]


def schedule(article: Article, at: datetime) -> Edition:
    return publishing.schedule(article=article, version=article.version, at=at, by=world.editor())


@pytest.mark.parametrize("planned", [False, True])
def test_nothing_tells_of_it_before_the_end(story: Article, time: ControlledClock, planned: bool) -> None:
    assert story.embargo == END
    if planned:
        schedule(story, END)
    for moment in (MORNING, MORNING + timedelta(hours=1), END - timedelta(seconds=1), END - TICK):
        time.at = moment
        assert telling(story) == set()
        assert {reader().get(path).status_code for path in own(story)} == {404}


def test_publishing_now_is_refused_with_the_reason_at_every_door(story: Article, time: ControlledClock) -> None:
    time.at = END - TICK
    with pytest.raises(Refused) as refused:
        world.publish(story, by=world.editor())
    assert [reason.code for reason in refused.value.reasons] == ["embargo"]
    assert "under embargo until 4 Mar 2026, 08:00 UTC" in desk(story, "publish")
    assert put(story) == (422, ["embargo"])
    assert telling(story) == set()


def test_scheduling_it_to_before_the_end_is_refused_at_every_door(story: Article) -> None:
    early = END - timedelta(seconds=1)
    with pytest.raises(Refused) as refused:
        schedule(story, early)
    assert [reason.code for reason in refused.value.reasons] == ["embargo"]
    assert "under embargo until" in desk(story, "schedule", at=early.strftime("%Y-%m-%dT%H:%M:%S"))
    assert put(story, live_from=early.isoformat()) == (422, ["embargo"])
    assert not Edition.objects.filter(article=story).exists()


def test_planned_for_the_end_it_appears_everywhere_exactly_then_though_nothing_runs(
    story: Article, time: ControlledClock
) -> None:
    edition = schedule(story, END)
    time.at = END
    assert {*LISTS, *own(story)} <= telling(story)
    assert {reader().get(path).status_code for path in own(story)} == {200}
    edition.refresh_from_db()
    assert edition.began_announced_at is None


def test_an_embargo_that_is_prolonged_takes_the_plan_along(story: Article, time: ControlledClock) -> None:
    schedule(story, END)
    withdrawing.embargo(article=story, until=END + timedelta(hours=1), by=world.editor())
    time.at = END
    assert telling(story) == set()


def test_a_token_with_the_scope_reads_the_draft(story: Article) -> None:
    answer = reader().get(f"/api/v1/drafts/{story.public_id}", headers=token("drafts:read"))
    draft = answer.json()
    assert (answer.status_code, draft["headline"], draft["body_text"]) == (200, HEADLINE, BODY)
    assert [reason["code"] for reason in draft["reasons"]] == ["embargo"]
    assert draft["embargo"].startswith("2026-03-04T08:00:00")
