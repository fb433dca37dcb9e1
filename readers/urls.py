"""The addresses of the public site. They come last: a section may have any name that is not taken."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.urls import path, re_path
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe

from ground import languages
from readers import asked, doors
from readers.views import coverage, feeds, front, lists, live, pages, search, sitemaps, story


def _read(view: Callable[..., Any]) -> Callable[..., HttpResponse]:
    """Any other method than GET and HEAD is 405; the question for a token would come before that."""
    return csrf_exempt(require_safe(view))


def _of_one_language(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """What is in one language has one address; one that names a language leads there."""

    @wraps(view)
    def answer(request: HttpRequest, **named: str) -> HttpResponse:
        plain = asked.without_language(request)
        return HttpResponsePermanentRedirect(plain) if plain else view(request, **named)

    return answer


urlpatterns = [
    path("", _read(front.front), name="front"),
    re_path(rf"^(?P<language>{'|'.join(tag for tag, _ in languages.LANGUAGES)})/\Z", _read(front.front), name="front"),
    path("robots.txt", _read(sitemaps.robots_txt), name="robots"),
    path("sitemap.xml", _read(sitemaps.index), name="sitemap"),
    path("news-sitemap.xml", _read(sitemaps.news), name="news-sitemap"),
    path("sitemaps/pages.xml", _read(sitemaps.pages), name="sitemap-pages"),
    path("sitemaps/authors.xml", _read(sitemaps.authors), name="sitemap-authors"),
    re_path(r"^sitemaps/tags-(?P<block>[1-9][0-9]{0,9})\.xml\Z", _read(sitemaps.tags), name="sitemap-tags"),
    re_path(
        r"^sitemaps/(?P<year>[0-9]{4})-(?P<month>[0-9]{2})(?:-(?P<number>[1-9][0-9]{0,2}))?\.xml\Z",
        _read(sitemaps.month),
        name="sitemap-month",
    ),
    path("reads", doors.read, name="reads"),
    path("feedback/<uuid:public_id>/", doors.give_feedback, name="feedback"),
    re_path(r"^feeds/front\.(?P<fmt>atom|rss|json)\Z", _read(feeds.front), name="front-feed"),
    re_path(r"^feeds/section/(?P<slug>[\w-]+)\.(?P<fmt>atom|rss|json)\Z", _read(feeds.section), name="section-feed"),
    re_path(r"^feeds/tag/(?P<slug>[\w-]+)\.(?P<fmt>atom|rss|json)\Z", _read(feeds.tag), name="tag-feed"),
    re_path(
        r"^feeds/coverage/(?P<slug>[\w-]+)\.(?P<fmt>atom|rss|json)\Z",
        _read(_of_one_language(feeds.coverage)),
        name="coverage-feed",
    ),
    path("latest/", _read(lists.latest), name="latest"),
    path("corrections/", _read(pages.corrections), name="corrections"),
    path("author/<slug:slug>/", _read(lists.author), name="author"),
    path("about/", _read(pages.page), {"slug": "about"}, name="about"),
    path("about/<slug:slug>/", _read(pages.page), name="page"),
    path("search/", _read(search.search), name="search"),
    re_path(r"^search/feed\.(?P<fmt>atom|rss|json)\Z", _read(feeds.found), name="search-feed"),
    path("photos/<uuid:public_id>/<str:name>", _read(doors.photo), name="photo"),
    path("logo/<str:name>", _read(doors.logo), name="logo"),
    path("coverage/<slug:slug>/", _read(_of_one_language(coverage.coverage)), name="coverage"),
    path("coverage/<slug:slug>/live/", _read(live.page), name="live"),
    path("coverage/<slug:slug>/live/updates.json", _read(live.updates), name="live-updates"),
    path("tag/<slug:slug>/", _read(lists.tag), name="tag"),
    re_path(r"^[a-z0-9_-]+/[0-9]{4}/[0-9]{2}/[0-9]{2}/[a-z0-9-]+/\Z", _read(story.article), name="article"),
    path("<slug:slug>/", _read(lists.section), name="section"),
]
