"""A comparison made into the fields of a working copy: the merged words, and the pictures that are new."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from articles import snapshots
from articles.models import Article
from articles.snapshots import CaptionValues, Fields
from wires import drafts, locking, pictures
from wires.blocks import Block, keys
from wires.comparing import Comparison, Passage
from wires.comparing import Field as Compared
from wires.drafts import Use
from wires.merging import Kind
from wires.models import WireItem
from wires.stories import WireStory

OURS, THEIRS, BOTH = "ours", "theirs", "both"
#: How a choice is told.
SAID = {OURS: "the desk’s", THEIRS: "the agency’s", BOTH: "both"}
_PASSAGE = "passage-"


@dataclass(frozen=True, slots=True)
class Choice:
    """Something that somebody may decide: its key in `chosen`, and what the desk calls it."""

    key: str
    label: str
    kind: Kind


@dataclass(slots=True)
class Merged:
    """What is to be written, and the pictures that come with it."""

    fields: Fields = field(default_factory=Fields)  # type: ignore[arg-type]
    uses: list[Use] = field(default_factory=list)


def choices(found: Comparison) -> Iterator[Choice]:
    """All that differs, in the order of the page."""
    for one in found.fields:
        if one.kind != Kind.SAME:
            yield Choice(key_of(one), one.label, one.kind)
    standing = 1
    for place, passage in enumerate(found.passages):
        if passage.kind != Kind.SAME:
            yield Choice(passage_key(place), passage_label(passage, first=standing), passage.kind)
        standing += len(passage.ours)


def conflicts(found: Comparison) -> list[Choice]:
    return [one for one in choices(found) if one.kind == Kind.CONFLICT]


def key_of(one: Compared) -> str:
    return f"{one.name}-{one.part}" if one.part else one.name


def passage_key(place: int) -> str:
    return f"{_PASSAGE}{place}"


def passage_label(passage: Passage, *, first: int) -> str:
    """`first`: which paragraph of the story it begins with, or stands before where the story has none of it."""
    if not passage.ours:
        return f"After paragraph {first - 1}" if first > 1 else "Before paragraph 1"
    many = max(len(side) for side in (passage.base, passage.ours, passage.theirs)) > 1
    return f"Paragraphs from {first}" if many else f"Paragraph {first}"


def sides(key: str) -> tuple[str, ...]:
    """What may be chosen: of a passage both, one behind the other; of a field one."""
    return (OURS, THEIRS, BOTH) if key.startswith(_PASSAGE) else (OURS, THEIRS)


def said(found: Comparison, chosen: Mapping[str, str]) -> list[str]:
    """What was chosen, in words: “Headline: the agency’s”."""
    return [f"{one.label}: {SAID[chosen[one.key]]}" for one in choices(found) if chosen.get(one.key) in SAID]


def carried(before: Comparison, after: Comparison, chosen: Mapping[str, str]) -> dict[str, str]:
    """The choices made in one comparison that mean the same in another: of what says the same on all sides."""
    now = {says: key for key, says in _saying(after)}
    return {now[says]: chosen[key] for key, says in _saying(before) if key in chosen and says in now}


def _saying(found: Comparison) -> Iterator[tuple[str, tuple[object, ...]]]:
    """Each key, and what is said under it by whom."""
    for one in found.fields:
        yield key_of(one), (key_of(one), one.base, one.ours, one.theirs)
    for place, passage in enumerate(found.passages):
        yield passage_key(place), tuple(tuple(keys(side)) for side in (passage.base, passage.ours, passage.theirs))


def _side(kind: Kind, chosen: str | None) -> str:
    """Which side stands: as chosen, else the agency's where it alone changed."""
    return chosen or (THEIRS if kind == Kind.THEIRS else OURS)


def _takes(kind: Kind, chosen: str | None) -> bool:
    return _side(kind, chosen) == THEIRS


def merged(*, article: Article, item: WireItem, found: Comparison, chosen: Mapping[str, str]) -> Merged:
    """The fields in which the working copy changes. Every conflict must have been decided."""
    story = WireStory.from_json(item.story)
    taken = [one for one in found.fields if _takes(one.kind, chosen.get(key_of(one)))]
    result = Merged(Fields(**_values(story, taken)))  # type: ignore[typeddict-item]
    result.fields["body"] = body(found, chosen)
    if found.new_images:
        locking.pictures(item.feed_id)
        result.uses = drafts.uses(item, found.new_images)
    captions = [one for one in taken if one.part]
    if captions or result.uses:
        result.fields["captions"] = _captions(article, captions, result.uses)
    return result


def body(found: Comparison, chosen: Mapping[str, str]) -> str:
    """The merged body; where nobody has decided yet, our words stand."""
    return found.leading + "".join(
        _html(passage, _side(passage.kind, chosen.get(passage_key(place))))
        for place, passage in enumerate(found.passages)
    )


def standing(one: Compared, chosen: Mapping[str, str]) -> str:
    """What the field says once merged."""
    return one.theirs if _takes(one.kind, chosen.get(key_of(one))) else one.ours


def _values(story: WireStory, taken: list[Compared]) -> dict[str, Any]:
    said = {**drafts.words(story), "bylines": drafts.bylines(story)}
    return {one.name: said[one.name] for one in taken if not one.part}


def _html(passage: Passage, side: str) -> str:
    """The passage of a side. The pictures that the desk has placed in it stay, whosever words stand around them."""
    if side == OURS:
        return _joined(passage.ours)
    if side == BOTH:
        return _joined(passage.ours) + "".join(block.html for block in added(passage))
    return "".join(block.html for block in passage.theirs) + "".join(block.figures for block in passage.ours)


def added(passage: Passage) -> list[Block]:
    """What only the agency says. What it left as it was, the desk has dealt with already: it would stand twice."""
    known = {*keys(passage.base), *keys(passage.ours)}
    return [block for block in passage.theirs if block.key not in known]


def _joined(blocks: tuple[Block, ...]) -> str:
    return "".join(block.html + block.figures for block in blocks)


def _captions(article: Article, taken: list[Compared], new: list[Use]) -> list[CaptionValues]:
    """The captions of the story with the words that were taken; new pictures come last, or lead where none was."""
    standing = snapshots.fields(snapshots.snapshot(article))["captions"]
    words = {(one.name, one.part): one.theirs for one in taken}
    for row in standing:
        for part in ("text", "credit"):
            if (said := words.get((str(row["uuid"]), part))) is not None:
                row[part] = said  # type: ignore[literal-required]
    return [*standing, *(drafts.caption(use, len(standing) + number) for number, use in enumerate(new))]


def settle_pictures(article: Article, item: WireItem, uses: list[Use]) -> None:
    """Complete each photograph that came, and let captions wait for those that have not."""
    for use in uses:
        if use.photo:
            pictures.complete(item.feed, use.photo, use.image)
        else:
            pictures.await_picture(item=item, image=use.image, article=article, caption=use.caption)
