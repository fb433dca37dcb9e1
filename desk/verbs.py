"""The verbs that the desk has buttons for: what each asks, when it is offered, what it says once done.

The rules are the verbs' own, in articles: a button that is pressed where it should not be gets
their refusal. `offered` only keeps buttons off the page that make no sense on this story.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.http import Http404
from django.utils.html import format_html

from articles import addressing, approving, drafting, publishing, translating, translations, withdrawing
from articles.models import Article, Edition, PublishBlock, Revision, Site
from desk import verb_forms
from desk.situation import Shown, Situation, situation
from ground import clock, languages
from staff.models import User
from staff.printing import printed

#: The part of the page in which the buttons stand that are about translations.
TRANSLATIONS = "translations"
#: Article, the form's values, who → the sentence that says what happened.
Act = Callable[[Article, dict[str, Any], User], str]
Offered = Callable[[Article, Situation, datetime], bool]


@dataclass(frozen=True)
class Verb:
    """One button: its words, its form, the permission without which it is not shown, the story to show then."""

    title: str
    button: str
    permission: str
    form: type[verb_forms.VerbForm]
    act: Act
    offered: Offered
    said: str = ""
    danger: bool = False
    place: str = ""
    leads_to: Callable[[Article, dict[str, Any]], int] = lambda article, _: article.pk


def _publish(article: Article, values: dict[str, Any], by: User) -> str:
    planned = situation(article, at=clock.now()).future
    edition = publishing.publish(
        article=article, version=values["version"], by=by, kind=values["kind"], note=values["note"]
    )
    return format_html("{}{}", published(edition), _dropped(planned))


def published(edition: Edition) -> str:
    """Where readers find it: lists show one language at a time."""
    said = format_html(
        'Published: readers see version {} at <a class="desk-leads" href="{}">{}</a>.',
        edition.article_version,
        edition.path,
        edition.path,
    )
    site = Site.objects.filter(pk=1).first() or Site()
    if edition.language == site.language:
        return said
    listed = f"{edition.section.get_absolute_url()}?lang={edition.language}"
    return format_html(
        "{} It is in another language than the site, so its section lists it at "
        '<a class="desk-leads" href="{}">{}</a>.',
        said,
        listed,
        listed,
    )


def _schedule(article: Article, values: dict[str, Any], by: User) -> str:
    edition = publishing.schedule(
        article=article, version=values["version"], at=values["at"], by=by, kind=values["kind"], note=values["note"]
    )
    return f"Scheduled: version {edition.article_version} appears on {printed(edition.live_from)}."


def _unschedule(article: Article, _: dict[str, Any], by: User) -> str:
    publishing.unschedule(article=article, by=by)
    return "Unscheduled. Nothing new will appear by itself."


def _undo(article: Article, values: dict[str, Any], by: User) -> str:
    edition = _of(Edition, article, values["edition"])
    again = publishing.undo(edition=edition, by=by)
    if again is None:
        return "Undone: readers do not see the story any more."
    return f"Undone: readers see version {again.article_version} again."


def _take_down(article: Article, values: dict[str, Any], by: User) -> str:
    until = values["until"]
    withdrawing.plan_take_down(article=article, until=until, by=by)
    return f"The story will be taken down on {printed(until)}." if until else "The story will not be taken down."


def _withdraw(article: Article, values: dict[str, Any], by: User) -> str:
    planned = situation(article, at=clock.now()).future
    withdrawing.withdraw(article=article, by=by, notice=values["notice"])
    return f"Withdrawn. Where it was public, its address shows the notice.{_dropped(planned)}"


def _reinstate(article: Article, values: dict[str, Any], by: User) -> str:
    version = values["version"] or 0 if values["which"] else None
    edition = withdrawing.reinstate(article=article, by=by, version=version, note=values["note"])
    return f"Reinstated: readers see version {edition.article_version} again."


def _embargo(article: Article, values: dict[str, Any], by: User) -> str:
    until, planned = values["until"], situation(article, at=clock.now()).future
    withdrawing.embargo(article=article, until=until, by=by)
    if until and until <= clock.now():
        return f"The embargo of {printed(until)} has passed; it holds nothing back."
    return f"Under embargo until {printed(until)}.{_dropped(planned)}" if until else "The embargo is cleared."


def _dropped(planned: Shown | None) -> str:
    """That the version which was planned will not appear, where that is so."""
    if planned is None or Edition.objects.filter(pk=planned.id).exists():
        return ""
    return f" The version planned for {printed(planned.live_from)} was dropped."


def _move(article: Article, values: dict[str, Any], by: User) -> str:
    moved = addressing.move(article=article, slug=values["slug"], section=values["section"], by=by)
    if moved.path == article.path:
        return f"That is its address already: {moved.path}. Nothing was changed."
    return f"The address is {moved.path}. The former one leads there."


def _hold(article: Article, values: dict[str, Any], by: User) -> str:
    planned = situation(article, at=clock.now()).future
    withdrawing.hold(article=article, kind=values["kind"], reason=values["reason"], by=by)
    return f"On hold: nothing of the story can be published until the hold is lifted.{_dropped(planned)}"


def _lift_hold(article: Article, values: dict[str, Any], by: User) -> str:
    block, until = _of(PublishBlock, article, values["block"]), values["until"]
    with transaction.atomic():
        withdrawing.lift_hold(block=block, reason=values["reason"], by=by)
        if until:
            withdrawing.embargo(article=article, until=until, by=by)
    return "The hold is lifted." + (f" The story is under embargo until {printed(until)}." if until else "")


def _restore(article: Article, values: dict[str, Any], by: User) -> str:
    revision = _of(Revision, article, values["revision"])
    saved = drafting.restore(revision=revision, version=values["version"], by=by, at=clock.now())
    return f"Version {revision.version} was restored as version {saved.version}. Readers see nothing of it yet."


def _submit(article: Article, values: dict[str, Any], by: User) -> str:
    approving.submit(article=article, version=values["version"], by=by, seen=values["where"])
    return "Handed in: those who approve stories see it on their desk."


def _return(article: Article, values: dict[str, Any], by: User) -> str:
    approving.send_back(
        article=article, version=values["version"], reason=values["reason"], by=by, seen=values["where"]
    )
    return "Returned: the author sees what is to be done."


def _approve(article: Article, values: dict[str, Any], by: User) -> str:
    approved = approving.approve(article=article, version=values["version"], by=by, seen=values["where"])
    return f"Approved: version {approved.version} may be published."


def _assign(article: Article, values: dict[str, Any], by: User) -> str:
    assigned = approving.assign(article=article, to=values["to"], by=by, seen=values["holder"])
    return f"Assigned to {assigned.assignee}." if assigned.assignee else "The story is nobody’s now."


def _translate(article: Article, values: dict[str, Any], by: User) -> str:
    begun = translating.begin_translation(article=article, language=values["language"], by=by)
    start = f"It starts with the words and pictures of “{article}”." if begun.version == 1 else "It was begun before."
    return f"This is the translation into {languages.name(begun.language)}. {start}"


def _begun(article: Article, values: dict[str, Any]) -> int:
    return next(row.pk for row in translations.made_from(article) if row.language == values["language"])


def _link(article: Article, values: dict[str, Any], by: User) -> str:
    other = values["story"]
    translating.link(article=article, other=other, by=by, other_is_original=values["is_original"])
    return f"Linked to “{other}”. Pages lead from one to the other where readers see both."


def _unlink(article: Article, _: dict[str, Any], by: User) -> str:
    translating.unlink(article=article, by=by)
    return "Unlinked: the story has no translations now."


def _may_publish(article: Article, now: Situation, at: datetime) -> bool:
    """What a hold or an embargo keeps back has no button that could only be refused."""
    return not (now.withdrawn or now.held or (article.embargo and article.embargo > at))


def _may_submit(article: Article, now: Situation, _: datetime) -> bool:
    public = {edition.version for edition in (now.standing, now.future) if edition}
    waits = article.desk_state in (Article.DeskState.DRAFT, Article.DeskState.RETURNED)
    return waits and article.version not in public


def _of(model: type[Any], article: Article, pk: int) -> Any:
    """The row, if it is this story's."""
    found = model.objects.filter(article=article, pk=pk).first()
    if found is None:
        raise Http404
    return found


def _may_undo(_: Article, now: Situation, at: datetime) -> bool:
    shown = now.standing
    return shown is not None and at - shown.live_from <= publishing.UNDO_WITHIN and shown.has_something_before_it


#: In the order of the page. `restore` has its buttons on the history page.
VERBS: dict[str, Verb] = {
    "undo": Verb(
        "Undo",
        "Undo the publication",
        "articles.publish_article",
        verb_forms.UndoForm,
        _undo,
        _may_undo,
        "Within ten seconds: readers see what they saw before.",
    ),
    "publish": Verb(
        "Publish now",
        "Publish now",
        "articles.publish_article",
        verb_forms.PublishForm,
        _publish,
        _may_publish,
        "What was saved last, not what is typed and unsaved.",
    ),
    "submit": Verb(
        "Hand in",
        "Hand in",
        "articles.change_article",
        verb_forms.WayForm,
        _submit,
        _may_submit,
        "The version that was saved last, for an editor to approve.",
    ),
    "approve": Verb(
        "Approve",
        "Approve",
        "articles.approve_article",
        verb_forms.WayForm,
        _approve,
        lambda article, now, _: article.desk_state != Article.DeskState.APPROVED and not now.held,
        "Says that the version saved last may be published. Readers see nothing of it yet.",
    ),
    "return": Verb(
        "Return",
        "Return to the author",
        "articles.approve_article",
        verb_forms.ReturnForm,
        _return,
        lambda article, *_: article.desk_state in (Article.DeskState.SUBMITTED, Article.DeskState.APPROVED),
    ),
    "assign": Verb(
        "Assign",
        "Assign",
        "articles.change_article",
        verb_forms.AssignForm,
        _assign,
        lambda *_: True,
    ),
    "reinstate": Verb(
        "Reinstate",
        "Reinstate",
        "articles.withdraw_article",
        verb_forms.ReinstateForm,
        _reinstate,
        lambda _, now, __: now.withdrawn and not now.held,
        "The story as it was withdrawn keeps its old dates; one saved since counts as an update.",
    ),
    "schedule": Verb(
        "Schedule",
        "Schedule",
        "articles.publish_article",
        verb_forms.ScheduleForm,
        _schedule,
        lambda _, now, __: not (now.withdrawn or now.held),
        "It appears on its second, whether anything runs then or not.",
    ),
    "unschedule": Verb(
        "Unschedule",
        "Unschedule",
        "articles.publish_article",
        verb_forms.VerbForm,
        _unschedule,
        lambda _, now, __: now.future is not None,
        "The planned version is dropped. What readers see stays.",
    ),
    "take-down": Verb(
        "Plan a take-down",
        "Save the take-down",
        "articles.withdraw_article",
        verb_forms.TakeDownForm,
        _take_down,
        lambda *_: True,
        "The story ends then, without a notice.",
    ),
    "embargo": Verb(
        "Embargo",
        "Save the embargo",
        "articles.embargo_article",
        verb_forms.EmbargoForm,
        _embargo,
        lambda *_: True,
        "Nothing may be public before. What is public or planned and breaks it ends at once or is dropped.",
    ),
    "move": Verb(
        "Change the address",
        "Change the address",
        "articles.move_article",
        verb_forms.MoveForm,
        _move,
        lambda article, *_: bool(article.path),
        "The former address leads to the new one. The story stays in its section.",
    ),
    "hold": Verb(
        "Hold",
        "Put on hold",
        "articles.hold_article",
        verb_forms.HoldForm,
        _hold,
        lambda *_: True,
        "Nothing can be published until it is lifted. What is planned is dropped, what is public stays.",
    ),
    "withdraw": Verb(
        "Withdraw",
        "Withdraw from readers",
        "articles.withdraw_article",
        verb_forms.WithdrawForm,
        _withdraw,
        lambda _, now, __: now.standing is not None or now.future is not None or now.withdrawn,
        "What is public goes at once; of a story that is withdrawn already the notice changes.",
        danger=True,
    ),
    "translate": Verb(
        "Translate into …",
        "Begin the translation",
        "articles.add_article",
        verb_forms.TranslateForm,
        _translate,
        lambda *_: True,
        "A new draft with the words and pictures of the version that was saved last.",
        place=TRANSLATIONS,
        leads_to=_begun,
    ),
    "link": Verb(
        "Link an existing story",
        "Link",
        "articles.change_article",
        verb_forms.LinkForm,
        _link,
        lambda *_: True,
        "With it comes all that it is linked to already.",
        place=TRANSLATIONS,
    ),
    "unlink": Verb(
        "Unlink",
        "Unlink this story",
        "articles.change_article",
        verb_forms.VerbForm,
        _unlink,
        lambda article, *_: article.translation_group is not None,
        "It leaves the others, which stay together.",
        place=TRANSLATIONS,
    ),
    "lift-hold": Verb(
        "Lift the hold",
        "Lift the hold",
        "articles.hold_article",
        verb_forms.LiftHoldForm,
        _lift_hold,
        lambda *_: False,
    ),
    "restore": Verb(
        "Restore",
        "Restore",
        "articles.change_article",
        verb_forms.RestoreForm,
        _restore,
        lambda *_: False,
    ),
}
