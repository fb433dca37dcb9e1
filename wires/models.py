"""Agency copy: who sends it, what came in, what it says, where it is used."""

from typing import ClassVar

from django.conf import settings
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVector
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models.functions import Lower

from articles.models import Article, Section
from articles.models.taxonomy import check_zone
from ground import languages
from media.models import Photo

#: What the list of items is searched by; the index holds the same expression.
WORDS = SearchVector("headline", "slugline", config="simple")


class Feed(models.Model):
    """An agency feed: a folder that is watched, and what is known about what comes in there."""

    name = models.CharField(max_length=100)
    slug = models.SlugField(max_length=60, help_text="The name of its folder.")
    active = models.BooleanField(default=True)
    credit = models.CharField(max_length=100, blank=True, help_text="The agency as printed; empty: what the item says.")
    zone = models.CharField(max_length=60, default="UTC", validators=[check_zone], help_text="For times without one.")
    language = models.CharField(max_length=10, default="en", choices=languages.LANGUAGES)
    section = models.ForeignKey(Section, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    last_delivery_at = models.DateTimeField(null=True, blank=True, editable=False)

    class Meta:
        ordering: ClassVar = ["name", "pk"]
        constraints: ClassVar = [models.UniqueConstraint(Lower("slug"), name="feed_folder_is_one")]

    def __str__(self) -> str:
        return self.name


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

    class Meta:
        ordering: ClassVar = ["-received_at", "-pk"]
        verbose_name_plural = "deliveries"
        permissions: ClassVar = [("replay_delivery", "Can read deliveries again")]
        constraints: ClassVar = [models.UniqueConstraint(fields=["feed", "sha256"], name="delivery_is_kept_once")]
        indexes: ClassVar = [
            models.Index(fields=["-received_at", "-id"], name="delivery_newest"),
            models.Index(fields=["due_at"], condition=models.Q(state="received"), name="delivery_waiting"),
        ]

    def __str__(self) -> str:
        return self.filename


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

    class Meta:
        ordering: ClassVar = ["-received_at", "-pk"]
        permissions: ClassVar = [("take_wireitem", "Can take wire items into drafts")]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["feed", "guid", "digest"], name="item_content_is_kept_once")
        ]
        indexes: ClassVar = [
            models.Index(fields=["-received_at", "-id"], name="item_newest"),
            models.Index(fields=["feed", "-received_at", "-id"], name="item_newest_of_feed"),
            models.Index(fields=["guid"], name="item_guid"),
            models.Index(fields=["evolved_from"], condition=~models.Q(evolved_from=""), name="item_evolved_from"),
            GinIndex(WORDS, name="item_words"),
        ]

    def __str__(self) -> str:
        return self.headline or self.slugline or self.guid


class WireUse(models.Model):
    """A story of ours that was made from an item."""

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="wire_uses")
    item = models.ForeignKey(WireItem, on_delete=models.PROTECT, related_name="uses")
    evolved_from = models.ForeignKey("self", null=True, on_delete=models.SET_NULL, related_name="evolved_into")
    is_origin = models.BooleanField(default=True, help_text="The story was begun from the item.")
    taken_at = models.DateTimeField()
    taken_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering: ClassVar = ["-taken_at", "-pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["article", "item"], name="item_is_used_once_in_a_story"),
            models.UniqueConstraint(fields=["item"], condition=models.Q(is_origin=True), name="item_begins_one_story"),
        ]

    def __str__(self) -> str:
        return f"{self.item} → {self.article}"


class FeedPicture(models.Model):
    """A photograph that came in a feed's folder under that name, for stories that name it at about that time."""

    feed = models.ForeignKey(Feed, on_delete=models.PROTECT, related_name="pictures")
    filename = models.CharField(max_length=255, help_text="Inside the folder of its feed, in lower case.")
    photo = models.ForeignKey(Photo, on_delete=models.CASCADE, related_name="+")
    received_at = models.DateTimeField(help_text="The last time.")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["feed", "filename", "photo"], name="picture_is_known_once_by_a_name")
        ]

    def __str__(self) -> str:
        return self.filename


class AwaitedPicture(models.Model):
    """A caption of a story that waits for a photograph: a row for each name under which it may come."""

    feed = models.ForeignKey(Feed, on_delete=models.PROTECT, related_name="+")
    filename = models.CharField(max_length=255, help_text="As in FeedPicture.")
    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="+")
    caption = models.UUIDField(help_text="Its uuid.")
    image = models.JSONField(encoder=DjangoJSONEncoder, help_text="What the agency says about it: WireImage.")
    until = models.DateTimeField(help_text="What comes later under the name is another picture.")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["caption", "filename"], name="picture_is_awaited_once"),
        ]
        indexes: ClassVar = [models.Index(fields=["feed", "filename"], name="awaited_by_name")]

    def __str__(self) -> str:
        return self.filename


class Alert(models.Model):
    """Something of the wire that the desk must know at once."""

    item = models.ForeignKey(WireItem, on_delete=models.CASCADE, related_name="alerts")
    article = models.ForeignKey(Article, null=True, on_delete=models.CASCADE, related_name="wire_alerts")
    message = models.CharField(max_length=1000)
    created_at = models.DateTimeField()
    seen_at = models.DateTimeField(null=True)
    seen_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering: ClassVar = ["-created_at", "-pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["item", "article"], nulls_distinct=False, name="alert_once")
        ]

    def __str__(self) -> str:
        return self.message
