"""The story form: fields, rows, and the version on which it was opened."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, ClassVar

from django import forms
from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import QueryDict
from django.templatetags.static import static
from django_prose_editor.widgets import AdminProseEditorWidget
from uuid_utils.compat import uuid7

from articles.models import Article, Byline, Caption, Coverage, Tag
from articles.snapshots import COLUMNS, Fields
from desk.situation import with_situation
from desk.story_rows import BylineFormSet, CaptionFormSet, RelatedFormSet
from desk.tag_names import TagNamesField

#: What the editor can make. All of it is in articles.body.ALLOWED; a test compares the two.
EXTENSIONS: dict[str, Any] = {
    "Bold": True,
    "Italic": True,
    "Heading": {"levels": [2, 3]},
    "BulletList": True,
    "OrderedList": {"enableListAttributes": False},
    "ListItem": True,
    "Blockquote": True,
    "HorizontalRule": True,
    "HardBreak": True,
    "Link": {"enableTarget": False, "protocols": ["http", "https", "mailto", "tel"], "autolink": False},
    "Table": True,
    "TableRow": True,
    "TableHeader": True,
    "TableCell": True,
    "StoryFigure": True,
    "StoryLink": True,
    "Embed": True,
    "FactBox": True,
    "NoSpellCheck": False,
}
_INPUT = {"autocomplete": "off", "dir": "auto"}


class BodyWidget(AdminProseEditorWidget):
    """The rich text of a story, with our own nodes."""

    def __init__(self) -> None:
        super().__init__(attrs={"rows": 24, "dir": "auto"}, config={"extensions": EXTENSIONS}, preset="configurable")

    def get_config(self) -> dict[str, Any]:
        return {**super().get_config(), "js_modules": [static("desk/body-nodes.js")]}


class StoryForm(forms.ModelForm):  # type: ignore[type-arg]
    """The fields of a working copy. It saves nothing: `fields()` is what articles.drafting takes.

    `public_id` is made when the form of a new story is shown, so that the same form sent twice makes one story. `known`
    is the newest entry of the log when it was shown (overtaking.py).
    """

    public_id = forms.UUIDField(required=False, widget=forms.HiddenInput)
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)
    known = forms.IntegerField(required=False, widget=forms.HiddenInput)
    tags = TagNamesField(required=False, help_text="Separated by commas. A name that is not known becomes a new tag.")
    coverages = forms.ModelMultipleChoiceField(
        queryset=Coverage.objects.none(), required=False, widget=forms.CheckboxSelectMultiple
    )

    class Meta:
        model = Article
        fields: ClassVar = [*COLUMNS, "section"]
        widgets: ClassVar = {
            "headline": forms.Textarea({**_INPUT, "rows": 2, "class": "desk-headline"}),
            "front_headline": forms.TextInput(_INPUT),
            "summary": forms.Textarea({**_INPUT, "rows": 3}),
            "body": BodyWidget(),
            "dateline": forms.TextInput(_INPUT),
            "source": forms.TextInput(_INPUT),
            "editor_note": forms.Textarea({**_INPUT, "rows": 2}),
        }
        labels: ClassVar = {"body": "Text", "editor_note": "Editor’s note", "sensitive": "Sensitive subject"}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["coverages"].queryset = _coverages(self.instance)  # type: ignore[attr-defined]
        self.fields["section"].empty_label = "Choose a section"  # type: ignore[attr-defined]

    def clean_headline(self) -> str:
        """One line: a headline pasted with a break in it keeps its words."""
        return " ".join(self.cleaned_data["headline"].split())


@dataclass
class StoryForms:
    """The form and its rows, as they were sent or as the working copy stands."""

    form: StoryForm
    bylines: Any
    captions: Any
    related: Any

    def is_valid(self) -> bool:
        """Whether all parts are; each is asked, so that every mistake is shown at once."""
        valid = [part.is_valid() for part in (self.form, self.bylines, self.captions, self.related)]
        return all(valid)

    def fields(self) -> Fields:
        """What was sent, for articles.drafting."""
        values = {name: self.form.cleaned_data[name] for name in (*COLUMNS, "section", "tags")}
        return Fields(
            **values,  # type: ignore[typeddict-item]
            coverages=list(self.form.cleaned_data["coverages"]),
            bylines=self.bylines.values(),
            captions=self.captions.values(),
            related=self.related.values(),
        )

    def freeze(self) -> None:
        """Show everything and let nothing be typed."""
        rows = [row for rows in (self.bylines, self.captions, self.related) for row in rows]
        for form in (self.form, *rows):
            for field in form.fields.values():
                field.disabled = True


def working_copies() -> QuerySet[Article]:
    """Articles with what their form shows of names and numbers, in one query."""
    articles = Article.objects.select_related("section", "changed_by", "assignee").annotate(
        tag_names=ArraySubquery(
            Tag.objects.filter(articles_taggedarticle_items__content_object=OuterRef("pk")).values("name")
        ),
        coverage_ids=ArraySubquery(Article.coverages.through.objects.filter(article=OuterRef("pk")).values("coverage")),
    )
    return with_situation(articles)


def of_article(article: Article) -> StoryForms:
    """The forms as the working copy stands: one query for each kind of row."""
    initial = {
        "version": article.version,
        "tags": _joined(article.tag_names),  # type: ignore[attr-defined]
        "coverages": article.coverage_ids,  # type: ignore[attr-defined]
    }
    return StoryForms(
        StoryForm(instance=article, initial=initial),
        *(_shown(rows, prefix, found) for rows, prefix, found in _rows_of(article)),
    )


def empty() -> StoryForms:
    form = StoryForm(initial={"public_id": uuid7(), "known": 0})
    return StoryForms(form, *(_shown(rows, prefix, []) for prefix, rows in _ROWS.items()))


def sent(data: QueryDict, *, article: Article | None = None) -> StoryForms:
    """The forms as somebody sent them. They hold nothing of the working copy, which may be newer."""
    form = StoryForm(data, instance=Article(pk=article.pk if article else None))
    return StoryForms(form, *(rows(data, prefix=prefix) for prefix, rows in _ROWS.items()))


def of_version(data: QueryDict, version: int, *, article: Article) -> StoryForms:
    """The forms as somebody sent them, to be saved over that version of the story."""
    over = data.copy()
    over["version"] = str(version)
    return sent(over, article=article)


_ROWS: dict[str, Any] = {"bylines": BylineFormSet, "captions": CaptionFormSet, "related": RelatedFormSet}


def _rows_of(article: Article) -> Iterator[tuple[Any, str, list[tuple[Any, dict[str, Any]]]]]:
    """Form set, prefix and (thing, values) of each row."""
    yield BylineFormSet, "bylines", [(row.author, _byline(row)) for row in article.bylines.select_related("author")]
    captions = article.captions.select_related("photo").defer("photo__source_metadata")
    yield CaptionFormSet, "captions", [(row.photo, _caption(row)) for row in captions]
    picks = article.related_picks.select_related("pick").only("article", "pick__headline")
    yield RelatedFormSet, "related", [(row.pick, {"pick": row.pick_id, "headline": str(row.pick)}) for row in picks]


def _byline(row: Byline) -> dict[str, Any]:
    return {"author": row.author_id, "name": str(row)}


def _caption(row: Caption) -> dict[str, Any]:
    names = ("uuid", "crop", "pending", "role", "text", "credit", "alt", "decorative")
    return {"photo": row.photo_id, **{name: getattr(row, name) for name in names}}


def _shown(rows: Any, prefix: str, found: list[tuple[Any, dict[str, Any]]]) -> Any:
    formset = rows(prefix=prefix, initial=[values for _, values in found])
    for form, (thing, _) in zip(formset.initial_forms, found, strict=True):
        form.thing = thing
    return formset


def _joined(names: list[str]) -> str:
    return ", ".join(f'"{name}"' if "," in name else name for name in names)


def _coverages(article: Article) -> QuerySet[Coverage]:
    """Those that run, and those that the story is in."""
    chosen = Article.coverages.through.objects.filter(article=article.pk, coverage=OuterRef("pk"))
    return Coverage.objects.filter(~Q(status=Coverage.Status.CLOSED) | Exists(chosen))
