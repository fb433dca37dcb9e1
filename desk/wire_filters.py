"""What is asked of the wire room, as it stands in the address and in the boxes above the list."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from urllib.parse import urlencode

from django.http import QueryDict
from django.utils.dateparse import parse_date, parse_datetime
from django.utils.timezone import make_aware

from desk.numbers import number
from ground import languages
from wires import sorting, subjects
from wires.marks import URGENCY
from wires.models import Feed, WireItem
from wires.searching import Asked
from wires.subjects import resolving

#: In the address → how long back, and in words.
_SINCE = {
    "1h": (timedelta(hours=1), "The last hour"),
    "6h": (timedelta(hours=6), "6 hours"),
    "24h": (timedelta(days=1), "24 hours"),
    "7d": (timedelta(days=7), "7 days"),
    "30d": (timedelta(days=30), "30 days"),
}
_TYPES = {"text": "Text", "picture": "Pictures", "video": "Video", "graphic": "Graphics", "composite": "Packages"}
_USE = {"in": "In use here", "not": "Not in use", "update": "An update waits"}
_SHOWN = {"held": "Kept back", "dropped": "Dropped"}
#: The names in the address, in the order of the page.
NAMES = ("q", "feed", "language", "urgency", "status", "type", "subject", "since", "use", "show")
_LONGEST = 200


@dataclass(frozen=True, slots=True)
class Choice:
    """One choice of a box."""

    value: str
    label: str
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class Box:
    """One box above the list; without choices subjects are picked in it. `said`: what is chosen, in words."""

    name: str
    label: str
    value: str
    said: str
    choices: tuple[Choice, ...] = ()


def given(address: QueryDict) -> dict[str, str]:
    """The parts of the address that ask for something."""
    typed = {name: str(address.get(name, "")).strip()[:_LONGEST] for name in NAMES}
    typed["subject"] = _subject(typed["subject"])
    return {name: value for name, value in typed.items() if value}


def _subject(typed: str) -> str:
    """The Media Topic that is meant, by its code, with whatever behind it, or by its name; else as it was typed."""
    return resolving.resolve(code=typed.split(maxsplit=1)[0]) or resolving.resolve(name=typed) or typed if typed else ""


def written(asked: dict[str, str]) -> str:
    """As it is kept and put into addresses."""
    return urlencode([(name, asked[name]) for name in NAMES if name in asked])


def asked(given: dict[str, str], *, at: datetime) -> Asked:
    """What is looked for. What makes no sense asks for nothing."""
    urgency = number(given.get("urgency"))
    return Asked(
        words=given.get("q", ""),
        feed=number(given.get("feed")),
        language=given.get("language", ""),
        urgency=urgency if urgency in URGENCY else None,
        status=given.get("status", ""),
        type=given.get("type", ""),
        subject=given.get("subject", ""),
        since=_since(given.get("since", ""), at=at),
        use=given.get("use", "") if given.get("use") in _USE else "",
        shown=given.get("show", "") if given.get("show") in _SHOWN else "",
    )


def _since(text: str, *, at: datetime) -> datetime | None:
    """A time back, a date or a moment; of a date its beginning in the zone of the page."""
    if text in _SINCE:
        return at - _SINCE[text][0]
    try:
        moment = parse_datetime(text)
        day = parse_date(text)
    except ValueError:
        return None
    if moment is None and day:
        moment = datetime.combine(day, time.min)
    if moment is None:
        return None
    return moment if moment.tzinfo else make_aware(moment)


def boxes(given: dict[str, str], feeds: list[Feed]) -> list[Box]:
    """The boxes with what is chosen in them."""
    choices: dict[str, tuple[str, dict[str, str]]] = {
        "feed": ("Feed", {str(feed.pk): feed.name for feed in feeds}),
        "language": ("Language", dict(languages.LANGUAGES)),
        "urgency": ("Urgency", {str(value): f"{value} {word} or higher" for value, word in URGENCY.items()}),
        "status": ("Status", {str(value): str(label) for value, label in WireItem.Status.choices}),
        "type": ("Type", _TYPES),
        "since": ("Since", {name: words for name, (_, words) in _SINCE.items()}),
        "use": ("Use", _USE),
        "show": ("Show", _SHOWN),
    }
    made = [_box(name, label, given.get(name, ""), words) for name, (label, words) in choices.items()]
    return [*made, _of_subject(given.get("subject", ""))]


def _of_subject(code: str) -> Box:
    name = subjects.name(code, sorting.desk_language()) if code in subjects.topics() else ""
    return Box("subject", "Subject", f"{code} {name}".strip(), name or code)


def _box(name: str, label: str, value: str, words: dict[str, str]) -> Box:
    known = words if value in words or not value else {**words, value: value}
    first = "On the list" if name == "show" else "Any"
    every = {"": first, **known}
    choices = tuple(Choice(one, said, one == value) for one, said in every.items())
    return Box(name, label, value, every[value], choices)


def in_words(given: dict[str, str], feeds: list[Feed]) -> list[str]:
    """What is asked, a piece each: “Feed: Harrow Bay Press”."""
    named = [f"{box.label}: {box.said}" for box in boxes(given, feeds) if box.value]
    return [f"“{given['q']}”", *named] if "q" in given else named
