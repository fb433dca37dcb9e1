"""What the desk sees of an update: the sentence, each change as a diff, and what comes of the choices."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.safestring import SafeString, mark_safe

from articles import body
from articles.models import Article
from articles.refusals import Refused
from desk import differences
from desk.differences import Line
from ground import languages
from wires import applying, updating
from wires.comparing import Comparison, Field, Passage
from wires.merging import Kind
from wires.models import UpdateOffer, WireUse

_SAID = {
    Kind.THEIRS: "The agency changed it",
    Kind.OURS: "The desk changed it: it stays",
    Kind.BOTH: "Both changed it alike",
    Kind.CONFLICT: "Both changed it",
}


@dataclass(frozen=True, slots=True)
class Change:
    """One difference. `sides`: of a conflict both sides beside what was there before, ours first."""

    key: str
    label: str
    said: str
    is_conflict: bool
    is_theirs: bool
    chosen: str
    lines: list[Line]
    sides: tuple[tuple[str, str, list[Line]], ...] = ()


@dataclass(frozen=True, slots=True)
class Bar:
    """The line about an open offer on the story page."""

    offer: UpdateOffer
    sentence: str
    is_clean: bool
    refusal: str = ""


def bar(article: Article) -> Bar | None:
    """The offer that waits on the story; None where there is none."""
    offer = updating.opened(article)
    if offer is None:
        return None
    try:
        found = updating.comparison(offer)
    except Refused as refusal:
        return Bar(offer, f"An update from {offer.item.feed} waits.", is_clean=False, refusal=str(refusal))
    return Bar(offer, updating.sentence(offer, found), is_clean=found.is_clean)


def facts(offer: UpdateOffer, chosen: Mapping[str, str]) -> dict[str, Any]:
    """What the page of an offer shows. `refusal` says why it cannot be taken any more."""
    if offer.state != UpdateOffer.State.OPEN:
        decided = f" by {offer.decided_by}" if offer.decided_by else ""
        return {"sentence": "", "refusal": f"{offer.get_state_display()}{decided}.", "is_open": False}
    try:
        found = updating.comparison(offer)
    except Refused as refusal:
        return {"sentence": "", "refusal": str(refusal), "is_open": True}
    changes = _changes(found, chosen)
    return {
        "sentence": updating.sentence(offer, found),
        "refusal": "",
        "changes": [change for change in changes if not change.is_conflict],
        "conflicts": [change for change in changes if change.is_conflict],
        "new_pictures": len(found.new_images),
        "is_clean": found.is_clean,
        "is_open": True,
        "result": result(found, chosen),
        "direction": languages.direction(offer.article.language),
    }


def result(found: Comparison, chosen: Mapping[str, str]) -> dict[str, Any]:
    """The story as it would be: its words by field, and the body as readers would see it."""
    words = [(one.label, applying.standing(one, chosen)) for one in found.fields if not one.part]
    return {"fields": [pair for pair in words if pair[1]], "body": _html(applying.body(found, chosen))}


def _html(html: str) -> SafeString:
    return mark_safe(body.clean(html).html)  # noqa: S308 (cleaned on this very line)


def _changes(found: Comparison, chosen: Mapping[str, str]) -> list[Change]:
    fields = [_of_field(one, chosen) for one in found.fields if one.kind != Kind.SAME]
    passages, standing = [], 1
    for place, one in enumerate(found.passages):
        if one.kind != Kind.SAME:
            passages.append(_of_passage(place, one, chosen, first=standing))
        standing += len(one.ours)
    return [*fields, *passages]


def _of_field(one: Field, chosen: Mapping[str, str]) -> Change:
    return _change(applying.key_of(one), one.label, one.kind, ([one.base], [one.ours], [one.theirs]), chosen)


def _of_passage(place: int, one: Passage, chosen: Mapping[str, str], *, first: int) -> Change:
    """`first`: which paragraph of the story it begins with, or stands before."""
    texts = tuple([block.text for block in side] for side in (one.base, one.ours, one.theirs))
    many = max(len(side) for side in texts)
    label = f"Paragraphs from {first}" if many > 1 else f"Paragraph {first}"
    return _change(applying.passage_key(place), label, one.kind, texts, chosen)  # type: ignore[arg-type]


def _change(
    key: str, label: str, kind: Kind, sides: tuple[list[str], list[str], list[str]], chosen: Mapping[str, str]
) -> Change:
    base, ours, theirs = sides
    after = ours if kind == Kind.OURS else theirs
    beside = (
        (applying.OURS, "The desk’s", differences.lines(base, ours)),
        (applying.THEIRS, "The agency’s", differences.lines(base, theirs)),
    )
    default = {Kind.THEIRS: applying.THEIRS, Kind.CONFLICT: ""}.get(kind, applying.OURS)
    return Change(
        key=key,
        label=label,
        said=_SAID[kind],
        is_conflict=kind == Kind.CONFLICT,
        is_theirs=kind == Kind.THEIRS,
        chosen=chosen.get(key, default),
        lines=differences.lines(base if kind != Kind.BOTH else ours, after),
        sides=beside if kind == Kind.CONFLICT else (),
    )


def held(use: WireUse) -> str:
    """Which version of its copy a story holds: “2nd version”."""
    return f"{updating.ordinal(updating.number(use.item))} version"
