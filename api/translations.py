"""Translations of a working copy, for programs: what it is linked to, linking, unlinking, beginning one."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from ninja import Router, Status

from api import etags, finding, problems, schemas, wishes, working_copy
from api.authentication import Bearer, owner
from articles import filling, translating, translations
from ground import clock

router = Router(tags=["translations"])
_FAILURES = ("token-missing", "token-invalid", "scope-missing", "not-allowed", "not-found")


@router.get(
    "/{uuid:public_id}/translations",
    auth=Bearer("drafts:read"),
    response=list[schemas.LinkedDraft],
    operation_id="list_translations",
    summary="List the translations of a working copy",
    openapi_extra=problems.describe(*_FAILURES),
)
def linked(request: HttpRequest, public_id: UUID) -> list[schemas.LinkedDraft]:
    """The working copies that it is linked to, public or not. Needs the scope `drafts:read`."""
    return working_copy.linked(finding.find(public_id, by=owner(request)), at=clock.now())


@router.post(
    "/{uuid:public_id}/translations",
    auth=Bearer("drafts:write"),
    response={200: schemas.Draft, 201: schemas.Draft},
    operation_id="begin_translation",
    summary="Begin a translation",
    openapi_extra=problems.describe("unreadable", *_FAILURES, "invalid", "refused"),
)
def begin(
    request: HttpRequest, response: HttpResponse, public_id: UUID, wish: wishes.TranslationWish
) -> Status[schemas.Draft]:
    """A new working copy in that language, linked, with the words and pictures of the story to start from.

    Needs the scope `drafts:write` and the owner's right to add and change stories. Asked again, the
    same working copy comes as 200. Refused where another story has the language, or the story is on hold.
    """
    by = owner(request)
    article = finding.find(public_id, by=by)
    known = {row.pk for row in translations.others(article)}
    begun = translating.begin_translation(article=article, language=wish.language, by=by)
    response["Location"] = filling.absolute(f"/api/v1/drafts/{begun.public_id}")
    response["ETag"] = etags.of_version(begun.version)
    found = finding.find(begun.public_id, by=by)
    return Status(200 if begun.pk in known else 201, working_copy.describe(found, by=by, at=clock.now()))


@router.put(
    "/{uuid:public_id}/translations/{uuid:other_id}",
    auth=Bearer("drafts:write"),
    response=list[schemas.LinkedDraft],
    operation_id="link_translation",
    summary="Link two stories as translations",
    openapi_extra=problems.describe("unreadable", *_FAILURES, "invalid", "refused"),
)
def link(
    request: HttpRequest, public_id: UUID, other_id: UUID, wish: wishes.LinkWish | None = None
) -> list[schemas.LinkedDraft]:
    """Say that the two, and all that each is linked to, say the same in several languages. Answers with the list.

    Needs the scope `drafts:write` and the owner's right to change stories; where readers see both,
    to publish. Refused where two would be in one language. Asked again, nothing happens.
    """
    by = owner(request)
    article, other = finding.find(public_id, by=by), finding.find(other_id, by=by)
    is_original = wish is not None and wish.is_original
    done = translating.link(article=article, other=other, by=by, other_is_original=is_original)
    return working_copy.linked(done, at=clock.now())


@router.delete(
    "/{uuid:public_id}/translations/{uuid:other_id}",
    auth=Bearer("drafts:write"),
    response=list[schemas.LinkedDraft],
    operation_id="unlink_translation",
    summary="Unlink a translation",
    openapi_extra=problems.describe(*_FAILURES),
)
def unlink(request: HttpRequest, public_id: UUID, other_id: UUID) -> list[schemas.LinkedDraft]:
    """Take the other story out of the group; the rest of it stays. Answers with the list.

    Needs the scope `drafts:write` and the owner's right to change stories; where readers see it, to
    publish. Where the two are not linked, nothing happens.
    """
    by = owner(request)
    article, other = finding.find(public_id, by=by), finding.find(other_id, by=by)
    if translations.others(article).filter(pk=other.pk).exists():
        translating.unlink(article=other, by=by)
    return working_copy.linked(finding.find(public_id, by=by), at=clock.now())
