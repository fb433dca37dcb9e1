"""Rules on the desk: the list in its order, the form that reads as a sentence, the dry run beside it."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.forms import ModelForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.views.decorators.http import require_POST

from articles.admin.meanwhile import Careful
from articles.refusals import Refused
from ground import clock
from wires import rule_keeping, rule_page
from wires.models import Rule
from wires.rule_form import RuleForm


class RuleAdmin(Careful):
    """Wire managers set rules up; editors look."""

    form = RuleForm
    change_form_template = "wires/rule.html"
    search_fields = ("name",)

    def get_urls(self) -> list[URLPattern]:
        guard = self.admin_site.admin_view
        return [
            path("rehearse/<int:rule_id>/", guard(self.rehearse_view), name="wires_rule_rehearse"),
            path("<int:rule_id>/move/", guard(require_POST(self.move_view)), name="wires_rule_move"),
            path("<int:rule_id>/switch/", guard(require_POST(self.switch_view)), name="wires_rule_switch"),
            *super().get_urls(),
        ]

    def get_fieldsets(self, *_: Any, **__: Any) -> Any:
        return [(None, {"fields": RuleForm.Meta.fields})]

    def changelist_view(self, request: HttpRequest, *_: Any, **__: Any) -> HttpResponse:
        if not self.has_view_permission(request):
            raise PermissionDenied
        context = {
            "title": "Rules",
            "rows": rule_page.rows(),
            "may_change": self.has_change_permission(request),
            "may_add": self.has_add_permission(request),
            "moved": request.GET.get("moved", ""),
        }
        return self._page(request, "wires/rules.html", context)

    def change_view(self, request: HttpRequest, object_id: str, *args: Any, **kwargs: Any) -> HttpResponse:
        if self.has_change_permission(request) or not self.has_view_permission(request):
            return super().change_view(request, object_id, *args, **kwargs)
        rule = get_object_or_404(Rule, pk=object_id)
        read = rule_page.read(rule, list(rule.coverages.all()))
        context = {"title": rule.name, "rule": rule, "says": rule_page.sentence(read), "notes": rule_page.log(rule)}
        return self._page(request, "wires/rule_read.html", context)

    def render_change_form(
        self, request: HttpRequest, context: Any, *args: Any, obj: Rule | None = None, **kwargs: Any
    ) -> HttpResponse:
        form = context["adminform"].form
        read = rule_page.read(form.instance, list(obj.coverages.all()) if obj else [])
        shown = {
            "form": form,
            "clauses": list(rule_page.clauses(form, read)),
            "notes": rule_page.log(obj) if obj else [],
            "rehearse": reverse("admin:wires_rule_rehearse", args=(obj.pk if obj else 0,)),
        }
        return super().render_change_form(request, {**context, **shown}, *args, obj=obj, **kwargs)

    def save_model(self, request: HttpRequest, obj: Rule, form: ModelForm, *_: Any, **__: Any) -> None:
        coverages = list(form.cleaned_data["coverages"])
        rule_keeping.keep_rule(rule=obj, coverages=coverages, by=request.user, at=clock.now())  # type: ignore[arg-type]

    def delete_model(self, request: HttpRequest, obj: Rule) -> None:
        rule_keeping.discard(rule=obj, by=request.user, at=clock.now())  # type: ignore[arg-type]

    def rehearse_view(self, request: HttpRequest, rule_id: int) -> HttpResponse:
        """What the rule would do, as it stands (GET) or as it is being written (POST). Nothing is saved."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        rule = get_object_or_404(Rule, pk=rule_id) if rule_id else Rule()
        coverages = list(rule.coverages.all()) if rule_id else []
        wrong: list[str] = []
        if request.method == "POST":
            form = RuleForm(request.POST, instance=rule)
            form.is_valid()
            coverages = list(form.cleaned_data.get("coverages", ()))
            # What it is called changes nothing of what it would do.
            wrong = [f"{form.fields[name].label}: {said}" for name, said in _wrong(form) if name != "name"]
        shown = rule_page.rehearsal(rule_page.read(rule, coverages))
        context = {**shown, "wrong": wrong, "title": "Dry run"}
        if "X-Fragment" in request.headers:
            return TemplateResponse(request, "wires/_rehearsal.html", context)
        return self._page(request, "wires/rehearsal.html", context)

    def move_view(self, request: HttpRequest, rule_id: int) -> HttpResponse:
        number = request.POST.get("past", "")
        if not number.isdecimal():
            # At the end of the list there is nothing to pass.
            return redirect("admin:wires_rule_changelist")
        rule, past = get_object_or_404(Rule, pk=rule_id), get_object_or_404(Rule, pk=number)
        try:
            rule_keeping.move(rule=rule, past=past, by=request.user, at=clock.now())  # type: ignore[arg-type]
        except Refused as refusal:
            messages.error(request, str(refusal))
        where = "up" if request.POST.get("where") == "up" else "down"
        return redirect(f"{reverse('admin:wires_rule_changelist')}?moved={rule_id}-{where}")

    def switch_view(self, request: HttpRequest, rule_id: int) -> HttpResponse:
        rule, active = get_object_or_404(Rule, pk=rule_id), request.POST.get("active") == "1"
        rule_keeping.switch(rule=rule, active=active, by=request.user, at=clock.now())  # type: ignore[arg-type]
        return redirect(f"{reverse('admin:wires_rule_changelist')}?moved={rule_id}-switch")

    def _page(self, request: HttpRequest, template: str, context: dict[str, Any]) -> TemplateResponse:
        return TemplateResponse(
            request, template, {**self.admin_site.each_context(request), "opts": self.opts, **context}
        )


def _wrong(form: RuleForm) -> list[tuple[str, str]]:
    return [(name, str(said[0])) for name, said in form.errors.items() if name in form.fields]
