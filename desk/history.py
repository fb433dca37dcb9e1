"""The history of a story: its revisions, what each changed, and who did what to it."""

from typing import Any

from django.contrib import admin
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse

from articles.models import Article, Revision
from desk import revisions, story_page
from desk.numbers import number
from desk.verb_forms import RestoreForm
from staff import audit

_A_PAGE = 30
_ENTRIES = 50


def page(request: HttpRequest, article_id: int) -> HttpResponse:
    """The list, and one comparison: `?of=` against `?with=`, else the newest against the one before."""
    article = story_page.loaded(request, article_id)
    after = _chosen(article, request.GET.get("of")) or article.revisions.first()
    before = _chosen(article, request.GET.get("with")) or _before(after)
    context = {
        **admin.site.each_context(request),
        "title": f"History: {article}",
        "story": article,
        "revisions": _listed(article, request.GET.get("page")),
        "before": before,
        "after": after,
        "changes": revisions.changes(before, after) if after else [],
        "restore": RestoreForm(initial={"version": article.version, "revision": after.pk}) if after else None,
        "may_restore": request.user.has_perm("articles.change_article"),
        "entries": _entries(article),
    }
    return TemplateResponse(request, "desk/history.html", context)


def _listed(article: Article, number: str | None) -> object:
    rows = article.revisions.select_related("created_by").defer("content")
    return Paginator(rows, _A_PAGE).get_page(number)


def _chosen(article: Article, version: str | None) -> Revision | None:
    if not version:
        return None
    return get_object_or_404(article.revisions.select_related("created_by"), version=number(version))


def _before(after: Revision | None) -> Revision | None:
    if after is None:
        return None
    return Revision.objects.filter(article=after.article_id, version__lt=after.version).first()


def _entries(article: Article) -> list[dict[str, Any]]:
    """The newest entries of the audit log about this story, their details as words."""
    return [
        {"at": entry.at, "who": entry.actor_name, "verb": entry.verb, "detail": audit.in_words(entry.detail)}
        for entry in audit.about(article)[:_ENTRIES]
    ]
