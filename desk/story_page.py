"""The story page: the form, the panel beside it, saving, and what was typed when saving was refused."""

from collections.abc import Iterator
from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse

from articles import body, drafting, publishing, remarks
from articles.drafting import IdTaken
from articles.models import Article, Caption
from articles.refusals import Reason, Refused
from articles.staleness import StaleVersion
from desk import joining, leading, overtaking, story_form, times, updates, verbs
from desk.joining import Joined
from desk.numbers import number
from desk.panel import Panel, panel
from desk.situation import situation
from desk.story_form import StoryForms
from desk.verb_forms import VerbForm
from ground import clock
from staff.permissions import NotAllowed
from wires import bringing, cancelling, releasing
from wires.models import WireUse

_CHANGE = "admin:articles_article_change"
_KEPT = "Your text was not saved and is still in front of you. Copy what you need, open the story again and put it in."
_KEPT_BESIDE = (
    "Your text was not saved and is still in front of you. Nobody changed what you changed, so both can stand."
)
#: The version that the form of a new story makes.
_FIRST = 1
_SENT_BEFORE = (
    "This form was sent before and has made the story “{}”. What you have changed since was not saved and is still in "
    "front of you. Save it over that story, or copy it into a new one."
)


def new(request: HttpRequest) -> HttpResponse:
    """An empty form, or the first save of a story."""
    if not request.user.has_perm("articles.add_article"):
        raise PermissionDenied
    if request.method != "POST":
        return shown(request, forms=story_form.empty())
    forms = story_form.sent(request.POST)
    if not forms.is_valid():
        return shown(request, forms=forms, status=422)
    chosen = forms.form.cleaned_data["public_id"]
    try:
        article = drafting.create(by=_user(request), fields=forms.fields(), at=clock.now(), public_id=chosen)
    except IdTaken as taken:
        return _sent_before(request, taken, forms)
    return _saved(request, article, forms)


def existing(request: HttpRequest, article_id: int) -> HttpResponse:
    """The form of a story, or a save of it. Who may only look gets a form that cannot be typed in."""
    article = loaded(request, article_id)
    may_change = request.user.has_perm("articles.change_article")
    if request.method != "POST":
        forms = story_form.of_article(article)
        return shown(request, forms=forms, article=article)
    if not may_change:
        raise PermissionDenied
    return _sent(request, article, request.POST)


def _sent(request: HttpRequest, article: Article, data: QueryDict) -> HttpResponse:
    """A save of the story by what its form sent."""
    forms = story_form.sent(data, article=article)
    if not forms.is_valid():
        return shown(request, forms=forms, article=article, status=422)
    try:
        saved = drafting.save(
            article_id=article.pk,
            version=forms.form.cleaned_data["version"] or 0,
            by=_user(request),
            fields=forms.fields(),
            at=clock.now(),
        )
    except StaleVersion as stale:
        return _stale(request, article, forms, stale)
    except Refused as refusal:
        return shown(request, forms=forms, article=article, reasons=refusal.reasons, status=422)
    return _saved(request, saved, forms, fell=_fell(article, saved))


def _stale(request: HttpRequest, article: Article, forms: StoryForms, stale: StaleVersion) -> HttpResponse:
    """Both changes saved as one, where somebody has seen and asked for just that; else offered where they can be."""
    both = joining.joined(request.POST, forms, stale)
    if both and number(request.POST.get("_join")) == both.version:
        return _sent(request, article, both.data)
    alarm = f"{updates.happened(stale)} {_KEPT_BESIDE if both else _KEPT}"
    return shown(request, forms=forms, article=article, alarm=alarm, joined=both, status=409)


def loaded(request: HttpRequest, article_id: int) -> Article:
    """The story with all that its page shows, for those who may see it."""
    if not request.user.has_perm("articles.view_article"):
        raise PermissionDenied
    return get_object_or_404(story_form.working_copies(), pk=article_id)


def _fell(before: Article, saved: Article) -> str:
    """That an approval fell away by the save: it is of a version, and who saved may not approve another."""
    states = Article.DeskState
    if (before.desk_state, saved.desk_state) != (states.APPROVED, states.DRAFT):
        return ""
    return f" The approval of version {before.version} fell away: hand it in again."


def _saved(request: HttpRequest, article: Article, forms: StoryForms, *, fell: str = "") -> HttpResponse:
    """After a save: what was odd about the text, and the publication if that was the button."""
    messages.success(request, f"Saved as version {article.version}.{fell}")
    for warning in [*remarks.on_text(article, given=forms.form.cleaned_data["body"]), *_unplaced(article)]:
        messages.warning(request, warning)
    if "_publish" in request.POST:
        return _publish(request, article)
    return redirect(_CHANGE, article.pk)


def _sent_before(request: HttpRequest, taken: IdTaken, forms: StoryForms) -> HttpResponse:
    """The same form again, as by a double click or after “back”: it leads to the story that was made of it."""
    article = loaded(request, taken.article.pk)
    if not taken.is_repeated:
        forms = story_form.of_version(request.POST, _FIRST, article=article)
        return shown(request, forms=forms, article=article, alarm=_SENT_BEFORE.format(article), status=409)
    if article.version == _FIRST:
        return _saved(request, article, forms)
    messages.info(request, f"This form was sent before. Its story stands here, by now as version {article.version}.")
    return redirect(_CHANGE, article.pk)


def _unplaced(article: Article) -> list[str]:
    """Photographs that readers will miss: they have their place in the text, and stand nowhere in it."""
    placed = body.figure_ids(article.body)
    inline = article.captions.filter(role=Caption.Role.INLINE).exclude(uuid__in=placed).select_related("photo")
    return [
        f"“{caption.photo or caption.pending_name}” stands nowhere in the text. Put the cursor where it belongs and "
        "press “Insert in text”, or give it another place."
        for caption in inline
    ]


def _publish(request: HttpRequest, article: Article) -> HttpResponse:
    """Publish what was saved just now, unless a colleague did something about the story while its form was open."""
    quicker = overtaking.since(article, known=request.POST.get("known", ""), by=_user(request))
    if quicker:
        return _refused(request, article.pk, [Reason("overtaken", "", quicker)])
    try:
        edition = publishing.publish(article=article, version=article.version, by=_user(request))
    except NotAllowed as refusal:
        messages.error(request, str(refusal))
    except Refused as refusal:
        return _refused(request, article.pk, refusal.reasons)
    else:
        messages.success(request, verbs.published(edition))
    return redirect(_CHANGE, article.pk)


def _refused(request: HttpRequest, article_id: int, reasons: list[Reason]) -> HttpResponse:
    article = loaded(request, article_id)
    forms = story_form.of_article(article)
    return shown(request, forms=forms, article=article, reasons=reasons, status=422)


def shown(
    request: HttpRequest,
    *,
    forms: StoryForms,
    article: Article | None = None,
    alarm: str = "",
    reasons: list[Reason] | None = None,
    tried: str = "",
    joined: Joined | None = None,
    verb_form: VerbForm | None = None,
    status: int = 200,
) -> HttpResponse:
    """The page. `alarm` and `reasons` say why nothing was done; a refused verb's form stays as typed."""
    may_save = request.user.has_perm("articles.change_article" if article else "articles.add_article")
    if not may_save:
        forms.freeze()
    if forms.form.is_bound:
        for rows in (forms.bylines, forms.captions, forms.related):
            rows.with_things()
    beside = _panel(request, article, tried, verb_form) if article else None
    if beside:
        forms.form.initial["known"] = beside.known
    wire = _wire(article) if article else []
    context = {
        **admin.site.each_context(request),
        "title": str(article) if article else "New story",
        "story": article,
        "forms": forms,
        "may_save": may_save,
        "alarm": alarm,
        "joined": joined,
        "reasons": leading.leads(reasons or [], forms=forms, panel=beside, tried=tried),
        "panel": beside,
        "wire": wire,
        "told": _told(article, wire, forms, beside) if article and beside else [],
        "update": updates.bar(article) if article and wire else None,
        "awaited": _awaited(forms, article) if article else [],
        "zone": times.zone_name(),
    }
    return TemplateResponse(request, "desk/story.html", context, status=status)


def _panel(request: HttpRequest, article: Article, tried: str, form: VerbForm | None) -> Panel:
    now = clock.now()
    return panel(article, situation(article, at=now), by=_user(request), at=now, tried=tried, form=form)


def _wire(article: Article) -> list[tuple[WireUse, str]]:
    """The agency copy that the story was made from, and which version of it the story holds now."""
    uses = article.wire_uses.select_related("item__feed").defer("item__story")
    newest = {(use.item.feed_id, use.item.guid): use for use in reversed(uses)}
    return [(use, updates.held(use)) for use in newest.values()]


def _told(article: Article, wire: list[tuple[WireUse, str]], forms: StoryForms, beside: Panel) -> list[str]:
    """What its agency lets go again, that what it holds outlived a kill, and which of its photographs nobody sees.

    A kill that holds the story is told by its hold.
    """
    said = [releasing.said(article, at=clock.now())] if wire else []
    if not any(hold.is_kill for hold in beside.holds):
        said += [cancelling.outlived(use.item) for use, _ in wire]
    return list(filter(None, [*said, *_unseen(forms)]))


def _unseen(forms: StoryForms) -> Iterator[str]:
    """The photographs that readers are not shown, and why: what the story says of itself is true without them."""
    for photo in (row.placeholders for row in forms.captions):
        if photo and photo.get("hindrance"):
            yield f"Without the photograph “{photo['label']}”. {photo['hindrance']}"


def _awaited(forms: StoryForms, article: Article) -> list[str]:
    """What becomes of photographs that are to be fetched from their agency."""
    rows = [(str(row["uuid"].value()), row["pending"].value()) for row in forms.captions]
    pending = {uuid: Caption(pending=address).pending_name for uuid, address in rows if address}
    said = bringing.said_of(article) if pending else {}
    return [f"{pending[str(uuid)]}: {sentence}" for uuid, sentence in said.items() if str(uuid) in pending]


def _user(request: HttpRequest) -> Any:
    return request.user
