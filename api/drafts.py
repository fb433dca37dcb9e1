"""The working copy, for programs of staff: create, read and change it, publish a version of it."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from ninja import Router, Status

from api import etags, finding, problems, publication, schemas, wishes, working_copy, writing
from api.authentication import Bearer, owner
from articles import filling
from articles.models import Article
from ground import clock

router = Router(tags=["drafts"])


@router.get(
    "/{uuid:public_id}",
    auth=Bearer("drafts:read"),
    response=schemas.Draft,
    operation_id="get_draft",
    summary="Read a working copy",
    openapi_extra=problems.describe("token-missing", "token-invalid", "scope-missing", "not-allowed", "not-found"),
)
def draft(request: HttpRequest, response: HttpResponse, public_id: UUID) -> schemas.Draft:
    """The story as the desk has it now, public or not, with what stands in the way of publishing it.

    Needs the scope `drafts:read` and the owner's right to view stories. The ETag is the version:
    send it as `If-Match` to publish what was read.
    """
    by = owner(request)
    article = finding.find(public_id, by=by)
    response["ETag"] = etags.of_version(article.version)
    return working_copy.describe(article, by=by, at=clock.now())


@router.post(
    "",
    auth=Bearer("drafts:write"),
    response={200: schemas.SavedDraft, 201: schemas.SavedDraft},
    operation_id="create_draft",
    summary="Create a working copy",
    openapi_extra=problems.describe(
        *("unreadable", "token-missing", "token-invalid", "scope-missing", "not-allowed", "exists", "invalid")
    ),
)
def create_draft(request: HttpRequest, response: HttpResponse, wish: wishes.NewDraft) -> Status[schemas.SavedDraft]:
    """A new story on the desk; readers see nothing of it.

    Needs the scope `drafts:write` and the owner's right to add stories. With an `id` of your
    own the same request twice makes one story: the second answer is 200.
    """
    article, is_new = writing.create(wish, by=owner(request))
    response["Location"] = filling.absolute(f"/api/v1/drafts/{article.public_id}")
    return Status(201 if is_new else 200, _saved(request, response, article, wish))


@router.patch(
    "/{uuid:public_id}",
    auth=Bearer("drafts:write"),
    response=schemas.SavedDraft,
    operation_id="change_draft",
    summary="Change a working copy",
    openapi_extra={
        "parameters": [etags.PARAMETER],
        **problems.describe(
            *("unreadable", "token-missing", "token-invalid", "scope-missing", "not-allowed", "not-found"),
            *("stale", "invalid", "version-missing"),
        ),
    },
)
def change_draft(
    request: HttpRequest, response: HttpResponse, public_id: UUID, wish: wishes.DraftWish
) -> schemas.SavedDraft:
    """Write the members that are sent over the version of `If-Match`, as its next version; leave the others.

    Needs the scope `drafts:write` and the owner's right to change stories. What readers see
    changes only when the version is published.
    """
    article = writing.change(public_id, version=etags.seen_version(request), wish=wish, by=owner(request))
    return _saved(request, response, article, wish)


def _saved(
    request: HttpRequest, response: HttpResponse, article: Article, wish: wishes.DraftWish
) -> schemas.SavedDraft:
    response["ETag"] = etags.of_version(article.version)
    found = finding.find(article.public_id, by=owner(request))
    described = working_copy.describe(found, by=owner(request), at=clock.now())
    return schemas.SavedDraft(**described.model_dump(), warnings=writing.warnings(found, wish))


@router.put(
    "/{uuid:public_id}/publication",
    auth=Bearer("drafts:publish"),
    response={200: schemas.Publication, 201: schemas.Publication},
    operation_id="put_publication",
    summary="Publish or schedule a version",
    openapi_extra={
        "parameters": [etags.PARAMETER],
        **problems.describe(
            *("unreadable", "token-missing", "token-invalid", "scope-missing", "not-allowed", "not-found"),
            *("stale", "invalid", "refused", "version-missing"),
        ),
    },
)
def put_publication(
    request: HttpRequest, response: HttpResponse, public_id: UUID, wish: schemas.PublicationWish
) -> Status[schemas.Publication]:
    """Make the version of `If-Match` what readers see, now or from `live_from` on.

    Needs the scope `drafts:publish` and the owner's right to publish. The rules are those of
    the desk. Asked again, the same answer comes as 200 and nothing happens. A version that was
    scheduled before is dropped.
    """
    version = etags.seen_version(request)
    edition, is_new = publication.put(public_id, version=version, wish=wish, by=owner(request))
    response["ETag"] = etags.of_version(version)
    return Status(201 if is_new else 200, publication.describe(edition, at=clock.now()))
