"""What was, and what holds: revisions, notes of the desk, former addresses, blocks on publishing."""

from typing import ClassVar

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models

from articles.models.article import Article


class Revision(models.Model):
    """The whole working copy as it was saved: content in the shape of snapshots.snapshot()."""

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="revisions")
    version = models.PositiveIntegerField()
    content = models.JSONField(encoder=DjangoJSONEncoder)
    reason = models.CharField(max_length=100, blank=True)
    created_at = models.DateTimeField()
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering: ClassVar = ["-version"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["article", "version"], name="revision_of_a_version_is_one")
        ]

    def __str__(self) -> str:
        return f"version {self.version}"


class EditorialNote(models.Model):
    """What an editor told the author of a story; readers never see it."""

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="editorial_notes")
    text = models.TextField()
    created_at = models.DateTimeField()
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering: ClassVar = ["-created_at", "-pk"]

    def __str__(self) -> str:
        return self.text[:80]


class PathRedirect(models.Model):
    """A former address of a story. It is never given to another one."""

    path = models.CharField(max_length=200, unique=True)
    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="former_paths")
    created_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["-created_at", "-pk"]

    def __str__(self) -> str:
        return self.path


class PublishBlock(models.Model):
    """A hold: while it stands, nothing of the story can be published."""

    class Kind(models.TextChoices):
        KILL = "kill", "Killed by the agency"
        EMBARGO = "embargo", "Held back by the agency"
        LEGAL = "legal", "Legal"

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="blocks")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    reason = models.CharField(max_length=500)
    created_at = models.DateTimeField()
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    lifted_at = models.DateTimeField(null=True, blank=True)
    lifted_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    lifted_reason = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering: ClassVar = ["-created_at", "-pk"]
        verbose_name = "hold"
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(lifted_at__isnull=True) | ~models.Q(lifted_reason=""), name="lifted_with_a_reason"
            ),
            models.UniqueConstraint(
                fields=["article", "kind", "reason"], condition=models.Q(lifted_at=None), name="block_stands_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.reason}"
