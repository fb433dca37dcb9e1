"""Words in another language than those around them, and lists in the language of the page.

The page brings its `setting`. An empty language is the site's own.
"""

from django import template
from django.template import Context
from django.utils.safestring import SafeString

from readers.words import tongues

register = template.Library()


@register.simple_tag(takes_context=True)
def tongue(context: Context, language: str, within: str = "") -> SafeString:
    """The attributes `lang` and `dir` of an element whose words are in that language; none where they go without."""
    return tongues.attributes(language or context["setting"].own, within=within or context["language"])


@register.simple_tag(takes_context=True)
def list_at(context: Context, path: str) -> str:
    """The address of the list at that path: in the page's language where the newspaper has a front in it."""
    setting = context["setting"]
    return tongues.address(path, language=setting.lists, own=setting.own)
