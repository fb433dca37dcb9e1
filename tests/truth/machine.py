"""The state machine: random verbs on a controlled clock; after each, every surface is compared.

The model (model.py) says what must be public, the tables say what is, the surfaces say what
readers see. All three must agree after every step, and so must what a cache has kept (keeping.py).
"""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from articles import (
    addressing,
    approving,
    arranging,
    classifying,
    drafting,
    publishing,
    reporting,
    sweeping,
    withdrawing,
)
from articles.models import Article, Author, Coverage, Edition, LiveUpdate, PublishBlock, Tag, TimelineEntry
from articles.refusals import Refused
from articles.reporting import Words
from ground import clock
from newsroom.models import Purge
from readers import announcing
from readers.fronts import curating
from readers.fronts.curating import Pick
from readers.lists import WORTH_INDEXING
from readers.models import Banner, Front
from staff import deactivating
from staff.models import AuditEntry
from tests import world
from tests.truth import surfaces
from tests.truth.keeping import KeepingReader
from tests.truth.model import Told
from tests.world import MORNING, ControlledClock

OFFSETS = st.sampled_from([timedelta(seconds=2), timedelta(seconds=30), timedelta(minutes=20), timedelta(hours=3)])
NUMBER = 3
STORIES = st.integers(0, NUMBER - 1)
TICK = timedelta(microseconds=1)


class Publishing(RuleBasedStateMachine):
    """Stories, their verbs, and readers who look after every step. A run is rolled back at its end."""

    steps = 0

    def __init__(self) -> None:
        super().__init__()
        self.time = ControlledClock()
        self._telling = clock.using(self.time)
        self._telling.__enter__()
        self._rows = transaction.atomic()
        self._rows.__enter__()
        self.client = KeepingReader()
        self.told: list[Told] = []
        self.articles: list[Article] = []
        self.former: list[str] = []
        self.posts: list[LiveUpdate] = []
        self.posted: dict[int, str] = {}
        self.live_open = False
        self.chosen: dict[str | None, dict[int, datetime]] = {}

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self._rows.__exit__(None, None, None)
        self._telling.__exit__(None, None, None)

    @initialize()
    def open_the_newsroom(self) -> None:
        world.site()
        for number in range(NUMBER):
            self._create(number)
        self._name_one_another()
        for article in self.articles:
            assert self.client.get(f"/api/v1/drafts/{article.public_id}").status_code == 401

    # Time

    @rule(by=OFFSETS)
    def wait(self, by: timedelta) -> None:
        self.time.at += by

    @rule(before=st.booleans())
    def wait_for_the_next_boundary(self, before: bool) -> None:
        """To the very moment at which something begins or ends, or one tick before it."""
        moments = {moment for told in self.told for span in told.spans for moment in (span.start, span.end) if moment}
        coming = min((moment for moment in moments if moment > self.time.at + TICK), default=None)
        if coming:
            self.time.at = coming - (TICK if before else timedelta())

    @rule()
    def sweep(self) -> None:
        sweeping.sweep()

    # The working copy

    @rule(story=STORIES, section=st.sampled_from(surfaces.SECTIONS), tag=st.sampled_from(surfaces.TAGS))
    def save(self, story: int, section: str, tag: str) -> None:
        told = self.told[story]
        told.version += 1
        told.headline, told.section, told.tag = f"Story {story} copy {told.version}", section, tag
        self.articles[story] = world.save(
            self.articles[story], headline=told.headline, section=world.section(section), tags=[tag]
        )

    @rule(story=STORIES)
    def save_over_a_newer_version(self, story: int) -> None:
        try:
            drafting.save(
                article_id=self.articles[story].pk, version=0, by=None, fields={"headline": "x"}, at=self.time.at
            )
        except drafting.StaleVersion:
            return
        raise AssertionError("an old version was saved")

    @rule(story=STORIES)
    def hand_in(self, story: int) -> None:
        version = self.told[story].version
        self._do(story, Told.submit, lambda article: approving.submit(article=article, version=version, by=None))

    # Publishing

    @rule(story=STORIES, kind=st.sampled_from(["minor", "update"]))
    def publish(self, story: int, kind: str) -> None:
        self._do(
            story,
            lambda told, now: told.publish(now, kind=kind),
            lambda article: self._publish(article, story, kind=kind),
        )

    @rule(story=STORIES, kind=st.sampled_from(["correction", "clarification"]))
    def correct(self, story: int, kind: str) -> None:
        note = f"Note {self.steps}."
        self._do(
            story,
            lambda told, now: told.publish(now, kind=kind, note=note),
            lambda article: self._publish(article, story, kind=kind, note=note),
        )

    @rule(story=STORIES, offset=OFFSETS)
    def schedule(self, story: int, offset: timedelta) -> None:
        at = self.time.at + TICK + offset
        self._do(
            story,
            lambda told, now: told.publish(now, at=at),
            lambda article: publishing.schedule(article=article, version=self.told[story].version, at=at, by=None),
        )

    @rule(story=STORIES)
    def unschedule(self, story: int) -> None:
        self._do(story, Told.unschedule, lambda article: publishing.unschedule(article=article, by=None))

    @rule(story=STORIES)
    def undo(self, story: int) -> None:
        live = Edition.objects.live(at=self.time.at + TICK).filter(article=self.articles[story]).first()
        if live:
            self._do(story, Told.undo, lambda _: publishing.undo(edition=live, by=None))

    @rule(story=STORIES, section=st.sampled_from(surfaces.SECTIONS), tag=st.sampled_from(surfaces.TAGS))
    def reclassify(self, story: int, section: str, tag: str) -> None:
        """As a bulk action does it: a live story in which nothing waits shows it at once."""
        others = [other for other in surfaces.TAGS if other != tag]
        self._do(
            story,
            lambda told, now: told.reclassify(now, section, tag),
            lambda article: classifying.reclassify(
                article=article, by=None, section=world.section(section), add=[tag], remove=others
            ),
        )

    # Withdrawing

    @rule(story=STORIES)
    def withdraw(self, story: int) -> None:
        self._do(story, Told.withdraw, lambda article: withdrawing.withdraw(article=article, by=None, notice="Gone."))

    @rule(story=STORIES)
    def reinstate(self, story: int) -> None:
        self._do(story, Told.reinstate, lambda article: withdrawing.reinstate(article=article, by=None))

    @rule(story=STORIES, offset=OFFSETS | st.none())
    def plan_take_down(self, story: int, offset: timedelta | None) -> None:
        until = self.time.at + TICK + offset if offset else None
        self._do(
            story,
            lambda told, now: told.plan_take_down(now, until),
            lambda article: withdrawing.plan_take_down(article=article, until=until, by=None),
        )

    @rule(story=STORIES, offset=OFFSETS | st.none())
    def embargo(self, story: int, offset: timedelta | None) -> None:
        until = self.time.at + TICK + offset if offset else None
        self._do(
            story,
            lambda told, now: told.set_embargo(now, until),
            lambda article: withdrawing.embargo(article=article, until=until, by=None),
        )

    @rule(story=STORIES)
    def hold_or_lift(self, story: int) -> None:
        article, told = self.articles[story], self.told[story]
        standing = PublishBlock.objects.filter(article=article, lifted_at=None).first()
        if standing:
            withdrawing.lift_hold(block=standing, reason="Checked.", by=None)
        else:
            withdrawing.hold(article=article, kind="legal", reason="Lawyer.", by=None)
            told.unschedule(self.time.at)
        told.held = standing is None

    @rule(story=STORIES)
    def move(self, story: int) -> None:
        told, article = self.told[story], Article.objects.get(pk=self.articles[story].pk)
        if article.path:
            former = article.path
            told.moves += 1
            moved = addressing.move(article=article, slug=f"story-{story}-moved-{told.moves}", by=None)
            self.former = [*self.former[-1:], former]
            answer = self.client.get(former)
            expected = (301, moved.path) if told.standing(self.time.at) else (told.answer(self.time.at), None)
            assert (answer.status_code, answer.get("Location")) == expected

    # The furniture

    @rule(slug=st.sampled_from(surfaces.SECTIONS))
    def rename_a_section(self, slug: str) -> None:
        section = world.section(slug)
        section.name = f"{slug.title()} {self.steps}"
        arranging.keep(thing=section, by=None, at=self.time.at)

    @rule(slug=st.sampled_from(surfaces.TAGS))
    def rename_a_tag(self, slug: str) -> None:
        for tag in Tag.objects.filter(slug=slug):
            tag.name, tag.description = tag.name.swapcase(), f"All about {slug}, {self.steps}."
            arranging.keep(thing=tag, by=None, at=self.time.at)

    @rule(offset=OFFSETS | st.none())
    def open_or_close_the_aftermath(self, offset: timedelta | None) -> None:
        coverage = Coverage.objects.get(slug="aftermath")
        coverage.public_from = self.time.at + offset if offset else None
        arranging.keep(thing=coverage, by=None, at=self.time.at)

    @rule(stories=st.lists(STORIES, max_size=NUMBER, unique=True), section=st.sampled_from([None, *surfaces.SECTIONS]))
    def choose_for_a_front(self, stories: list[int], section: str | None) -> None:
        fronts = Front.objects.filter(section__slug=section) if section else Front.objects.filter(section=None)
        front = fronts.first() or Front(section=world.section(section) if section else None, language="en")
        self.time.at += TICK
        until = self.time.at + timedelta(hours=1)
        picks = [Pick(self.articles[story], until=until) for story in stories]
        self.chosen[section] = dict.fromkeys(stories, until)
        kept = curating.draft(front=front, version=front.version, picks=picks, by=None)
        curating.publish(front=kept, version=kept.version, by=None)

    @rule(story=STORIES, offset=OFFSETS)
    def put_up_a_banner(self, story: int, offset: timedelta) -> None:
        times = {"shown_from": self.time.at + offset, "shown_until": self.time.at + 2 * offset}
        announcing.announce(banner=Banner(text="Wind.", article=self.articles[story], **times), by=None)

    # Live reporting

    @rule(link=STORIES, is_key=st.booleans(), is_breaking=st.booleans())
    def post(self, link: int, is_key: bool, is_breaking: bool) -> None:
        """A post that links to a story, which may be public or not."""
        self.time.at += TICK
        headline = f"Post {self.steps}"
        words = Words(headline=headline, body=self._linking(link), is_key=is_key, is_breaking=is_breaking)
        try:
            self.posts.append(reporting.post(coverage=self._storm(), words=words, by=None))
        except Refused:
            assert not self.live_open
            return
        assert self.live_open
        self.posted[self.posts[-1].pk] = f"Breaking {headline}" if is_breaking else headline

    @rule(data=st.data(), minor=st.booleans(), is_breaking=st.booleans())
    def revise_a_post(self, data: st.DataObject, minor: bool, is_breaking: bool) -> None:
        update = self._drawn_post(data)
        if update:
            headline = f"Post {self.steps} again"
            words = Words(headline=headline, is_breaking=is_breaking)
            reporting.revise(update=update, version=update.version, words=words, by=None, is_minor=minor)
            self.posted[update.pk] = f"Breaking {headline}" if is_breaking else headline

    @rule(data=st.data(), pinned=st.booleans())
    def pin_a_post(self, data: st.DataObject, pinned: bool) -> None:
        update = self._drawn_post(data)
        if update:
            reporting.pin(update=update, by=None, pinned=pinned)

    @rule(data=st.data())
    def withdraw_a_post(self, data: st.DataObject) -> None:
        update = self._drawn_post(data)
        if update:
            reporting.withdraw(update=update, notice="It was not so.", by=None)
            del self.posted[update.pk]

    @rule()
    def open_or_close_the_live_page(self) -> None:
        self.time.at += TICK
        act = reporting.close_live if self.live_open else reporting.start_live
        act(coverage=self._storm(), by=None)
        self.live_open = not self.live_open

    # People

    @rule()
    def close_or_open_an_account(self) -> None:
        """What readers see is nobody's account."""
        anna, purges = world.editor(), Purge.objects.count()
        act = deactivating.deactivate if anna.is_active else deactivating.reactivate
        act(person=anna, by=None, at=self.time.at)
        written = self._written()
        act(person=anna, by=None, at=self.time.at)
        assert (self._written(), Purge.objects.count()) == (written, purges)

    # What must hold after every step

    @invariant()
    def model_tables_and_readers_agree(self) -> None:
        type(self).steps += 1
        now = self.time.at
        public = {span.headline: span for told in self.told if (span := told.standing(now))}
        assert surfaces.told_by_the_tables(now) == set(public)
        for path, headlines in surfaces.whole(self.client):
            assert headlines == set(public), path
        waiting = {told.headline for told in self.told if told.handed_in}
        assert surfaces.handed_in() == waiting
        assert surfaces.corrected(self.client) <= set(public)
        for slug in surfaces.SECTIONS:
            expected = {headline for headline, span in public.items() if span.section == slug}
            assert surfaces.part(self.client, "section", slug, first=self._chosen(slug, now)) == expected, slug
        for slug in surfaces.TAGS:
            expected = {headline for headline, span in public.items() if span.tag == slug}
            assert surfaces.part(self.client, "tag", slug) == expected, slug
        live = Article.objects.filter(editions__in=Edition.objects.live(at=now)).values_list("path", flat=True)
        assert surfaces.mapped(self.client) == set(live)
        worth = {tag for tag in surfaces.TAGS if sum(span.tag == tag for span in public.values()) >= WORTH_INDEXING}
        assert surfaces.lists_mapped(self.client) == {f"/tag/{tag}/" for tag in worth} | (
            {"/author/asa/"} if public else set()
        )
        assert surfaces.posted(self.client) == set(self.posted.values())
        self._look_at_every_address(now, set(public))
        for path in [*self.former, "/coverage/aftermath/"]:
            self.client.get(path)

    def _chosen(self, slug: str, now: datetime) -> set[str]:
        """The headlines that the desk put first on a section's page, of whatever section they are."""
        stories = [story for story, until in self.chosen.get(slug, {}).items() if until > now]
        return {span.headline for story in stories if (span := self.told[story].standing(now))}

    def _look_at_every_address(self, now: datetime, public: set[str]) -> None:
        for told, article in zip(self.told, self.articles, strict=True):
            article.refresh_from_db(fields=["path"])
            assert surfaces.told_at(self.client, article, public) == told.answer(now), (told.headline, article.path)

    # Steps

    def _storm(self) -> Coverage:
        return Coverage.objects.get(slug="storm")

    def _linking(self, story: int) -> str:
        return f'<p>See <a data-story="{self.articles[story].public_id}">Here</a>.</p>'

    def _drawn_post(self, data: st.DataObject) -> LiveUpdate | None:
        """One of the posts that stand, as it is now."""
        self.time.at += TICK
        standing = sorted(self.posted)
        return LiveUpdate.objects.get(pk=data.draw(st.sampled_from(standing))) if standing else None

    def _create(self, number: int) -> None:
        headline = f"Story {number} copy 1"
        self.told.append(Told(headline, "harbour", "ferries"))
        storm, _ = Coverage.objects.get_or_create(slug="storm", defaults={"name": "Storm", "public_from": MORNING})
        asa, _ = Author.objects.get_or_create(slug="asa", defaults={"name": "Ása"})
        fields = {
            "section": world.section("harbour"),
            "tags": ["ferries"],
            "coverages": [storm],
            "bylines": [{"author": asa, "name": "Ása"}],
            "body": "<p>Wind.</p>",
        }
        self.articles.append(world.draft(headline, **fields))
        world.section("world")

    def _name_one_another(self) -> None:
        """Each story links to the next one and has it among its picks; a coverage without stories names all three."""
        for article, other in zip(self.articles, [*self.articles[1:], self.articles[0]], strict=True):
            body = f'<p>Wind, as <a data-story="{other.public_id}">told before</a>.</p>'
            world.save(article, body=body, related=[other])
        for told in self.told:
            told.version += 1
        aftermath = Coverage.objects.create(slug="aftermath", name="Aftermath", public_from=MORNING)
        Coverage.objects.filter(pk=aftermath.pk).update(lead=self.articles[0])
        aftermath.explainers.add(self.articles[1])
        TimelineEntry.objects.create(coverage=aftermath, date="2026", title="Before", article=self.articles[2])

    def _publish(self, article: Article, story: int, **options: Any) -> Edition:
        return publishing.publish(article=article, version=self.told[story].version, by=None, **options)

    def _do(self, story: int, tell: Callable[[Told, datetime], bool], act: Callable[[Article], object]) -> None:
        """Ask model and desk alike; both must say yes, or both no. Asked again, nothing changes."""
        self.time.at += TICK
        if any(span.start == self.time.at for span in self.told[story].spans):
            self.time.at += TICK  # two versions cannot begin at one moment
        allowed = tell(self.told[story], self.time.at)
        refusal = self._refusal(story, act)
        assert allowed is (refusal is None), refusal or "the desk did what the model forbids"
        if allowed:
            written = self._written()
            self._refusal(story, act)  # a withdrawal that only dropped a plan finds nothing more to withdraw
            assert self._written() == written, "asked again, the same wrote more"

    def _refusal(self, story: int, act: Callable[[Article], object]) -> Refused | None:
        try:
            act(self.articles[story])
        except Refused as refused:
            return refused
        return None

    @staticmethod
    def _written() -> list[int]:
        """How many rows there are that a verb writes: editions, what was done, what was told."""
        return [table.objects.count() for table in (Edition, AuditEntry, Purge)]
