"""Whole addresses (RFC 3986) for those who read away from the site. Pure but for the site's own address."""

import re

from articles.filling import absolute

_TAG = re.compile(r"<[a-z][^>]*>")
_PLAIN = re.compile(r'( (?:src|href)=")(/(?!/)[^"]*)')
_SET = re.compile(r'( srcset=")([^"]*)')


def of_html(html: str) -> str:
    """The HTML with whole addresses in href, src and srcset; what is not in a tag stays as it is."""
    return _TAG.sub(lambda tag: _SET.sub(_every, _PLAIN.sub(_one, tag[0])), html)


def _one(match: re.Match[str]) -> str:
    return match[1] + absolute(match[2])


def _every(match: re.Match[str]) -> str:
    parts = [part.strip() for part in match[2].split(",")]
    return match[1] + ", ".join(absolute(part) if part.startswith("/") else part for part in parts)
