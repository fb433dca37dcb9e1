"""Taking, killing and pictures at the same moment: whoever comes first, nothing slips through."""

import pytest

from articles.models import Article, Caption, PublishBlock
from articles.refusals import Refused
from staff.models import User
from tests.media import drawn
from tests.together import at_once, failures
from tests.wires.agency import AT, data, item, picture, received
from wires import intake, pictures, taking
from wires.models import Feed, WireUse

pytestmark = pytest.mark.django_db(transaction=True)
KILL = {"pubstatus": "canceled", "version": "2"}


@pytest.mark.parametrize("number", range(4))
def test_a_story_taken_while_its_kill_comes_in_is_held_or_never_made(feed: Feed, editor: User, number: int) -> None:
    one = received(feed, item())
    outcomes = at_once(
        lambda: taking.take(item=one, by=editor, at=AT),
        lambda: intake.receive(feed=feed, data=data(item(**KILL)), filename="kill.json", at=AT),
    )
    assert all(isinstance(failure, Refused) for failure in failures(outcomes))
    assert Article.objects.count() == PublishBlock.objects.filter(kind="kill", lifted_at=None).count()


@pytest.mark.parametrize("number", range(4))
def test_a_story_taken_while_the_kill_of_what_it_continues_comes_in_is_held(
    feed: Feed, editor: User, number: int
) -> None:
    received(feed, item("urn:a"))
    one = received(feed, item("urn:b", evolvedfrom="urn:a"))
    taken, _ = at_once(
        lambda: taking.take(item=one, by=editor, at=AT),
        lambda: intake.receive(feed=feed, data=data(item("urn:a", **KILL)), filename="kill.json", at=AT),
    )
    assert PublishBlock.objects.filter(article=taken, kind="kill", lifted_at=None).count() == 1


def test_two_people_who_take_the_same_item_get_one_story(feed: Feed, editor: User, reporter: User) -> None:
    one = received(feed, item())
    first, second = at_once(
        lambda: taking.take(item=one, by=editor, at=AT), lambda: taking.take(item=one, by=reporter, at=AT)
    )
    assert first == second
    assert (Article.objects.count(), WireUse.objects.count()) == (1, 1)


@pytest.mark.parametrize("number", range(3))
def test_a_picture_that_comes_while_its_story_is_taken_is_in_it(feed: Feed, editor: User, number: int) -> None:
    one = received(feed, item(associations={"featuremedia": picture("quay.jpg")}))
    outcomes = at_once(
        lambda: taking.take(item=one, by=editor, at=AT),
        lambda: pictures.file(feed=feed, filename="quay.jpg", data=drawn.jpeg(), at=AT),
    )
    assert failures(outcomes) == []
    assert Caption.objects.get().photo is not None


def test_two_processes_that_receive_the_same_file_keep_it_once(feed: Feed) -> None:
    content = data(*(item(f"urn:x:{number}") for number in range(50)))
    outcomes = at_once(
        *[lambda: intake.receive(feed=feed, data=content, filename="story.json", at=AT) for _ in range(3)]
    )
    assert failures(outcomes) == []
    assert feed.items.count() == 50
    assert feed.deliveries.get().state == "read"
