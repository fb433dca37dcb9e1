"""What answers where there is nothing, or where something broke: the desk in its own words, readers in their dress."""

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseServerError
from django.shortcuts import render
from django.template import loader
from django.views import defaults

from articles import sent
from readers import errors

_DESK = "/admin/"


def page_not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """404 for people at the desk or for readers, by the address."""
    if request.path.startswith(_DESK):
        return render(request, "404.html", status=404)
    return errors.page_not_found(request, exception)


def server_error(request: HttpRequest) -> HttpResponse:
    """500, with the texts of a form that was sent: they may be nowhere else by now.

    It asks nothing of the database. Where the form itself cannot be read, it is the page of all other failures.
    """
    if request.method != "POST":
        return defaults.server_error(request)
    try:
        page = loader.get_template("failed.html").render(_sent(request))
    except Exception:  # noqa: BLE001 - whatever broke may break here again
        return defaults.server_error(request)
    return HttpResponseServerError(page, headers={"Cache-Control": "private, no-store"})


def _sent(request: HttpRequest) -> dict[str, Any]:
    return {
        "kept": [field for field in sent.kept(request.POST) if field.is_text],
        "files": [file.name for _, files in request.FILES.lists() for file in files],
        "home": _DESK if request.path.startswith(_DESK) else "/",
    }
