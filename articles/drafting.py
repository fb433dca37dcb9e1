"""Writing the working copy: create, save, restore. Readers see nothing of it until it is published."""

from datetime import datetime
from typing import Any, cast
from uuid import UUID, uuid4

from django.db import IntegrityError, transaction
from django.db.models import Case, F, Value, When

from articles import snapshots, tagging, translations
from articles.models import Article, Byline, Caption, RelatedPick, Revision
from articles.refusals import refuse
from articles.snapshots import COLUMNS, BylineValues, CaptionValues, Fields
from articles.staleness import StaleVersion
from ground import languages
from media.models import Photo
from staff import audit, permissions
from staff.models import User

#: Who holds it approves stories, and changes approved ones without taking their approval away.
APPROVE = "articles.approve_article"
#: What is said of `twins`.
TWINS = "Another caption of this story has this uuid. Give each its own, or leave it out."
#: Why a version is nobody's work: saving over it takes nothing from anybody.
_PHOTO_CAME = "its photo came"


class IdTaken(Exception):
    """A story has this public id already; nothing was written. `is_repeated`: the same person made it of the same."""

    def __init__(self, article: Article, *, is_repeated: bool) -> None:
        self.article, self.is_repeated = article, is_repeated
        super().__init__(f"“{article}” has this id already.")


@transaction.atomic
def create(
    *, by: User | None, fields: Fields, at: datetime, reason: str = "", public_id: UUID | None = None
) -> Article:
    """A new working copy, at version 1 with its first revision, under that public id or a new one.

    Raises IdTaken where there is a story of that id, and Refused.
    """
    permissions.require(by, "articles.add_article", to="create stories")
    stamped = {"created_at": at, "created_by": by, "changed_at": at, "changed_by": by}
    article = _begin(public_id, {**stamped, **_columns(fields)}, fields)
    _keep_revision(article, by=by, at=at, reason=reason or "created")
    audit.record(by=by, verb="create", subject=article, at=at)
    return article


def save(*, article_id: int, version: int, by: User | None, fields: Fields, at: datetime) -> Article:
    """Write the given fields over the version that was opened, as the next version.

    What changes nothing is no version. A photo that came meanwhile is kept. Raises StaleVersion where
    somebody else saved since, and Refused where a translation of the story has its new language or two
    captions have one uuid.
    """
    return _save(article_id, version, fields, by=by, at=at, verb="save")


def write(*, article_id: int, version: int, by: User | None, fields: Fields, at: datetime, reason: str = "") -> Article:
    """What a save writes, for verbs that have asked for the right to it and record themselves. Raises StaleVersion."""
    values = {"changed_at": at, "changed_by": by, **_state_after(by), **_columns(fields)}
    claimed = _claim(article_id, version, values) or _claim(article_id, _after_photos(article_id, version), values)
    article = Article.objects.select_related("changed_by").get(pk=article_id)
    if not claimed:
        raise StaleVersion(article, seen=version)
    _write_relations(article, fields)
    _keep_revision(article, by=by, at=at, reason=reason)
    return article


def restore(*, revision: Revision, version: int, by: User | None, at: datetime) -> Article:
    """Put an old revision into the working copy, as its next version. Readers see nothing of it."""
    fields, reason = snapshots.fields(revision.content), f"restored version {revision.version}"
    return _save(revision.article_id, version, fields, by=by, at=at, verb="restore", reason=reason)


@transaction.atomic
def supply_photo(*, caption_uuid: UUID, photo: Photo, at: datetime) -> Article | None:
    """Put a photo that has come into the caption that waits for it, as the next version of its story.

    None where no caption waits under that uuid: it was filled or taken out, and nothing is done.
    """
    waiting = Caption.objects.filter(uuid=caption_uuid, photo=None)
    article = Article.objects.select_for_update(of=("self",)).filter(captions__in=waiting).first()
    if article is None or not waiting.update(photo=photo, pending=""):
        return None
    _claim(article.pk, article.version, {"changed_at": at, "changed_by": None, **_state_after(None)})
    article.refresh_from_db()
    _keep_revision(article, by=None, at=at, reason=_PHOTO_CAME)
    audit.record(by=None, verb="supply photo", subject=article, at=at, detail={"photo": photo.pk})
    return article


def _begin(public_id: UUID | None, values: dict[str, Any], fields: Fields) -> Article:
    """The rows of a new story. Of two that ask for one id at once, the second one waits and finds the first."""
    if public_id is None:
        article, is_new = Article.objects.create(**values), True
    else:
        article, is_new = Article.objects.get_or_create(public_id=public_id, defaults=values)
    if not is_new:
        raise IdTaken(article, is_repeated=_is_made_of(article, values, fields))
    return _with_relations(article, fields)


def _is_made_of(made: Article, values: dict[str, Any], fields: Fields) -> bool:
    """Whether that person made the story of these fields: they are written beside it, and go when `create` fails."""
    again = _with_relations(Article.objects.create(**values), fields)
    first = made.revisions.order_by("version").first()
    is_the_same = first is not None and _said(first.content) == _said(snapshots.snapshot(again))
    return is_the_same and made.created_by_id == again.created_by_id


def _said(content: dict[str, Any]) -> dict[str, Any]:
    """A snapshot without what its captions are known by: most are given that only when they are written."""
    return {**content, "captions": [{**row, "uuid": ""} for row in content["captions"]]}


def _with_relations(article: Article, fields: Fields) -> Article:
    """A story that was just made, with its body as it was cleaned and all that belongs to it."""
    article.refresh_from_db(fields=["body"])
    _write_relations(article, fields)
    return article


def _save(article_id: int, version: int, fields: Fields, **how: Any) -> Article:
    """The database holds the rule that a story's translations are in other languages; here it is put into words."""
    try:
        return _write(article_id, version, fields, **how)
    except IntegrityError as failure:
        translations.explain(failure, article_id=article_id, language=fields.get("language"))
        raise


@transaction.atomic
def _write(
    article_id: int, version: int, fields: Fields, *, by: User | None, at: datetime, verb: str, reason: str = ""
) -> Article:
    permissions.require(by, "articles.change_article", to="save stories")
    before = transaction.savepoint()
    article = write(article_id=article_id, version=version, by=by, fields=fields, at=at, reason=reason)
    if _says_the_same(article):
        transaction.savepoint_rollback(before)
        return Article.objects.select_related("changed_by").get(pk=article_id)
    audit.record(by=by, verb=verb, subject=article, at=at, detail={"version": article.version})
    return article


def _says_the_same(article: Article) -> bool:
    """Whether its newest version holds nothing else than the one before: then it is no version."""
    newest, *former = article.revisions.values_list("content", flat=True)[:2]
    return [newest] == former


def _state_after(by: User | None) -> dict[str, Any]:
    """What was approved is not what somebody has written since who may not approve it, nor what a program has."""
    if by is not None and by.has_perm(APPROVE):
        return {}
    states = Article.DeskState
    return {"desk_state": Case(When(desk_state=states.APPROVED, then=Value(states.DRAFT)), default=F("desk_state"))}


def _claim(article_id: int, version: int, values: dict[str, Any]) -> int:
    return Article.objects.filter(pk=article_id, version=version).update(version=F("version") + 1, **values)


def _after_photos(article_id: int, version: int) -> int:
    """The newest version, if nothing but photos came since that one; else that one itself."""
    since = dict(Revision.objects.filter(article=article_id, version__gt=version).values_list("version", "reason"))
    return max(since) if set(since.values()) == {_PHOTO_CAME} else version


def _columns(fields: Fields) -> dict[str, Any]:
    values = {name: value for name, value in fields.items() if name in (*COLUMNS, "section")}
    if "language" in values:
        values["language"] = languages.known(cast("str", values["language"]))
    return values


def _keep_revision(article: Article, *, by: User | None, at: datetime, reason: str) -> None:
    Revision.objects.create(
        article=article,
        version=article.version,
        content=snapshots.snapshot(article),
        reason=reason,
        created_at=at,
        created_by=by,
    )


def _write_relations(article: Article, fields: Fields) -> None:
    if "tags" in fields:
        tagging.write(article, fields["tags"])
    if "coverages" in fields:
        article.coverages.set(fields["coverages"])
    if "bylines" in fields:
        _write_bylines(article, fields["bylines"])
    if "captions" in fields:
        _write_captions(article, fields["captions"])
    if "related" in fields:
        _write_related(article, fields["related"])


def _write_bylines(article: Article, rows: list[BylineValues]) -> None:
    article.bylines.all().delete()
    Byline.objects.bulk_create(
        Byline(article=article, author=row.get("author"), name=row.get("name", ""), order=order)
        for order, row in enumerate(rows)
        if row.get("author") or row.get("name")
    )


def _write_captions(article: Article, rows: list[CaptionValues]) -> None:
    """Replace the uses of photos; a use keeps its uuid, which the body and the editions name.

    A use that was opened while it waited has the photo that came since.
    """
    if twins(rows):
        raise refuse("caption-twice", f"{TWINS} Nothing was written.", field="captions")
    came = {use.uuid: use.photo for use in article.captions.exclude(photo=None).select_related("photo")}
    article.captions.all().delete()
    taken = set(Caption.objects.filter(uuid__in=_uuids(rows)).values_list("uuid", flat=True))
    captions = []
    for order, row in enumerate(rows):
        uuid = row.get("uuid") or uuid4()
        photo = {"photo": came[uuid], "pending": ""} if row.get("pending") and uuid in came else {}
        use = {**row, **photo, "uuid": uuid4() if uuid in taken else uuid}
        captions.append(Caption(article=article, order=order, **use))
    Caption.objects.bulk_create(captions)


def twins(rows: list[CaptionValues]) -> list[int]:
    """The numbers of those whose uuid one before them has: the text could not tell them apart."""
    uuids = [row.get("uuid") for row in rows]
    return [number for number, uuid in enumerate(uuids) if uuid and uuid in uuids[:number]]


def _uuids(rows: list[CaptionValues]) -> list[UUID]:
    return [row["uuid"] for row in rows if "uuid" in row]


def _write_related(article: Article, picks: list[Article]) -> None:
    article.related_picks.all().delete()
    unique = dict.fromkeys(pick.pk for pick in picks if pick.pk != article.pk)
    RelatedPick.objects.bulk_create(
        RelatedPick(article=article, pick_id=pk, order=order) for order, pk in enumerate(unique)
    )
