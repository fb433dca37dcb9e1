"""Moments and numbers in templates. A moment is a <time> for programs too; the page brings its `setting`."""

from datetime import date, datetime

from django import template
from django.template import Context
from django.utils.html import format_html
from django.utils.safestring import SafeString

from articles.filling import Card
from readers.days import Group
from readers.words import dates
from readers.words import numerals as digits

register = template.Library()


@register.simple_tag(takes_context=True)
def moment(context: Context, at: datetime) -> SafeString:
    """The day and time."""
    zone = context["setting"].zone
    return _time(dates.machine(at, zone=zone), dates.full(at, zone=zone))


@register.simple_tag(takes_context=True)
def when(context: Context, at: datetime, under: date | None = None) -> SafeString:
    """As short as it is clear, for lists; `under`: the day that the heading above names."""
    setting = context["setting"]
    known = under or setting.today
    return _time(dates.machine(at, zone=setting.zone), dates.short(at, zone=setting.zone, today=known))


@register.simple_tag(takes_context=True)
def updated(context: Context, card: Card, under: date | None = None) -> SafeString:
    """When a story in a list was updated; nothing where it was not, or that would be written as its publication is."""
    setting = context["setting"]
    written = {
        dates.short(at, zone=setting.zone, today=under or setting.today) for at in (card.published_at, card.updated_at)
    }
    return when(context, card.updated_at, under) if card.was_updated and len(written) > 1 else SafeString()


@register.simple_tag(takes_context=True)
def exactly(context: Context, at: datetime) -> SafeString:
    """The time, and the day where it is another one: for posts of a live page."""
    setting = context["setting"]
    return _time(dates.machine(at, zone=setting.zone), dates.exact(at, zone=setting.zone, today=setting.today))


@register.simple_tag(takes_context=True)
def today(context: Context) -> SafeString:
    """The day on which the page was made, and the zone of its times."""
    setting = context["setting"]
    day = _time(setting.today.isoformat(), dates.of_day(setting.today))
    return format_html('{} · <span class="zone">{}</span>', day, dates.zone_name(setting.zone))


@register.simple_tag
def partial(date: str) -> SafeString:
    """A date of which perhaps only the month or the year is known."""
    return _time(date, dates.partial(date))


@register.simple_tag
def dated(group: Group) -> SafeString:
    """The day or month of a group of stories."""
    machine = group.begins.isoformat()
    return _time(machine[:7] if group.monthly else machine, dates.of_day(group.begins, monthly=group.monthly))


@register.filter
def numerals(number: int) -> str:
    """A number in the digits of the page's language."""
    return digits.numerals(number)


def _time(machine: str, written: str) -> SafeString:
    return format_html('<time datetime="{}">{}</time>', machine, written)
