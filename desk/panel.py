"""What stands beside the story form: the truth about what readers see, and the buttons of the verbs."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.urls import reverse

from articles import approving
from articles.models import Article, Edition, PublishBlock
from articles.publishing import UNDO_WITHIN
from desk import overtaking, translations
from desk.situation import Situation
from desk.translations import Member
from desk.verb_forms import LiftHoldForm, PublishForm, ReinstateForm, TranslateForm, VerbForm
from desk.verbs import TRANSLATIONS, VERBS, Verb
from staff.models import User
from staff.printing import ended, printed

_ENDED = {
    Edition.EndedBy.WITHDRAWAL: "Readers do not see it: it was withdrawn on {when}.",
    Edition.EndedBy.KILL: "Readers do not see it: the agency killed it on {when}.",
    Edition.EndedBy.EXPIRY: "Readers do not see it: it was taken down as planned on {when}.",
    Edition.EndedBy.EMBARGO: "Readers do not see it: the embargo ended it on {when}.",
}


@dataclass(frozen=True)
class Button:
    """A verb on the page: where it is sent, with its form."""

    name: str
    verb: Verb
    url: str
    form: VerbForm
    open: bool = False


@dataclass(frozen=True)
class Hold:
    """A hold that stands, and the button that lifts it where this person may."""

    sentence: str
    button: Button | None
    is_kill: bool


@dataclass(frozen=True)
class Panel:
    """Everything beside the form."""

    label: str
    tone: str
    sentences: list[str]
    known: int
    path: str
    is_public: bool
    is_draft: bool
    holds: list[Hold]
    buttons: list[Button]
    translations: list[Member]
    translating: list[Button]
    undo_seconds: int
    may_not: str
    may_discard: bool


def panel(
    article: Article, now: Situation, *, by: User, at: datetime, tried: str = "", form: VerbForm | None = None
) -> Panel:
    """The panel at that moment; `tried` and `form` are a verb that was refused, to be shown again as typed."""
    initial = _initial(article, now)
    buttons = [
        _button(article, name, verb, now, initial, form=form if name == tried else None)
        for name, verb in VERBS.items()
        if by.has_perm(verb.permission) and (verb.offered(article, now, at) or (name == tried and name != "lift-hold"))
    ]
    linked = translations.members(article, at=at)
    return Panel(
        label=now.label,
        tone=now.tone,
        sentences=sentences(article, now, at=at),
        known=initial["known"],
        path=article.path or "",
        is_public=now.standing is not None,
        is_draft=not (now.standing or now.future or now.withdrawn or now.held),
        holds=_holds(article, by) if now.held else [],
        buttons=[button for button in buttons if not button.verb.place],
        translations=linked,
        translating=_translating(buttons, {article.language, *(member.tag for member in linked)}),
        undo_seconds=_undo_seconds(now, at),
        may_not="" if by.has_perm("articles.publish_article") else _of_publishing(article, buttons),
        may_discard=by.has_perm("articles.change_article") and not (now.last or now.future or now.held),
    )


def _of_publishing(article: Article, buttons: list[Button]) -> str:
    """What there is to do for somebody who may not publish."""
    if article.desk_state == Article.DeskState.SUBMITTED:
        return "Publishing waits for an editor."
    can_be_handed_in = any(button.name == "submit" for button in buttons)
    return "Publishing needs an editor: hand it in." if can_be_handed_in else "Publishing needs an editor."


def sentences(article: Article, now: Situation, *, at: datetime) -> list[str]:
    """What is true of the story, one thing a sentence, what readers see first."""
    said = [_seen(article, now)]
    if now.future:
        said.append(f"Version {now.future.version} is scheduled: it appears on {printed(now.future.live_from)}.")
        if now.future.version != article.version:
            said.append("What was saved since is not in it: schedule it anew to take that along.")
    if article.take_down_at:
        planned = "To be taken down" if article.take_down_at > at else "Taken down"
        said.append(f"{planned} on {printed(article.take_down_at)}.")
    if article.embargo:
        passed = "" if article.embargo > at else ", which has passed"
        said.append(f"Embargo until {printed(article.embargo)}{passed}.")
    said += _on_the_desk(article, now)
    said.append(f"This is version {article.version}, saved on {printed(article.changed_at)}{_saver(article)}.")
    return said


def _saver(article: Article) -> str:
    """Who saved it last; of what no person saved, why it was saved, as history tells it: “HBP, 2nd version”."""
    if article.changed_by:
        return f" by {article.changed_by}"
    reason = article.revisions.filter(version=article.version).values_list("reason", flat=True).first()
    return f": {reason}" if reason else ""


_ON_THE_DESK = {
    Article.DeskState.SUBMITTED: "Handed in: it waits for somebody to approve it.",
    Article.DeskState.APPROVED: "Approved: it may be published as it was saved last.",
}


def _on_the_desk(article: Article, now: Situation) -> list[str]:
    """Where it is on its way over the desk, and whose it is; a query where it was returned or assigned."""
    done = now.is_settled and article.desk_state == Article.DeskState.APPROVED
    way = None if done else _ON_THE_DESK.get(Article.DeskState(article.desk_state))
    said = [way] if way else []
    if article.desk_state == Article.DeskState.RETURNED:
        note = article.editorial_notes.select_related("created_by").first()
        if note:
            said.append(f"Returned by {note.created_by or 'Newsroom'} on {printed(note.created_at)}: “{note.text}”")
    return [*said, *([f"Assigned to {article.assignee}."] if article.assignee else [])]


def _seen(article: Article, now: Situation) -> str:
    if now.standing:
        since = printed(now.standing.live_from)
        behind = article.version - now.standing.version
        more = f" {behind} later save{'s are' if behind > 1 else ' is'} not public." if behind else ""
        return f"Readers see version {now.standing.version} since {since}.{more}"
    if now.last and now.last.ended_by in _ENDED:
        sentence = _ENDED[Edition.EndedBy(now.last.ended_by)].format(when=printed(now.last.live_until))
        return f"{sentence} Notice: “{now.last.notice}”" if now.last.notice else sentence
    return "Readers do not see it: it was never published."


def _holds(article: Article, by: User) -> list[Hold]:
    verb = VERBS["lift-hold"]
    may_lift = by.has_perm(verb.permission)
    return [
        Hold(_hold(block), _lift(article, block, verb) if may_lift else None, block.kind == PublishBlock.Kind.KILL)
        for block in article.blocks.filter(lifted_at=None).select_related("created_by")
    ]


def _hold(block: PublishBlock) -> str:
    who = f" by {block.created_by}" if block.created_by else ""
    return f"{ended(f'On hold. {block}')} Since {printed(block.created_at)}{who}."


def _lift(article: Article, block: PublishBlock, verb: Verb) -> Button:
    form = verb.form(initial={"block": block.pk, "until": article.embargo}, auto_id=f"id_lift-{block.pk}_%s")
    if isinstance(form, LiftHoldForm) and block.kind != PublishBlock.Kind.EMBARGO:
        form.ask_no_time()
    return Button("lift-hold", verb, _url(article, "lift-hold"), form)


def _button(
    article: Article, name: str, verb: Verb, now: Situation, initial: dict[str, Any], *, form: VerbForm | None
) -> Button:
    until = {"until": article.take_down_at if name == "take-down" else article.embargo}
    shown = form or verb.form(initial={**initial, **until}, auto_id=f"id_{name}_%s")
    if name in overtaking.BUTTONS:
        shown.carry_known()
    if isinstance(shown, ReinstateForm) and now.is_settled:
        shown.leave_out_what_was_saved()
    if isinstance(shown, PublishForm) and not now.was_public:
        shown.ask_nothing_of_a_change()
    return Button(name, verb, _url(article, name), shown, open=form is not None)


def _translating(buttons: list[Button], taken: set[str]) -> list[Button]:
    """The buttons about translations, which offer the languages that are not taken."""
    found = [button for button in buttons if button.verb.place == TRANSLATIONS]
    for button in found:
        if isinstance(button.form, TranslateForm):
            button.form.leave_out(taken)
    return found


def _url(article: Article, name: str) -> str:
    return reverse("admin:desk_act", args=(article.pk, name))


def _initial(article: Article, now: Situation) -> dict[str, Any]:
    """What the verbs' forms begin with, and what they carry of what stands beside them."""
    return {
        **seen(article),
        "version": article.version,
        "edition": now.standing.id if now.standing else None,
        "slug": (article.path or "").strip("/").rpartition("/")[2],
        "notice": now.last.notice if now.last and now.withdrawn else "",
    }


def seen(article: Article) -> dict[str, Any]:
    """Where the story is on its way, whose it is, what was done to it: buttons refuse what a colleague did since."""
    return {
        "where": approving.whereabouts(article),
        "holder": article.assignee_id or 0,
        "known": overtaking.newest(article),
    }


def _undo_seconds(now: Situation, at: datetime) -> int:
    """How long the undo button has still to live."""
    if now.standing is None:
        return 0
    return max(0, int((now.standing.live_from + UNDO_WITHIN - at).total_seconds()))
