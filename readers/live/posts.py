"""The live page of a running story: its posts a page at a time, and what changed since a reader looked.

Pages are counted from the oldest post. The newest page has between one and two pages' worth, so
an older page never changes its posts or its address, however many are added.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Count, Q
from django.http import Http404
from django.utils import translation
from django.utils.safestring import SafeString

from articles import body, filling
from articles.filling import Figure, Link
from articles.models import Coverage, LiveUpdate
from articles.models.live import LiveUpdateQuerySet
from ground import languages
from ground.shown import key
from media.pictures import picture
from readers import linking, lists
from readers.live import signing
from readers.live.signing import People

PER_PAGE = 20
#: Key events that the page lists, and changes that one answer to a poll holds; who missed more reads the page anew.
KEY_EVENTS, MOST_CHANGES = 12, 50


@dataclass(frozen=True)
class Post:
    """A post, ready to print. A withdrawn one has its notice and nothing else. `updated_at`: None while unchanged.

    A breaking one is a key event as long as it is breaking.
    """

    id: str
    url: str
    headline: str
    body: SafeString
    figure: Figure | None
    bylines: tuple[Link, ...]
    source: str
    is_breaking: bool
    is_key: bool
    published_at: datetime
    updated_at: datetime | None
    notice: str
    sequence: int

    @property
    def text(self) -> str:
        """The words of its body, without marks: where it has no headline, it is called by them."""
        return body.text(self.body)


@dataclass(frozen=True)
class LivePage:
    """One page of posts, newest first. `number` 0 is the newest page; older ones are counted from the oldest, 1."""

    posts: list[Post]
    pinned: Post | None
    key_events: list[Post]
    number: int
    newer: int | None
    older: int | None
    cursor: int
    keys: set[str]
    until: datetime | None

    @property
    def is_newest(self) -> bool:
        return self.number == 0


@dataclass(frozen=True)
class Changes:
    """What a poll gets: posts in the order of their changes, and what is marked now; `is_cut`: more than are told."""

    posts: list[Post]
    pinned: Post | None
    key_events: list[Post]
    cursor: int
    is_cut: bool
    keys: set[str]
    until: datetime | None


def pages(number: int) -> int:
    """How many pages so many posts make."""
    return max(1, number // PER_PAGE)


def span(page: int, number: int) -> tuple[int, int]:
    """The first and the end of that page's posts, counted from the oldest; page 0 is the newest.

    >>> span(0, 45), span(1, 45)
    ((20, 45), (0, 20))
    """
    last = pages(number)
    return ((last - 1) * PER_PAGE, number) if page in (0, last) else ((page - 1) * PER_PAGE, page * PER_PAGE)


def read(coverage: Coverage, *, page: int, keys_only: bool, post: UUID | None, at: datetime) -> LivePage:
    """That page of the live page, or the one on which the post lies. Four queries. Raises Http404 for none."""
    updates = LiveUpdate.objects.live(at=at).filter(coverage=coverage)
    chosen = updates.key_events() if keys_only else updates
    number = _number_of(chosen, post) if post else page
    total = chosen.aggregate(total=Count("pk"))["total"]
    if number and number >= pages(total):
        number = 0 if post else _missing()
    first, end = span(number, total)
    rows = list(reversed(chosen.oldest_first()[first:end]))
    marked = list(_marked(updates))
    filled = _filled([*rows, *marked], at=at)
    return LivePage(
        posts=[filled.posts[row.pk] for row in rows],
        pinned=None if number else _pinned(marked, filled.posts),
        key_events=_key_events(filled.posts[row.pk] for row in marked),
        number=number,
        newer=None if not number else (number + 1 if number + 1 < pages(total) else 0),
        older=_older(number, total),
        cursor=coverage.live_sequence,
        keys=filled.keys,
        until=filled.until,
    )


def changes(coverage: Coverage, *, after: int, at: datetime) -> Changes:
    """What was posted, changed or withdrawn since that cursor. Three queries."""
    updates = LiveUpdate.objects.live(at=at).filter(coverage=coverage)
    # What is marked is read first: a post that comes in between is among the changes, and waits with them.
    marked = list(_marked(updates))
    found = list(updates.filter(sequence__gt=after).order_by("sequence")[: MOST_CHANGES + 1])
    told = found[:MOST_CHANGES]
    filled = _filled([*told, *marked], at=at)
    return Changes(
        posts=[filled.posts[row.pk] for row in told],
        pinned=_pinned(marked, filled.posts),
        key_events=_key_events(filled.posts[row.pk] for row in marked),
        cursor=coverage.live_sequence,
        is_cut=len(found) > MOST_CHANGES,
        keys=filled.keys,
        until=filled.until,
    )


def newest(coverage: Coverage, *, number: int, at: datetime) -> list[Post]:
    """The newest posts that have a headline, for the page of the coverage. Two queries."""
    rows = LiveUpdate.objects.live(at=at).filter(coverage=coverage, withdrawn_at=None).exclude(headline="")
    found = list(rows.newest_first()[:number])
    filled = _filled(found, at=at)
    return [filled.posts[row.pk] for row in found]


def _marked(updates: LiveUpdateQuerySet) -> LiveUpdateQuerySet:
    """The pinned post, however old it is, and the newest key events, in one query."""
    marked = updates.filter(is_pinned=True) | updates.key_events().filter(withdrawn_at=None)
    return marked.order_by("-is_pinned", "-published_at", "-pk")[: KEY_EVENTS + 1]


def _pinned(marked: Iterable[LiveUpdate], posts: dict[int, Post]) -> Post | None:
    return next((posts[row.pk] for row in marked if row.is_pinned), None)


def _key_events(posts: Iterable[Post]) -> list[Post]:
    """Those of the posts that are key events, newest first."""
    found = sorted((post for post in posts if post.is_key), key=lambda post: post.published_at, reverse=True)
    return found[:KEY_EVENTS]


def _missing() -> int:
    raise Http404


def _number_of(updates: Any, post: UUID) -> int:
    """The page on which the post lies, counted from the oldest."""
    row = updates.filter(public_id=post).values_list("published_at", "pk").first()
    if row is None:
        raise Http404
    before = updates.filter(Q(published_at__lt=row[0]) | Q(published_at=row[0], pk__lt=row[1])).count()
    return int(before) // PER_PAGE + 1


def _older(number: int, total: int) -> int | None:
    older = (number or pages(total)) - 1
    return older if older >= 1 else None


@dataclass(frozen=True)
class _Filled:
    posts: dict[int, Post]
    keys: set[str]
    until: datetime | None


def _filled(rows: Iterable[LiveUpdate], *, at: datetime) -> _Filled:
    """The posts by primary key; a query for the stories to which they link, one for several names in one line."""
    updates = list({row.pk: row for row in rows}.values())
    ids = {story for row in updates if row.withdrawn_at is None for story in body.story_ids(row.body)}
    links = linking.links(ids, at=at)
    photos = [row.photo for row in updates if row.photo and row.withdrawn_at is None]
    moments = [photo.right_changes_at(after=at) for photo in photos]
    people = signing.people(row.signed for row in updates if row.withdrawn_at is None)
    return _Filled(
        posts={row.pk: _post(row, links.paths, people, at=at) for row in updates},
        keys={*links.keys, *(key("photo", photo.public_id) for photo in photos)},
        until=lists.earliest(*moments, links.until),
    )


def _post(update: LiveUpdate, links: dict[str, str], people: People, *, at: datetime) -> Post:
    language = update.coverage.language
    gone = update.withdrawn_at is not None
    with translation.override(languages.interface(language)):
        text = filling.fill("" if gone else update.body, figures={}, links=links)
    return Post(
        id=str(update.public_id),
        url=f"{update.coverage.live_path}?post={update.public_id}#post-{update.public_id}",
        headline="" if gone else update.headline,
        body=text,
        figure=None if gone else _figure(update, at=at),
        bylines=() if gone else _bylines(update, people),
        source="" if gone else update.source,
        is_breaking=update.is_breaking and not gone,
        is_key=(update.is_key or update.is_breaking) and not gone,
        published_at=update.published_at,
        updated_at=update.withdrawn_at or update.updated_at,
        notice=update.notice if gone else "",
        sequence=update.sequence,
    )


def _bylines(update: LiveUpdate, people: People) -> tuple[Link, ...]:
    """Those who signed it: one line as it was typed, or the several authors whom it names."""
    if not update.signed:
        return ()
    line = Link(update.signed, update.author.get_absolute_url() if update.author else "")
    return people.get(update.signed, (line,))


def _figure(update: LiveUpdate, *, at: datetime) -> Figure | None:
    photo = update.photo
    shown = picture(photo, at=at) if photo else None
    if photo is None or shown is None:
        return None
    credit = update.credit or photo.own_credit
    said = update.alt or photo.alt_text, update.caption or photo.caption, credit
    return Figure(shown, *said, "inline", words=filling.words_within(update.coverage.language))
