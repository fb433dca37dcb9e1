"""Running stories: a conflict, an election, a flood, followed over weeks."""

import re
from datetime import date, datetime
from typing import ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import ExpressionWrapper, Q

from articles.models.taxonomy import Author

#: A year, and perhaps a month, and perhaps a day, in the digits of ISO 8601.
_REDUCED = re.compile(r"[0-9]{4}(-[0-9]{2}){0,2}\Z")


class CoverageQuerySet(models.QuerySet["Coverage"]):
    def live(self, *, at: datetime) -> "CoverageQuerySet":
        """The coverages that readers may see at that moment."""
        return self.filter(public_from__lte=at)

    def with_reporting(self, *, at: datetime) -> "CoverageQuerySet":
        """With `reported_live`: whether its live page runs at that moment."""
        runs = Q(live_opened_at__lte=at) & (Q(live_closed_at=None) | Q(live_closed_at__gt=at))
        return self.annotate(reported_live=ExpressionWrapper(runs, output_field=models.BooleanField()))


class Coverage(models.Model):
    """A running story with its own page at /coverage/<slug>/."""

    class Status(models.TextChoices):
        LIVE = "live", "Live"
        ONGOING = "ongoing", "Ongoing"
        CLOSED = "closed", "Closed"

    name = models.CharField(max_length=120)
    slug = models.SlugField(max_length=80, unique=True)
    language = models.CharField(max_length=10, default="en")
    original = models.ForeignKey(
        "self",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="retellings",
        verbose_name="beside",
        help_text="The same running story in another language. Readers are led from one to the other.",
    )
    status = models.CharField(max_length=10, choices=Status.choices, default=Status.ONGOING)
    summary = models.TextField(blank=True)
    summary_as_of = models.DateTimeField(null=True, blank=True, help_text="When the summary was true.")
    key_points = models.TextField(blank=True, help_text="One point a line.")
    lead = models.ForeignKey("articles.Article", null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    people = models.ManyToManyField(Author, blank=True, related_name="coverages")
    explainers = models.ManyToManyField("articles.Article", blank=True, related_name="+")
    public_from = models.DateTimeField(null=True, blank=True, help_text="Empty: not shown to readers.")
    live_opened_at = models.DateTimeField(null=True, editable=False, help_text="When its live page was opened.")
    live_closed_at = models.DateTimeField(null=True, editable=False, help_text="When its live page was closed.")
    live_sequence = models.PositiveIntegerField(default=0, editable=False, help_text="Counts the changes of it.")

    objects = CoverageQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["name", "pk"]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return f"/coverage/{self.slug}/"

    def clean(self) -> None:
        """A language has one coverage of a running story: the others stand beside one, which stands beside none."""
        first = self.original or self
        if first is not self and (first.original_id or first.pk == self.pk or (self.pk and self.retellings.exists())):
            raise ValidationError({"original": "Choose the one beside which the others stand. It stands beside none."})
        family = Coverage.objects.filter(Q(pk=first.pk) | Q(original=first.pk)).exclude(pk=self.pk)
        if first.pk and family.filter(language=self.language).exists():
            raise ValidationError({"language": "Beside it there is one in this language already. A language has one."})

    @property
    def live_path(self) -> str:
        return f"/coverage/{self.slug}/live/"

    def is_live(self, *, at: datetime) -> bool:
        """The rule of CoverageQuerySet.live, for a row in hand."""
        return self.public_from is not None and self.public_from <= at

    @property
    def points(self) -> list[str]:
        """The key points, each a line without a break."""
        return [line.strip() for line in self.key_points.splitlines() if line.strip()]

    def has_live_page(self, *, at: datetime) -> bool:
        """Whether its live page is there, running or closed."""
        return self.live_opened_at is not None and self.live_opened_at <= at

    def is_reported_live(self, *, at: datetime) -> bool:
        """Whether its live page runs at that moment."""
        return self.has_live_page(at=at) and (self.live_closed_at is None or self.live_closed_at > at)


class CoveragePerson(models.Model):
    """Somebody whom readers of a running story meet again and again."""

    coverage = models.ForeignKey(Coverage, on_delete=models.CASCADE, related_name="cast")
    name = models.CharField(max_length=120)
    role = models.CharField(max_length=160, blank=True)
    about = models.TextField(blank=True)
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering: ClassVar = ["order", "pk"]
        verbose_name_plural = "who is who"

    def __str__(self) -> str:
        return self.name


def refuse_unreal_date(text: str) -> None:
    """Raise ValidationError for what is no year, month or day of the calendar (ISO 8601, reduced)."""
    whole = text + "-01-01"[len(text) - 4 :] if _REDUCED.match(text) else ""
    try:
        date.fromisoformat(whole)
    except ValueError as failure:
        raise ValidationError("Write a day, month or year that there is: 2026-03-14, 2026-03 or 2026.") from failure


class TimelineEntryQuerySet(models.QuerySet["TimelineEntry"]):
    def live(self, *, at: datetime) -> "TimelineEntryQuerySet":
        """The entries of coverages that readers may see at that moment, oldest first."""
        return self.filter(coverage__public_from__lte=at).order_by("date", "order", "pk")


class TimelineEntry(models.Model):
    """Something that happened. The date may be a year, a month or a day (ISO 8601, reduced)."""

    coverage = models.ForeignKey(Coverage, on_delete=models.CASCADE, related_name="timeline")
    date = models.CharField(max_length=10, validators=[refuse_unreal_date])
    title = models.CharField(max_length=200)
    text = models.TextField(blank=True)
    article = models.ForeignKey("articles.Article", null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    order = models.PositiveSmallIntegerField(default=0)

    objects = TimelineEntryQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["date", "order", "pk"]
        verbose_name_plural = "timeline"

    def __str__(self) -> str:
        return f"{self.date}: {self.title}"
