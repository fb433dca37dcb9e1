"""A live page for machines: schema.org's LiveBlogPosting as JSON-LD."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.utils import translation
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from articles import body
from articles.filling import Link, absolute
from articles.models import Coverage, Site
from ground import languages
from media import titling
from readers import structured
from readers.live.posts import Post
from readers.live.signing import names
from readers.words import tongues

#: Letters of a post's text that are told, and of those that stand for the headline that it does not have.
_LONGEST, _HEADLINE = 1000, 110


def live_blog(coverage: Coverage, posts: Sequence[Post], *, site: Site) -> SafeString:
    """The live page with the posts that stand on it; withdrawn ones are left out."""
    with translation.override(languages.interface(coverage.language, site.language)):
        name = tongues.masthead(site, coverage.language).name.name
        postings = [_posting(post, name) for post in posts if not post.notice]
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
        "dateModified": _changed_at(coverage, posts).isoformat(timespec="seconds"),
        "coverageStartTime": coverage.live_opened_at.isoformat(timespec="seconds"),
        "coverageEndTime": coverage.live_closed_at.isoformat(timespec="seconds") if coverage.live_closed_at else "",
        "publisher": structured.publisher(site, language=coverage.language),
        "liveBlogUpdate": postings,
    }
    return structured.script([{name: value for name, value in facts.items() if value not in ("", [])}])


def _changed_at(coverage: Coverage, posts: Sequence[Post]) -> datetime:
    moments = [coverage.live_opened_at, coverage.live_closed_at]
    moments += [post.updated_at or post.published_at for post in posts]
    return max(moment for moment in moments if moment)


def _posting(post: Post, publisher: str) -> dict[str, Any]:
    text = body.text(post.body)
    facts = {
        "@type": "BlogPosting",
        "@id": absolute(post.url),
        "url": absolute(post.url),
        "headline": post.headline or titling.cut(text, _HEADLINE),
        "datePublished": post.published_at.isoformat(timespec="seconds"),
        "dateModified": (post.updated_at or post.published_at).isoformat(timespec="seconds"),
        "author": [_author(byline) for byline in post.bylines] or [structured.organization(post.source or publisher)],
        "articleBody": titling.cut(text, _LONGEST),
        "keywords": gettext("Breaking") if post.is_breaking else "",
    }
    return {name: value for name, value in facts.items() if value != ""}


def _author(byline: Link) -> dict[str, str]:
    """Names in one line of which not all are known stand as they are, and are not told as one person."""
    return structured.organization(byline.name) if len(names(byline.name)) > 1 else structured.person(byline)
