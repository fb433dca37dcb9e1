"""The newspaper itself: its name, look and languages, and what robots are asked."""

from typing import Any, ClassVar

from django import forms
from django.contrib import admin
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from unfold.admin import StackedInline
from unfold.widgets import UnfoldAdminSelectWidget

from articles import logos
from articles.admin.keeping import Choosing, KeepingAdmin, PartOfIt
from articles.models import Site, SiteLanguage

_ABOUT_ROBOTS = "What robots.txt asks of crawlers. It is a request: it keeps out those that heed it, and only those."


def _robots(label: str, initial: str) -> forms.ChoiceField:
    """A switch of robots.txt. It is a request: it keeps out the robots that heed it."""
    choices = [("allow", "Allowed"), ("deny", "Asked to stay away")]
    widget = UnfoldAdminSelectWidget
    return forms.ChoiceField(label=label, choices=choices, initial=initial, required=False, widget=widget)


class SiteForm(forms.ModelForm):  # type: ignore[type-arg]
    """The logo is looked at before it is stored; what robots are asked is chosen use by use."""

    training = _robots("Training of AI models", "deny")
    search = _robots("AI search that answers with links", "allow")
    fetch = _robots("AI that fetches a page because somebody asks for it", "allow")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for use, answer in self.instance.robots_policy.items():
            self.fields[use].initial = answer

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        self.instance.robots_policy = {use: values[use] for use in ("training", "search", "fetch") if values.get(use)}
        return values

    def clean_logo(self) -> Any:
        given = self.cleaned_data["logo"]
        if isinstance(given, UploadedFile):
            try:
                given.name = logos.file_name(given.read())
            except logos.UnusableLogo as fault:
                raise forms.ValidationError(str(fault)) from fault
            given.seek(0)
        return given


class LanguageInline(PartOfIt, Choosing, StackedInline):
    model = SiteLanguage
    permission = "articles.change_site"
    fields = ("language", "name", "tagline", "footer", "order")
    extra = 0
    verbose_name = "language"
    verbose_name_plural = "other languages: each has a front of its own, and lists of its stories"


@admin.register(Site)
class SiteAdmin(KeepingAdmin):
    """One row: its list is its form."""

    form = SiteForm
    inlines: ClassVar = [LanguageInline]
    fieldsets = (
        (None, {"fields": ("name", "tagline", "language", "zone")}),
        ("Look", {"fields": ("logo", "accent_colour", "footer")}),
        ("Robots", {"fields": ("training", "search", "fetch"), "description": _ABOUT_ROBOTS}),
    )

    def changelist_view(self, *_: Any, **__: Any) -> HttpResponse:
        if Site.objects.filter(pk=1).exists():
            return redirect("admin:articles_site_change", 1)
        return redirect("admin:articles_site_add")

    def has_add_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm("articles.change_site") and not Site.objects.exists()

    def has_delete_permission(self, *_: Any, **__: Any) -> bool:
        return False

    def save_model(self, request: HttpRequest, obj: Site, *_: Any) -> None:
        obj.pk = 1
        super().save_model(request, obj)
