"""Writing working copies: the members of a wish turned into what the desk's own verbs take."""

from collections.abc import Callable, Iterable
from functools import partial
from typing import Any
from uuid import UUID

from api import finding, problems
from api.problems import Problem
from api.wishes import BylineWish, CaptionWish, DraftWish, NewDraft
from articles import drafting, remarks
from articles.drafting import IdTaken
from articles.models import Article, Author, Coverage, Section
from articles.snapshots import BylineValues, CaptionValues, Fields
from ground import clock
from media.models import Photo
from staff import permissions
from staff.models import User


def create(wish: NewDraft, *, by: User) -> tuple[Article, bool]:
    """The new working copy, and whether it is new: sent twice under the id that the client chose, it is made once.

    Raises Problem (exists, invalid), NotAllowed.
    """
    permissions.require(by, "articles.add_article", to="create stories")
    members = wish.sent()
    chosen = members.pop("id", None)
    try:
        article = drafting.create(by=by, fields=_fields(members), at=clock.now(), public_id=chosen)
    except IdTaken as taken:
        return _made_before(taken, by=by), False
    return article, True


def change(public_id: UUID, *, version: int, wish: DraftWish, by: User) -> Article:
    """The working copy with these members, as its next version; an empty wish changes nothing.

    Raises Problem (not-found, invalid), StaleVersion, Refused, NotAllowed.
    """
    article = finding.find(public_id, by=by)
    fields = _fields(wish.sent(), own=public_id)
    return drafting.save(article_id=article.pk, version=version, by=by, fields=fields, at=clock.now())


def warnings(article: Article, wish: DraftWish) -> list[str]:
    """What cleaning changed of the body, and what readers will not see of it, in sentences."""
    if not wish.model_fields_set & {"body_html", "captions"}:
        return []
    return remarks.on_text(article, given=wish.sent().get("body_html", article.body))


def _made_before(taken: IdTaken, *, by: User) -> Article:
    """The story that this request has made before, however it stands now."""
    if taken.is_repeated:
        return finding.find(taken.article.public_id, by=by)
    is_own = taken.article.created_by_id == by.pk
    whose = "Another story, with other words," if is_own else "A story that somebody else has made"
    said = f"{whose} has this id. Nothing was written."
    raise Problem("exists", f"{said} Send this one with another id, or with none.")


def _fields(members: dict[str, Any], *, own: UUID | None = None) -> Fields:
    """The members as fields of the verbs: names and slugs looked up. `own` is the id of the story that is changed.

    Raises Problem invalid, which names everything in every member that cannot be used.
    """
    turn: dict[str, Callable[[Any], Any]] = {
        "section": _section,
        "coverages": _coverages,
        "bylines": _bylines,
        "captions": _captions,
        "related": partial(_related, own=own),
    }
    values: dict[str, Any] = {}
    unusable: dict[str, str] = {}
    for name, value in members.items():
        try:
            values[_COLUMNS.get(name, name)] = turn[name](value) if name in turn else value
        except _Unusable as failure:
            unusable |= failure.said
    if unusable:
        raise problems.several(unusable, kept="Nothing was written.")
    return Fields(**values)  # type: ignore[typeddict-item]


class _Unusable(Exception):
    """Values that cannot be used: the pointer of each, with a sentence."""

    def __init__(self, said: dict[str, str]) -> None:
        self.said = said


#: Member → field, where they are called differently.
_COLUMNS = {"body_html": "body"}


def _section(slug: str | None) -> Section | None:
    return _all(Section.objects.filter(slug=slug), "slug", {"section": slug})[slug] if slug else None


def _coverages(slugs: list[str]) -> list[Coverage]:
    found = _all(Coverage.objects.filter(slug__in=slugs), "slug", _each("coverages/{}", slugs))
    return [found[slug] for slug in dict.fromkeys(slugs)]


def _bylines(wishes: list[BylineWish]) -> list[BylineValues]:
    slugs = _each("bylines/{}/author", [wish.author for wish in wishes])
    named = {place: slug for place, slug in slugs.items() if slug}
    found = _all(Author.objects.filter(slug__in=named.values()), "slug", named)
    rows = [BylineValues(author=found.get(wish.author), name=wish.name) for wish in wishes]
    return [row for row in rows if row["author"] or row["name"]]


def _captions(wishes: list[CaptionWish]) -> list[CaptionValues]:
    if sum(wish.role == "lead" for wish in wishes) > 1:
        raise _Unusable({"captions": "A story has one lead photograph. Give the others another role."})
    named = _each("captions/{}/photo", [wish.photo for wish in wishes])
    photos = Photo.objects.filter(public_id__in=named.values()).defer("source_metadata")
    found = _all(photos, "public_id", named)
    rows = [_caption(wish, found[wish.photo]) for wish in wishes]
    if twins := drafting.twins(rows):
        raise _Unusable({f"captions/{number}/uuid": drafting.TWINS for number in twins})
    return rows


def _caption(wish: CaptionWish, photo: Photo) -> CaptionValues:
    given = {name: getattr(wish, name) for name in ("role", "text", "credit", "alt", "decorative", "crop")}
    return CaptionValues(photo=photo, pending="", **given, **({"uuid": wish.uuid} if wish.uuid else {}))  # type: ignore[typeddict-item]


def _related(ids: list[UUID], *, own: UUID | None) -> list[Article]:
    named = _each("related/{}", ids)
    if itself := [place for place, one in named.items() if one == own]:
        raise _Unusable({itself[0]: "This is the story itself. Leave it out."})
    found = _all(Article.objects.filter(public_id__in=ids), "public_id", named)
    return [found[one] for one in dict.fromkeys(ids)]


def _each(place: str, values: Iterable[Any]) -> dict[str, Any]:
    """Pointer → value, for each of a list."""
    return {place.format(number): value for number, value in enumerate(values)}


def _all(rows: Iterable[Any], name: str, wanted: dict[str, Any]) -> dict[Any, Any]:
    """The rows by that column. Raises _Unusable with every value of `wanted`, by its pointer, that is not there."""
    found = {getattr(row, name): row for row in rows}
    if missing := {place: f"There is none called “{one}”." for place, one in wanted.items() if one not in found}:
        raise _Unusable(missing)
    return found
