"""A live page for machines: schema.org's LiveBlogPosting as JSON-LD."""

from collections.abc import Iterable
from typing import Any

from django.utils import translation
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from articles import body
from articles.filling import absolute
from articles.models import Coverage, Site
from ground import languages
from readers import structured
from readers.live.posts import Post

#: Letters of a post's text that are told.
_LONGEST = 1000


def live_blog(coverage: Coverage, posts: Iterable[Post], *, site: Site) -> SafeString:
    """The live page with the posts that stand on it; withdrawn ones are left out."""
    with translation.override(languages.interface(coverage.language, site.language)):
        postings = [_posting(post, site.name) for post in posts if not post.notice]
    url = absolute(coverage.live_path)
    assert coverage.live_opened_at is not None
    facts = {
        "@type": "LiveBlogPosting",
        "@id": url,
        "url": url,
        "headline": coverage.name,
        "description": coverage.summary,
        "inLanguage": coverage.language,
        "datePublished": coverage.live_opened_at.isoformat(timespec="seconds"),
        "coverageStartTime": coverage.live_opened_at.isoformat(timespec="seconds"),
        "coverageEndTime": coverage.live_closed_at.isoformat(timespec="seconds") if coverage.live_closed_at else "",
        "publisher": structured.publisher(site),
        "liveBlogUpdate": postings,
    }
    return structured.script([{name: value for name, value in facts.items() if value not in ("", [])}])


def _posting(post: Post, publisher: str) -> dict[str, Any]:
    text = body.text(post.body)[:_LONGEST]
    person = {"@type": "Person", "name": post.byline.name} if post.byline else None
    facts = {
        "@type": "BlogPosting",
        "@id": absolute(post.url),
        "url": absolute(post.url),
        "headline": post.headline or text[:110],
        "datePublished": post.published_at.isoformat(timespec="seconds"),
        "dateModified": (post.updated_at or post.published_at).isoformat(timespec="seconds"),
        "author": person or {"@type": "Organization", "name": post.source or publisher},
        "articleBody": text,
        "keywords": gettext("Breaking") if post.is_breaking else "",
    }
    return {name: value for name, value in facts.items() if value != ""}
