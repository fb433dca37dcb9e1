"""Words in another language than those around them, and lists in the language of the page.

The page brings `site` and `language`. An empty language is the site's own.
"""

from django import template
from django.template import Context
from django.utils.safestring import SafeString

from readers.words import tongues

register = template.Library()


@register.simple_tag(takes_context=True)
def tongue(context: Context, language: str, within: str = "") -> SafeString:
    """The attributes `lang` and `dir` of an element whose words are in that language; none where they go without."""
    return tongues.attributes(language or context["site"].language, within=within or context["language"])


@register.simple_tag(takes_context=True)
def list_at(context: Context, path: str) -> str:
    """The address of the list at that path: in the page's language where the newspaper has a front in it."""
    site, language = context["site"], context["language"]
    spoken = language if tongues.has_front(site, language) else site.language
    return tongues.address(path, language=spoken, site=site)
