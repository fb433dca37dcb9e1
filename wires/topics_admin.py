"""Which section news of a subject goes to, on the desk; and the subjects that a picker finds while somebody types."""

from typing import Any

from django import forms
from django.contrib import admin
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import URLPattern, path

from articles.admin.meanwhile import Careful
from ground import clock
from wires import sorting, subjects, topic_keeping
from wires.models import TopicDefinition, TopicSection
from wires.rule_form import Topics
from wires.subjects import finding


class OneTopic(Topics):
    """One Media Topic."""

    def clean(self, value: Any) -> Any:
        codes = super().clean(value)
        if len(codes) != 1:
            raise forms.ValidationError("Choose one subject.")
        return codes[0]

    def prepare_value(self, value: Any) -> Any:
        is_code = isinstance(value, str) and value in subjects.topics()
        return super().prepare_value([value]) if is_code else value


class TopicSectionForm(forms.ModelForm):
    """The subject, with a picker, and the section."""

    topic = OneTopic(
        label="Subject",
        help_text="All below it goes there too, unless it has a section of its own.",
        widget=forms.Textarea(attrs={"rows": 1, "data-topics": "one", "dir": "auto", "class": "wire-input"}),
    )


class TopicSectionAdmin(Careful):
    """The tree of subjects on our sections."""

    form = TopicSectionForm
    fields = ("topic", "section")
    list_display = ("path", "section")
    list_select_related = ("section",)
    list_filter = ("section",)
    change_form_template = "wires/topic.html"

    class Media:
        css = {"all": ["wires/wire.css", "wires/rules.css", "wires/topics.css"]}  # noqa: RUF012

    def get_urls(self) -> list[URLPattern]:
        find = self.admin_site.admin_view(self.find_view)
        return [path("find/", find, name="wires_topics_find"), *super().get_urls()]

    @admin.display(description="Subject", ordering="topic")
    def path(self, mapping: TopicSection) -> str:
        return finding.label(mapping.topic, language=sorting.desk_language())

    def save_model(self, request: HttpRequest, obj: TopicSection, *_: Any, **__: Any) -> None:
        topic_keeping.map_topic(mapping=obj, by=request.user, at=clock.now())  # type: ignore[arg-type]

    def delete_model(self, request: HttpRequest, obj: TopicSection) -> None:
        topic_keeping.unmap(mapping=obj, by=request.user, at=clock.now())  # type: ignore[arg-type]

    def delete_queryset(self, request: HttpRequest, queryset: Any) -> None:
        for mapping in queryset:
            self.delete_model(request, mapping)

    def find_view(self, request: HttpRequest) -> HttpResponse:
        """Subjects for a picker, as JSON: code, name, what stands above, what it is about."""
        language = sorting.desk_language()
        found = finding.find(request.GET.get("q", "")[:100], language=language)
        about = _definitions([one.code for one in found], language)
        return JsonResponse(
            {
                "language": language,
                "topics": [
                    {
                        "code": one.code,
                        "name": one.name,
                        "above": " › ".join(one.above),
                        "about": about.get(one.code, ""),
                    }
                    for one in found
                ],
            }
        )


def _definitions(codes: list[str], language: str) -> dict[str, str]:
    """What the topics are about, in that language, else in English."""
    rows = TopicDefinition.objects.filter(topic__in=codes, language__in={"en", language})
    return {row.topic: row.text for row in sorted(rows, key=lambda row: row.language == language)}
