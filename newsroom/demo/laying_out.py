"""Laying the demo out: the last days of a small newspaper and a few older stories, played on a clock of its own.

Everything goes through the doors that agencies, reporters and editors use: intake, take, create,
save, publish. It is one transaction, so the demo is there as a whole or not at all.
"""

import multiprocessing
import os
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from datetime import datetime, timedelta
from typing import Any, cast
from zoneinfo import ZoneInfo

from django.db import transaction

from articles import drafting, publishing, translating, withdrawing
from articles.models import Article, Edition
from articles.snapshots import BylineValues, Fields
from ground import clock
from newsroom.demo import accounts, agency, drawing, furnishing, live, reporting, texts
from newsroom.demo.newspaper import House, Playback
from newsroom.demo.texts import Copy
from wires import intake, pictures, routing, taking
from wires.models import WireItem

#: Minutes between a story's arrival and its draft, and from the setting up of the house to its first story.
_TAKEN_AFTER, _SET_UP_BEFORE = 5, 120

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
    steps = _in_order(_steps(texts.stories(start=start), texts.wire_items(start=start)))
    coverages = texts.coverages(start=start)
    with clock.using(playback):
        at = playback.go_to(steps[0][0] + _SET_UP_BEFORE)
        house = House(playback, accounts.open_all(at=at), texts.photographs(), jpegs)
        furnishing.furnish(house, told)
        furnishing.set_up_rules(house, told)
        for values in coverages:
            furnishing.open_coverage(house, values)
        for minutes, act, copy in steps:
            playback.go_to(minutes)
            act(house, copy)
        furnishing.write_pages(house, own=told["site"]["language"])
        live.report(house)
        playback.go_to(0)
        for values in coverages:
            furnishing.show_coverage(house, values)
        for language, names in told["fronts"].items():
            furnishing.choose_front(house, language, names)
        _receive_broken(house)


def _steps(stories: Iterable[Copy], items: Iterable[Copy]) -> Iterator[Step]:
    """What happens to each story, with the minutes before the start at which it does."""
    for copy in items:
        yield copy.filed, _receive, copy
    for copy in stories:
        yield from _arrival(copy)
        if "published" in copy.desk:
            yield copy.desk["published"], _publish, copy
        if "change" in copy.desk:
            yield copy.desk["change"]["published"], _change, copy
        if "scheduled" in copy.desk:
            yield copy.filed - 2 * _TAKEN_AFTER, _schedule, copy


def _arrival(copy: Copy) -> Iterator[Step]:
    """How a story becomes a draft: from the wire, or from a reporter."""
    if copy.feed:
        yield copy.filed, _receive, copy
        yield copy.filed - _TAKEN_AFTER, _take, copy
    else:
        yield copy.filed, _write, copy


def _in_order(steps: Iterable[Step]) -> list[Step]:
    return sorted(steps, key=lambda step: -step[0])


def _receive(house: House, copy: Copy) -> None:
    """The agency sends the pictures, then the story."""
    feed, at = house.feeds[copy.feed], house.playback.at
    for image in copy.pictures:
        if image.scene:
            pictures.file(feed=feed, filename=copy.filename(image), data=house.photograph(image.scene), at=at)
    data = agency.wire_file(copy, texts.photographs(copy.language), agency=feed.name, start=house.playback.start)
    intake.receive(feed=feed, data=data, filename=f"{copy.name}.json", at=at)
    routing.route_waiting()


def _receive_broken(house: House) -> None:
    intake.receive(feed=house.feeds["northgate"], data=texts.cut_off(), filename=texts.CUT_OFF, at=house.playback.at)


def _take(house: House, copy: Copy) -> None:
    """The editor takes the story from the wire list and gives it what the house needs."""
    at = house.playback.at
    item = WireItem.objects.get(feed=house.feeds[copy.feed], guid=copy.guid)
    article = taking.take(item=item, by=house.editor, at=at)
    fields = Fields(**_desk_fields(house, copy), body=_linked(house, article.body, copy.desk.get("links", {})))
    house.articles[copy.name] = _save(house, article, fields, at)


def _write(house: House, copy: Copy) -> None:
    """A reporter writes the story."""
    house.articles[copy.name] = article = reporting.write(house, copy, _desk_fields(house, copy))
    reporting.hand_over(house, article, copy.desk)


def _desk_fields(house: House, copy: Copy) -> Fields:
    desk = copy.desk
    fields = Fields(
        section=house.sections[desk["section"]],
        front_headline=desk.get("front_headline", ""),
        tags=desk["tags"],
        coverages=[house.coverages[slug] for slug in desk.get("coverages", [])],
        editor_note=desk.get("note", ""),
        sensitive=desk.get("sensitive", False),
        related=_named(house, desk.get("related", [])),
    )
    if "source" in desk:
        fields["source"] = desk["source"]
    if desk["authors"]:
        fields["bylines"] = [BylineValues(author=house.authors[slug], name="") for slug in desk["authors"]]
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
    _link(house, copy)
    publishing.publish(article=article, version=article.version, by=house.editor)


def _link(house: House, copy: Copy) -> None:
    """A story that `translates` another one is linked to it before readers see it."""
    if copy.translates:
        article, original = house.articles[copy.name], house.articles[copy.translates]
        translating.link(article=article, other=original, by=house.editor, other_is_original=True)


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
    article = _save(house, article, _rewritten(house, article, change), house.playback.at)
    publishing.publish(article=article, version=article.version, by=house.editor, kind=change["kind"], note=note)


def _rewritten(house: House, article: Article, change: dict[str, Any]) -> Fields:
    """What the desk writes anew: words of the text, and the headlines, the summary and the picks that are given."""
    body = article.body
    for before, after in change["replace"]:
        body = body.replace(before, reporting.linked(house, after))
    fields = cast("Fields", {"body": body, **{name: change[name] for name in texts.REWRITTEN if name in change}})
    if "related" in change:
        fields["related"] = _named(house, change["related"])
    return fields


def _named(house: House, names: list[str]) -> list[Article]:
    return [house.articles[name] for name in names]
