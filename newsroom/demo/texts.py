"""The demo's words: TOML files beside this module, read into plain records.

Times are minutes before the demo is laid out (`filed`, `published`) or after it (`scheduled`,
`embargo`). In texts {day} stands for the weekday of filing and {eve} for the day before it.
"""

import tomllib
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

_FOLDER = Path(__file__).with_name("texts")
_DAYS = {
    "en": "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split(),
    "ar": "الاثنين الثلاثاء الأربعاء الخميس الجمعة السبت الأحد".split(),
}
#: A file that its agency cut off on the way: it can be kept, but not read.
CUT_OFF = "cut-off.json"


@dataclass(frozen=True)
class Image:
    """A picture that comes with a story; `scene` is empty where the file is yet to come."""

    scene: str = ""
    role: str = "embedded"
    after: str = ""
    missing: str = ""
    caption: str = ""


@dataclass(frozen=True)
class Copy:
    """What an agency files, and in `desk` what the demo's editor makes of it."""

    name: str
    feed: str
    guid: str
    filed: int
    headline: str
    slugline: str
    summary: str
    body: str
    dateline: str
    byline: str
    urgency: int
    keywords: list[str]
    subjects: list[str]
    shape: str = "ninjs"
    language: str = "en"
    version: int = 1
    pubstatus: str = "usable"
    note: str = ""
    embargo: int | None = None
    embargo_day: int | None = None
    pictures: list[Image] = field(default_factory=list)
    desk: dict[str, Any] = field(default_factory=dict)

    def filename(self, image: Image) -> str:
        """The name under which a picture comes beside the story."""
        return image.missing or f"{self.name}-{image.scene}.jpg"


def stories(*, start: datetime) -> list[Copy]:
    """The twelve stories, by file name. `start` is the moment of laying out, in the newspaper's zone."""
    return [_copy(path, start) for path in sorted((_FOLDER / "stories").glob("*.toml"))]


def wire_items(*, start: datetime) -> list[Copy]:
    """What lies on the wire list besides."""
    return [_copy(path, start) for path in sorted((_FOLDER / "wire").glob("*.toml"))]


def cut_off() -> bytes:
    """A file that ends in the middle of a sentence."""
    return (_FOLDER / "wire" / CUT_OFF).read_bytes()


def site() -> dict[str, Any]:
    """The newspaper: site, sections, authors, feeds, the coverage and its timeline."""
    return _read(_FOLDER / "site.toml")


def photographs() -> dict[str, dict[str, Any]]:
    """Scene → the metadata that goes into its file, by the names of media.packets.Fields."""
    told = _read(_FOLDER / "photographs.toml")
    return {scene: {**told["defaults"], **fields} for scene, fields in told["scenes"].items()}


def _copy(path: Path, start: datetime) -> Copy:
    values = _read(path)
    moment = start - timedelta(minutes=values["filed"])
    days = _DAYS[values.get("language", "en")]
    for name in ("headline", "summary", "body"):
        values[name] = _dated(values[name], days, moment).strip()
    for pair in values.get("desk", {}).get("change", {}).get("replace", []):
        pair[:] = [_dated(text, days, moment) for text in pair]
    pictures = [Image(**image) for image in values.pop("pictures", [])]
    return Copy(name=path.stem, pictures=pictures, **values)


def _dated(text: str, days: list[str], moment: datetime) -> str:
    eve = moment - timedelta(days=1)
    return text.replace("{day}", days[moment.weekday()]).replace("{eve}", days[eve.weekday()])


def _read(path: Path) -> dict[str, Any]:
    return tomllib.loads(path.read_text(encoding="utf-8"))
