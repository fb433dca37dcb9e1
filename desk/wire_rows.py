"""The rows of the wire room: each an item in its newest version, with all that the desk must know of it."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import groupby
from operator import itemgetter

from django.db.models import F, Q, QuerySet
from django.urls import reverse
from django.utils import timezone

from articles.models import Article
from desk.situation import LONG, situation, with_situation
from media.models import Photo
from staff.printing import printed
from wires import cancelling, marks, pictures, searching, versions
from wires.marks import Mark
from wires.models import UpdateOffer, WireItem, WireUse
from wires.querysets import with_killed
from wires.searching import Asked
from wires.stories import WireImage

_Name = tuple[int, str]


@dataclass(frozen=True, slots=True)
class Use:
    """A story or live page of ours in which the item stands, and what of it."""

    title: str
    state: str
    tone: str
    address: str
    full: str = ""


@dataclass(frozen=True, slots=True)
class Offer:
    """An update of the item that waits for the desk on that story."""

    story: str
    address: str


@dataclass(slots=True)
class Row:
    """One row. `key` stays the same over the versions of an item."""

    item: WireItem
    key: str
    day: str
    time: str
    full_time: str
    urgency: Mark | None
    marks: list[Mark]
    versions: int
    photo: Photo | None
    pictures: int
    also: list[str] = field(default_factory=list)
    uses: list[Use] = field(default_factory=list)
    offers: list[Offer] = field(default_factory=list)

    @property
    def place(self) -> str:
        """Behind which the next page goes on, as it stands in addresses."""
        return f"{self.item.received_at.isoformat()},{self.item.pk}"

    @property
    def is_urgent(self) -> bool:
        return self.urgency is not None and self.urgency.tone == "danger"


@dataclass(slots=True)
class _Family:
    """All versions of the items of a page: number → name, and back, and which version each is."""

    names: dict[int, _Name] = field(default_factory=dict)
    places: dict[int, versions.Place] = field(default_factory=dict)
    numbers: dict[_Name, list[int]] = field(default_factory=lambda: defaultdict(list))
    killed: set[_Name] = field(default_factory=set)

    def of(self, item: WireItem) -> list[int]:
        return self.numbers[item.feed_id, item.guid]

    def place(self, item: WireItem) -> versions.Place:
        return self.places.get(item.pk, versions.ONLY)


def with_facts(items: QuerySet[WireItem]) -> QuerySet[WireItem]:
    """The items as `rows` needs them, without the long columns."""
    said = {"signals": F("story__signals"), "sent_images": F("story__images")}
    related = items.select_related("feed", "delivery", "echo_of__feed")
    slim = related.defer("story", "warnings", "delivery__raw", "echo_of__story", "echo_of__warnings")
    return with_killed(slim.annotate(**said))


def rows(items: Sequence[WireItem], *, at: datetime) -> list[Row]:
    """A row for each item from `with_facts`, in order. Six queries, however many there are."""
    if not items:
        return []
    family = _family(items)
    uses, offers, also = _uses(family, at=at), _offers(family), _also(family)
    photos = pictures.first_came({item: _images(item) for item in items})
    found = []
    for item in items:
        row = _row(item, family, photos.get(item.pk), at=at)
        for number in family.of(item):
            row.uses += [use for use in uses[number] if use not in row.uses]
            row.offers += offers[number]
            row.also = list(dict.fromkeys([*row.also, *also[number]]))
        found.append(row)
    return found


def newest(*, at: datetime, most: int) -> list[Row]:
    """The first rows of the room where nothing is asked of it."""
    return rows(list(with_facts(searching.newest(Asked(), at=at))[:most]), at=at)


def uses(item: WireItem, *, at: datetime) -> list[Use]:
    """Where any version of one item stands."""
    found = _uses(_family([item]), at=at)
    return list(dict.fromkeys(use for uses in found.values() for use in uses))


def _family(items: Sequence[WireItem]) -> _Family:
    named = Q(guid__in={item.guid for item in items}, feed__in={item.feed_id for item in items})
    family = _Family()
    came = WireItem.objects.filter(named).order_by("feed", "guid", "pk")
    told = came.values_list("feed", "guid", "pk", "pubstatus", "wording")
    for name, rows in groupby(told, key=itemgetter(0, 1)):
        sent = [row[2:] for row in rows]
        family.numbers[name] = [number for number, *_ in sent]
        family.names |= dict.fromkeys(family.numbers[name], name)
        family.places |= versions.places(sent)
        if any(status == WireItem.Status.CANCELED for _, status, _ in sent):
            family.killed.add(name)
    return family


def _images(item: WireItem) -> list[WireImage]:
    return [WireImage.from_json(image) for image in item.sent_images or []]  # type: ignore[attr-defined]


def _row(item: WireItem, family: _Family, photo: Photo | None, *, at: datetime) -> Row:
    local = timezone.localtime(item.received_at)
    return Row(
        item=item,
        key=f"{item.feed_id}-{min(family.of(item), default=item.pk)}",
        day="" if local.date() == timezone.localdate(at) else f"{local:%-d %b}",
        time=f"{local:%H:%M}",
        full_time=printed(item.received_at),
        urgency=marks.urgency(item),
        marks=_marks(item, family, at),
        versions=family.place(item).number,
        photo=photo if photo and photo.is_visible else None,
        pictures=len(item.sent_images or []),  # type: ignore[attr-defined]
    )


def _marks(item: WireItem, family: _Family, at: datetime) -> list[Mark]:
    """What stands in the item's way, what kind of copy it is, and whose words it repeats."""
    killed: bool = item.killed  # type: ignore[attr-defined]
    standing = [one for one in marks.status(item, killed=killed, at=at) if one.tone != "quiet"]
    if not killed and (item.feed_id, item.guid) in family.killed:
        standing.append(Mark("Canceled before", "warning"))
    kind = marks.kind(item, signals=item.signals or [], place=family.place(item))  # type: ignore[attr-defined]
    echo = [Mark(f"Like {cancelling.agency(item.echo_of)}", "quiet")] if item.echo_of else []
    return [*standing, *([kind] if kind else []), *echo]


def _uses(family: _Family, *, at: datetime) -> dict[int, list[Use]]:
    """The stories and live posts made from each version."""
    rows = list(WireUse.objects.filter(item__in=family.names).select_related("live_update__coverage").order_by("pk"))
    wanted = {row.article_id for row in rows if row.article_id}
    stories = {story.pk: story for story in _stories(wanted)}
    found: dict[int, list[Use]] = defaultdict(list)
    for row in rows:
        if row.live_update:
            address = reverse("admin:desk_live", args=(row.live_update.coverage_id,))
            found[row.item_id].append(Use(str(row.live_update.coverage), "Live page", "info", address))
        elif row.article_id in stories:
            found[row.item_id].append(_story(stories[row.article_id], at=at))
    return found


def _stories(numbers: set[int]) -> Iterable[Article]:
    return with_situation(Article.objects.filter(pk__in=numbers).defer(*LONG)) if numbers else []


def _story(story: Article, *, at: datetime) -> Use:
    now = situation(story, at=at)
    address = reverse("admin:articles_article_change", args=(story.pk,))
    return Use(str(story), now.briefly(at=at), now.tone, address, now.in_words)


def _offers(family: _Family) -> dict[int, list[Offer]]:
    """What waits on stories for somebody to take it or not."""
    waiting = UpdateOffer.objects.filter(item__in=family.names, state=UpdateOffer.State.OPEN)
    found: dict[int, list[Offer]] = defaultdict(list)
    for offer in waiting.select_related("article").only("item", "article__headline"):
        found[offer.item_id].append(Offer(str(offer.article), reverse("admin:desk_update", args=(offer.pk,))))
    return found


def _also(family: _Family) -> dict[int, list[str]]:
    """Who else has sent nearly the same, by the version that they repeat; of the same agency, under what headline."""
    echoes = WireItem.objects.filter(echo_of__in=family.names).select_related("feed").order_by("pk")
    found: dict[int, list[str]] = defaultdict(list)
    for echo in echoes.only("guid", "headline", "slugline", "echo_of", "feed", "feed__name", "feed__credit"):
        first, _ = family.names[echo.echo_of_id or 0]
        found[echo.echo_of_id or 0].append(f"“{echo}”" if echo.feed_id == first else cancelling.agency(echo))
    return found
