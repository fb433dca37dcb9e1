"""The newsroom's time on the desk: typed, shown and named in the zone of the site."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from articles.zone import newsroom_time

View = Callable[..., HttpResponse]


def in_newsroom_time(view: View) -> View:
    """The view with all its forms and pages in the newsroom's zone, rendered before the zone is left again."""

    @wraps(view)
    def wrapped(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        with newsroom_time():
            response = view(request, *args, **kwargs)
            return response.render() if hasattr(response, "render") else response

    return wrapped


def zone_name() -> str:
    """The name of the zone of the page, as people type it: “Europe/Oslo”."""
    return timezone.get_current_timezone_name()
