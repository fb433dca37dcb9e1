"""Pages for people without a session: who has forgotten a password, and who follows a link from a mail.

They say nothing about who works here. The token of a link is taken out of the address at once
(Django's own view keeps it in the session), and no page of these is kept anywhere.
"""

from collections.abc import Callable
from functools import wraps
from ipaddress import ip_address, ip_network
from typing import Any, cast

from django.conf import settings
from django.contrib import admin, messages
from django.contrib.auth import login
from django.contrib.auth.views import INTERNAL_RESET_SESSION_TOKEN, PasswordResetConfirmView
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_safe

from desk.times import View, in_newsroom_time
from ground import clock
from staff import inviting, links, resetting
from staff.forms import ChosenPasswordForm, ForgottenForm
from staff.models import User


def _private(view: View) -> View:
    """The view, whose answers nobody keeps, and whose address is told to nobody else.

    Not `no-referrer`: with it browsers hide where a form comes from (Fetch, “serializing a request
    origin”), and Django's guard against forged forms refuses it.
    """

    @wraps(view)
    def wrapped(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = in_newsroom_time(view)(request, *args, **kwargs)
        response["Cache-Control"] = "private, no-store"
        response["Referrer-Policy"] = "same-origin"
        return response

    return wrapped


@_private
def forgotten(request: HttpRequest) -> HttpResponse:
    """Ask for a link by username or e-mail address."""
    form = ForgottenForm(request.POST or None)
    if not form.is_valid():
        return _page(request, "desk/forgotten.html", form=form, status=422 if form.is_bound else 200)
    try:
        resetting.ask(name=form.cleaned_data["name"], sender=_network(request), at=clock.now())
    except resetting.TooMany as refusal:
        form.add_error(None, str(refusal))
        return _page(request, "desk/forgotten.html", form=form, status=429)
    return redirect("admin:desk_reset_asked")


@_private
@require_safe
def asked(request: HttpRequest) -> HttpResponse:
    """The one answer to all who asked."""
    return _page(request, "desk/reset_asked.html", is_sent=settings.MAIL_IS_SENT)


class ChoosePassword(PasswordResetConfirmView):
    """The page that a link leads to: a password is chosen, and its person is on the desk."""

    form_class = ChosenPasswordForm
    template_name = "desk/choose_password.html"
    reset_url_token = "choose"  # noqa: S105 - it stands in the address instead of one
    act: Callable[..., User]
    done = ""

    @sensitive_variables("password")
    def form_valid(self, form: Any) -> HttpResponse:
        """Do the verb and log in; where somebody else was quicker with the link, say that it is dead."""
        token = self.request.session.pop(INTERNAL_RESET_SESSION_TOKEN)
        password = form.cleaned_data["new_password1"]
        try:
            person = type(self).act(person=self.user, token=token, password=password, at=clock.now())
        except links.Dead:
            self.validlink = False
            return self.render_to_response(self.get_context_data())
        login(self.request, person)
        messages.success(self.request, self.done)
        return redirect("admin:index")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        title = self.title if self.validlink else "This link opens nothing any more"
        return {**admin.site.each_context(self.request), **context, "title": title, "person": self.user}

    def render_to_response(self, context: dict[str, Any], **kwargs: Any) -> HttpResponse:
        return super().render_to_response(context, status=200 if self.validlink else 410, **kwargs)


class _Invitation(ChoosePassword):
    token_generator = links.INVITATION
    act = inviting.accept
    title = "Choose a password"
    done = "Welcome: this is the desk. From now on you log in with your username and password."


class _NewPassword(ChoosePassword):
    token_generator = links.NEW_PASSWORD
    act = resetting.reset
    title = "Choose another password"
    done = "This is your password now. Whoever was logged in with the former one no longer is."


invitation = _private(cast("View", _Invitation.as_view()))
new_password = _private(cast("View", _NewPassword.as_view()))


def _page(request: HttpRequest, template: str, *, status: int = 200, **facts: Any) -> HttpResponse:
    context = {**admin.site.each_context(request), "title": "A new password", **facts}
    return TemplateResponse(request, template, context, status=status)


def _network(request: HttpRequest) -> str:
    """Where the request comes from, as far as one household or office can be told from another.

    Behind proxies it is what the first of ours wrote down. Of an IPv6 address the first half: the
    other one everybody can choose (RFC 4291).
    """
    hops = [hop.strip() for hop in request.headers.get("X-Forwarded-For", "").split(",")]
    trusted = hops[-settings.PROXIES] if 0 < settings.PROXIES <= len(hops) else ""
    for given in (trusted, request.META.get("REMOTE_ADDR", "")):
        try:
            address = ip_address(given)
        except ValueError:
            continue
        return str(ip_network((address, 64), strict=False) if address.version == 6 else address)
    return ""
