"""What readers do, counted and sent: reads, what is trending, what belongs together, feedback."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models

from articles.models import Article


class ReadCount(models.Model):
    """Reads of one story in one slice of time. Nothing about who read it is kept."""

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="read_counts")
    slice_at = models.DateTimeField(help_text="The beginning of the slice; readers/reads.py says how long it is.")
    reads = models.PositiveIntegerField()

    class Meta:
        ordering: ClassVar = ["-slice_at", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["article", "slice_at"], name="reads_of_a_slice_are_one")
        ]
        indexes: ClassVar = [models.Index(fields=["slice_at"], name="reads_lately")]

    def __str__(self) -> str:
        return f"{self.article}: {self.reads}"


class Trending(models.Model):
    """The most read stories of a language, best first, as counted at that moment."""

    language = models.CharField(max_length=10, unique=True)
    article_ids: "ArrayField[list[int], list[int]]" = ArrayField(models.BigIntegerField(), default=list)
    counted_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["language"]
        verbose_name_plural = "trending"

    def __str__(self) -> str:
        return self.language


class Related(models.Model):
    """What is read next to a story, best first, without the desk's picks, which stand in the edition."""

    article = models.OneToOneField(Article, on_delete=models.CASCADE, related_name="related_stories")
    article_ids: "ArrayField[list[int], list[int]]" = ArrayField(models.BigIntegerField(), default=list)
    found_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["pk"]
        verbose_name_plural = "related"

    def __str__(self) -> str:
        return str(self.article)


class Feedback(models.Model):
    """An answer to “Help us improve”, in the reader's words and without a word about the reader."""

    class State(models.TextChoices):
        NEW = "new", "New"
        DONE = "done", "Done"

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="feedback")
    helpful = models.BooleanField(null=True)
    comment = models.TextField(blank=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.NEW)
    created_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["-created_at", "-pk"]
        verbose_name_plural = "feedback"
        indexes: ClassVar = [models.Index(fields=["-created_at", "-id"], name="feedback_newest")]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(helpful__isnull=False) | ~models.Q(comment=""), name="feedback_says_something"
            )
        ]

    def __str__(self) -> str:
        return self.comment[:80] or ("Helpful" if self.helpful else "Not helpful")
