"""The state machine: random verbs on a controlled clock; after each, every surface is compared.

The model (model.py) says what must be public, the tables say what is, the surfaces say what
readers see. All three must agree after every step, and so must what a cache has kept (keeping.py).
"""

from datetime import datetime, timedelta

from hypothesis import strategies as st
from hypothesis.stateful import invariant, rule

from articles import addressing, approving, classifying, drafting, publishing, withdrawing
from articles.models import Article, Edition, PublishBlock
from articles.staleness import StaleVersion
from readers.lists import WORTH_INDEXING
from tests import world
from tests.truth import surfaces
from tests.truth.furnishing import Furnishing
from tests.truth.model import Told
from tests.truth.reporting import Reporting
from tests.truth.steps import OFFSETS, STORIES, TICK
from tests.truth.wiring import Wiring


class Publishing(Furnishing, Reporting, Wiring):
    """Stories, their verbs, and readers who look after every step."""

    # The working copy

    @rule(story=STORIES, section=st.sampled_from(surfaces.SECTIONS), tag=st.sampled_from(surfaces.TAGS))
    def save(self, story: int, section: str, tag: str) -> None:
        told = self.told[story]
        told.save()
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
        except StaleVersion:
            return
        raise AssertionError("an old version was saved")

    @rule(story=STORIES)
    def hand_in(self, story: int) -> None:
        version = self.told[story].version
        self._do(
            story,
            lambda told, now: told.submit(now),
            lambda article: approving.submit(article=article, version=version, by=None),
        )

    @rule(story=STORIES, reason=st.sampled_from(["Shorten it.", "Who says so?"]))
    def send_back(self, story: int, reason: str) -> None:
        version = self.told[story].version
        self._do(
            story,
            lambda told, _: told.send_back(reason),
            lambda article: approving.send_back(article=article, version=version, reason=reason, by=None),
        )

    @rule(story=STORIES)
    def approve(self, story: int) -> None:
        version = self.told[story].version
        self._do(
            story,
            lambda told, _: told.approve(),
            lambda article: approving.approve(article=article, version=version, by=None),
        )

    @rule(story=STORIES, given=st.booleans())
    def assign(self, story: int, given: bool) -> None:
        to = world.editor() if given else None
        self._do(
            story,
            lambda *_: to is None or to.is_active,
            lambda article: approving.assign(article=article, to=to, by=None),
        )

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

    @rule(story=STORIES, noted=st.booleans())
    def reinstate_as_saved(self, story: int, noted: bool) -> None:
        note, version = f"Note {self.steps}." if noted else "", self.told[story].version
        self._do(
            story,
            lambda told, now: told.reinstate(now, saved=True, note=note),
            lambda article: withdrawing.reinstate(article=article, by=None, version=version, note=note),
        )

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
        standing = PublishBlock.objects.filter(article=article, lifted_at=None)
        if standing:
            for block in standing:
                withdrawing.lift_hold(block=block, reason="Checked.", by=None)
        else:
            withdrawing.hold(article=article, kind="legal", reason="Lawyer.", by=None)
            told.unschedule(self.time.at)
        told.held = not told.held

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

    # What must hold after every step

    @invariant()
    def model_tables_and_readers_agree(self) -> None:
        type(self).steps += 1
        now = self.time.at
        public = {span.headline: span for told in self.told if (span := told.standing(now))}
        assert surfaces.told_by_the_tables(now) == set(public)
        for path, headlines in surfaces.whole(self.client):
            assert headlines == set(public), (path, headlines, set(public))
        assert surfaces.on_the_desk() == {told.headline: told.state for told in self.told}
        assert surfaces.corrected(self.client) == {headline for headline, span in public.items() if span.notes}
        assert surfaces.trending() == set(public)
        for slug in surfaces.SECTIONS:
            expected = {headline for headline, span in public.items() if span.section == slug}
            assert surfaces.part(self.client, "section", slug, first=self._chosen(slug, now)) == expected, slug
        for slug in surfaces.TAGS:
            expected = {headline for headline, span in public.items() if span.tag == slug}
            assert surfaces.part(self.client, "tag", slug) == expected, slug
        live = Article.objects.filter(editions__in=Edition.objects.live(at=now)).values_list("path", flat=True)
        assert surfaces.mapped(self.client) == surfaces.linked(self.client) == set(live)
        worth = {tag for tag in surfaces.TAGS if sum(span.tag == tag for span in public.values()) >= WORTH_INDEXING}
        assert surfaces.lists_mapped(self.client) == {f"/tag/{tag}/" for tag in worth} | (
            {"/author/asa/"} if public else set()
        )
        assert surfaces.posted(self.client) == set(self.posted.values())
        self._look_at_every_address(now, set(public))
        self._look_at_what_is_related(now)
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

    def _look_at_what_is_related(self, now: datetime) -> None:
        for told, article, other in zip(self.told, self.articles, [*self.told[1:], self.told[0]], strict=True):
            if told.standing(now):
                named = {span.headline for span in [other.standing(now)] if span}
                assert surfaces.related(self.client, article) == named, told.headline
