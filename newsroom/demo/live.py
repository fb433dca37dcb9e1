"""The demo's live pages: posted minute by minute on the demo's own clock."""

from typing import Any

from articles import reporting as live
from articles.models import Coverage
from articles.reporting import Words
from media import intake
from media.models import Photo
from newsroom.demo import texts
from newsroom.demo.newspaper import House
from newsroom.demo.reporting import linked
from newsroom.demo.texts import LivePost

#: How many minutes before its first post a live page is opened.
_OPENED_BEFORE = 4


def report(house: House) -> None:
    """Open the live page of each coverage that has posts, and post them."""
    for coverage in house.coverages.values():
        posts = texts.live_posts(coverage.slug)
        if posts:
            _report(house, coverage, posts)


def _report(house: House, coverage: Coverage, posts: list[LivePost]) -> None:
    house.playback.go_to(posts[0].minutes + _OPENED_BEFORE)
    live.start_live(coverage=coverage, by=house.editor)
    for post in posts:
        house.playback.go_to(post.minutes)
        update = live.post(coverage=coverage, words=_words(house, post), by=house.people["reporter"])
        if post.pinned:
            live.pin(update=update, by=house.editor)


def _words(house: House, post: LivePost) -> Words:
    known: dict[str, Any] = {author.name: author for author in house.authors.values()}
    author = known.get(post.byline)
    return Words(
        photo=_photo(house, post.scene) if post.scene else None,
        headline=post.headline,
        body=linked(house, post.body),
        author=author,
        byline="" if author else post.byline,
        source=post.source,
        is_breaking=post.breaking,
        is_key=post.key,
    )


def _photo(house: House, scene: str) -> Photo:
    """The same bytes as in the stories that show it, so that it is stored once."""
    return intake.take_in(data=house.photograph(scene), filename=f"{scene}.jpg", by=house.editor).photo
