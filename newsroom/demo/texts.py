"""The demo's words: TOML files beside this module, read into plain records.

Times are minutes before the demo is laid out (`filed`, `published`, `minutes`) or after it
(`scheduled`, `embargo`). In texts {day} stands for the weekday of what they tell and {eve} for the day before it:
that of so many minutes before the laying out as `happened` says, else of some hours before the publication.
"""

import tomllib
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from media import crediting

_FOLDER = Path(__file__).with_name("texts")
_DAYS = {
    "en": "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split(),
    "ar": "الاثنين الثلاثاء الأربعاء الخميس الجمعة السبت الأحد".split(),
    "fa": "دوشنبه سه‌شنبه چهارشنبه پنجشنبه جمعه شنبه یکشنبه".split(),
    "fr": "lundi mardi mercredi jeudi vendredi samedi dimanche".split(),
}
#: What a change may write anew besides words of the text.
REWRITTEN = ("headline", "front_headline", "summary")
#: A file that its agency cut off on the way: it can be kept, but not read.
CUT_OFF = "cut-off.json"
#: Minutes between what a story tells and its publication. The demo is laid out at any hour, so a story may come
#: out at four in the morning: ten hours earlier it is a day of which at least the morning is over.
_TOLD_AFTER = 600
#: How much of a day a timeline tells (ISO 8601, reduced representations).
_PRECISION = {"day": "%Y-%m-%d", "month": "%Y-%m", "year": "%Y"}


@dataclass(frozen=True)
class Image:
    """A picture that comes with a story; `scene` is empty where the file is yet to come.

    It stands after the paragraph with the words `after`; without them the first leads. `caption` and
    `alt` are for this story, where those of the photograph are in another language or say something else.
    """

    scene: str = ""
    role: str = "embedded"
    after: str = ""
    missing: str = ""
    caption: str = ""
    alt: str = ""


@dataclass(frozen=True)
class Copy:
    """A story: what an agency files, or without a `feed` our own reporters; in `desk` what the editor makes of it.

    `desk` may hold the `source` where the agency has another name in the story's language; `state`
    (Article.DeskState, or "assigned"), `reason` and `assignee` (a role) for a story that nobody has published;
    and a `change`: its `kind`, when it is `published`, what it puts in the place of words (`replace`), and
    what it writes anew.
    """

    name: str
    filed: int
    headline: str
    summary: str
    body: str
    dateline: str = ""
    feed: str = ""
    guid: str = ""
    slugline: str = ""
    byline: str = ""
    urgency: int = 4
    keywords: list[str] = field(default_factory=list)
    subjects: list[str] = field(default_factory=list)
    shape: str = "ninjs"
    language: str = "en"
    translates: str = ""
    version: int = 1
    pubstatus: str = "usable"
    note: str = ""
    embargo: int | None = None
    embargo_day: int | None = None
    pictures: list[Image] = field(default_factory=list)
    desk: dict[str, Any] = field(default_factory=dict)

    @property
    def newest_headline(self) -> str:
        """The headline after its change, if it has one."""
        return str(self.desk.get("change", {}).get("headline", self.headline))

    def filename(self, image: Image) -> str:
        """The name under which a picture comes beside the story."""
        return image.missing or f"{self.name}-{image.scene}.jpg"


@dataclass(frozen=True)
class LivePost:
    """A post of a live page, so many minutes before the demo is laid out. The body is HTML: p, blockquote, ul.

    `source` is the agency that it was taken from; without one it is signed by `byline`. `scene`: its picture's.
    """

    minutes: int
    body: str
    headline: str = ""
    breaking: bool = False
    key: bool = False
    pinned: bool = False
    byline: str = ""
    source: str = ""
    scene: str = ""


@dataclass(frozen=True)
class StaticPage:
    """A page that stands still: about the newspaper, its rules. The body is HTML in the vocabulary of stories."""

    slug: str
    title: str
    body: str
    language: str = "en"


def stories(*, start: datetime) -> list[Copy]:
    """All stories, by file name. `start` is the moment of laying out, in the newspaper's zone."""
    return [_copy(path, start) for path in sorted((_FOLDER / "stories").glob("*.toml"))]


def wire_items(*, start: datetime) -> list[Copy]:
    """What lies on the wire list besides."""
    return [_copy(path, start) for path in sorted((_FOLDER / "wire").glob("*.toml"))]


def cut_off() -> bytes:
    """A file that ends in the middle of a sentence."""
    return (_FOLDER / "wire" / CUT_OFF).read_bytes()


def site() -> dict[str, Any]:
    """The newspaper: site, sections, authors, feeds."""
    return _read(_FOLDER / "site.toml")


def coverages(*, start: datetime) -> list[dict[str, Any]]:
    """The running stories, each with its timeline; those that stand beside another one after that.

    What happened `before` so many days or `minutes` gets its date, of the given `precision` (ISO 8601, reduced).
    """
    told = [_read(path) for path in sorted((_FOLDER / "coverages").glob("*.toml"))]
    for entry in (entry for values in told for entry in values["timeline"] if "date" not in entry):
        moment = start - timedelta(days=entry.pop("before", 0), minutes=entry.pop("minutes", 0))
        entry["date"] = f"{moment:{_PRECISION[entry.pop('precision', 'day')]}}"
    return sorted(told, key=lambda values: "beside" in values)


def live_posts(coverage: str) -> list[LivePost]:
    """The posts of the coverage's live page, oldest first; none where it has no such page."""
    path = _FOLDER / "live" / f"{coverage}.toml"
    rows = _read(path)["posts"] if path.exists() else []
    posts = [LivePost(**{**row, "body": row["body"].strip()}) for row in rows]
    return sorted(posts, key=lambda post: -post.minutes)


def pages() -> list[StaticPage]:
    """The static pages, by slug."""
    return [StaticPage(**_read(path)) for path in sorted((_FOLDER / "pages").glob("*.toml"))]


def photographs(language: str = "en") -> dict[str, dict[str, Any]]:
    """Scene → what goes into its file, by the names of media.packets.Fields; its makers named in that language."""
    told = _read(_FOLDER / "photographs.toml")
    names = told["credits"].get(language, {})
    scenes = {scene: {**told["defaults"], **fields} for scene, fields in told["scenes"].items()}
    for fields in scenes.values():
        fields.update((role, names.get(fields[role], fields[role])) for role in ("byline", "credit"))
    return scenes


def credit(scene: str, *, language: str) -> str:
    """The credit beside the scene in a story of that language; empty where the file's own will do."""
    theirs, own = photographs(language)[scene], photographs()[scene]
    return "" if theirs == own else crediting.line(theirs["byline"], theirs["credit"])


def _copy(path: Path, start: datetime) -> Copy:
    values = _read(path)
    desk, days = values.get("desk", {}), _DAYS[values.get("language", "en")]
    told = start - timedelta(minutes=_happened(values, published=desk.get("published", values["filed"])))
    for name in ("headline", "summary", "body"):
        values[name] = _dated(values[name], days, told).strip()
    if change := desk.get("change"):
        since = start - timedelta(minutes=_happened(change, published=change["published"]))
        pairs = change.get("replace", [])
        for name in REWRITTEN:
            if name in change:
                change[name] = _dated(change[name], days, since).strip()
        change["replace"] = [(_dated(before, days, told), _dated(after, days, since)) for before, after in pairs]
    if feed := values.get("feed"):
        values.setdefault("guid", f"urn:newsml:{feed}.example:2026:{path.stem}")
        values.setdefault("slugline", path.stem.upper())
    pictures = [Image(**image) for image in values.pop("pictures", [])]
    return Copy(name=path.stem, pictures=pictures, **values)


def _happened(values: dict[str, Any], *, published: int) -> int:
    """How many minutes before the laying out that happened which is told."""
    happened: int = values.pop("happened", published + _TOLD_AFTER)
    return happened


def _dated(text: str, days: list[str], moment: datetime) -> str:
    eve = moment - timedelta(days=1)
    return text.replace("{day}", days[moment.weekday()]).replace("{eve}", days[eve.weekday()])


def _read(path: Path) -> dict[str, Any]:
    return tomllib.loads(path.read_text(encoding="utf-8"))
