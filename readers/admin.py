"""What readers said about stories: read here, and marked as done."""

from typing import Any, ClassVar

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from unfold.admin import ModelAdmin
from unfold.contrib.filters.admin import ChoicesDropdownFilter
from unfold.decorators import display
from unfold.paginator import InfinitePaginator

from readers.models import Feedback


@admin.register(Feedback)
class FeedbackAdmin(ModelAdmin):
    actions: ClassVar = ["mark_done"]
    fields = readonly_fields = ("story", "helpful", "comment", "state", "created_at")
    list_display = ("words", "helpful", "story", "state_name", "created_at")
    list_display_links = ("words",)
    list_filter = (("state", ChoicesDropdownFilter),)
    list_per_page = 50
    list_select_related = ("article",)
    ordering = ("-created_at", "-id")
    paginator = InfinitePaginator
    show_full_result_count = False
    sortable_by = ()

    def has_add_permission(self, *_: Any) -> bool:
        return False

    def has_delete_permission(self, *_: Any, **__: Any) -> bool:
        return False

    @admin.action(description="Mark as done", permissions=["change"])
    def mark_done(self, request: HttpRequest, queryset: QuerySet[Feedback]) -> None:
        done = queryset.filter(state=Feedback.State.NEW).update(state=Feedback.State.DONE)
        messages.success(request, f"Marked as done: {done}.")

    @display(description="What was said")
    def words(self, feedback: Feedback) -> str:
        return str(feedback)

    @display(description="State", label={"New": "info", "Done": "success"})
    def state_name(self, feedback: Feedback) -> str:
        return feedback.get_state_display()

    @display(description="Story")
    def story(self, feedback: Feedback) -> str:
        address = reverse("admin:articles_article_change", args=(feedback.article_id,))
        return format_html('<a href="{}" dir="auto">{}</a>', address, feedback.article)
