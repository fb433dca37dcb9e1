"""All holds that stand or stood. They are put and lifted on the page of their story."""

from django.contrib import admin
from django.urls import reverse
from django.utils.html import format_html
from unfold.contrib.filters.admin import ChoicesDropdownFilter
from unfold.decorators import display
from unfold.paginator import InfinitePaginator

from articles.admin.keeping import ReadingAdmin
from articles.models import PublishBlock


@admin.register(PublishBlock)
class PublishBlockAdmin(ReadingAdmin):
    list_display = ("reason", "kind", "story", "created_at", "created_by", "lifted_at", "lifted_by")
    list_filter = (("kind", ChoicesDropdownFilter),)
    list_select_related = ("article", "created_by", "lifted_by")
    paginator = InfinitePaginator
    fields = (
        "story",
        "kind",
        "reason",
        "created_at",
        "created_by",
        "lifted_at",
        "lifted_by",
        "lifted_reason",
    )
    readonly_fields = ("story",)

    @display(description="Story")
    def story(self, block: PublishBlock) -> str:
        address = reverse("admin:articles_article_change", args=(block.article_id,))
        return format_html('<a href="{}">{}</a>', address, block.article)
