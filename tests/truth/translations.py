"""The same newsroom in several languages: stories are linked and unlinked between all its other verbs.

The model knows who is linked to whom. After every step each public page, the API and the sitemap
name exactly the translations that readers see at that moment, and so does what a cache has kept.
"""

import re
from collections.abc import Callable

from hypothesis import strategies as st
from hypothesis.stateful import initialize, invariant, rule

from articles import drafting, translating
from articles.models import Article
from articles.refusals import Refused
from ground import clock
from tests import world
from tests.truth import surfaces
from tests.truth.machine import Publishing
from tests.truth.model import Told
from tests.truth.steps import NUMBER, STORIES, TICK

TAGS = ("en", "ar", "fr")
_ENTRY = re.compile(r"<url>(.*?)</url>")
_PLACE = re.compile(r"<loc>http://localhost:8000([^<]+)</loc>")
_LINK = re.compile(r'<(?:xhtml:)?link rel="alternate" hreflang="(\w+)" href="http://localhost:8000([^"]+)"')
_LINE = re.compile(r'<li><a href="([^"]+)" lang="(\w+)" dir="\w+" hreflang="\w+">')


class Translating(Publishing):
    """Stories that have nothing in common but their links, each in a language that may change."""

    # What is told of elsewhere: it names no translations.
    choose_for_a_front = put_up_a_banner = rename_a_section = rename_a_tag = open_or_close_the_aftermath = None
    post = revise_a_post = pin_a_post = withdraw_a_post = open_or_close_the_live_page = None
    save = save_over_a_newer_version = close_or_open_an_account = None
    send_an_update = take_the_offer = kill = None
    # It would give them a section and tags in common.
    reclassify = None

    def __init__(self) -> None:
        super().__init__()
        self.groups = [{story} for story in range(NUMBER)]

    @initialize()
    def open_the_newsroom(self) -> None:
        """With two stories that readers see, and that lead to one another."""
        super().open_the_newsroom()
        self.link(0, 1, known=True)
        for story in (0, 1):
            self.publish(story, kind="update")

    @rule(one=STORIES, two=STORIES, known=st.booleans())
    def link(self, one: int, two: int, known: bool) -> None:
        joined = self._group(one) | self._group(two)
        spoken = {self.told[story].language for story in joined}
        allowed = one != two and len(spoken) == len(joined)
        if allowed:
            self.groups = [group for group in self.groups if not group & joined] + [joined]
        self._try(
            allowed,
            lambda: translating.link(
                article=self.articles[one], other=self.articles[two], by=None, other_is_original=known
            ),
        )

    @rule(story=STORIES)
    def unlink(self, story: int) -> None:
        rest = self._group(story) - {story}
        self.groups = [group for group in self.groups if story not in group] + [{story}, *([rest] if rest else [])]
        self._try(True, lambda: translating.unlink(article=self.articles[story], by=None))

    @rule(story=STORIES, language=st.sampled_from(TAGS))
    def rewrite_in_another_language(self, story: int, language: str) -> None:
        taken = {self.told[other].language for other in self._group(story) - {story}}
        told, fields = self.told[story], {"language": language}
        try:
            drafting.save(
                article_id=self.articles[story].pk, version=told.version, by=None, fields=fields, at=clock.now()
            )
        except Refused:
            assert language in taken
            return
        assert language not in taken
        if told.language != language:  # what changes nothing is no version
            told.save()
        told.language = language

    @invariant()
    def model_tables_and_readers_agree(self) -> None:
        """Instead of what pages in one language show: who is named as a translation where."""
        type(self).steps += 1
        now = self.time.at
        public = {number: span for number, told in enumerate(self.told) if (span := told.standing(now))}
        headlines = {span.headline for span in public.values()}
        assert surfaces.told_by_the_tables(now) == headlines
        self._look_at_every_address(now, headlines)
        paths = dict(enumerate(article.path for article in self.articles))
        expected = {paths[number]: self._named(number, public, paths) for number in public}
        assert {path: self._on_page(path) for path in expected} == expected
        assert {paths[number]: self._in_api(self.articles[number]) for number in public} == {
            path: {tag: there for tag, there in named.items() if there != path} for path, named in expected.items()
        }
        assert self._in_sitemap() == expected

    def _create(self, number: int) -> None:
        section = world.section(f"section-{number}")
        self.told.append(Told(f"Story {number} copy 1", section.slug, "", language=TAGS[number]))
        self.articles.append(world.draft(self.told[number].headline, section=section, language=TAGS[number]))

    def _name_one_another(self) -> None:
        """They do not: a page must learn of a translation by their link alone."""

    def _group(self, story: int) -> set[int]:
        return next(group for group in self.groups if story in group)

    def _named(self, story: int, public: dict, paths: dict) -> dict[str, str]:
        """Language → path of all that the page names, itself too: the older of two in one language."""
        own = public[story].language
        others = sorted((self._group(story) - {story}) & public.keys(), reverse=True)
        named = {public[other].language: paths[other] for other in others if public[other].language != own}
        return {own: paths[story], **named} if named else {}

    def _on_page(self, path: str) -> dict[str, str]:
        text = self.client.get(path).seen
        named = dict(_LINK.findall(text))
        assert {tag: there for there, tag in _LINE.findall(text)} == {
            tag: there for tag, there in named.items() if there != path
        }
        return named

    def _in_api(self, article: Article) -> dict[str, str]:
        told = self.client.get(f"/api/v1/articles/{article.public_id}").json()["translations"]
        return {row["language"]: row["url"].removeprefix("http://localhost:8000") for row in told}

    def _in_sitemap(self) -> dict[str, dict[str, str]]:
        answer = self.client.get("/sitemaps/2026-03.xml")
        if answer.status_code == 404:
            return {}
        return {_PLACE.findall(entry)[0]: dict(_LINK.findall(entry)) for entry in _ENTRY.findall(answer.seen)}

    def _try(self, allowed: bool, act: Callable[[], object]) -> None:
        """Asked twice: both times as the model says, and the second time nothing is written."""
        self.time.at += TICK
        assert self._is_done(act) is allowed
        written = self._written()
        assert self._is_done(act) is allowed
        assert self._written() == written

    @staticmethod
    def _is_done(act: Callable[[], object]) -> bool:
        try:
            act()
        except Refused:
            return False
        return True
