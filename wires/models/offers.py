"""What an agency sent after a story of ours was made from its copy."""

from typing import ClassVar

from django.conf import settings
from django.db import models

from articles.models import Article
from wires.models.items import WireItem


class UpdateOffer(models.Model):
    """A later version of the copy that a story was made from. At most one of a story is open: the newest."""

    class State(models.TextChoices):
        OPEN = "open", "Waits for the desk"
        TAKEN = "taken", "Taken into the story"
        DISMISSED = "dismissed", "Dismissed"
        OVERTAKEN = "overtaken", "Overtaken by a later version"

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="wire_offers")
    item = models.ForeignKey(WireItem, on_delete=models.PROTECT, related_name="offers")
    state = models.CharField(max_length=10, choices=State.choices, default=State.OPEN)
    said = models.CharField(max_length=500, blank=True, help_text="What it changes, as it stood when it came.")
    created_at = models.DateTimeField()
    version = models.PositiveIntegerField(null=True, help_text="The version of the story that took it.")
    decided_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering: ClassVar = ["-created_at", "-pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["article", "item"], name="update_is_offered_once"),
            models.UniqueConstraint(fields=["article"], condition=models.Q(state="open"), name="one_offer_is_open"),
        ]

    def __str__(self) -> str:
        return f"{self.item} → {self.article}"
