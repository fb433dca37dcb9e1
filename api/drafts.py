"""The working copy, for programs of staff: read it, publish a version of it."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from ninja import Router, Status

from api import etags, finding, problems, publication, schemas, working_copy
from api.authentication import Bearer, owner
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
