"""Who sends agency copy, and what came in, byte for byte."""

from datetime import datetime
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models.functions import Coalesce, Lower

from articles.models import Section
from articles.models.taxonomy import check_zone
from ground import languages


class Feed(models.Model):
    """An agency feed: a folder that is watched, and what is known about what comes in there."""

    class OnKill(models.TextChoices):
        WITHDRAW = "withdraw", "Withdraw the story at once, and hold it"
        ALERT = "alert", "Leave what is public, hold it and alert the desk"

    class Updates(models.TextChoices):
        APPLY = "apply", "Take them into stories whose words nobody changed, offer them for others"
        OFFER = "offer", "Offer them for every story"
        OFF = "off", "Only list them"

    name = models.CharField(max_length=100)
    slug = models.SlugField(max_length=60, help_text="The name of its folder.")
    active = models.BooleanField(default=True)
    credit = models.CharField(max_length=100, blank=True, help_text="The agency as printed; empty: what the item says.")
    zone = models.CharField(max_length=60, default="UTC", validators=[check_zone], help_text="For times without one.")
    language = models.CharField(max_length=10, default="en", choices=languages.LANGUAGES)
    section = models.ForeignKey(Section, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    on_kill = models.CharField(
        "kills", max_length=10, choices=OnKill.choices, default=OnKill.WITHDRAW, help_text="Also what it withholds."
    )
    updates = models.CharField(max_length=10, choices=Updates.choices, default=Updates.APPLY)
    is_trusted = models.BooleanField("trusted", default=False, help_text="Rules may publish what it sends.")
    quiet_after = models.PositiveIntegerField(
        "expected every", null=True, blank=True, help_text="Minutes without anything after which the desk is told."
    )
    keep_days = models.PositiveIntegerField(
        "kept for", null=True, blank=True, help_text="Days; what is in use is kept for ever. Empty: the house's rule."
    )
    fetch_pictures = models.BooleanField(
        default=False, help_text="Fetch pictures that its stories only name by a web address."
    )
    last_delivery_at = models.DateTimeField(null=True, blank=True, editable=False)
    expected_since = models.DateTimeField(
        null=True,
        editable=False,
        help_text="When it was made, or its interval set; the silence of one that never sent.",
    )

    class Meta:
        ordering: ClassVar = ["name", "pk"]
        constraints: ClassVar = [models.UniqueConstraint(Lower("slug"), name="feed_folder_is_one")]

    def __str__(self) -> str:
        return self.name

    @property
    def silent_since(self) -> datetime | None:
        """Its last file; of one that never sent, when something was expected first."""
        return self.last_delivery_at or self.expected_since


def silent_since(prefix: str = "") -> Coalesce:
    """The same in a query; `prefix` leads to the feed."""
    return Coalesce(f"{prefix}last_delivery_at", f"{prefix}expected_since")


class Delivery(models.Model):
    """One file as it came, byte for byte, kept before anything reads it."""

    class State(models.TextChoices):
        RECEIVED = "received", "Received"
        READ = "read", "Read"
        FAILED = "failed", "Failed"

    feed = models.ForeignKey(Feed, on_delete=models.PROTECT, related_name="deliveries")
    sha256 = models.CharField(max_length=64)
    filename = models.CharField(max_length=255, db_index=True, help_text="Inside the folder of its feed.")
    raw = models.BinaryField()
    state = models.CharField(max_length=10, choices=State.choices, default=State.RECEIVED)
    reason = models.TextField(blank=True)
    attempts = models.PositiveSmallIntegerField(default=0, help_text="Times that somebody began to read it again.")
    due_at = models.DateTimeField(help_text="When another process may take it to be left behind.")
    received_at = models.DateTimeField()
    read_at = models.DateTimeField(null=True)
    seen_at = models.DateTimeField(null=True, help_text="When somebody saw to it that it could not be read.")
    seen_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering: ClassVar = ["-received_at", "-pk"]
        verbose_name_plural = "deliveries"
        permissions: ClassVar = [("replay_delivery", "Can read deliveries again")]
        constraints: ClassVar = [models.UniqueConstraint(fields=["feed", "sha256"], name="delivery_is_kept_once")]
        indexes: ClassVar = [
            models.Index(fields=["-received_at", "-id"], name="delivery_newest"),
            models.Index(
                fields=["feed", "-received_at", "-id"], condition=models.Q(state="failed"), name="delivery_failed"
            ),
            models.Index(fields=["due_at"], condition=models.Q(state="received"), name="delivery_waiting"),
        ]

    def __str__(self) -> str:
        return self.filename

    @property
    def is_unread(self) -> bool:
        """Whether it could not be read, and nobody has seen to that since (querysets.unread)."""
        seen = self.seen_at is not None and (self.read_at is None or self.read_at <= self.seen_at)
        return self.state == self.State.FAILED and not seen
