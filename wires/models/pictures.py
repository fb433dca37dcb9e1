"""Photographs that come in a feed, and the captions that wait for them."""

from typing import ClassVar

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models

from articles.models import Article
from media.models import Photo
from wires.models.feeds import Feed


class FeedPicture(models.Model):
    """A photograph that came in a feed's folder under that name, for stories that name it at about that time."""

    feed = models.ForeignKey(Feed, on_delete=models.PROTECT, related_name="pictures")
    filename = models.CharField(max_length=255, help_text="Inside the folder of its feed, in lower case.")
    photo = models.ForeignKey(Photo, on_delete=models.CASCADE, related_name="feed_pictures")
    guid = models.CharField(max_length=500, blank=True, help_text="What its agency calls it, once an item said so.")
    received_at = models.DateTimeField(help_text="The last time.")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["feed", "filename", "photo"], name="picture_is_known_once_by_a_name")
        ]
        indexes: ClassVar = [
            models.Index(fields=["feed", "guid"], condition=~models.Q(guid=""), name="picture_by_guid"),
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
