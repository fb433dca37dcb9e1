"""What every walk stands on: a clock of its own, three stories, and how a step is asked of model and desk alike."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from hypothesis import assume
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule

from articles import publishing, sweeping
from articles.models import Article, Author, Coverage, Edition, LiveUpdate, TimelineEntry
from articles.refusals import Refused
from ground import clock
from newsroom.models import Purge
from readers import keeping
from readers.models import Page, Trending
from staff.models import AuditEntry
from tests import world
from tests.truth.keeping import KeepingReader
from tests.truth.model import Told
from tests.world import MORNING, ControlledClock

OFFSETS = st.sampled_from([timedelta(seconds=2), timedelta(seconds=30), timedelta(minutes=20), timedelta(hours=3)])
NUMBER = 3
STORIES = st.integers(0, NUMBER - 1)
TICK = timedelta(microseconds=1)


class Steps(RuleBasedStateMachine):
    """Stories, time, and what a step needs. A run is rolled back at its end."""

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

    @initialize(luck=st.integers(0, 1000))
    def leave_the_simplest_walk(self, luck: int) -> None:
        """Hypothesis begins with the simplest walk that there is: one and the same step, again and again."""
        assume(luck)

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

    # Steps

    def _storm(self) -> Coverage:
        return Coverage.objects.get(slug="storm")

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
        """Each story links to the next one and has it among its picks; coverage, page and Trending name all three."""
        for article, other in zip(self.articles, [*self.articles[1:], self.articles[0]], strict=True):
            body = f'<p>Wind, as <a data-story="{other.public_id}">told before</a>.</p>'
            world.save(article, body=body, related=[other])
        for told in self.told:
            told.version += 1
        links = "".join(f'<a data-story="{article.public_id}">told</a> ' for article in self.articles)
        keeping.keep(
            thing=Page(slug="about", title="About", body=f"<p>{links}</p>", public_from=MORNING), by=None, at=MORNING
        )
        read = [article.pk for article in self.articles]
        Trending.objects.create(language="en", article_ids=read, counted_at=MORNING + timedelta(days=3650))
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
