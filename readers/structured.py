"""Stories and lists for machines: schema.org as JSON-LD, ready to stand inside a script element."""

import json
from collections.abc import Sequence
from typing import Any

from django.utils.safestring import SafeString, mark_safe

from articles import logos
from articles.filling import Card, Figure, Link, Story, absolute
from articles.models import Site
from articles.translations import Translation
from media.pictures import Picture, Still
from readers.words import tongues

#: What must not occur inside a script element (HTML, restrictions for contents of script).
_ESCAPES = {ord("<"): "\\u003c", ord(">"): "\\u003e", ord("&"): "\\u0026", 0x2028: "\\u2028", 0x2029: "\\u2029"}


def news_article(story: Story, *, site: Site) -> SafeString:
    """The story as NewsArticle with its BreadcrumbList."""
    return script([_article(story, site), _breadcrumbs(story)])


def item_list(cards: Sequence[Card], *, name: str, url: str) -> SafeString:
    """The stories of a list in their order (ItemList, the summary form: each is described on its own page)."""
    items = [
        {"@type": "ListItem", "position": position, "url": absolute(card.url), "name": card.headline}
        for position, card in enumerate(cards, start=1)
    ]
    return script([{"@type": "ItemList", "@id": url, "name": name, "itemListElement": items}])


def publisher(site: Site, *, language: str) -> dict[str, Any]:
    """The newspaper as it is called in that language, with its logo where it has one."""
    logo = logos.logo(site)
    known = {"@type": "NewsMediaOrganization", "name": tongues.masthead(site, language).name.name, "url": absolute("/")}
    if logo is None:
        return known
    return {
        **known,
        "logo": {"@type": "ImageObject", "url": absolute(logo.url), "width": logo.width, "height": logo.height},
    }


def script(graph: list[dict[str, Any]]) -> SafeString:
    """The things as one JSON-LD document, for a script element."""
    text = json.dumps({"@context": "https://schema.org", "@graph": graph}, ensure_ascii=False)
    return mark_safe(text.translate(_ESCAPES))  # noqa: S308 (every character that could end the script is escaped)


def _article(story: Story, site: Site) -> dict[str, Any]:
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
        "author": _authors(story, tongues.masthead(site, story.language).name.name),
        "sourceOrganization": organization(story.source) if story.source else "",
        "publisher": publisher(site, language=story.language),
        "about": [{"@type": "Thing", **_named(tag)} for tag in story.tags],
        "isPartOf": [{"@type": "Collection", **_named(coverage)} for coverage in story.coverages],
        "locationCreated": {"@type": "Place", "name": story.dateline} if story.dateline else "",
        "image": [_image(figure, file) for figure in story.figures for file in figure.stills or (figure.picture,)],
        "correction": [_correction(note.text, note.at.isoformat(timespec="seconds")) for note in story.corrections],
        "translationOfWork": next((_work(other) for other in story.translations if other.is_original), ""),
        "workTranslation": [_work(other) for other in story.translations if other.is_made_of_it],
        "isAccessibleForFree": True,
    }
    return {name: value for name, value in facts.items() if value not in ("", [])}


def _work(other: Translation) -> dict[str, str]:
    """A translation by its address and language; it is described on its own page."""
    url = absolute(other.url)
    return {"@type": "NewsArticle", "@id": url, "url": url, "inLanguage": other.language}


def _named(link: Link) -> dict[str, str]:
    return {"name": link.name, **({"url": absolute(link.url)} if link.url else {})}


def _authors(story: Story, paper: str) -> list[dict[str, str]]:
    """Those who signed it, else the agency, else the newspaper: never an invented person."""
    houses = [house.casefold() for house in (story.source, paper) if house]
    signed = [_author(byline, houses) for byline in story.bylines]
    return signed or [organization(story.source or paper)]


def _author(byline: Link, houses: list[str]) -> dict[str, str]:
    """A person; but a line in the name of the agency or the newspaper (“Reuters staff”) names none."""
    in_its_name = not byline.url and byline.name.casefold().startswith(tuple(houses))
    return organization(byline.name) if in_its_name else person(byline)


def person(who: Link) -> dict[str, str]:
    """Somebody by name, with the address of the page about them where there is one."""
    return {"@type": "Person", **_named(who)}


def organization(name: str) -> dict[str, str]:
    """An agency, a newspaper, a desk."""
    return {"@type": "Organization", "name": name}


def _image(figure: Figure, file: Still | Picture) -> dict[str, Any]:
    """One file of the figure. The lead is told in each of its shapes, as search engines ask for."""
    facts = {
        "@type": "ImageObject",
        "contentUrl": absolute(file.src),
        "url": absolute(file.src),
        "width": file.width,
        "height": file.height,
        "caption": figure.caption,
        "creditText": figure.credit,
        "creator": {"@type": "Person", "name": figure.creator} if figure.creator else "",
        "copyrightNotice": figure.copyright,
    }
    return {name: value for name, value in facts.items() if value != ""}


def _correction(text: str, at: str) -> dict[str, str]:
    return {"@type": "CorrectionComment", "text": text, "datePublished": at}


def _breadcrumbs(story: Story) -> dict[str, Any]:
    items = [
        {"@type": "ListItem", "position": position, "name": step.name, "item": absolute(step.url)}
        for position, step in enumerate(story.breadcrumb, start=1)
    ]
    return {"@type": "BreadcrumbList", "itemListElement": items}
