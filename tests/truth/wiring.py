"""Steps of the agency: later versions of what the stories were made from, and kills, between all that the desk does."""

import json
from datetime import datetime

from hypothesis import strategies as st
from hypothesis.stateful import initialize, rule

from articles.models import Article
from tests.truth.model import Told
from tests.truth.steps import NUMBER, STORIES, Steps
from wires import intake, routing, updating
from wires.models import Feed, WireItem, WireUse


class Wiring(Steps):
    """Each story was made from an item of one feed, and has the agency's words until the desk changes them."""

    @initialize()
    def open_the_newsroom(self) -> None:
        super().open_the_newsroom()
        self.feed = Feed.objects.create(name="Harrow Bay Press", slug="harrow")
        for story in range(NUMBER):
            told, article = self.told[story], self.articles[story]
            told.wire = told.headline
            item = self._sent(story, article, told.headline, self.time.at)
            WireUse.objects.create(article=article, item=item, taken_at=self.time.at)
        routing.route_waiting()

    @rule(story=STORIES)
    def send_an_update(self, story: int) -> None:
        """Untouched words change by themselves; others are offered. Sent again, nothing happens."""
        headline = f"Story {story} wire {self.steps}"
        made = self.time.at

        def send(article: Article) -> None:
            self._sent(story, article, headline, made)
            routing.route_waiting()

        self._do(story, lambda told, _: told.update(headline), send)

    @rule(story=STORIES, theirs=st.booleans())
    def take_the_offer(self, story: int, theirs: bool) -> None:
        offer = updating.opened(self.articles[story])
        assert bool(offer) is bool(self.told[story].offered)
        if offer is None:
            return
        version, chosen = self.told[story].version, {"headline": "theirs" if theirs else "ours"}
        self._do(
            story,
            lambda told, _: told.take_the_offer(theirs=theirs),
            lambda _: updating.accept(offer=offer, version=version, by=None, at=self.time.at, chosen=chosen),
        )

    @rule(story=STORIES, version=st.sampled_from(["0", "1", "99"]))
    def kill(self, story: int, version: str) -> None:
        """Whatever its version: readers lose the story in the same transaction, and it is held."""
        made = self.time.at
        self._do(
            story,
            Told.kill,
            lambda article: self._sent(story, article, "Kill", made, version=version, pubstatus="canceled"),
        )

    def _sent(self, story: int, article: Article, headline: str, made: datetime, **facts: str) -> WireItem:
        """The item, received. Text and byline are the story's own, links and all: its headline alone is news."""
        item = {"uri": f"urn:harrow:{story}", "type": "text", "byline": "Ása", "versioncreated": made.isoformat()}
        delivery = intake.receive(
            feed=self.feed,
            data=json.dumps({**item, "headline": headline, **facts}).encode(),
            filename="story.json",
            at=self.time.at,
        )
        received = WireItem.objects.get(delivery=delivery)
        received.story["body_html"] = Article.objects.get(pk=article.pk).body
        received.save(update_fields=["story"])
        return received
