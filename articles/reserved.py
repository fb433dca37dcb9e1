"""Words that no section may take, because an address of the site begins with them.

A test compares this list with the resolver, so that a new address cannot be forgotten here.
"""

import re

from django.core.exceptions import ValidationError

_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*\Z")

RESERVED = frozenset(
    {
        "about",
        "admin",
        "api",
        "author",
        "corrections",
        "coverage",
        "feedback",
        "feeds",
        "healthz",
        "latest",
        "logo",
        "metrics",
        "news-sitemap",
        "news-sitemap.xml",
        "page",
        "photos",
        "preview",
        "reads",
        "readyz",
        "robots",
        "robots.txt",
        "search",
        "sitemap",
        "sitemap.xml",
        "sitemaps",
        "static",
        "tag",
        "uploads",
    }
)


def check_slug(slug: str) -> None:
    """Refuse a slug that is an address of the site, looks like a language's front, or no address begins with."""
    if not _SLUG.match(slug):
        raise ValidationError("Write the address in small Latin letters and digits, with hyphens between words.")
    if slug in RESERVED or len(slug) == 2:
        raise ValidationError(f"/{slug}/ is an address of the site itself. Choose another word.")
