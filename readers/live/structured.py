"""A live page for machines: schema.org's LiveBlogPosting as JSON-LD."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.utils import translation
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from articles import body, teasers
from articles.filling import absolute
from articles.models import Coverage, Site
from ground import languages
from readers import structured
from readers.live.posts import Post
from readers.live.signing import People, names
from readers.words import tongues

#: Letters of a post's text that are told, and of those that stand for the headline that it does not have.
_LONGEST, _HEADLINE = 1000, 110


def live_blog(coverage: Coverage, posts: Sequence[Post], *, people: People, site: Site) -> SafeString:
    """The live page with the posts that stand on it; withdrawn ones are left out. `people`: of lines of many names."""
    with translation.override(languages.interface(coverage.language, site.language)):
        name = tongues.masthead(site, coverage.language).name.name
        postings = [_posting(post, people, name) for post in posts if not post.notice]
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


def _posting(post: Post, people: People, publisher: str) -> dict[str, Any]:
    text = body.text(post.body)
    facts = {
        "@type": "BlogPosting",
        "@id": absolute(post.url),
        "url": absolute(post.url),
        "headline": post.headline or teasers.cut(text, _HEADLINE),
        "datePublished": post.published_at.isoformat(timespec="seconds"),
        "dateModified": (post.updated_at or post.published_at).isoformat(timespec="seconds"),
        "author": _authors(post, people) or [structured.organization(post.source or publisher)],
        "articleBody": teasers.cut(text, _LONGEST),
        "keywords": gettext("Breaking") if post.is_breaking else "",
    }
    return {name: value for name, value in facts.items() if value != ""}


def _authors(post: Post, people: People) -> list[dict[str, str]]:
    """Those who signed it; names of which not all are known stand as they are, and are not told as one person."""
    if post.byline is None:
        return []
    line = post.byline.name
    if line in people:
        return [structured.person(person) for person in people[line]]
    return [structured.organization(line) if len(names(line)) > 1 else structured.person(post.byline)]
