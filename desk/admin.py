"""The list of stories, and the way from it to the story page."""

from functools import partial
from typing import Any, ClassVar

from django.contrib import admin
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.contrib.admin.options import IS_POPUP_VAR
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import URLPattern, path
from django.utils.html import format_html
from unfold.admin import ModelAdmin
from unfold.contrib.filters.admin import ChoicesDropdownFilter, DropdownFilter, RelatedDropdownFilter
from unfold.decorators import display
from unfold.paginator import InfinitePaginator

from articles.models import Article, Edition, PublishBlock
from desk import bulk, bulk_forms, bulk_page, finding, history, story_page
from desk.numbers import number
from desk.situation import LONG, live, never_published, on_the_desk, situation, with_situation, withdrawn
from ground import clock, languages
from staff.models import User
from staff.printing import printed

_TONES = {tone: tone for tone in ("success", "info", "primary", "danger", "warning", "default")}


class PlannedFilter(DropdownFilter):
    """Stories with something to come, or something in the way."""

    title = "what is to come"
    parameter_name = "planned"

    def lookups(self, *_: Any) -> list[tuple[str, str]]:
        return [("scheduled", "Scheduled"), ("held", "On hold")]

    def queryset(self, _: HttpRequest, queryset: QuerySet[Article]) -> QuerySet[Article]:
        future = Edition.objects.future(at=clock.now()).filter(began_announced_at=None)
        chosen = {"scheduled": future, "held": PublishBlock.objects.filter(lifted_at=None)}.get(self.value() or "")
        return queryset if chosen is None else queryset.filter(pk__in=chosen.values("article"))


class ReadersFilter(DropdownFilter):
    """Stories by what readers see of them."""

    title = "what readers see"
    parameter_name = "readers"

    def lookups(self, *_: Any) -> list[tuple[str, str]]:
        return [("live", "Live"), ("withdrawn", "Withdrawn"), ("never", "Never published")]

    def queryset(self, _: HttpRequest, queryset: QuerySet[Article]) -> QuerySet[Article]:
        chosen = {"live": live, "withdrawn": withdrawn, "never": never_published}.get(self.value() or "")
        return chosen(queryset, at=clock.now()) if chosen else queryset


class MineFilter(DropdownFilter):
    """Stories of the person who looks, of nobody, or of the one whom the address names by number."""

    title = "whose it is"
    parameter_name = "whose"

    def lookups(self, *_: Any) -> list[tuple[str, str]]:
        person = number(self.value())
        named = User.objects.filter(pk=person) if person else ()
        others = [(str(found.pk), f"Assigned to {found}") for found in named]
        return [("mine", "Assigned to me"), ("nobodys", "Assigned to nobody"), *others]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Article]) -> QuerySet[Article]:
        value, person = self.value(), number(self.value())
        chosen = {"mine": request.user.pk, "nobodys": None} | ({value: person} if person else {})
        return queryset.filter(assignee=chosen[value]) if value in chosen else queryset


@admin.register(Article)
class StoryAdmin(ModelAdmin):
    """Stories: listed without counting them, opened on our own page, never deleted."""

    list_display = ("story", "section", "state", "on_the_desk", "language_name", "changed")
    list_display_links = ("story",)
    list_filter = (
        ReadersFilter,
        PlannedFilter,
        ("desk_state", ChoicesDropdownFilter),
        MineFilter,
        ("section", RelatedDropdownFilter),
        ("language", ChoicesDropdownFilter),
    )
    list_filter_submit = True
    list_per_page = 50
    list_select_related = ("section", "changed_by", "assignee")
    ordering = ("-changed_at", "-id")
    paginator = InfinitePaginator
    search_fields = ("headline",)
    search_help_text = "Words of the headline, or an address"
    show_full_result_count = False
    show_facets = admin.ShowFacets.NEVER
    sortable_by = ()
    actions: ClassVar[list[Any]] = []
    action_form = bulk_forms.MenuForm
    most_at_once = bulk.MOST

    def get_urls(self) -> list[URLPattern]:
        revisions = self.admin_site.admin_view(history.page)
        return [
            path("<int:article_id>/history/", revisions, name="articles_article_history"),
            *super().get_urls(),
        ]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Article]:
        return with_situation(super().get_queryset(request).defer(*LONG))

    def get_search_results(
        self, _: HttpRequest, queryset: QuerySet[Article], search_term: str
    ) -> tuple[QuerySet[Article], bool]:
        return finding.stories(queryset, search_term), False

    def get_actions(self, request: HttpRequest) -> dict[str, Any]:
        """What may be done to many stories at once (bulk.py); nothing where a story is only looked up."""
        if IS_POPUP_VAR in request.GET:
            return {}
        offered = bulk.offered(request.user)  # type: ignore[arg-type]
        return {name: (partial(bulk_page.chosen, name), name, action.title) for name, action in offered.items()}

    def response_action(self, request: HttpRequest, queryset: QuerySet[Article]) -> HttpResponse | None:
        if None in map(number, request.POST.getlist(ACTION_CHECKBOX_NAME)):
            raise Http404
        return super().response_action(request, queryset)

    def has_delete_permission(self, *_: Any, **__: Any) -> bool:
        """Stories are withdrawn, not deleted: readers, editions and the log still speak of them."""
        return False

    def add_view(self, request: HttpRequest, *_: Any, **__: Any) -> HttpResponse:
        return story_page.new(request)

    def change_view(self, request: HttpRequest, object_id: str, *_: Any, **__: Any) -> HttpResponse:
        return story_page.existing(request, int(object_id))

    @display(description="Story")
    def story(self, article: Article) -> str:
        return format_html('<span class="desk-row-headline" dir="auto">{}</span>', str(article))

    @display(description="State", label=_TONES)
    def state(self, article: Article) -> tuple[str, str]:
        now = situation(article, at=clock.now())
        return now.tone, now.in_words

    @display(description="On the desk")
    def on_the_desk(self, article: Article) -> str:
        return on_the_desk(article, situation(article, at=clock.now()))

    @display(description="Language")
    def language_name(self, article: Article) -> str:
        return languages.name(article.language)

    @display(description="Changed", header=True)
    def changed(self, article: Article) -> list[str]:
        return [printed(article.changed_at), f"by {article.changed_by}" if article.changed_by else ""]
