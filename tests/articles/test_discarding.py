"""Throwing a draft away: it goes whole, and only where readers and others lose nothing."""

from datetime import timedelta

import pytest

from articles import discarding, publishing, translating, withdrawing
from articles.models import Article, Coverage, Revision
from articles.refusals import Refused
from articles.staleness import StaleVersion
from ground import clock
from readers.models import Front, Slot
from staff.models import AuditEntry, User
from staff.permissions import NotAllowed
from tests import world
from tests.wires import agency
from wires import taking
from wires.models import Feed

pytestmark = pytest.mark.django_db


@pytest.fixture
def rolf() -> User:
    return world.person("rolf", "reporter")


def test_a_draft_goes_whole_and_the_log_keeps_that_it_was_there(rolf: User) -> None:
    article = world.draft("", tags=["fog"], bylines=[{"author": None, "name": "Rolf"}], related=[world.published()])
    pk = article.pk
    for _ in range(2):
        discarding.discard(article=article, version=1, by=rolf)
        article.pk = pk
    assert not Article.objects.filter(pk=pk).exists()
    assert not Revision.objects.filter(article=pk).exists()
    entry = AuditEntry.objects.get(verb="discard")
    assert (entry.subject_name, entry.subject_id, entry.actor) == ("Untitled story", str(pk), rolf)


def test_what_readers_saw_or_will_see_stays() -> None:
    withdrawn, planned, undone = world.published(), world.draft(), world.draft()
    withdrawing.withdraw(article=withdrawn, by=None, notice="Wrong.")
    publishing.schedule(article=planned, version=1, at=clock.now() + timedelta(days=1), by=None)
    publishing.undo(edition=world.publish(undone), by=None)
    for article in (withdrawn, planned, undone):
        with pytest.raises(Refused, match="It was published or planned"):
            discarding.discard(article=article, version=1, by=None)
    assert Article.objects.count() == 3


def test_what_anything_leads_to_stays() -> None:
    held, chosen, told, read = (world.draft() for _ in range(4))
    withdrawing.hold(article=held, kind="legal", reason="Wait", by=None)
    Slot.objects.create(front=Front.objects.create(language="en"), article=chosen, order=1)
    Coverage.objects.create(name="Storm", slug="storm", lead=told)
    world.draft(related=[read])
    named = ("a hold", "a slot", "a coverage", "a story that names it as one to read next")
    for article, what in zip((held, chosen, told, read), named, strict=True):
        assert discarding.hindrance(article) == f"Something leads to it, so it stays: {what}."


def test_what_was_taken_from_the_wire_stays() -> None:
    item = agency.received(Feed.objects.create(name="Nordvik", slug="nordvik"), agency.item())
    article = taking.take(item=item, by=None, at=agency.AT)
    assert "a wire use" in discarding.hindrance(article)


def test_a_translation_is_unlinked_first() -> None:
    article, french = world.draft(), world.draft(language="fr")
    translating.link(article=article, other=french, by=None)
    article.refresh_from_db()
    assert "Unlink it first" in discarding.hindrance(article)
    translating.unlink(article=french, by=None)
    french.refresh_from_db()
    assert discarding.hindrance(french) == ""


def test_a_version_that_nobody_has_seen_is_not_thrown_away(rolf: User) -> None:
    article = world.draft()
    world.save(article, by=world.editor(), body="<p>Much work.</p>")
    with pytest.raises(StaleVersion):
        discarding.discard(article=article, version=1, by=rolf)
    assert Article.objects.exists()


def test_who_may_not_save_stories_discards_none() -> None:
    article = world.draft()
    with pytest.raises(NotAllowed):
        discarding.discard(article=article, version=1, by=world.person("pia", "picture editor"))
    assert Article.objects.exists()
