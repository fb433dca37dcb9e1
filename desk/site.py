"""The admin site: login, navigation, home and lists of the desk at /admin/."""

from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import URLPattern
from unfold.sites import UnfoldAdminSite

from desk import home, suggesting, urls
from desk.numbers import number
from desk.sessions import lasting
from desk.times import View, in_newsroom_time
from staff import people


class DeskSite(UnfoldAdminSite):
    site_header = "Newsroom"
    site_title = "Newsroom"
    index_title = "Desk"
    index_template = "desk/home.html"

    def admin_view(self, view: View, cacheable: bool = False) -> View:
        return lasting(super().admin_view(_of_a_row(in_newsroom_time(view)), cacheable))

    def extra_urls(self) -> list[URLPattern]:
        return urls.patterns(self.admin_view)

    def autocomplete_view(self, request: HttpRequest) -> HttpResponse:
        answer: HttpResponse = suggesting.Chooser.as_view(admin_site=self)(request)  # type: ignore[assignment]
        return answer

    def password_change(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        person: Any = request.user
        with people.changing_password(person=person, by=person):
            return super().password_change(request, extra_context)

    def index(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> TemplateResponse:
        return super().index(request, {**home.facts(request.user), **(extra_context or {})})


def _of_a_row(view: View) -> View:
    """The view, where the address names a row by a number that a row can have."""

    @wraps(view)
    def wrapped(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if "object_id" in kwargs and number(kwargs["object_id"]) is None:
            raise Http404
        return view(request, *args, **kwargs)

    return wrapped
