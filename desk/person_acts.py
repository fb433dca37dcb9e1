"""The buttons of an account: invited again, taken back, closed, opened again."""

from collections.abc import Callable
from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.html import format_html
from django.views.decorators.http import require_http_methods, require_POST

from articles.models import Article
from ground import clock
from staff import deactivating, handing_over, inviting
from staff.models import User
from staff.people import KEEP, Refused

#: Stories that the page names; the list has all.
_NAMED = 8


@require_POST
def act(request: HttpRequest, person_id: int, name: str) -> HttpResponse:
    """Do what the button says and go back to the account, with what became of it."""
    if name not in _ACTS:
        raise Http404
    verb, answer = _ACTS[name]
    person = get_object_or_404(User, pk=person_id)
    try:
        done = verb(person=person, by=request.user, at=clock.now())
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect("admin:staff_user_change", person.pk)
    return answer(request, done)


@require_http_methods(["GET", "HEAD", "POST"])
def deactivate(request: HttpRequest, person_id: int) -> HttpResponse:
    """What closing the account means, and closing it."""
    if not request.user.has_perm(KEEP):
        raise PermissionDenied
    person = get_object_or_404(User, pk=person_id)
    if request.method != "POST":
        return _asked(request, person)
    try:
        deactivating.deactivate(person=person, by=request.user, at=clock.now())  # type: ignore[arg-type]
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, f"{person} can no longer log in; sessions and tokens have ended.")
        _tell_of_stories(request, person)
    return redirect("admin:staff_user_change", person.pk)


def _asked(request: HttpRequest, person: User) -> HttpResponse:
    context = {
        **admin.site.each_context(request),
        "title": f"Deactivate {person}",
        "person": person,
        "tokens": person.api_tokens.valid(at=clock.now()),
        "stories": _assigned(person)[:_NAMED],
        "count": _assigned(person).count(),
        "all_stories": _address_of_stories(person),
    }
    return TemplateResponse(request, "desk/deactivate.html", context)


def _tell_of_stories(request: HttpRequest, person: User) -> None:
    if count := _assigned(person).count():
        stories = "1 story is" if count == 1 else f"{count} stories are"
        said = '{} still assigned to {}. <a class="underline" href="{}">See and assign them to others</a>.'
        messages.warning(request, format_html(said, stories, person, _address_of_stories(person)))


def _assigned(person: User) -> Any:
    return Article.objects.filter(assignee=person).only("headline").order_by("-changed_at", "-pk")


def _address_of_stories(person: User) -> str:
    return f"{reverse('admin:articles_article_changelist')}?whose={person.pk}"


def _withdrawn(request: HttpRequest, person: User) -> HttpResponse:
    messages.success(request, f"The invitation is taken back: the link that {person} got opens nothing any more.")
    return redirect("admin:staff_user_change", person.pk)


def _reactivated(request: HttpRequest, person: User) -> HttpResponse:
    messages.success(request, f"{person} can log in again, with the former password. Tokens have to be issued anew.")
    return redirect("admin:staff_user_change", person.pk)


#: Last part of the address → the verb, and the answer once it is done.
_ACTS: dict[str, tuple[Callable[..., User], Callable[[HttpRequest, User], HttpResponse]]] = {
    "invite-again": (inviting.invite_again, handing_over.after_inviting),
    "withdraw-invitation": (inviting.withdraw, _withdrawn),
    "reactivate": (deactivating.reactivate, _reactivated),
}
