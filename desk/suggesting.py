"""What the story form asks while somebody types, as JSON: {"results": [{"id", "label", …}]}.

Of photographs there are pages: "count" says how many were found, `?before=` asks for those that are older than one.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.admin.views.autocomplete import AutocompleteJsonView
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, JsonResponse, QueryDict
from django.views.decorators.http import require_GET

from articles.models import Article
from desk import finding, situation, thumbnails
from desk.numbers import number
from ground import clock, languages
from media.models import Photo
from staff.printing import printed

Answer = dict[str, Any]


#: What was typed, and what else was asked.
Find = Callable[[str, QueryDict], Answer]


def _suggesting(permission: str) -> Callable[[Find], Callable[[HttpRequest], JsonResponse]]:
    """A view that answers `?q=` with the results, to those who have the permission."""

    def decorate(find: Find) -> Callable[[HttpRequest], JsonResponse]:
        @require_GET
        @wraps(find)
        def view(request: HttpRequest) -> JsonResponse:
            if not request.user.has_perm(permission):
                raise PermissionDenied
            return JsonResponse(find(_typed(request), request.GET))

        return view

    return decorate


def _typed(request: HttpRequest) -> str:
    """What was typed, without the one letter that no text of the database can hold."""
    return request.GET.get("q", "").replace("\0", "").strip()


@_suggesting("articles.view_tag")
def tags(term: str, _: QueryDict) -> Answer:
    return {"results": [{"id": tag.pk, "label": tag.name} for tag in finding.tags(term)[: finding.SUGGESTIONS]]}


@_suggesting("articles.view_author")
def authors(term: str, _: QueryDict) -> Answer:
    found = finding.authors(term)[: finding.SUGGESTIONS]
    return {"results": [{"id": author.pk, "label": author.name, "detail": author.role} for author in found]}


@_suggesting("articles.view_article")
def stories(term: str, asked: QueryDict) -> Answer:
    """The stories, with `?language=` those of that language: a front shows no others."""
    now = clock.now()
    language = languages.known(asked.get("language", ""), default="")
    articles = Article.objects.filter(language=language) if language else Article.objects.all()
    found = finding.stories(situation.with_situation(articles.defer("body")), term)
    results = [
        {
            "id": article.pk,
            "public_id": str(article.public_id),
            "label": str(article),
            "detail": f"{situation.situation(article, at=now).label}, changed {printed(article.changed_at)}",
        }
        for article in found[: finding.SUGGESTIONS]
    ]
    return {"results": results}


class Chooser(AutocompleteJsonView):
    """What the boxes of the admin's forms ask: stories are told with what readers see of them."""

    def serialize_result(self, obj: Any, to_field_name: str) -> dict[str, Any]:
        result: dict[str, Any] = super().serialize_result(obj, to_field_name)
        if isinstance(obj, Article):
            result["text"] = f"{obj} ({situation.situation(obj, at=clock.now()).label})"
        return result


@_suggesting("media.view_photo")
def photos(term: str, asked: QueryDict) -> Answer:
    found = finding.photos(term)
    before = number(asked.get("before"))
    page = found.filter(pk__lt=before) if before else found
    results = [described(photo) for photo in page[: finding.PHOTOS]]
    return {"results": results, "count": found[: finding.COUNTED].count()}


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
