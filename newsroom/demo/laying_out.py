"""Laying the demo out: the last day and a half of a small newspaper, played on a clock of its own.

Everything goes through the doors that agencies and editors use: intake, take, save, publish. It
is one transaction, so the demo is there as a whole or not at all.
"""

import multiprocessing
import os
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from django.db import transaction

from articles import arranging, drafting, publishing, withdrawing
from articles.models import Article, Author, Coverage, Edition, Section, Site, TimelineEntry
from articles.snapshots import Fields
from ground import clock
from newsroom.demo import accounts, agency, drawing, texts
from newsroom.demo.texts import Copy
from staff.models import User
from wires import feeding, intake, pictures, taking
from wires.models import Feed, WireItem

#: Minutes between a story's arrival and its draft, and how early the house itself was set up.
_TAKEN_AFTER, _SET_UP = 5, 2400


class Playback:
    """A clock that stands where the demo sets it: the verbs read it as they read the real one."""

    def __init__(self, start: datetime) -> None:
        self.start = self.at = start

    def now(self) -> datetime:
        return self.at

    def after_lock(self) -> datetime:
        return self.at

    def go_to(self, minutes_before: int) -> datetime:
        """Stand at so many minutes before the demo is laid out."""
        self.at = self.start - timedelta(minutes=minutes_before)
        return self.at


@dataclass
class House:
    """The newspaper while it is made."""

    playback: Playback
    people: dict[str, User]
    told: dict[str, dict[str, object]]
    jpegs: dict[str, bytes]
    feeds: dict[str, Feed] = field(default_factory=dict)
    sections: dict[str, Section] = field(default_factory=dict)
    authors: dict[str, Author] = field(default_factory=dict)
    coverages: dict[str, Coverage] = field(default_factory=dict)
    articles: dict[str, Article] = field(default_factory=dict)

    @property
    def editor(self) -> User:
        return self.people["editor"]


Step = tuple[int, Callable[[House, Copy], None], Copy]


def drawn(scenes: Iterable[str]) -> dict[str, bytes]:
    """The scenes as JPEG, by name, drawn by all cores."""
    names = list(scenes)
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(max_workers=min(os.cpu_count() or 1, 4), mp_context=context) as pool:
        return dict(zip(names, pool.map(drawing.jpeg, names), strict=True))


@transaction.atomic
def lay_out(*, jpegs: dict[str, bytes], start: datetime) -> None:
    """Make the newspaper as it would stand at `start`, from the drawn scenes by name."""
    told = texts.site()
    start = start.astimezone(ZoneInfo(told["site"]["zone"]))
    playback = Playback(start)
    stories = texts.stories(start=start)
    with clock.using(playback):
        at = playback.go_to(_SET_UP)
        house = House(playback, accounts.open_all(at=at), texts.photographs(), jpegs)
        _set_up(house, told, at)
        for minutes, act, copy in _in_order(_steps(stories, texts.wire_items(start=start))):
            playback.go_to(minutes)
            act(house, copy)
        playback.go_to(0)
        _tell_the_timeline(house, told["coverage"])
        _receive_broken(house)


def _set_up(house: House, told: dict, at: datetime) -> None:  # type: ignore[type-arg]
    """Site, sections, authors, feeds and the coverage that stories will name."""
    by = house.people["administrator"]
    arranging.keep(thing=Site(pk=1, **{**told["site"], "footer": told["site"]["footer"].strip()}), by=by, at=at)
    for order, values in enumerate(told["sections"]):
        house.sections[values["slug"]] = section = Section(**values, order=order)
        arranging.keep(thing=section, by=by, at=at)
    for values in told["authors"]:
        house.authors[values["slug"]] = author = Author(**values)
        arranging.keep(thing=author, by=by, at=at)
    for values in told["feeds"]:
        house.feeds[values["slug"]] = feeding.keep_feed(feed=Feed(**values), by=house.people["wire manager"], at=at)
    _open_coverage(house, told["coverage"], at)


def _open_coverage(house: House, values: dict, at: datetime) -> None:  # type: ignore[type-arg]
    """The coverage, unseen until its lead story is out."""
    named = {name: values[name] for name in ("name", "slug", "status")}
    summary, key_points = values["summary"].strip(), "\n".join(values["key_points"])
    as_of = house.playback.start - timedelta(minutes=values["summary_as_of"])
    coverage = Coverage(**named, summary=summary, summary_as_of=as_of, key_points=key_points)
    arranging.keep(thing=coverage, by=house.editor, at=at)
    coverage.people.set(house.authors[slug] for slug in values["people"])
    house.coverages[coverage.slug] = coverage


def _steps(stories: Iterable[Copy], items: Iterable[Copy]) -> Iterator[Step]:
    """What happens to each story, with the minutes before the start at which it does."""
    for copy in items:
        yield copy.filed, _receive, copy
    for copy in stories:
        yield copy.filed, _receive, copy
        yield copy.filed - _TAKEN_AFTER, _take, copy
        if "published" in copy.desk:
            yield copy.desk["published"], _publish, copy
        if "change" in copy.desk:
            yield copy.desk["change"]["published"], _change, copy
        if "scheduled" in copy.desk:
            yield copy.filed - 2 * _TAKEN_AFTER, _schedule, copy


def _in_order(steps: Iterable[Step]) -> list[Step]:
    return sorted(steps, key=lambda step: -step[0])


def _receive(house: House, copy: Copy) -> None:
    """The agency sends the pictures, then the story."""
    feed, at = house.feeds[copy.feed], house.playback.at
    for image in copy.pictures:
        if image.scene:
            taken_at = (at - timedelta(minutes=90)).replace(microsecond=0)
            data = agency.photograph(house.jpegs[image.scene], house.told[image.scene], taken_at=taken_at)
            pictures.file(feed=feed, filename=copy.filename(image), data=data, at=at)
    data = agency.wire_file(copy, house.told, agency=feed.name, start=house.playback.start)
    intake.receive(feed=feed, data=data, filename=f"{copy.name}.json", at=at)


def _receive_broken(house: House) -> None:
    intake.receive(feed=house.feeds["northgate"], data=texts.cut_off(), filename=texts.CUT_OFF, at=house.playback.at)


def _take(house: House, copy: Copy) -> None:
    """The editor takes the story from the wire list and gives it what the house needs."""
    at = house.playback.at
    item = WireItem.objects.get(feed=house.feeds[copy.feed], guid=copy.guid)
    article = taking.take(item=item, by=house.editor, at=at)
    house.articles[copy.name] = _save(house, article, _fields(house, copy, article), at)


def _fields(house: House, copy: Copy, article: Article) -> Fields:
    desk = copy.desk
    fields = Fields(
        section=house.sections[desk["section"]],
        front_headline=desk.get("front_headline", ""),
        tags=desk["tags"],
        coverages=[house.coverages[slug] for slug in desk.get("coverages", [])],
        editor_note=desk.get("note", ""),
        related=[house.articles[name] for name in desk.get("related", [])],
        body=_linked(house, article.body, desk.get("links", {})),
    )
    if desk["authors"]:
        fields["bylines"] = [{"author": house.authors[slug], "name": ""} for slug in desk["authors"]]
    return fields


def _linked(house: House, body: str, links: dict[str, str]) -> str:
    """The body with these words made links to other stories."""
    for words, name in links.items():
        body = body.replace(words, f'<a data-story="{house.articles[name].public_id}">{words}</a>', 1)
    return body


def _save(house: House, article: Article, fields: Fields, at: datetime) -> Article:
    return drafting.save(article_id=article.pk, version=article.version, by=house.editor, fields=fields, at=at)


def _publish(house: House, copy: Copy) -> None:
    article = house.articles[copy.name]
    publishing.publish(article=article, version=article.version, by=house.editor)


def _schedule(house: House, copy: Copy) -> None:
    article, at = house.articles[copy.name], house.playback.start + timedelta(minutes=copy.desk["scheduled"])
    publishing.schedule(article=article, version=article.version, at=at, by=house.editor)


def _change(house: House, copy: Copy) -> None:
    """What happened after the first publication: an update, a correction, a withdrawal."""
    change, article = copy.desk["change"], house.articles[copy.name]
    note = change.get("note", "")
    if change["kind"] == Edition.EndedBy.WITHDRAWAL:
        withdrawing.withdraw(article=article, by=house.people["duty editor"], notice=note)
        return
    body = article.body
    for before, after in change["replace"]:
        body = body.replace(before, after)
    article = _save(house, article, Fields(body=body), house.playback.at)
    publishing.publish(article=article, version=article.version, by=house.editor, kind=change["kind"], note=note)


def _tell_the_timeline(house: House, values: dict) -> None:  # type: ignore[type-arg]
    """The coverage becomes public, with its lead and what led up to it."""
    at, coverage = house.playback.at, house.coverages[values["slug"]]
    coverage.lead, coverage.public_from = house.articles[values["lead"]], at
    arranging.keep(thing=coverage, by=house.editor, at=at)
    for order, entry in enumerate(values["timeline"]):
        named = {**entry, "article": house.articles.get(entry.get("article", ""))}
        arranging.keep(thing=TimelineEntry(coverage=coverage, order=order, **named), by=house.editor, at=at)
