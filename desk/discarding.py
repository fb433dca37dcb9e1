"""Throwing a draft away: what goes with it, asked before it is done."""

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.views.decorators.http import require_http_methods

from articles import body, discarding
from articles.models import Article
from articles.refusals import Refused
from articles.staleness import StaleVersion
from desk import story_page
from desk.numbers import number

_LIST = "admin:articles_article_changelist"


@require_http_methods(["GET", "HEAD", "POST"])
def page(request: HttpRequest, article_id: int) -> HttpResponse:
    """What discarding means, or why it cannot be; sent, it is done. Sent again, it says so."""
    if not request.user.has_perm("articles.change_article"):
        raise PermissionDenied
    if request.method == "POST" and not Article.objects.filter(pk=article_id).exists():
        messages.info(request, "The draft is not there any more: it was discarded before.")
        return redirect(_LIST)
    article = story_page.loaded(request, article_id)
    if request.method != "POST":
        return _asked(request, article, discarding.hindrance(article))
    seen = number(request.POST.get("version", "")) or 0
    try:
        discarding.discard(article=article, version=seen, by=request.user)  # type: ignore[arg-type]
    except (Refused, StaleVersion) as refusal:
        return _asked(request, article, str(refusal), status=409)
    messages.success(request, f"“{article}” was discarded, with all its versions.")
    return redirect(_LIST)


def _asked(request: HttpRequest, article: Article, hindrance: str, *, status: int = 200) -> HttpResponse:
    context = {
        **admin.site.each_context(request),
        "title": f"Discard: {article}",
        "story": article,
        "hindrance": hindrance,
        "words": len(body.text(article.body).split()),
    }
    return TemplateResponse(request, "desk/discard.html", context, status=status)
