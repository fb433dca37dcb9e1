"""Whether readers find something at an address of ours: asked of the pages themselves, which write nothing."""

from urllib.parse import urlsplit

from django.http import Http404, HttpRequest, QueryDict
from django.urls import resolve


def leads(path: str) -> bool:
    """Whether a page stands at that address now, for everybody."""
    parts, request = urlsplit(path), HttpRequest()
    request.method, request.path, request.path_info = "GET", parts.path, parts.path
    request.GET = QueryDict(parts.query)
    try:
        found = resolve(parts.path, urlconf="readers.urls")
        return bool(found.func(request, *found.args, **found.kwargs).status_code < 400)
    except Http404:
        return False
