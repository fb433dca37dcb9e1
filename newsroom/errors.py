"""What answers where there is nothing: the desk in its own words, the newspaper in its own dress."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from readers import errors

_DESK = "/admin/"


def page_not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """404 for people at the desk or for readers, by the address."""
    if request.path.startswith(_DESK):
        return render(request, "404.html", status=404)
    return errors.page_not_found(request, exception)
