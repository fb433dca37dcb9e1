"""The session of somebody at the desk: it lasts while they work, and what is sent after its end is kept.

A form that comes without a session is answered with a page that holds all of it and a login. Sent from there, it goes
on to where it was going, in one step and without scripts. Its token was checked when it came, and is again.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import wraps
from typing import Any

from django.contrib import admin
from django.contrib.admin.forms import AdminAuthenticationForm
from django.contrib.auth import login
from django.http import HttpRequest, HttpResponse, QueryDict
from django.template.response import TemplateResponse
from django.urls import reverse

from desk.times import View
from ground import clock

_LOGIN = "login"
_RENEWED = "renewed_on"
#: Letters up to which a value without a space is a choice, a number or an identifier, not a text.
_SHORT = 40


@dataclass(frozen=True)
class Kept:
    """One value that was sent; a text is shown, so that it can be copied."""

    name: str
    value: str

    @property
    def is_text(self) -> bool:
        return len(self.value) > _SHORT or len(self.value.split()) > 1

    @property
    def label(self) -> str:
        return self.name.replace("_", " ").replace("-", " ").capitalize()


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
    """The answer to a form whose token does not fit: it may be another site's, so it is shown and not sent on."""
    return _page(request, form=None)


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


def _page(request: HttpRequest, *, form: AdminAuthenticationForm | None) -> HttpResponse:
    context = {
        **admin.site.each_context(request),
        "form": form,
        "address": request.get_full_path(),
        "kept": list(_kept(request.POST)),
        "files": [file.name for _, files in request.FILES.lists() for file in files],
        "has_password": any(map(_is_password, _sent(request.POST))),
    }
    return TemplateResponse(
        request, "desk/interrupted.html", context, status=403, headers={"Cache-Control": "private, no-store"}
    )


def _kept(post: QueryDict) -> Iterator[Kept]:
    for name, values in _sent(post).lists():
        if name != "csrfmiddlewaretoken" and not _is_password(name):
            yield from (Kept(name, str(value)) for value in values)


def _is_password(name: str) -> bool:
    return "password" in name
