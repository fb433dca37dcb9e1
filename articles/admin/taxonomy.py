"""The site, sections, authors and tags."""

from typing import Any, ClassVar

from django import forms
from django.contrib import admin
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from unfold.admin import TabularInline
from unfold.paginator import InfinitePaginator
from unfold.widgets import UnfoldAdminSelectWidget, UnfoldAdminTextInputWidget

from articles import logos
from articles.admin.keeping import KeepingAdmin
from articles.models import Author, Section, Site, Tag, TagSynonym

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


@admin.register(Site)
class SiteAdmin(KeepingAdmin):
    """One row: its list is its form."""

    form = SiteForm
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


@admin.register(Section)
class SectionAdmin(KeepingAdmin):
    list_display = ("name", "slug", "parent", "order")
    list_select_related = ("parent",)
    prepopulated_fields: ClassVar = {"slug": ("name",)}

    def get_prepopulated_fields(self, request: HttpRequest, obj: Section | None = None) -> dict[str, Any]:
        """An address that readers know does not follow a new name."""
        return {} if obj else {**super().get_prepopulated_fields(request, obj)}

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        if db_field.name == "parent":
            kwargs["queryset"] = Section.objects.filter(parent=None)
        return super().formfield_for_foreignkey(db_field, request, **kwargs)


@admin.register(Author)
class AuthorAdmin(KeepingAdmin):
    list_display = ("name", "role", "slug")
    search_fields = ("name", "role")
    prepopulated_fields: ClassVar = {"slug": ("name",)}


class TagForm(forms.ModelForm):  # type: ignore[type-arg]
    """Tag names are one in any case; the address is made from the name when it is left empty."""

    slug = forms.SlugField(
        required=False, max_length=100, help_text="Empty: made from the name.", widget=UnfoldAdminTextInputWidget()
    )

    def clean_slug(self) -> str:
        return self.cleaned_data["slug"] or self.instance.slugify(self.cleaned_data.get("name", ""))


class SynonymInline(TabularInline):
    model = TagSynonym
    fields = ("name",)
    extra = 1
    verbose_name = "other name"
    verbose_name_plural = "other names: typed, they become this tag"

    def has_add_permission(self, request: HttpRequest, *_: Any) -> bool:
        return request.user.has_perm("articles.change_tag")

    has_change_permission = has_delete_permission = has_view_permission = has_add_permission


@admin.register(Tag)
class TagAdmin(KeepingAdmin):
    form = TagForm
    fields = ("name", "slug", "description")
    inlines: ClassVar = [SynonymInline]
    list_display = ("name", "slug", "description")
    paginator = InfinitePaginator
    search_fields = ("name", "synonyms__name")
