"""Pieces in templates; the page brings its `setting`."""

from typing import Any

from django import template
from django.template import Context
from django.utils.safestring import SafeString

from readers import pieces

register = template.Library()


@register.simple_tag(takes_context=True)
def piece(context: Context, template: str, **facts: Any) -> SafeString:
    """A template like {% include … only %}, printed once for the same facts."""
    return pieces.piece(template, setting=context["setting"], **facts)
