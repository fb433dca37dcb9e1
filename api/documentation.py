"""The page that explains the API, and the OpenAPI document behind it.

Swagger UI comes with django-ninja. Its files are sent from the package itself: as static files
the eight megabytes would be compressed anew at every set-up, for three that are used.
"""

from importlib.resources import files
from typing import Any

import ninja
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.gzip import gzip_page
from ninja import NinjaAPI, Router
from ninja.openapi.docs import DocsBase
from ninja.openapi.schema import OpenAPISchema

from api import problems
from api.problems import ADDRESS, KINDS, MEDIA_TYPE, Problem, type_of
from api.schemas import ProblemDetails, ProblemKind

#: File of the package → its media type.
_ASSETS = {
    "swagger-ui.css": "text/css; charset=utf-8",
    "swagger-ui-bundle.js": "text/javascript; charset=utf-8",
    "swagger-ui-init.js": "text/javascript; charset=utf-8",
}
_FOLDER = files(ninja) / "static" / "ninja"
#: Swagger UI writes styles into its elements and draws with data addresses.
_POLICY = "default-src 'self'; img-src 'self' data:; style-src 'self' 'unsafe-inline'; object-src 'none'"
_REFS = "#/components/schemas/{model}"

router = Router(tags=["problems"])


class Page(DocsBase):
    """Swagger UI that loads nothing from elsewhere and asks no validator."""

    def render_page(self, request: HttpRequest, api: NinjaAPI, **kwargs: Any) -> HttpResponse:
        settings = {
            "url": self.get_openapi_url(api, kwargs),
            "layout": "BaseLayout",
            "deepLinking": True,
            "validatorUrl": None,
        }
        facts = {"title": api.title, "settings": settings, "version": ninja.__version__}
        response = render(request, "api/docs.html", facts)
        response["Content-Security-Policy"] = _POLICY
        return response


@gzip_page
def asset(request: HttpRequest, name: str) -> HttpResponse:
    """A file of Swagger UI. The page names the version with it, so it may be kept for a year."""
    if name not in _ASSETS:
        return problems.answer(request, Problem("not-found", "There is no such file."))
    content = (_FOLDER / name).read_bytes()
    return HttpResponse(
        content, content_type=_ASSETS[name], headers={"Cache-Control": "public, max-age=31536000, immutable"}
    )


class Described(NinjaAPI):
    """The API with its problems in the document: each operation may answer with one."""

    def get_openapi_schema(self, **kwargs: Any) -> OpenAPISchema:
        document = super().get_openapi_schema(**kwargs)
        schema = ProblemDetails.model_json_schema(ref_template=_REFS)
        document["components"]["schemas"].update(schema.pop("$defs", {}), ProblemDetails=schema)
        content = {MEDIA_TYPE: {"schema": {"$ref": _REFS.format(model="ProblemDetails")}}}
        for operations in document["paths"].values():
            for operation in operations.values():
                operation["responses"]["default"] = {"description": f"A problem, see {ADDRESS}.", "content": content}
        return document


@router.get("", response=list[ProblemKind], operation_id="list_problems", summary="List the kinds of problems")
def problem_kinds(request: HttpRequest) -> list[ProblemKind]:  # noqa: ARG001 (ninja hands it over)
    """The kinds of problems that the API answers with (RFC 9457)."""
    return [ProblemKind(type=type_of(name), **kind._asdict()) for name, kind in KINDS.items()]
