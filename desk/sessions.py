"""The session of somebody at the desk: it lasts while they work, and what is sent after its end is kept.

A form that comes without a session is answered with a page that holds all of it and a login. Sent from there, it goes
on to where it was going, in one step and without scripts. Its token was checked when it came, and is again.
"""

from functools import wraps
from typing import Any

from django.contrib import admin
from django.contrib.admin.forms import AdminAuthenticationForm
from django.contrib.auth import login
from django.http import HttpRequest, HttpResponse, QueryDict
from django.template.response import TemplateResponse
from django.urls import reverse

from articles import sent
from desk.times import View
from ground import clock
from readers import origins

_LOGIN = "login"
_RENEWED = "renewed_on"


def lasting(view: View) -> View:
    """The view behind a guard of the admin site, with a session that slides and a page for what came too late."""

    @wraps(view)
    def wrapped(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.method == "POST" and request.user.is_anonymous and request.path != reverse("admin:logout"):
            form = _login_form(request)
            if not form.is_valid():
                return _page(request, form=form)
            login(request, form.get_user())
            request.POST = _sent(request.POST)  # type: ignore[assignment]
        if request.user.is_authenticated:
            _renew(request)
        return view(request, *args, **kwargs)

    return wrapped


def untrusted(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001 - Django gives it
    """The answer to a form whose token does not fit.

    From a page of ours, as the browser says, it is one that was opened before somebody logged in
    anew: it can be sent again with a token that fits. It may be another site's else, and is only shown.
    """
    return _page(request, form=None, is_own=request.user.is_authenticated and origins.is_own(request))


def _renew(request: HttpRequest) -> None:
    """Begin the time of the session again: what is written into it sends its cookie anew. Once a day is enough."""
    today = clock.now().date().isoformat()
    begun = request.user.last_login.date().isoformat() if request.user.last_login else ""  # type: ignore[union-attr]
    if request.session.get(_RENEWED, begun) != today:
        request.session[_RENEWED] = today


def _login_form(request: HttpRequest) -> AdminAuthenticationForm:
    tried = f"{_LOGIN}-username" in request.POST
    return AdminAuthenticationForm(request, data=request.POST if tried else None, prefix=_LOGIN)


def _sent(post: QueryDict) -> QueryDict:
    """The form as it was first sent, without the login beside it."""
    first = post.copy()
    for name in [name for name in post if name.startswith(f"{_LOGIN}-")]:
        del first[name]
    return first


def _page(request: HttpRequest, *, form: AdminAuthenticationForm | None, is_own: bool = False) -> HttpResponse:
    context = {
        **admin.site.each_context(request),
        "form": form,
        "is_own": is_own,
        "address": request.get_full_path(),
        "kept": list(sent.kept(_sent(request.POST))),
        "files": [file.name for _, files in request.FILES.lists() for file in files],
        "has_password": any(map(sent.is_password, _sent(request.POST))),
    }
    return TemplateResponse(
        request, "desk/interrupted.html", context, status=403, headers={"Cache-Control": "private, no-store"}
    )
