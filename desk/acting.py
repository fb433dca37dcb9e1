"""The buttons of the verbs: each is sent to its own address and does one thing, or says why not."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from articles.models import Article
from articles.refusals import Reason, Refused
from articles.staleness import StaleVersion
from desk import overtaking, panel, story_form, story_page
from desk.verb_forms import VerbForm
from desk.verbs import VERBS
from staff.permissions import NotAllowed


@require_POST
def act(request: HttpRequest, article_id: int, name: str) -> HttpResponse:
    """Do the verb and go back to the story; refused, show the story with the reasons and what was typed."""
    if name not in VERBS:
        raise Http404
    verb, article = VERBS[name], story_page.loaded(request, article_id)
    form = verb.form(request.POST, auto_id=f"id_{name}_%s")
    if not form.is_valid():
        return _refuse(request, article, name, form, reasons=_mistakes(form))
    known = request.POST.get("known", "") if name in overtaking.BUTTONS else ""
    quicker = overtaking.since(article, known=known, by=request.user)  # type: ignore[arg-type]
    if quicker:
        return _refuse(request, article, name, form, reasons=[Reason("overtaken", "", quicker)])
    try:
        done = verb.act(article, form.cleaned_data, request.user)  # type: ignore[arg-type]
    except Refused as refusal:
        return _refuse(request, article, name, form, reasons=refusal.reasons)
    except NotAllowed as refusal:
        return _refuse(request, article, name, form, reasons=[Reason("not-allowed", "", str(refusal))], status=403)
    except StaleVersion as stale:
        return _refuse(request, article, name, form, reasons=[Reason("stale", "version", str(stale))])
    messages.success(request, done)
    return redirect("admin:articles_article_change", verb.leads_to(article, form.cleaned_data))


def _refuse(
    request: HttpRequest, article: Article, name: str, form: VerbForm, *, reasons: list[Reason], status: int = 422
) -> HttpResponse:
    forms = story_form.of_article(article)
    if any(reason.code == "overtaken" for reason in reasons):
        form.look_again(panel.seen(article))
    return story_page.shown(
        request, forms=forms, article=article, reasons=reasons, tried=name, verb_form=form, status=status
    )


def _mistakes(form: VerbForm) -> list[Reason]:
    """The form's own errors as reasons, in the order of its fields."""
    return [
        Reason("invalid", field, f"{form[field].label if field in form.fields else ''}: {message}".lstrip(": "))
        for field, found in form.errors.items()
        for message in found
    ]
