"""Putting items into the archive, in the transaction that stores them: their words, and what they echo.

An item's words are folded as the house's search folds (ground.folding) and stand in the order of the
text; what else can be asked of it (feed, language, subjects …) stands beside them as words of its own,
so that one index answers any of it. `fill` does the same for items that were stored before.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache
from typing import NamedTuple

from django.db import connection

from articles import body
from ground import folding
from wires import likeness, sorting, subjects, versions
from wires.likeness import Marks, Sketch
from wires.models import WireItem, WireMark, WireSketch, WireWords
from wires.stories import WireSubject
from wires.versions import Name

#: How long after an item another one can be its echo.
ECHOES_WITHIN = timedelta(hours=48)
#: How many items `fill` takes at once.
BATCH = 500
#: Letters of a text and of a word that are searched: nobody looks for the last page of a book (PostgreSQL allows
#: 16,383 places and words of 2 KB).
_LONGEST, _LONGEST_WORD, _MOST_WORDS = 100_000, 60, 16_000
_WORD = re.compile(r"\w+")
#: What no fact may hold: the signs of a tsvector.
_SIGNS = re.compile(r"[\s'\\]")


#: With how many others an item is compared: those with which it shares most marks. And how many
#: sketches and marks are asked for.
_MOST_COMPARED, _MOST_CANDIDATES, _MOST_SHARED = 12, 4000, 20_000


class _Told(NamedTuple):
    """What is known of an item that others are compared with; `first` is what it echoes, or itself."""

    number: int
    first: int
    name: Name
    numbers: Sketch
    marks: Sequence[int]


@dataclass(frozen=True, slots=True)
class _Text:
    """An item with its words, folded; `told`: the body alone, by which it is compared."""

    item: WireItem
    words: str
    told: str


def keep(*, deliveries: Collection[int], items: Sequence[WireItem]) -> None:
    """Archive those of the items that these deliveries (ids) have brought into the table."""
    stored = WireItem.objects.filter(delivery__in=deliveries, archived=None)
    numbers = {key: pk for pk, *key_ in stored.values_list("pk", "feed_id", "guid", "digest") for key in [tuple(key_)]}
    new = []
    for item in items:
        pk = numbers.pop((item.feed_id, item.guid, item.digest), None)
        if pk:
            item.pk = pk
            new.append(item)
    former = versions.before_kills(new)
    _archive([_text(item, former.get((item.feed_id, item.guid))) for item in new])


def fill(*, after: int = 0) -> int | None:
    """Write the words of the next BATCH items that have none. The number of the last one; None: there was none."""
    waiting = WireItem.objects.filter(pk__gt=after, archived=None).order_by("pk")
    items = list(waiting.only("feed", "guid", *_FACTS, "story", "received_at")[:BATCH])
    WireWords.objects.bulk_create((_words(_text(item)) for item in items), ignore_conflicts=True)
    return items[-1].pk if items else None


_FACTS = ("headline", "slugline", "language", "type", "urgency", "pubstatus", "hold", "embargo", "advisory")


def _archive(texts: list[_Text]) -> None:
    if not texts:
        return
    WireWords.objects.bulk_create(map(_words, texts), batch_size=500)
    compared = [text for text in texts if _is_compared(text.item)]
    sketches = [(text.item, likeness.sketch(text.told), likeness.marks(text.told)) for text in compared]
    _note_echoes([one for one in sketches if one[1]])


def _text(item: WireItem, former: WireItem | None = None) -> _Text:
    """With a kill go the words of what it cancels: who looks for them is to find that they do not hold."""
    story = item.story
    bodies = [one["body_html"][:_LONGEST] for one in (story, former.story if former else None) if one]
    told = _folded("\n".join(map(body.text, bodies)))
    keywords = " ".join(story["keywords"])
    around = " \n ".join([item.headline, item.slugline, story["byline"], keywords, item.guid, story["summary"]])
    return _Text(item, f"{_folded(around)} {told}", told)


def _folded(text: str) -> str:
    """As folding.fold, at the speed of an agency: the same words come again and again."""
    return folding.fold(text) if text.isascii() else " ".join(map(_folded_word, text.split()))


@lru_cache(maxsize=50_000)
def _folded_word(word: str) -> str:
    return folding.fold(word)


def _words(text: _Text) -> WireWords:
    """The row of the item, its words as PostgreSQL writes a tsvector."""
    places: dict[str, list[str]] = defaultdict(list)
    for place, word in enumerate(_WORD.findall(text.words)[:_MOST_WORDS], start=1):
        places[word[:_LONGEST_WORD]].append(str(place))
    written = [f"'{word}':{','.join(at[:255])}" for word, at in places.items()]
    written += [f"'{fact}'" for fact in set(facts(text.item))]
    return WireWords(item_id=text.item.pk, received_at=text.item.received_at, words=" ".join(written))


def facts(item: WireItem) -> Iterator[str]:
    """What can be asked of the item beside its words. No word of a text holds a colon."""
    yield fact("feed", item.feed_id)
    yield fact("language", item.language)
    yield fact("status", item.pubstatus)
    yield fact("type", item.type or "text")
    if item.urgency is not None:
        yield fact("urgency", item.urgency)
    if item.hold or item.embargo or item.pubstatus == WireItem.Status.WITHHELD:
        yield fact("kept", "back")
    if item.advisory:
        yield fact("for", "editors")
    for concept in (*item.story["subjects"], *item.story["services"]):
        yield from _codes(WireSubject.from_json(concept))
    for topic in subjects.with_ancestors(sorting.topics_of(item)):
        yield fact("topic", topic)


def fact(kind: str, value: object) -> str:
    """One fact as a word: “feed:7”."""
    return f"{kind}:{_SIGNS.sub('', str(value)).lower()[:_LONGEST_WORD]}"


def _codes(concept: WireSubject) -> Iterator[str]:
    """A code as it was sent, and without the name of its vocabulary: “medtop:20000002” is found by both."""
    for sent in filter(None, (concept.code, concept.uri)):
        yield fact("subject", sent)
        yield fact("subject", re.split(r"[:/]", sent.rstrip("/"))[-1])


def _is_compared(item: WireItem) -> bool:
    """Kills, notes and pictures are like each other, and are none of them the same news."""
    return item.pubstatus != WireItem.Status.CANCELED and not item.advisory and item.type in ("", "text", "composite")


def _note_echoes(sketched: list[tuple[WireItem, Sketch, Marks]]) -> None:
    """Which item each of these says again, if any; three queries for all of them."""
    if not sketched:
        return
    items = [item for item, *_ in sketched]
    oldest = min(item.received_at for item in items) - ECHOES_WITHIN
    near = _candidates({mark for *_, marks in sketched for mark in marks}, since=oldest)
    known = _Known(near, own=_standing(items))
    for item, numbers, marks in sketched:
        name = (item.feed_id, item.guid)
        item.echo_of_id = known.first_like(numbers, marks, name=name)
        known.add(_Told(item.pk, item.echo_of_id or item.pk, name, numbers, marks))
    WireItem.objects.bulk_update([item for item in items if item.echo_of_id], ["echo_of"], batch_size=500)
    rows = (
        WireSketch(item_id=item.pk, received_at=item.received_at, numbers=likeness.written(numbers))
        for item, numbers, _ in sketched
    )
    WireSketch.objects.bulk_create(rows, batch_size=500)
    _mark(sketched)


def _mark(sketched: list[tuple[WireItem, Sketch, Marks]]) -> None:
    """The rows by which the sketches are found, in one statement: there are thousands of them."""
    rows = [(mark, item.pk, item.received_at) for item, _, marks in sketched for mark in marks]
    with connection.cursor() as cursor:
        cursor.execute(_INSERT_MARKS, [list(column) for column in zip(*rows, strict=True)] if rows else [[], [], []])


_INSERT_MARKS = """
INSERT INTO wires_wiremark (mark, item_id, received_at)
SELECT * FROM unnest(%s::bigint[], %s::bigint[], %s::timestamptz[])
"""


def _candidates(marks: set[int], *, since: datetime) -> Iterator[_Told]:
    """What shares a mark with any of the items. The bound is for a flood of what is all alike: kills wait behind it."""
    shared: dict[int, list[int]] = defaultdict(list)
    found = WireMark.objects.filter(mark__in=marks, received_at__gte=since)
    for item, mark in found.values_list("item", "mark")[:_MOST_SHARED]:
        shared[item].append(mark)
    columns = ("item", "item__echo_of", "item__feed", "item__guid", "numbers")
    near = WireSketch.objects.filter(item__in=sorted(shared)[:_MOST_CANDIDATES]).order_by("item")
    for number, first, feed, guid, numbers in near.values_list(*columns):
        yield _Told(number, first or number, (feed, guid), likeness.read(bytes(numbers)), shared[number])


class _Known:
    """Sketches by their marks, so that an item is compared only with those that share some with it."""

    def __init__(self, told: Iterable[_Told], *, own: Iterable[Name]) -> None:
        self._by_mark: dict[int, list[_Told]] = defaultdict(list)
        self._told: dict[int, _Told] = {}
        self._own = set(own)
        for one in told:
            self.add(one)

    def add(self, one: _Told) -> None:
        self._told[one.number] = one
        if one.first == one.number:
            self._own.add(one.name)
        for mark in one.marks:
            self._by_mark[mark].append(one)

    def first_like(self, numbers: Sketch, marks: Iterable[int], *, name: Name) -> int | None:
        """The first item of the same words under another name: what it echoes itself, if it does.

        What stands on the list for itself goes on so in all its versions.
        """
        if name in self._own:
            return None
        shared = Counter(one.number for mark in marks for one in self._by_mark[mark])
        for number in sorted(number for number, _ in shared.most_common(_MOST_COMPARED)):
            one = self._told[number]
            first = self._told.get(one.first, one)
            if name not in (one.name, first.name) and likeness.alike(numbers, one.numbers):
                return one.first
        return None


def _standing(items: list[WireItem]) -> Iterable[Name]:
    """Those of the items' names under which something came before that echoes nothing."""
    before = WireItem.objects.filter(guid__in={item.guid for item in items}, echo_of=None)
    return before.exclude(pk__in=[item.pk for item in items]).values_list("feed_id", "guid")


def forget_sketches(*, at: datetime) -> int:
    """Drop what nothing is compared with any more. The number of them."""
    old = at - 2 * ECHOES_WITHIN
    WireMark.objects.filter(received_at__lt=old).delete()
    return WireSketch.objects.filter(received_at__lt=old).delete()[0]
