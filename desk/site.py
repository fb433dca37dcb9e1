"""The admin site: login, navigation, home and lists of the desk at /admin/."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import URLPattern
from unfold.sites import UnfoldAdminSite

from desk import home, urls
from desk.times import in_newsroom_time


class DeskSite(UnfoldAdminSite):
    site_header = "Newsroom"
    site_title = "Newsroom"
    index_title = "Desk"
    index_template = "desk/home.html"

    def admin_view(self, view: Callable[..., HttpResponse], cacheable: bool = False) -> Callable[..., HttpResponse]:
        return super().admin_view(in_newsroom_time(view), cacheable)

    def extra_urls(self) -> list[URLPattern]:
        return urls.patterns(self.admin_view)

    def index(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> TemplateResponse:
        return super().index(request, {**home.facts(request.user), **(extra_context or {})})
