"""Steps of live reporting: posts are written, revised, pinned and withdrawn while a page is open."""

from hypothesis import strategies as st
from hypothesis.stateful import rule

from articles import reporting
from articles.models import LiveUpdate
from articles.refusals import Refused
from articles.reporting import Words
from tests.truth.steps import STORIES, TICK, Steps


class Reporting(Steps):
    """The live page of the coverage `storm`."""

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

    def _linking(self, story: int) -> str:
        return f'<p>See <a data-story="{self.articles[story].public_id}">Here</a>.</p>'

    def _drawn_post(self, data: st.DataObject) -> LiveUpdate | None:
        """One of the posts that stand, as it is now."""
        self.time.at += TICK
        standing = sorted(self.posted)
        return LiveUpdate.objects.get(pk=data.draw(st.sampled_from(standing))) if standing else None
