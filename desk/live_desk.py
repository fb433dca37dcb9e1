"""The live desk: one page from which a running story is reported, post by post."""

from collections.abc import Callable
from typing import Any
from uuid import uuid4

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse

from articles import reporting
from articles.models import Coverage, LiveUpdate
from articles.refusals import Reason, Refused
from articles.reporting import Words
from desk import live_form
from desk.live_form import PostForm
from desk.numbers import number
from ground import clock
from staff.permissions import NotAllowed

#: How many of the newest posts stand on the page.
_SHOWN = 50
_NO_BUTTON = Reason("no-button", "", "No button was pressed, so nothing was done. Press one of them.")
_MAY_POST, _MAY_EDIT = "articles.post_liveupdate", "articles.edit_liveupdate"


class _Wrong(Exception):
    """Something that was typed cannot be used; the form says what."""


def page(request: HttpRequest, coverage_id: int) -> HttpResponse:
    """The form and the posts; sent, the button's verb is done, or the reasons are shown with what was typed."""
    if not request.user.has_perm(_MAY_POST):
        raise PermissionDenied
    coverage = get_object_or_404(Coverage, pk=coverage_id)
    if request.method != "POST":
        return _shown(request, coverage, _form_of(request, coverage))
    act = next((act for name, act in _ACTS.items() if name in request.POST), None)
    form = PostForm(request.POST)
    if act is None:
        return _shown(request, coverage, form, reasons=[_NO_BUTTON], status=422)
    try:
        done = act(request, coverage, form)
    except Refused as refusal:
        return _shown(request, coverage, form, reasons=refusal.reasons, status=422)
    except NotAllowed as refusal:
        return _shown(request, coverage, form, reasons=[Reason("not-allowed", "", str(refusal))], status=403)
    except _Wrong:
        return _shown(request, coverage, form, status=422)
    messages.success(request, done)
    return redirect("admin:desk_live", coverage.pk)


def _post(request: HttpRequest, coverage: Coverage, form: PostForm) -> str:
    words = _words(form)
    reporting.post(
        coverage=coverage, words=words, by=_user(request), public_id=form.cleaned_data["public_id"] or uuid4()
    )
    return "Posted: readers see it now."


def _revise(request: HttpRequest, coverage: Coverage, form: PostForm) -> str:
    update, words = _named(request, coverage), _words(form)
    version = form.cleaned_data["version"] or 0
    is_minor = form.cleaned_data["is_minor"]
    reporting.revise(update=update, version=version, words=words, by=_user(request), is_minor=is_minor)
    return "Changed: readers see it now."


def _pin(request: HttpRequest, coverage: Coverage, _: PostForm) -> str:
    reporting.pin(update=_named(request, coverage), by=_user(request))
    return "Pinned: it stands above the others."


def _unpin(request: HttpRequest, coverage: Coverage, _: PostForm) -> str:
    reporting.pin(update=_named(request, coverage), by=_user(request), pinned=False)
    return "No longer pinned: it stands in its place."


def _break(request: HttpRequest, coverage: Coverage, _: PostForm) -> str:
    _mark_breaking(request, coverage, breaking=True)
    return "Breaking: readers see the word before its headline and among the key events."


def _unbreak(request: HttpRequest, coverage: Coverage, _: PostForm) -> str:
    _mark_breaking(request, coverage, breaking=False)
    return "No longer breaking: it stands in its place."


def _mark_breaking(request: HttpRequest, coverage: Coverage, *, breaking: bool) -> None:
    """Changes none of the post's words, so that readers see no new time and nobody's text is written over."""
    update = _named(request, coverage)
    words = Words(is_breaking=breaking)
    reporting.revise(update=update, version=update.version, words=words, by=_user(request), is_minor=True)


def _withdraw(request: HttpRequest, coverage: Coverage, _: PostForm) -> str:
    update, notice, seen = _named(request, coverage), request.POST.get("notice", ""), request.POST.get("version", "")
    reporting.withdraw(update=update, notice=notice, by=_user(request), version=number(seen))
    return "Withdrawn: readers see the notice in its place."


def _start(request: HttpRequest, coverage: Coverage, _: PostForm) -> str:
    reporting.start_live(coverage=coverage, by=_user(request))
    hidden = "" if coverage.is_live(at=clock.now()) else " The coverage itself is not shown to readers yet."
    return f"The live page is open.{hidden}"


def _close(request: HttpRequest, coverage: Coverage, _: PostForm) -> str:
    reporting.close_live(coverage=coverage, by=_user(request))
    return "The live page is closed. It stays to be read."


#: The name of a button → what it does.
_ACTS: dict[str, Callable[[HttpRequest, Coverage, PostForm], str]] = {
    "_post": _post,
    "_revise": _revise,
    "_pin": _pin,
    "_unpin": _unpin,
    "_break": _break,
    "_unbreak": _unbreak,
    "_withdraw": _withdraw,
    "_start": _start,
    "_close": _close,
}


def _words(form: PostForm) -> Any:
    if not form.is_valid():
        raise _Wrong
    return form.words()


def _named(request: HttpRequest, coverage: Coverage) -> LiveUpdate:
    """The post that the button is about, if it is one of this page."""
    pk = number(request.POST.get("post") or request.GET.get("edit"))
    return get_object_or_404(LiveUpdate, pk=pk, coverage=coverage)


def _form_of(request: HttpRequest, coverage: Coverage) -> PostForm:
    if "edit" in request.GET:
        return live_form.of_post(_named(request, coverage))
    return PostForm(initial={"public_id": uuid4(), "byline": request.user.get_full_name()})  # type: ignore[union-attr]


def _shown(
    request: HttpRequest, coverage: Coverage, form: PostForm, *, reasons: list[Reason] | None = None, status: int = 200
) -> HttpResponse:
    posts = coverage.live_updates.select_related("created_by", "author").newest_first()[:_SHOWN]
    is_open, editing = coverage.is_reported_live(at=clock.now()), number(request.GET.get("edit"))
    context = {
        **admin.site.each_context(request),
        "title": f"Live desk: {coverage}",
        "coverage": coverage,
        "is_open": is_open,
        "form": form,
        "editing": editing,
        # Words that came too late for an open page were typed all the same.
        "writing": is_open or editing or "_post" in request.POST,
        "posts": posts,
        "reasons": reasons or [],
        "may_edit": request.user.has_perm(_MAY_EDIT),
    }
    return TemplateResponse(request, "desk/live.html", context, status=status)


def _user(request: HttpRequest) -> Any:
    return request.user
