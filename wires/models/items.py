"""What an agency said, where it is used, and what the desk must know of it at once."""

from typing import ClassVar

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models

from articles.models import Article, LiveUpdate
from ground import languages
from wires.formats import guids
from wires.models.feeds import Delivery, Feed


class WireItem(models.Model):
    """A story or picture as an agency sent it: one row for each content of each guid."""

    class Status(models.TextChoices):
        USABLE = "usable", "Usable"
        WITHHELD = "withheld", "Withheld"
        CANCELED = "canceled", "Canceled"

    feed = models.ForeignKey(Feed, on_delete=models.PROTECT, related_name="items")
    delivery = models.ForeignKey(Delivery, on_delete=models.PROTECT, related_name="items")
    guid = models.CharField(max_length=500)
    digest = models.CharField(max_length=64, help_text="SHA-256 of what it says.")
    wording = models.CharField(
        max_length=64, blank=True, help_text="SHA-256 of it without names, version and times; empty: not known."
    )
    evolved_from = models.CharField(max_length=500, blank=True, help_text="The guid that it continues.")
    version = models.CharField(max_length=100, blank=True)
    pubstatus = models.CharField("status", max_length=20, choices=Status.choices)
    type = models.CharField(max_length=20, blank=True)
    headline = models.CharField(max_length=500, blank=True)
    slugline = models.CharField(max_length=200, blank=True)
    language = models.CharField(max_length=10, choices=languages.LANGUAGES)
    urgency = models.PositiveSmallIntegerField(null=True)
    embargo = models.DateTimeField(null=True)
    hold = models.BooleanField(default=False, help_text="Must not be published yet, though nobody can say until when.")
    advisory = models.BooleanField(default=False, help_text="For editors only.")
    story = models.JSONField(encoder=DjangoJSONEncoder, help_text="The neutral story: wires/stories.py.")
    warnings = models.JSONField(default=list)
    received_at = models.DateTimeField()
    version_created_at = models.DateTimeField(null=True)
    echo_of = models.ForeignKey(
        "self",
        null=True,
        on_delete=models.SET_NULL,
        related_name="echoes",
        db_index=False,
        help_text="An item that came before under another name and says nearly the same.",
    )
    routed_at = models.DateTimeField(null=True, help_text="When updates and rules had dealt with it.")
    ruled_at = models.DateTimeField(null=True, help_text="When the rules were asked: they are asked once.")
    dropped_at = models.DateTimeField(null=True, help_text="Since when it is off the list.")
    dropped_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering: ClassVar = ["-received_at", "-pk"]
        permissions: ClassVar = [
            ("take_wireitem", "Can take wire items into drafts"),
            ("drop_wireitem", "Can take wire items off the list and put them back"),
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["feed", "guid", "digest"], name="item_content_is_kept_once")
        ]
        indexes: ClassVar = [
            models.Index(fields=["-received_at", "-id"], name="item_newest"),
            models.Index(fields=["feed", "-received_at", "-id"], name="item_newest_of_feed"),
            models.Index(fields=["guid"], name="item_guid"),
            models.Index(fields=["evolved_from"], condition=~models.Q(evolved_from=""), name="item_evolved_from"),
            models.Index(fields=["id"], condition=models.Q(routed_at=None), name="item_to_be_routed"),
            models.Index(fields=["echo_of"], condition=~models.Q(echo_of=None), name="item_echoes"),
            models.Index(fields=["-dropped_at"], condition=~models.Q(dropped_at=None), name="item_dropped"),
        ]

    def __str__(self) -> str:
        return self.headline or self.slugline or ("Untitled" if guids.is_derived(self.guid) else self.guid)


class WireUse(models.Model):
    """A story or live post of ours that was made from an item, or that took it in as an update."""

    article = models.ForeignKey(Article, null=True, on_delete=models.CASCADE, related_name="wire_uses")
    live_update = models.ForeignKey(LiveUpdate, null=True, on_delete=models.CASCADE, related_name="wire_uses")
    item = models.ForeignKey(WireItem, on_delete=models.PROTECT, related_name="uses")
    evolved_from = models.ForeignKey("self", null=True, on_delete=models.SET_NULL, related_name="evolved_into")
    captions = models.JSONField(default=dict, help_text="The address of each picture by the uuid of its caption.")
    is_origin = models.BooleanField(default=True, help_text="The story was begun from the item.")
    taken_at = models.DateTimeField()
    taken_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering: ClassVar = ["-taken_at", "-pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["article", "item"], name="item_is_used_once_in_a_story"),
            models.UniqueConstraint(
                fields=["item"], condition=models.Q(is_origin=True, live_update=None), name="item_begins_one_story"
            ),
            models.UniqueConstraint(fields=["live_update", "item"], name="item_is_used_once_in_a_post"),
            models.CheckConstraint(
                condition=models.Q(article=None) ^ models.Q(live_update=None), name="use_is_of_a_story_or_a_post"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.item} → {self.article or self.live_update}"


class Alert(models.Model):
    """What the desk must know at once: of an item, of an update for a story, of a silent feed, of a failing way in."""

    item = models.ForeignKey(WireItem, null=True, on_delete=models.CASCADE, related_name="alerts")
    article = models.ForeignKey(Article, null=True, on_delete=models.CASCADE, related_name="wire_alerts")
    offer = models.OneToOneField("wires.UpdateOffer", null=True, on_delete=models.CASCADE, related_name="alert")
    feed = models.ForeignKey(Feed, null=True, on_delete=models.CASCADE, related_name="alerts")
    connection = models.ForeignKey("wires.Connection", null=True, on_delete=models.CASCADE, related_name="alerts")
    silent_since = models.DateTimeField(
        null=True, help_text="Of a silent feed: its last delivery. Of a way in that fails: its first failure."
    )
    is_release = models.BooleanField(default=False, help_text="Its agency lets go here what it kept back.")
    message = models.CharField(max_length=1000)
    created_at = models.DateTimeField()
    seen_at = models.DateTimeField(null=True)
    seen_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering: ClassVar = ["-created_at", "-pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["item", "article"],
                nulls_distinct=False,
                condition=~models.Q(item=None),
                name="alert_once",
            ),
            models.UniqueConstraint(
                fields=["feed", "connection", "silent_since"],
                nulls_distinct=False,
                condition=~models.Q(feed=None),
                name="silence_is_told_once",
            ),
            models.CheckConstraint(
                condition=models.Q(item__isnull=False, offer=None, feed=None, connection=None)
                | models.Q(item=None, offer__isnull=False, feed=None, connection=None)
                | models.Q(item=None, offer=None, feed__isnull=False),
                name="alert_is_of_an_item_an_update_or_a_feed",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["-created_at"], condition=models.Q(seen_at=None), name="alert_unseen")
        ]

    def __str__(self) -> str:
        return self.message
