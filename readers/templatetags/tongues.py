"""Words in another language than those around them, and lists in the language of the page.

The page brings its `setting`. An empty language is the site's own.
"""

from collections.abc import Iterable

from django import template
from django.template import Context
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from articles.filling import Link
from readers.words import joining, tongues

register = template.Library()


@register.simple_tag(takes_context=True)
def tongue(context: Context, language: str, within: str = "") -> SafeString:
    """The attributes `lang` and `dir` of an element whose words are in that language; none where they go without."""
    return tongues.attributes(language or context["setting"].own, within=within or context["language"])


@register.simple_tag(takes_context=True)
def in_language(context: Context, language: str) -> SafeString:
    """“(English)” behind the name of what is in another language than the page; nothing where it goes without."""
    if language in ("", context["language"]):
        return SafeString()
    return format_html(" <span{}>({})</span>", context["words"], tongues.called(language))


@register.simple_tag(takes_context=True)
def list_at(context: Context, path: str) -> str:
    """The address of the list at that path: in the page's language where the newspaper has a front in it."""
    setting = context["setting"]
    return tongues.address(path, language=setting.lists, own=setting.own)


@register.simple_tag(takes_context=True)
def signed(context: Context, bylines: Iterable[Link]) -> SafeString:
    """The names of those who signed, joined as the page's language joins them; authors lead to their pages."""
    return mark_safe(joining.joined([_signature(context, byline) for byline in bylines]))  # noqa: S308 (each was escaped)


def _signature(context: Context, byline: Link) -> SafeString:
    if not byline.url:
        return format_html("<bdi>{}</bdi>", byline.name)
    return format_html('<a rel="author" href="{}"><bdi>{}</bdi></a>', list_at(context, byline.url), byline.name)
