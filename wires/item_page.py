"""An item as the desk reads it: everything the page shows, prepared."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe

from articles import body
from articles.models import Article
from ground import clock, languages
from media.models import Photo
from wires import cancelling, marks, naming, pictures, rule_page, text, versions
from wires.formats import guids
from wires.marks import Mark
from wires.models import UpdateOffer, WireItem, WireUse
from wires.stories import WireImage, WireStory

_MOST_VERSIONS = 20


@dataclass(frozen=True, slots=True)
class Image:
    """A picture that the item names, the photograph if it has come, and what stands in the way of using it."""

    caption: str
    credit: str
    photo: Photo | None
    hindrance: str

    @property
    def is_visible(self) -> bool:
        return self.photo is not None and self.photo.is_visible


@dataclass(frozen=True, slots=True)
class Version:
    """Another item under the same guid."""

    item: WireItem
    name: str
    marks: list[Mark]


@dataclass(frozen=True, slots=True)
class Used:
    """Something of ours that was made from the item."""

    title: str
    address: str
    version: str
    at: datetime


def facts(item: WireItem) -> dict[str, Any]:
    """What the template gets. `story`, `taken` and `kill` are None where there is none."""
    story = WireStory.from_json(item.story)
    kill, taken, came = cancelling.cancels(item), _taken(item), versions.of(item)
    others = _others(item, came)
    images = _images(item, story, is_taken=taken is not None)
    return {
        "item": item,
        "story": story,
        "marks": marks.status(item, killed=kill is not None, at=clock.now()),
        "urgency": marks.urgency(item),
        "kill": cancelling.sentence(kill) if kill else "",
        "outlived": "" if kill else _outlived(others),
        "taken": taken,
        "uses": _uses(item, came),
        "offers": _offers(item),
        "lead": next((image for image in images if image.is_visible), None),
        "body": _shown(story.body_html),
        "direction": languages.direction(item.language),
        "language": languages.name(story.language or item.language),
        "facts": _rows(item, story, came),
        "rights": _rights(story),
        "images": images,
        "words": list(dict.fromkeys([*story.keywords, *(subject.name for subject in story.subjects if subject.name)])),
        "came": came,
        "versions": others,
        "ruled": rule_page.of_item(item),
    }


def _outlived(others: list[Version]) -> str:
    """That its agency canceled what came before it, in a sentence; empty where it did not."""
    kill = next((one.item for one in others if one.item.pubstatus == WireItem.Status.CANCELED), None)
    return cancelling.outlived_by(kill) if kill else ""


def _taken(item: WireItem) -> Article | None:
    return Article.objects.filter(wire_uses__item=item).order_by("pk").first()


def _uses(item: WireItem, came: list[versions.Version]) -> list[Used]:
    """The stories and live posts that were made from any version of it, or took it in, oldest first."""
    same = WireUse.objects.filter(item__feed=item.feed_id, item__guid=item.guid)
    rows = same.select_related("article", "live_update__coverage", "item").defer("item__story").order_by("pk")
    names = {version.item.pk: str(version).lower() for version in came} if len(came) > 1 else {}
    return [_used(row, names.get(row.item_id, "")) for row in rows]


def _used(row: WireUse, version: str) -> Used:
    if row.live_update:
        address = reverse("admin:desk_live", args=(row.live_update.coverage_id,))
        return Used(f"Live page of {row.live_update.coverage}", address, version, row.taken_at)
    address = reverse("admin:articles_article_change", args=(row.article_id,))
    return Used(str(row.article), address, version, row.taken_at)


def _offers(item: WireItem) -> list[UpdateOffer]:
    """The stories to which it was offered as an update, and what became of that."""
    return list(item.offers.select_related("article", "decided_by"))


def _shown(html: str) -> SafeString:
    """The body through the one allow-list; figures and embeds have nothing to show here."""
    return mark_safe(body.clean(html).html)  # noqa: S308 (cleaned on this very line)


def _rows(item: WireItem, story: WireStory, came: list[versions.Version]) -> list[tuple[str, str | datetime | None]]:
    rows: list[tuple[str, str | datetime | None]] = [
        ("Agency", item.feed.name),
        ("Received", item.received_at),
        ("Made", item.version_created_at),
        ("Version", _place(item, came)),
        ("Agency’s version", item.version),
        ("Identifier", "" if guids.is_derived(item.guid) else item.guid),
        ("Slugline", item.slugline),
        ("Dateline", story.dateline),
        ("Byline", story.byline),
        ("Credit", story.credit or story.source),
        ("Expires", story.expires),
    ]
    return [(label, value) for label, value in rows if value]


def _place(item: WireItem, came: list[versions.Version]) -> str:
    """Which of them it is, as everywhere at the desk; what its agency calls it may be anything."""
    mine = next(version for version in came if version.item.pk == item.pk)
    counted = f" of {came[-1].number}" if mine.is_counted else ""
    return f"{mine}{counted}".removeprefix("Version ") if len(came) > 1 else ""


def _rights(story: WireStory) -> list[tuple[str, str]]:
    rows = [
        ("Copyright", story.copyright_notice or story.copyright_holder),
        ("Usage terms", story.usage_terms),
        ("Licence", story.rights),
    ]
    return [(label, value) for label, value in rows if value]


def _images(item: WireItem, story: WireStory, *, is_taken: bool) -> list[Image]:
    photos = pictures.came(item, story.images)
    is_fetched = item.feed.fetch_pictures and not is_taken
    return [_image(image, story, photos.get(image.href), is_fetched=is_fetched) for image in story.images]


def _image(image: WireImage, story: WireStory, photo: Photo | None, *, is_fetched: bool) -> Image:
    said = photo.hindrance(at=clock.now()) if photo else _missing(image, is_fetched=is_fetched)
    return Image(_caption(image, story), pictures.credit_line(image), photo, said)


def _caption(image: WireImage, story: WireStory) -> str:
    """What its agency says of it. Of an item that is a picture that stands above it, as the item's own words."""
    caption = image.caption or image.title
    return "" if text.line(caption) in (text.line(story.summary), text.line(story.headline)) else caption


def _missing(image: WireImage, *, is_fetched: bool) -> str:
    if is_fetched and naming.web_key(image.href):
        return "It is fetched when the item is taken."
    names = naming.candidates(image.href, beside="")
    return f"{names[-1] if names else image.href} has not come yet."


def _others(item: WireItem, came: list[versions.Version]) -> list[Version]:
    """The other versions, the newest first."""
    others = [version for version in reversed(came) if version.item.pk != item.pk]
    return [Version(one.item, str(one), _standing(one.item)) for one in others[:_MOST_VERSIONS]]


def _standing(item: WireItem) -> list[Mark]:
    return marks.status(item, killed=item.killed, at=clock.now())  # type: ignore[attr-defined]
