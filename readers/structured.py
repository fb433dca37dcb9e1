"""A story for machines: schema.org as JSON-LD, ready to stand inside a script element."""

import json
from typing import Any

from django.utils.safestring import SafeString, mark_safe

from articles.filling import Figure, Story, absolute

#: What must not occur inside a script element (HTML, restrictions for contents of script).
_ESCAPES = {ord("<"): "\\u003c", ord(">"): "\\u003e", ord("&"): "\\u0026", 0x2028: "\\u2028", 0x2029: "\\u2029"}


def news_article(story: Story, *, publisher: str) -> SafeString:
    """The story as NewsArticle with its BreadcrumbList."""
    return script([_article(story, publisher), _breadcrumbs(story)])


def script(graph: list[dict[str, Any]]) -> SafeString:
    """The things as one JSON-LD document, for a script element."""
    text = json.dumps({"@context": "https://schema.org", "@graph": graph}, ensure_ascii=False)
    return mark_safe(text.translate(_ESCAPES))  # noqa: S308 (every character that could end the script is escaped)


def _article(story: Story, publisher: str) -> dict[str, Any]:
    url = absolute(story.url)
    facts = {
        "@type": "NewsArticle",
        "@id": url,
        "mainEntityOfPage": url,
        "url": url,
        "headline": story.headline,
        "description": story.summary,
        "inLanguage": story.language,
        "articleSection": story.section.name,
        "keywords": [tag.name for tag in story.tags],
        "datePublished": story.published_at.isoformat(timespec="seconds"),
        "dateModified": story.updated_at.isoformat(timespec="seconds"),
        "author": _authors(story, publisher),
        "publisher": {"@type": "NewsMediaOrganization", "name": publisher, "url": absolute("/")},
        "image": [_image(figure) for figure in [story.lead, *story.gallery] if figure],
        "correction": [_correction(note.text, note.at.isoformat(timespec="seconds")) for note in story.corrections],
        "isAccessibleForFree": True,
    }
    return {name: value for name, value in facts.items() if value not in ("", [])}


def _authors(story: Story, publisher: str) -> list[dict[str, str]]:
    """The people who signed it, else the agency, else the newspaper: never an invented person."""
    people = [{"@type": "Person", "name": byline.name} for byline in story.bylines]
    return people or [{"@type": "Organization", "name": story.source or publisher}]


def _image(figure: Figure) -> dict[str, Any]:
    facts = {
        "@type": "ImageObject",
        "contentUrl": absolute(figure.picture.src),
        "url": absolute(figure.picture.src),
        "width": figure.picture.width,
        "height": figure.picture.height,
        "caption": figure.caption,
        "creditText": figure.credit,
    }
    return {name: value for name, value in facts.items() if value != ""}


def _correction(text: str, at: str) -> dict[str, str]:
    return {"@type": "CorrectionComment", "text": text, "datePublished": at}


def _breadcrumbs(story: Story) -> dict[str, Any]:
    steps = [story.parent_section, story.section]
    items = [
        {"@type": "ListItem", "position": position, "name": step.name, "item": absolute(step.url)}
        for position, step in enumerate((step for step in steps if step), start=1)
    ]
    return {"@type": "BreadcrumbList", "itemListElement": items}
