"""The addresses of the API, version 1. Everything under them answers as JSON or as a problem."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.urls import URLPattern, URLResolver, path, re_path
from django.views.decorators.csrf import csrf_exempt
from ninja.renderers import JSONRenderer

from api import articles, documentation, drafts, problems, queries, subjects, translations, wire
from api.problems import Problem

_ABOUT = """The stories of this newsroom: what readers see, for everybody; working copies, for staff with a token.

Send a token as `Authorization: Bearer <token>`. Failures are problem details (RFC 9457); `/api/v1/problems`
explains their kinds. Times are ISO 8601 in UTC, languages BCP 47, addresses whole."""

View = Callable[..., HttpResponse]


class _Readable(JSONRenderer):
    """JSON as UTF-8 (RFC 8259 §8.1), not as escapes."""

    json_dumps_params = {"ensure_ascii": False}  # noqa: RUF012 (ninja's own attribute)


api = documentation.Described(
    title="Newsroom API",
    version="1.0.0",
    description=_ABOUT,
    urls_namespace="api",
    docs=documentation.Page(),
    renderer=_Readable(),
)
api.add_decorator(queries.asked_in_full)
api.add_router("/articles", articles.router)
api.add_router("/trending", articles.trending_router)
api.add_router("/drafts", drafts.router)
api.add_router("/drafts", translations.router)
api.add_router("/wire", wire.router)
api.add_router("", subjects.router)
api.add_router("/problems", documentation.router)
problems.handle_with(api)


def _answer_all(view: View) -> View:
    """HEAD is GET without its body (RFC 9110 §9.3.2), and a missing method is a problem like any other."""

    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        method, request.method = request.method, "GET" if request.method == "HEAD" else request.method
        try:
            response = view(request, *args, **kwargs)
        finally:
            request.method = method
        return _not_allowed(request, response) if isinstance(response, HttpResponseNotAllowed) else response

    return answer


def _not_allowed(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    allowed = ", ".join(sorted(response["Allow"].replace("GET", "GET, HEAD").split(", ")))
    detail = f"{request.method} is not a method of this address. Nothing was done. It has {allowed}."
    return problems.answer(request, Problem("method-not-allowed", detail, headers={"Allow": allowed}))


@csrf_exempt
def nothing(request: HttpRequest) -> HttpResponse:
    """Any other address: without cookies there is nothing that a forged request could use."""
    return problems.answer(request, Problem("not-found", "There is nothing at this address. See /api/v1/docs."))


def _wrapped(patterns: list[URLPattern | URLResolver]) -> list[URLPattern | URLResolver]:
    for pattern in patterns:
        if isinstance(pattern, URLPattern):
            pattern.callback = _answer_all(pattern.callback)
    return patterns


_patterns, _app, _namespace = api.urls
urlpatterns = [
    path("", nothing),
    path("docs/<str:name>", documentation.asset, name="api-docs-asset"),
    path("", (_wrapped(_patterns), _app, _namespace)),
    re_path("", nothing),
]
