"""What the desk sees of an update: the sentence, each change as a diff, and what comes of the choices."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.http import urlencode
from django.utils.safestring import SafeString, mark_safe

from articles import body
from articles.models import Article
from articles.refusals import Refused
from articles.staleness import StaleVersion
from desk import differences
from desk.differences import Line
from ground import languages
from staff.printing import printed
from wires import applying, cancelling, updating, versions
from wires.comparing import Comparison, Passage
from wires.merging import Kind
from wires.models import UpdateOffer, WireUse

#: The names of the choices in the form, and in an address.
CHOICE = "choice-"
#: The texts of the base, ours and theirs.
Sides = tuple[list[str], list[str], list[str]]
_SAID = {
    Kind.THEIRS: "The agency changed it",
    Kind.OURS: "The desk changed it: it stays",
    Kind.BOTH: "Both changed it alike",
    Kind.CONFLICT: "Both changed it",
}


@dataclass(frozen=True, slots=True)
class Change:
    """One difference. `sides`: of a conflict both sides beside what was there before, ours first.

    `has_both`: whether one behind the other would be anything else than one of them.
    """

    key: str
    label: str
    said: str
    is_conflict: bool
    is_theirs: bool
    chosen: str
    lines: list[Line]
    sides: tuple[tuple[str, str, list[Line]], ...] = ()
    has_both: bool = False


@dataclass(frozen=True, slots=True)
class Over:
    """Why an offer cannot be taken any more, and where to go instead."""

    sentence: str
    url: str
    label: str


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
        feed = languages.isolated(str(offer.item.feed))
        return Bar(offer, f"An update from {feed} waits.", is_clean=False, refusal=str(refusal))
    return Bar(offer, updating.sentence(offer, found), is_clean=found.is_clean)


def looked_at(offer: UpdateOffer, chosen: Mapping[str, str]) -> Comparison | Over:
    """The offer beside its story; where it cannot be taken any more, why that is and where to go instead."""
    try:
        if offer.state == UpdateOffer.State.OPEN:
            return updating.comparison(offer)
    except Refused as refusal:
        return Over(str(refusal), *_story(offer))
    later = updating.opened(offer.article)
    if later is None:
        return Over(_decided(offer), *_story(offer))
    return Over("A later version has come since: that one is offered now.", *_later(offer, later, chosen))


def _decided(offer: UpdateOffer) -> str:
    kill = cancelling.cancels(offer.item) if offer.state == UpdateOffer.State.OVERTAKEN else None
    if kill:
        return f"{cancelling.sentence(kill)} It cannot be taken into the story."
    by = f" by {offer.decided_by}" if offer.decided_by else ""
    when = f" on {printed(offer.decided_at)}" if offer.decided_at else ""
    return f"This update is no longer open. {offer.get_state_display()}{by}{when}."


def _story(offer: UpdateOffer) -> tuple[str, str]:
    return reverse("admin:articles_article_change", args=(offer.article_id,)), "Back to the story"


def _later(offer: UpdateOffer, later: UpdateOffer, chosen: Mapping[str, str]) -> tuple[str, str]:
    """The address of the offer that is open now, with what was chosen in this one, and what it says."""
    url = reverse("admin:desk_update", args=(later.pk,))
    try:
        after = updating.comparison(later)
    except Refused:
        return url, "Look at the later version"
    before = updating.as_offered(offer)
    kept = applying.carried(before, after, chosen) if before else {}
    query = urlencode({f"{CHOICE}{key}": side for key, side in kept.items()})
    label = updating.sentence(later, after)
    if kept:
        label += f" {len(kept)} of your choices still appl{'ies' if len(kept) == 1 else 'y'} and go with you."
    return f"{url}?{query}" if query else url, label


def facts(offer: UpdateOffer, chosen: Mapping[str, str]) -> dict[str, Any]:
    """What the page of an offer shows; of one that cannot be taken any more only `over`."""
    found = looked_at(offer, chosen)
    if isinstance(found, Over):
        return {"over": found, "sentence": found.sentence, "waits": offer.state == UpdateOffer.State.OPEN}
    changes = _changes(found, chosen)
    return {
        "over": None,
        "sentence": updating.sentence(offer, found),
        "changes": [change for change in changes if not change.is_conflict],
        "conflicts": [change for change in changes if change.is_conflict],
        "may_choose_both": any(change.has_both for change in changes),
        "new_pictures": len(found.new_images),
        "waits": True,
        "result": result(found, chosen),
    }


def result(found: Comparison, chosen: Mapping[str, str]) -> dict[str, Any]:
    """The story as it would be: its words by field, and the body as readers would see it."""
    words = [(one.label, applying.standing(one, chosen)) for one in found.fields if not one.part]
    return {"fields": [pair for pair in words if pair[1]], "body": _html(applying.body(found, chosen))}


def _html(html: str) -> SafeString:
    return mark_safe(body.clean(html).html)  # noqa: S308 (cleaned on this very line)


def _changes(found: Comparison, chosen: Mapping[str, str]) -> list[Change]:
    """All that may be chosen, in the order of `applying.choices`."""
    fields = [([one.base], [one.ours], [one.theirs]) for one in found.fields if one.kind != Kind.SAME]
    passages = [one for one in found.passages if one.kind != Kind.SAME]
    sides = [*fields, *map(_texts, passages)]
    has_both = [*(False for _ in fields), *(bool(one.ours and applying.added(one)) for one in passages)]
    return [_change(*one, chosen) for one in zip(applying.choices(found), sides, has_both, strict=True)]


def _texts(one: Passage) -> Sides:
    base, ours, theirs = ([block.text for block in side] for side in (one.base, one.ours, one.theirs))
    return base, ours, theirs


def _change(one: applying.Choice, texts: Sides, has_both: bool, chosen: Mapping[str, str]) -> Change:
    base, ours, theirs = texts
    after = ours if one.kind == Kind.OURS else theirs
    beside = (
        (applying.OURS, "The desk’s", differences.lines(base, ours)),
        (applying.THEIRS, "The agency’s", differences.lines(base, theirs)),
    )
    default = {Kind.THEIRS: applying.THEIRS, Kind.CONFLICT: ""}.get(one.kind, applying.OURS)
    return Change(
        key=one.key,
        label=one.label,
        said=_said(one.kind, is_new=not base, is_gone=not after),
        is_conflict=one.kind == Kind.CONFLICT,
        is_theirs=one.kind == Kind.THEIRS,
        chosen=chosen.get(one.key, default),
        lines=differences.lines(base if one.kind != Kind.BOTH else ours, after),
        sides=beside if one.kind == Kind.CONFLICT else (),
        has_both=has_both and one.kind == Kind.CONFLICT,
    )


def _said(kind: Kind, *, is_new: bool, is_gone: bool) -> str:
    """Who changed it; of a paragraph that the agency put in or took out just that."""
    if kind == Kind.THEIRS and (is_new or is_gone):
        return "The agency put it in" if is_new else "The agency took it out"
    return _SAID[kind]


def happened(stale: StaleVersion) -> str:
    """Who saved since: an agency whose version went in by itself under its own name."""
    article = stale.article
    uses = article.wire_uses.filter(taken_at=article.changed_at, is_origin=False).select_related("item__feed")
    use = None if article.changed_by else uses.first()
    if use is None:
        return stale.happened
    agency = languages.isolated(cancelling.agency(use.item))
    return f"{agency}’s {held(use)} went into the story, as version {article.version}, at {stale.circumstances}"


def held(use: WireUse) -> str:
    """Which version of its copy a story holds: “2nd version”."""
    return versions.named(use.item)
