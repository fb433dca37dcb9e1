"""Editions: what readers see, as rows with a beginning and an end.

A published version is public from `live_from` until `live_until`, by the clock alone: nothing
has to run for a scheduled story to appear or for a taken-down one to go. The rules that keep
the history of a story free of gaps and overlaps are constraints of the table.
"""

from datetime import datetime
from typing import TYPE_CHECKING, ClassVar

from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import ArrayField, DateTimeRangeField
from django.contrib.postgres.indexes import GinIndex
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import F, Func, Q, Value

from articles.models.article import Article
from articles.models.taxonomy import Section
from articles.querysets import EditionQuerySet
from media.models import Photo

if TYPE_CHECKING:
    from uuid import UUID


def _ids() -> "ArrayField[list[int], list[int]]":
    return ArrayField(models.BigIntegerField(), default=list)


class Edition(models.Model):
    """One published version of a story, frozen; lists show it without looking at the working copy."""

    class Kind(models.TextChoices):
        FIRST = "first", "First"
        MINOR = "minor", "Minor change"
        UPDATE = "update", "Update"
        CORRECTION = "correction", "Correction"
        CLARIFICATION = "clarification", "Clarification"

    class EndedBy(models.TextChoices):
        REPLACED = "replaced", "Replaced by the next version"
        WITHDRAWAL = "withdrawal", "Withdrawn"
        KILL = "kill", "Killed by the agency"
        EXPIRY = "expiry", "Taken down as planned"
        EMBARGO = "embargo", "Embargo moved later"
        UNDO = "undo", "Publication undone"

    #: Ends by which a story was taken from its readers; a withdrawn one may be given back.
    WITHDRAWN = (EndedBy.WITHDRAWAL, EndedBy.KILL)

    article = models.ForeignKey(Article, on_delete=models.PROTECT, related_name="editions")
    article_version = models.PositiveIntegerField()
    kind = models.CharField(max_length=13, choices=Kind.choices)
    note = models.TextField(blank=True, help_text="The public note of a correction or clarification.")

    section = models.ForeignKey(Section, on_delete=models.PROTECT, related_name="+")
    language = models.CharField(max_length=10)
    headline = models.CharField(max_length=300)
    front_headline = models.CharField(max_length=160, blank=True)
    summary = models.TextField(blank=True)
    html = models.TextField()
    dateline = models.CharField(max_length=200, blank=True)
    source = models.CharField(max_length=200, blank=True)
    editor_note = models.TextField(blank=True)
    urgency = models.PositiveSmallIntegerField(null=True)
    sensitive = models.BooleanField(default=False)
    lead_photo = models.ForeignKey(Photo, null=True, on_delete=models.PROTECT, related_name="+")
    bylines = models.JSONField(default=list)
    captions = models.JSONField(default=list, encoder=DjangoJSONEncoder)
    corrections = models.JSONField(default=list, encoder=DjangoJSONEncoder)
    author_ids = _ids()
    tag_ids = _ids()
    coverage_ids = _ids()
    photo_ids = _ids()
    link_ids = _ids()
    related_ids = _ids()

    first_published_at = models.DateTimeField()
    updated_at = models.DateTimeField(help_text="The time that readers see; a minor change leaves it.")
    embargo = models.DateTimeField(null=True)
    live_from = models.DateTimeField()
    live_until = models.DateTimeField(null=True)
    ended_by = models.CharField(max_length=10, choices=EndedBy.choices, blank=True)
    notice = models.TextField(blank=True, help_text="Shown to readers where the story was.")
    replaces = models.ForeignKey("self", null=True, on_delete=models.SET_NULL, related_name="+")
    replaced_until = models.DateTimeField(null=True)
    replaced_ended_by = models.CharField(max_length=10, choices=EndedBy.choices, blank=True)
    settled = models.CharField(
        max_length=10,
        choices=Article.DeskState.choices,
        blank=True,
        help_text="What its publication settled on the desk.",
    )
    began_announced_at = models.DateTimeField(null=True)
    ended_announced_at = models.DateTimeField(null=True)
    published_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField()

    objects = EditionQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["-live_from", "-pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(live_until__isnull=True) | Q(live_until__gt=F("live_from")),
                name="edition_ends_after_it_begins",
            ),
            models.CheckConstraint(
                condition=Q(embargo__isnull=True) | Q(live_from__gte=F("embargo")), name="edition_keeps_its_embargo"
            ),
            models.CheckConstraint(
                condition=Q(live_until__isnull=True, ended_by="") | (Q(live_until__isnull=False) & ~Q(ended_by="")),
                name="edition_ends_for_a_reason",
            ),
            models.CheckConstraint(
                condition=~Q(kind__in=["correction", "clarification"]) | ~Q(note=""),
                name="edition_correction_has_a_note",
            ),
            ExclusionConstraint(
                name="edition_of_an_article_is_one_at_a_time",
                expressions=[
                    (
                        Func(F("article"), F("article"), Value("[]"), function="int8range"),
                        "&&",
                    ),
                    (
                        Func(F("live_from"), F("live_until"), function="tstzrange", output_field=DateTimeRangeField()),
                        "&&",
                    ),
                ],
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["article", "-live_from"], name="edition_history"),
            models.Index(fields=["language", "-first_published_at", "-id"], name="edition_latest"),
            models.Index(fields=["first_published_at", "id"], name="edition_by_date"),
            models.Index(fields=["section", "language", "-first_published_at", "-id"], name="edition_of_section"),
            models.Index(fields=["live_from"], name="edition_to_announce", condition=Q(began_announced_at=None)),
            models.Index(fields=["live_from"], name="edition_to_begin"),
            models.Index(
                fields=["live_until"],
                name="edition_end_to_announce",
                condition=Q(ended_announced_at=None, live_until__isnull=False),
            ),
            models.Index(
                fields=["article"], name="edition_withdrawn", condition=Q(ended_by__in=["withdrawal", "kill"])
            ),
            GinIndex(fields=["author_ids"], name="edition_authors", fastupdate=False),
            GinIndex(fields=["tag_ids"], name="edition_tags", fastupdate=False),
            GinIndex(fields=["coverage_ids"], name="edition_coverages", fastupdate=False),
            GinIndex(fields=["photo_ids"], name="edition_photos", fastupdate=False),
        ]

    def __str__(self) -> str:
        return self.headline

    @property
    def public_id(self) -> "UUID":
        return self.article.public_id

    @property
    def path(self) -> str:
        return self.article.path or ""

    @property
    def list_headline(self) -> str:
        """The headline for fronts and lists."""
        return self.front_headline or self.headline

    @property
    def is_withdrawn(self) -> bool:
        """Whether it was taken from readers with a notice."""
        return self.ended_by in self.WITHDRAWN

    def is_live(self, *, at: datetime) -> bool:
        """The rule of EditionQuerySet.live, for a row in hand."""
        return self.live_from <= at and (self.live_until is None or self.live_until > at)


class Correction(models.Model):
    """A public note of what was wrong and what is right, shown with every later edition."""

    class Kind(models.TextChoices):
        FACT = "fact", "Correction of a fact"
        CLARIFICATION = "clarification", "Clarification"

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="corrections")
    edition = models.OneToOneField(Edition, null=True, on_delete=models.CASCADE, related_name="correction")
    text = models.TextField()
    kind = models.CharField(max_length=13, choices=Kind.choices, default=Kind.FACT)
    created_at = models.DateTimeField()
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering: ClassVar = ["-created_at", "-pk"]

    def __str__(self) -> str:
        return self.text
