"""Setting up rules: kept, put in order, switched, discarded. Each change is a version of the rule and is audited."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.db.models import F, Max

from articles.models import Coverage
from articles.refusals import refuse
from staff import audit, permissions
from staff.models import User
from wires import instructing
from wires.models import Rule
from wires.rules import saying

#: Who holds them sets rules up.
ADD, CHANGE, DELETE = "wires.add_rule", "wires.change_rule", "wires.delete_rule"
_TO = "set rules up"


@transaction.atomic
def keep_rule(*, rule: Rule, coverages: Sequence[Coverage], by: User | None, at: datetime) -> Rule:
    """Save the rule, new (it comes last) or changed (its next version). Validation is the form's."""
    permissions.require(by, CHANGE if rule.pk else ADD, to=_TO)
    verb = "change" if rule.pk else "add"
    if rule.pk:
        rule.version = _lock(rule).version + 1
    else:
        rule.order = (Rule.objects.aggregate(last=Max("order"))["last"] or 0) + 1
    rule.changed_at, rule.changed_by = at, by
    rule.save()
    rule.coverages.set(coverages)
    audit.record(
        by=by, verb=verb, subject=rule, at=at, detail={"version": rule.version, "says": _said(rule, coverages)}
    )
    return rule


@transaction.atomic
def move(*, rule: Rule, past: Rule, by: User | None, at: datetime) -> Rule:
    """Let the rule and its neighbour change places. Where they stand so already, or apart, nothing is moved.

    `past`: the neighbour that was seen. Raises Refused where another rule stands between them now.
    """
    permissions.require(by, CHANGE, to=_TO)
    places = {one.pk: place for place, one in enumerate(Rule.objects.order_by("order", "pk").select_for_update())}
    if rule.pk not in places or past.pk not in places or abs(places[rule.pk] - places[past.pk]) != 1:
        raise refuse("overtaken", "Somebody has changed the order meanwhile. Nothing was moved. Look again.")
    order = sorted(places, key=lambda pk: places[pk])
    here, there = places[rule.pk], places[past.pk]
    order[here], order[there] = order[there], order[here]
    for place, pk in enumerate(order, start=1):
        Rule.objects.filter(pk=pk).exclude(order=place).update(order=place)
    audit.record(by=by, verb="move", subject=rule, at=at, detail={"before" if there < here else "after": str(past)})
    return Rule.objects.get(pk=rule.pk)


@transaction.atomic
def switch(*, rule: Rule, active: bool, by: User | None, at: datetime) -> Rule:
    """Put the rule in force, or out of it. Twice is the same as once."""
    permissions.require(by, CHANGE, to=_TO)
    if Rule.objects.filter(pk=rule.pk).exclude(active=active).update(active=active, version=F("version") + 1):
        audit.record(by=by, verb="switch on" if active else "switch off", subject=rule, at=at)
    return Rule.objects.get(pk=rule.pk)


@transaction.atomic
def discard(*, rule: Rule, by: User | None, at: datetime) -> None:
    """Do away with the rule. What it did stays done, and in the log under its name."""
    permissions.require(by, DELETE, to="discard rules")
    if Rule.objects.filter(pk=rule.pk).exists():
        audit.record(by=by, verb="discard", subject=rule, at=at)
        Rule.objects.filter(pk=rule.pk).delete()


def _lock(rule: Rule) -> Rule:
    return Rule.objects.select_for_update(of=("self",)).get(pk=rule.pk)


def _said(rule: Rule, coverages: Sequence[Coverage]) -> str:
    read = instructing.instruction(rule, coverages, instructing.called())
    return f"{saying.about(read) or 'every item'}: {', '.join(saying.does(read))}"
