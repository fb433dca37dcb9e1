"""Items on live pages."""

from datetime import timedelta
from typing import Any

import pytest

from articles import reporting
from articles.models import Coverage, LiveUpdate
from articles.refusals import Refused
from ground import clock
from staff.models import User
from staff.permissions import NotAllowed
from tests.wires.agency import AT, FERRY, item, received
from wires import posting
from wires.models import Alert, Feed, WireUse

pytestmark = pytest.mark.django_db
LATER = AT + timedelta(minutes=5)


@pytest.fixture
def page(db: None) -> Coverage:
    coverage = Coverage.objects.create(name="The ferry", slug="the-ferry", public_from=clock.now())
    return reporting.start_live(coverage=coverage, by=None)


def test_an_item_becomes_a_post_with_its_agency_once(feed: Feed, page: Coverage, editor: User) -> None:
    one = received(feed, item())
    post, again = (posting.post(item=one, coverage=page, by=editor, at=AT) for _ in range(2))
    assert post == again == LiveUpdate.objects.get()
    assert (post.headline, post.source, post.byline) == ("Ferry to Oskeld sails again", "HBP", "By Ines Karlow")
    assert "sailed at dawn" in post.body
    assert WireUse.objects.get().live_update == post


def test_what_was_withdrawn_is_posted_anew_and_not_after_a_kill(feed: Feed, page: Coverage, editor: User) -> None:
    one = received(feed, item())
    first = posting.post(item=one, coverage=page, by=editor, at=AT)
    reporting.withdraw(update=first, notice="Not yet.", by=None)
    second = posting.post(item=one, coverage=page, by=editor, at=AT)
    assert second != first
    received(feed, item(version="2", pubstatus="canceled"), at=LATER)
    with pytest.raises(Refused, match="HBP canceled"):
        posting.post(item=one, coverage=page, by=editor, at=LATER)


def test_a_long_story_gives_its_first_paragraphs(feed: Feed, page: Coverage) -> None:
    one = received(feed, item(body_xhtml="".join(f"<p>Paragraph {number}.</p>" for number in range(9))))
    post = posting.post(item=one, coverage=page, by=None, at=AT)
    assert post.text.split() == ["Paragraph", "0.", "Paragraph", "1.", "Paragraph", "2."]


def test_the_kill_of_what_it_continues_withdraws_it(feed: Feed, page: Coverage) -> None:
    one = received(feed, item("urn:x:2", evolvedfrom=FERRY))
    post = posting.post(item=one, coverage=page, by=None, at=AT)
    received(feed, item(pubstatus="canceled"), at=LATER)
    post.refresh_from_db()
    assert post.withdrawn_at


def test_what_is_withheld_later_is_withdrawn_and_not_posted_again(feed: Feed, page: Coverage) -> None:
    one = received(feed, item())
    post = posting.post(item=one, coverage=page, by=None, at=AT)
    received(feed, item(version="2", pubstatus="withheld", versioncreated="2026-03-03T09:40:00Z"), at=LATER)
    post.refresh_from_db()
    assert post.withdrawn_at
    assert "Its post “Ferry to Oskeld sails again”" in Alert.objects.get().message
    other = Coverage.objects.create(name="The coast", slug="the-coast", public_from=clock.now())
    reporting.start_live(coverage=other, by=None)
    with pytest.raises(Refused, match="holds it back"):
        posting.post(item=one, coverage=other, by=None, at=LATER)


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        ({"pubstatus": "withheld"}, "holds it back"),
        ({"embargoed": "2199-01-01T00:00:00Z"}, "embargoed until"),
        ({"ednote": "NOT FOR PUBLICATION"}, "holds it back"),
        ({"pubstatus": "canceled"}, "canceled"),
    ],
)
def test_what_may_not_go_out_is_not_posted(feed: Feed, page: Coverage, facts: dict[str, Any], said: str) -> None:
    with pytest.raises(Refused, match=said):
        posting.post(item=received(feed, item(**facts)), coverage=page, by=None, at=AT)
    assert not LiveUpdate.objects.exists()


def test_who_may_not_take_items_posts_none(feed: Feed, page: Coverage) -> None:
    with pytest.raises(NotAllowed):
        posting.post(item=received(feed, item()), coverage=page, by=User.objects.create_user("tor"), at=AT)
