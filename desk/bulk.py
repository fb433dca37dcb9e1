"""Doing one thing to many stories: each by its verb in its own transaction, and what came of each.

What stands in its way leaves one story out and stops no other. A story that was changed between
the page and the button is reported, not overwritten; what counts is what the action would
overwrite there:

| action | left out if, since it was shown, |
|---|---|
| section | somebody saved the story |
| add or remove tags | nothing: a tag more or less suits any version |
| assign | it was given to somebody else |
| withdraw | another version was published or planned |

Done already, a story is left alone and called so; so all of it may be sent twice.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from django.db import transaction

from articles import approving, classifying, standing, withdrawing
from articles.classifying import Reclassified
from articles.models import Article
from articles.refusals import Refused, refuse
from articles.staleness import StaleVersion
from articles.standing import Story
from desk import bulk_forms
from desk.numbers import number
from desk.situation import Situation
from desk.verb_forms import VerbForm
from staff.models import User
from staff.permissions import NotAllowed

#: How many stories one action takes at most.
MOST = 200


class Result(StrEnum):
    """What came of one story, in words; in the order of the report."""

    DONE = "done"
    PUBLISHED = "done, and readers see it"
    SAVED = "done, for the desk only"
    REFUSED = "not done"
    WAITS = "saved, not published"
    ALREADY = "so already"


#: What came of the stories to which it was not done; the report names them first.
LEFT = (Result.REFUSED, Result.WAITS, Result.ALREADY)


@dataclass(frozen=True)
class Seen:
    """A story as somebody saw it when they chose what to do: numbers of rows, 0 for nobody."""

    article_id: int
    version: int
    assignee_id: int
    editions: frozenset[int]

    @classmethod
    def of(cls, article: Article, now: Situation) -> "Seen":
        editions = frozenset(edition.id for edition in (now.standing, now.future) if edition)
        return cls(article.pk, article.version, article.assignee_id or 0, editions)

    @classmethod
    def read(cls, token: str) -> "Seen | None":
        """From the form; None for what no page of ours has sent."""
        numbers = [number(part) for part in token.split(".")]
        if None in numbers or len(numbers) < 3:
            return None
        article_id, version, assignee_id, *editions = numbers
        return cls(article_id, version, assignee_id, frozenset(editions))  # type: ignore[arg-type]

    def __str__(self) -> str:
        return ".".join(map(str, [self.article_id, self.version, self.assignee_id, *sorted(self.editions)]))


@dataclass(frozen=True)
class Outcome:
    """What came of one story, and why."""

    article: Article
    result: Result
    said: str = ""


#: Locked story, how it was seen, the form's values, who → what came of it, and why.
Act = Callable[[Story, Seen, dict[str, Any], User], tuple[Result, str]]


@dataclass(frozen=True)
class Action:
    """One thing that can be done to many stories: its words, its form, the permission to be offered it."""

    title: str
    button: str
    permission: str
    form: type[VerbForm]
    act: Act
    said: str
    publishes: bool = False
    danger: bool = False


def offered(by: User) -> dict[str, Action]:
    """The actions that the person is offered. Whether they may do them to a story, the verbs say."""
    return {name: action for name, action in ACTIONS.items() if by.has_perm(action.permission)}


def run(action: Action, rows: Iterable[Seen], values: dict[str, Any], *, by: User) -> list[Outcome]:
    """Do it to each, in the order given; a story that is not there is left out."""
    seen = {row.article_id: row for row in rows}
    articles = Article.objects.only("headline").in_bulk(seen)
    return [
        Outcome(articles[pk], *_one(action, articles[pk], row, values, by))
        for pk, row in seen.items()
        if pk in articles
    ]


def _one(action: Action, article: Article, seen: Seen, values: dict[str, Any], by: User) -> tuple[Result, str]:
    """The row is locked before it is compared, so that nothing comes between the look and the verb."""
    try:
        with transaction.atomic():
            return action.act(standing.lock(article), seen, values, by)
    except (Refused, NotAllowed, StaleVersion) as refusal:
        return Result.REFUSED, str(refusal)


def _set_section(story: Story, seen: Seen, values: dict[str, Any], by: User) -> tuple[Result, str]:
    section = values["section"]
    done = classifying.reclassify(article=story.article, by=by, section=section, version=seen.version)
    return _reclassified(done, f"It is in {section}.")


def _add_tags(story: Story, _: Seen, values: dict[str, Any], by: User) -> tuple[Result, str]:
    return _reclassified(classifying.reclassify(article=story.article, by=by, add=values["tags"]), "It has them all.")


def _remove_tags(story: Story, _: Seen, values: dict[str, Any], by: User) -> tuple[Result, str]:
    return _reclassified(
        classifying.reclassify(article=story.article, by=by, remove=values["tags"]), "It has none of them."
    )


def _reclassified(done: Reclassified, already: str) -> tuple[Result, str]:
    if not done.changed:
        return Result.ALREADY, already
    if done.waits:
        return Result.WAITS, " ".join(reason.message for reason in done.waits)
    return (Result.PUBLISHED if done.edition else Result.SAVED), ""


def _assign(story: Story, seen: Seen, values: dict[str, Any], by: User) -> tuple[Result, str]:
    article, to = story.article, values["to"]
    if article.assignee_id == to.pk:
        return Result.ALREADY, f"It is {to}’s."
    if (article.assignee_id or 0) != seen.assignee_id:
        whose = f"given to {article.assignee}" if article.assignee else "taken from whose it was"
        raise refuse("changed-since", f"It was {whose} since you chose it. Look again, then assign it.")
    approving.assign(article=article, to=to, by=by)
    return Result.DONE, ""


def _withdraw(story: Story, seen: Seen, values: dict[str, Any], by: User) -> tuple[Result, str]:
    """A notice that stands is never written over: each tells why that one story is gone."""
    there = {edition.pk for edition in (story.standing, story.future) if edition}
    if not there:
        gone = "It was withdrawn, and its notice stays." if story.withdrawn else "Nothing of it is public."
        return Result.ALREADY, gone
    if there - seen.editions:
        raise refuse("changed-since", "Another version came since you chose it. Look at it, then withdraw it.")
    withdrawing.withdraw(article=story.article, by=by, notice=values["notice"])
    return Result.DONE, ""


_AT_ONCE = (
    "Each story changes as a minor change, which readers see at once, if nothing else waits in it to be published. "
    "Otherwise the change is saved and waits too."
)

#: In the order of the list's menu.
ACTIONS: dict[str, Action] = {
    "section": Action(
        "Set the section",
        "Set the section",
        "articles.change_article",
        bulk_forms.SectionForm,
        _set_section,
        f"{_AT_ONCE} The addresses stay.",
        publishes=True,
    ),
    "add-tags": Action(
        "Add tags",
        "Add the tags",
        "articles.change_article",
        bulk_forms.AddTagsForm,
        _add_tags,
        _AT_ONCE,
        publishes=True,
    ),
    "remove-tags": Action(
        "Remove tags",
        "Remove the tags",
        "articles.change_article",
        bulk_forms.RemoveTagsForm,
        _remove_tags,
        _AT_ONCE,
        publishes=True,
    ),
    "assign": Action(
        "Assign",
        "Assign them",
        "articles.change_article",
        bulk_forms.AssignAllForm,
        _assign,
        "They stand under “Yours to do” on that person’s first page.",
    ),
    "withdraw": Action(
        "Withdraw",
        "Withdraw from readers",
        "articles.withdraw_article",
        bulk_forms.WithdrawAllForm,
        _withdraw,
        "What is public goes at once, and what is planned is dropped.",
        danger=True,
    ),
}
