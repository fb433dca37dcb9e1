"""Many stories at once: what was chosen and is asked for, and the report of what came of it."""

from collections import Counter
from collections.abc import Iterable
from typing import Any

from django.contrib import admin, messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse

from articles.models import Article
from desk import bulk, story_form
from desk.bulk import ACTIONS, LEFT, MOST, Action, Outcome, Result, Seen
from desk.numbers import number
from desk.situation import LONG, on_the_desk, situation
from desk.verb_forms import VerbForm
from ground import clock

_LIST = "admin:articles_article_changelist"
#: The part of the address that names the stories; the rest of it is the list's.
_STORIES = "stories"
_NONE = "No story was chosen, or the address was cut off on its way. Nothing was changed. Tick stories in the list."


def chosen(name: str, _: object, request: HttpRequest, found: QuerySet[Article]) -> HttpResponse:
    """From the list to the page that asks, with one story more than it takes where too much was chosen.

    A story that was ticked is taken, whether or not the list's filters still find it.
    """
    is_across = request.POST.get("select_across") == "1"
    ticked = map(number, request.POST.getlist(ACTION_CHECKBOX_NAME))
    numbers = found.values_list("pk", flat=True)[: MOST + 1] if is_across else ticked
    asked = request.GET.copy()
    asked[_STORIES] = ".".join(map(str, sorted(set(filter(None, numbers)))[: MOST + 1]))
    return redirect(f"{reverse('admin:desk_bulk', args=(name,))}?{asked.urlencode()}")


def page(request: HttpRequest, name: str) -> HttpResponse:
    """What was chosen, and what the action asks; sent, it is done and reported."""
    if name not in ACTIONS:
        raise Http404
    if not request.user.has_perm("articles.view_article"):
        raise PermissionDenied
    if request.method != "POST":
        return _asked(request, name)
    rows, form = _sent(request), ACTIONS[name].form(request.POST)
    if not form.is_valid():
        return _confirm(request, name, {row.article_id for row in rows}, form, status=422)
    outcomes = bulk.run(ACTIONS[name], rows, form.cleaned_data, by=request.user)  # type: ignore[arg-type]
    return _report(request, ACTIONS[name], outcomes)


def _asked(request: HttpRequest, name: str) -> HttpResponse:
    numbers = [number(part) for part in request.GET.get(_STORIES, "").split(".")]
    if len(numbers) > MOST:
        messages.error(request, _too_many())
        return redirect(_back(request))
    found = Article.objects.filter(pk__in=filter(None, numbers)).values_list("pk", flat=True)
    if None in numbers or not found:
        messages.error(request, _NONE)
        return redirect(_back(request))
    return _confirm(request, name, found, ACTIONS[name].form())


def _sent(request: HttpRequest) -> list[Seen]:
    """The stories as they were shown. What no page of ours has sent is not answered."""
    rows = [Seen.read(token) for token in request.POST.getlist("story")]
    found = [row for row in rows if row]
    if not found or len(found) != len(rows) or len(found) > MOST:
        raise Http404
    return found


def _confirm(
    request: HttpRequest, name: str, wanted: Iterable[int], form: VerbForm, *, status: int = 200
) -> HttpResponse:
    action, rows = ACTIONS[name], _rows(wanted)
    shown = {
        "title": f"{action.title}: {_stories(len(rows))}",
        "action": action,
        "form": form,
        "rows": rows,
        "count": _stories(len(rows)),
        "may_publish": request.user.has_perm("articles.publish_article"),
    }
    return _page(request, "desk/bulk.html", shown, status=status)


def _rows(wanted: Iterable[int]) -> list[dict[str, Any]]:
    """The stories with all that their rows show, the newest change first, in one query."""
    articles = story_form.working_copies().filter(pk__in=wanted).defer(*LONG)
    now = clock.now()
    return [_row(article, situation(article, at=now)) for article in articles]


def _row(article: Article, now: Any) -> dict[str, Any]:
    return {
        "story": article,
        "seen": Seen.of(article, now),
        "state": now.in_words,
        "tone": now.tone,
        "desk": on_the_desk(article, now),
        "tags": article.tag_names,  # type: ignore[attr-defined]
    }


def _report(request: HttpRequest, action: Action, outcomes: list[Outcome]) -> HttpResponse:
    counted = Counter(outcome.result for outcome in outcomes)
    done = sum(count for result, count in counted.items() if result not in LEFT)
    named = [*LEFT, *(result for result in Result if result not in LEFT)]
    shown = {
        "title": f"{action.title}: what came of it",
        "done": f"Done for {done} of {_stories(len(outcomes))}.",
        "counts": [f"{_stories(counted[result])}: {result}." for result in Result if counted[result]],
        "named": [(result.capitalize(), _by_reason(outcomes, result)) for result in named if counted[result]],
    }
    return _page(request, "desk/bulk_report.html", shown)


def _by_reason(outcomes: list[Outcome], result: Result) -> list[tuple[str, list[Article]]]:
    """Each sentence once, with the stories of which it is true."""
    found: dict[str, list[Article]] = {}
    for outcome in outcomes:
        if outcome.result == result:
            found.setdefault(outcome.said, []).append(outcome.article)
    return list(found.items())


def _too_many() -> str:
    return (
        f"That is more than {MOST} stories, which is the most for one action. Nothing was changed. "
        "Filter the list until it finds fewer, or tick them page by page."
    )


def _stories(count: int) -> str:
    return "1 story" if count == 1 else f"{count} stories"


def _back(request: HttpRequest) -> str:
    """The list, filtered as it was."""
    asked = request.GET.copy()
    asked.pop(_STORIES, None)
    return f"{reverse(_LIST)}?{asked.urlencode()}"


def _page(request: HttpRequest, template: str, shown: dict[str, Any], *, status: int = 200) -> HttpResponse:
    context = {**admin.site.each_context(request), "back": _back(request), **shown}
    return TemplateResponse(request, template, context, status=status)
