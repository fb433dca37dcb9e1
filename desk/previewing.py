"""The preview: the public page as it would be if the saved version were published now."""

import re
from datetime import datetime

from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.views.decorators.clickjacking import xframe_options_sameorigin

from articles import composing, reading
from articles.models import Article, Edition
from desk import story_page
from ground import clock
from readers import rendering

#: The readers' addresses of photographs (media/pictures.py); they answer for what is public only.
_PHOTO = re.compile(rb"(?:https?://[^\s\"/]+)?/photos/([0-9a-f-]{36})/([a-z0-9]+-[0-9]+)-[0-9]+\.(jpg|webp)")
_NO_SECTION = "The story has no section, so there is no page to show. Choose one and save."


def frame(request: HttpRequest, article_id: int) -> HttpResponse:
    """The preview in a frame as wide as a desk or a phone."""
    article = story_page.loaded(request, article_id)
    context = {
        **admin.site.each_context(request),
        "title": f"Preview: {article}",
        "story": article,
        "missing": "" if article.section_id else _NO_SECTION,
    }
    return TemplateResponse(request, "desk/preview.html", context, headers={"Cache-Control": "private, no-store"})


@xframe_options_sameorigin
def page(request: HttpRequest, article_id: int) -> HttpResponse:
    """The page itself, with the desk's way to its photographs."""
    article = story_page.loaded(request, article_id)
    if article.section_id is None:
        return HttpResponse(_NO_SECTION, status=409, content_type="text/plain; charset=utf-8")
    now = clock.now()
    response = rendering.preview(_edition(article, at=now), site=reading.furniture(), at=now)
    response.content = _PHOTO.sub(_for_the_desk, response.content)
    return response


def _edition(article: Article, *, at: datetime) -> Edition:
    """What `publish` would make: the working copy, with the dates and corrections that readers know."""
    edition = composing.compose(article, kind=Edition.Kind.MINOR, note="", at=at, by=None)
    public = Edition.objects.begun(at=at).filter(article=article).exclude(ended_by=Edition.EndedBy.UNDO)
    last = public.order_by("-live_from").first()
    if last:
        edition.first_published_at, edition.updated_at = last.first_published_at, last.updated_at
        edition.corrections = last.corrections
    return edition


def _for_the_desk(match: re.Match[bytes]) -> bytes:
    public_id, recipe, fmt = (part.decode() for part in match.groups())
    return reverse("admin:desk_photo", args=(public_id, recipe, fmt)).encode()
