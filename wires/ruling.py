"""What the rules decided about an item, carried out and written down: why it went where it went.

Each item is asked about once. A rule that refuses or fails stops no other one: what it could not do stands in the
log beside what was done, and the desk is told where it expected a story or readers a publication.
"""

import logging
from collections.abc import Callable, Sequence
from datetime import datetime
from functools import partial
from typing import TypeVar

from django.db import DataError, IntegrityError, transaction

from articles import approving, publishing
from articles.models import Article, Edition
from articles.refusals import Refused, refuse
from staff import audit
from staff.models import User
from wires import cancelling, dropping, instructing, taking, updating
from wires.faults import FAULTS
from wires.models import Alert, RuleNote, WireItem
from wires.rules import evaluating, saying
from wires.rules.evaluating import Decision, Instruction

Done = TypeVar("Done")
logger = logging.getLogger(__name__)
#: The letters that an alert has at most.
_LONGEST = 1000
#: Refusals of which the desk need not be told: the agency has taken back what it sent.
_KNOWN = frozenset({"canceled"})


def decide(items: Sequence[WireItem]) -> dict[int, Decision]:
    """Item id → decision, for those of the items that a rule is about. Nothing is written."""
    asked = [item for item in items if item.ruled_at is None and item.pubstatus == WireItem.Status.USABLE]
    rules = instructing.in_force() if asked else []
    if not rules:
        return {}
    facts = instructing.facts(asked, rules)
    decided = {item.pk: evaluating.decide(rules, facts[item.pk]) for item in asked}
    return {pk: decision for pk, decision in decided.items() if decision.ruled}


def carry_out(*, item: WireItem, decision: Decision, took: Sequence[Article], at: datetime) -> Article | None:
    """Do what was decided, in the transaction of the routing. `took`: stories that took the item as an update.

    The story that was made, or published anew.
    """
    log = _Log(item, decision, at)
    if by := decision.of(evaluating.DROP):
        dropping.drop(items=[item], by=None, at=at, rule=by.name)
    article = _draft(item, decision, took, log) if decision.of(evaluating.DRAFT) else None
    if evaluating.DRAFT not in decision.first:
        _miss_the_story(decision, log)
    for rule, words in decision.alerts:
        log.alert(rule, words, article)
    log.keep()
    return article


def _miss_the_story(decision: Decision, log: "_Log") -> None:
    for action, done in ((evaluating.ASSIGN, "assigned"), (evaluating.PUBLISH, "published")):
        if rule := decision.of(action):
            log.refused(rule, f"It was not {done}: no rule makes a story of it.")


class _Log:
    """The notes of an item, one for each rule that was about it, and what the desk is told of it."""

    def __init__(self, item: WireItem, decision: Decision, at: datetime) -> None:
        self.item, self.at = item, at
        self.told: list[str] = []
        self.made: Article | None = None
        notes = [_note(item, ruled, at) for ruled in decision.ruled]
        RuleNote.objects.bulk_create(notes)
        self.notes = {note.rule_id: note for note in notes}

    def done(self, rule: Instruction, sentence: str) -> None:
        self.notes[rule.pk].done.append(sentence)

    def refused(self, rule: Instruction, sentence: str) -> None:
        self.notes[rule.pk].refused.append(sentence)

    def alert(self, rule: Instruction, words: str, article: Article | None) -> None:
        self.told.append(f"{words} (rule “{rule.name}”)")
        self.made = self.made or article

    def keep(self) -> None:
        changed = [note for note in self.notes.values() if note.done or note.refused or note.article_id]
        RuleNote.objects.bulk_update(changed, ["done", "refused", "article", "published"])
        if self.told:
            _tell(self.item, self.made, f"“{self.item}”: {' '.join(self.told)}", self.at)


def _note(item: WireItem, ruled: evaluating.Ruled, at: datetime) -> RuleNote:
    rule = ruled.by
    stand = {effect.action: effect.value for effect in ruled.effects if not effect.overruled}
    gave = {name: stand[name] for name in (evaluating.SECTION, evaluating.TAGS, evaluating.COVERAGES) if name in stand}
    return RuleNote(
        item=item,
        rule_id=rule.pk,
        name=rule.name,
        version=rule.version,
        matched=list(ruled.matched),
        done=saying.done(ruled),
        refused=saying.not_done(ruled),
        gave=gave,
        created_at=at,
    )


def _draft(item: WireItem, decision: Decision, took: Sequence[Article], log: _Log) -> Article | None:
    """The story that the rule wants, made; or the one that is there, published anew where it took the item."""
    rule = decision.first[evaluating.DRAFT][0]
    former = updating.stories(item)
    if former:
        log.done(rule, f"Its story is there: “{former[-1]}”. No second one was made.")
        log.notes[rule.pk].article = former[-1]
        return _publish_anew(item, decision, took, log)
    article = _attempt(rule, log, "No story was made of it", lambda: _take(item, rule, log))
    if article:
        log.done(rule, "Made a story of it.")
        log.notes[rule.pk].article = log.made = article
        _assign(article, decision, log)
        _publish(article, decision, log)
    return article


def _take(item: WireItem, rule: Instruction, log: _Log) -> Article:
    return taking.take(item=item, by=None, at=log.at, rule=rule.name)


def _assign(article: Article, decision: Decision, log: _Log) -> None:
    if by := decision.of(evaluating.ASSIGN):
        person = User.objects.filter(pk=str(decision.first[evaluating.ASSIGN][1])).first()
        assign = partial(approving.assign, article=article, to=person, by=None)
        if _attempt(by, log, "It was not assigned", assign):
            log.done(by, f"Assigned it to {person}.")


def _publish_anew(item: WireItem, decision: Decision, took: Sequence[Article], log: _Log) -> Article | None:
    """The story of which a rule published what came before, once more, where it took the item by itself."""
    rule = decision.of(evaluating.PUBLISH)
    stories = [story for story in took if RuleNote.objects.filter(article=story, published=True).exists()]
    if rule is None or not stories:
        return None
    article = Article.objects.get(pk=stories[-1].pk)
    if not _is_as_published(article, log.at):
        log.refused(rule, "The update was not published: the desk has changed the story, or plans it.")
        return None
    if _publish(article, decision, log):
        # What it says of readers is not so any more, and nobody has seen it: this is one transaction.
        Alert.objects.filter(offer__item=item, article=article, seen_at=None).delete()
    return article


def _is_as_published(article: Article, at: datetime) -> bool:
    """Whether readers see all that people have made of the story, and nobody has planned otherwise."""
    standing = Edition.objects.live(at=at).filter(article=article).first()
    if standing is None or Edition.objects.future(at=at).filter(article=article).exists():
        return False
    since = article.revisions.filter(version__gt=standing.article_version)
    return not since.exclude(created_by=None).exists()


def _publish(article: Article, decision: Decision, log: _Log) -> bool:
    """Let readers see the story, where its feed is trusted and nothing stands in the way; else the desk is told."""
    rule = decision.of(evaluating.PUBLISH)
    if rule is None:
        return False
    edition = _attempt(rule, log, "It was not published", lambda: _published(article, rule, log))
    if edition:
        log.done(rule, "Published it.")
        log.notes[rule.pk].article, log.notes[rule.pk].published = article, True
    return edition is not None


def _published(article: Article, rule: Instruction, log: _Log) -> Edition:
    _refuse_doubtful(log.item)
    edition = publishing.publish(article=article, version=article.version, by=None, kind=Edition.Kind.UPDATE)
    detail = {"rule": rule.name, "rule_version": rule.version, "version": article.version}
    audit.record(by=None, verb="publish by rule", subject=article, at=log.at, detail=detail)
    return edition


def _refuse_doubtful(item: WireItem) -> None:
    """What a person would look at first, beside all that stands in the way of any publication."""
    agency = cancelling.agency(item)
    if not item.feed.is_trusted:
        raise refuse(
            "not-trusted", f"{agency} is no trusted feed. Look at the story and publish it, or trust the feed."
        )
    if item.warnings:
        raise refuse("odd", f"Something was odd in the file: {' '.join(item.warnings)}")


def _attempt(rule: Instruction, log: _Log, without: str, act: Callable[[], Done]) -> Done | None:
    """Do it, or write down why not and tell the desk. What was done before stands."""
    try:
        with transaction.atomic():
            return act()
    except Refused as refusal:
        said, is_news = f"{without}. {refusal}", refusal.reasons[0].code not in _KNOWN
    except (DataError, IntegrityError, *FAULTS) as fault:
        logger.exception("The rule %s failed on item %d.", rule.name, log.item.pk)
        said, is_news = f"{without}: a fault of ours ({type(fault).__name__}).", True
    log.refused(rule, said)
    if is_news:
        log.alert(rule, said, log.made)
    return None


def _tell(item: WireItem, article: Article | None, message: str, at: datetime) -> None:
    """One alert for an item and its story, whatever they are told of: what comes later is added to it."""
    values = {"message": message[:_LONGEST], "created_at": at}
    alert, is_new = Alert.objects.get_or_create(item=item, article=article, defaults=values)
    if not is_new:
        alert.message, alert.seen_at, alert.seen_by = f"{message} {alert.message}"[:_LONGEST], None, None
        alert.save(update_fields=["message", "seen_at", "seen_by"])
