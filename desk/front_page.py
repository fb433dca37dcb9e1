"""The fronts on the desk: which there are, and choosing, previewing and publishing what stands on one."""

from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_POST

from articles import reading
from articles.models import Section
from articles.refusals import Reason, Refused
from desk import front_acts, front_form
from ground import clock, languages
from readers.fronts import curating, previewing
from readers.models import Front, FrontEdition
from readers.words import tongues
from staff.printing import printed

_PERMISSION = "readers.curate_front"


def overview(request: HttpRequest) -> HttpResponse:
    """All fronts of a language: the newspaper's and each section's."""
    _require(request)
    site = reading.furniture()
    language = languages.known(request.GET.get("lang", site.language), default=site.language)
    there = {front.section_id: front for front in front_acts.with_standing(language, at=clock.now())}
    names: list[tuple[int | None, str, str]] = [(None, "Front page", "front")]
    names += [(row["id"], row["name"], row["slug"]) for row in site.section_rows]  # type: ignore[attr-defined]
    rows = [{"name": name, "slug": slug, "front": there.get(pk)} for pk, name, slug in names]
    shown = {"title": "Fronts", "rows": rows, "language": language, "tongues": tongues.fronts(site)}
    return _page(request, "desk/fronts.html", shown)


def front(request: HttpRequest, language: str, slug: str) -> HttpResponse:
    """The form of a front; sent, it is kept as the draft, and the button's verb is done."""
    _require(request)
    found = _found(language, slug)
    if request.method != "POST":
        return _form(request, found, *front_form.of_front(found))
    form, rows = front_form.sent(request.POST)
    if not (form.is_valid() and rows.is_valid()):
        return _form(request, found, form, rows.with_things(), status=422)
    try:
        done = front_acts.act(found, form.cleaned_data, rows.picks(), request.POST, by=request.user)  # type: ignore[arg-type]
    except Refused as refusal:
        return _form(request, found, form, rows, reasons=refusal.reasons, status=422)
    messages.success(request, done)
    return redirect("admin:desk_front", language, slug)


@require_POST
def bring_back(request: HttpRequest, edition_id: int) -> HttpResponse:
    """What stood before stands again."""
    _require(request)
    edition = get_object_or_404(FrontEdition.objects.select_related("front__section"), pk=edition_id)
    curating.bring_back(edition=edition, by=request.user)  # type: ignore[arg-type]
    messages.success(request, "Brought back: readers see that choice again. The draft was left as it is.")
    return redirect("admin:desk_front", edition.front.language, _slug(edition.front))


@xframe_options_sameorigin
def preview(request: HttpRequest, language: str, slug: str) -> HttpResponse:
    """The page as it would be if the draft were published now."""
    _require(request)
    return previewing.preview(_found(language, slug), site=reading.furniture(), at=clock.now())


def _require(request: HttpRequest) -> None:
    if not request.user.has_perm(_PERMISSION):
        raise PermissionDenied


def _found(language: str, slug: str) -> Front:
    """The front at that address of the desk, unsaved before anybody has chosen for it. “front” is the newspaper's."""
    if languages.known(language, default="") != language:
        raise Http404
    section = None if slug == "front" else get_object_or_404(Section, slug=slug)
    rows = Front.objects.select_related("section", "changed_by")
    return rows.filter(section=section, language=language).first() or Front(section=section, language=language)


def _slug(found: Front) -> str:
    return found.section.slug if found.section else "front"


def _form(
    request: HttpRequest, found: Front, form: Any, rows: Any, *, reasons: list[Reason] | None = None, status: int = 200
) -> HttpResponse:
    at = clock.now()
    shown = {
        "title": str(found),
        "front": found,
        "slug": _slug(found),
        "form": form,
        "rows": rows,
        "reasons": reasons or [],
        "most": curating.MOST,
        "standing": front_acts.standing(found, at=at),
        "zone": printed(at).rpartition(" ")[2],
    }
    return _page(request, "desk/front.html", shown, status=status)


def _page(request: HttpRequest, template: str, shown: dict[str, Any], *, status: int = 200) -> HttpResponse:
    return TemplateResponse(request, template, {**admin.site.each_context(request), **shown}, status=status)
