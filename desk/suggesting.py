"""What the story form asks while somebody types, as JSON: {"results": [{"id", "label", …}]}."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, JsonResponse, QueryDict
from django.views.decorators.http import require_GET

from articles.models import Article
from articles.times import printed
from desk import finding, situation, thumbnails
from ground import clock, languages
from media.models import Photo

Results = list[dict[str, Any]]


#: What was typed, and what else was asked.
Find = Callable[[str, QueryDict], Results]


def _suggesting(permission: str) -> Callable[[Find], Callable[[HttpRequest], JsonResponse]]:
    """A view that answers `?q=` with the results, to those who have the permission."""

    def decorate(find: Find) -> Callable[[HttpRequest], JsonResponse]:
        @require_GET
        @wraps(find)
        def view(request: HttpRequest) -> JsonResponse:
            if not request.user.has_perm(permission):
                raise PermissionDenied
            return JsonResponse({"results": find(_typed(request), request.GET)})

        return view

    return decorate


def _typed(request: HttpRequest) -> str:
    """What was typed, without the one letter that no text of the database can hold."""
    return request.GET.get("q", "").replace("\0", "").strip()


@_suggesting("articles.view_tag")
def tags(term: str, _: QueryDict) -> Results:
    return [{"id": tag.pk, "label": tag.name} for tag in finding.tags(term)[: finding.SUGGESTIONS]]


@_suggesting("articles.view_author")
def authors(term: str, _: QueryDict) -> Results:
    return [
        {"id": author.pk, "label": author.name, "detail": author.role}
        for author in finding.authors(term)[: finding.SUGGESTIONS]
    ]


@_suggesting("articles.view_article")
def stories(term: str, asked: QueryDict) -> Results:
    """The stories, with `?language=` those of that language: a front shows no others."""
    now = clock.now()
    language = languages.known(asked.get("language", ""), default="")
    articles = Article.objects.filter(language=language) if language else Article.objects.all()
    found = finding.stories(situation.with_situation(articles.defer("body")), term)
    return [
        {
            "id": article.pk,
            "public_id": str(article.public_id),
            "label": str(article),
            "detail": f"{situation.situation(article, at=now).label}, changed {printed(article.changed_at)}",
        }
        for article in found[: finding.SUGGESTIONS]
    ]


@_suggesting("media.view_photo")
def photos(term: str, _: QueryDict) -> Results:
    return [described(photo) for photo in finding.photos(term)[: finding.PHOTOS]]


def described(photo: Photo) -> dict[str, Any]:
    """The photograph as the chooser and the rows of the form show it."""
    hindrance = photo.hindrance(at=clock.now())
    origin = ", ".join(filter(None, [photo.own_credit, photo.place]))
    return {
        "id": photo.pk,
        "label": str(photo),
        "detail": f"{hindrance} {origin}".strip(),
        "thumbnail": thumbnails.address(photo),
        "caption": photo.caption,
        "credit": photo.own_credit,
        "alt": photo.alt_text,
        "hindrance": hindrance,
    }
