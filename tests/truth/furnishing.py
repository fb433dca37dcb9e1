"""Steps around the stories: names of sections and tags, coverages, fronts, banners, accounts."""

from datetime import timedelta

from hypothesis import strategies as st
from hypothesis.stateful import rule

from articles import arranging
from articles.models import Coverage, Tag
from newsroom.models import Purge
from readers import announcing
from readers.fronts import curating
from readers.fronts.curating import Pick
from readers.models import Banner, Front
from staff import deactivating
from tests import world
from tests.truth import surfaces
from tests.truth.steps import NUMBER, OFFSETS, STORIES, TICK, Steps


class Furnishing(Steps):
    """What changes on pages without a story being touched."""

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

    @rule()
    def close_or_open_an_account(self) -> None:
        """What readers see is nobody's account."""
        anna, purges = world.editor(), Purge.objects.count()
        act = deactivating.deactivate if anna.is_active else deactivating.reactivate
        act(person=anna, by=None, at=self.time.at)
        written = self._written()
        act(person=anna, by=None, at=self.time.at)
        assert (self._written(), Purge.objects.count()) == (written, purges)
