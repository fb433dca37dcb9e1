"""The ways in of a feed beside its folder: what is spoken to, how, and what is known of it."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.core.serializers.json import DjangoJSONEncoder
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models

from wires.models.feeds import Delivery, Feed


class Connection(models.Model):
    """A server that is looked at for a feed's files, or a door to which its agency sends them."""

    class Kind(models.TextChoices):
        PUSH = "push", "Push: the agency sends to us"
        HTTP = "http", "Web address (HTTP)"
        SFTP = "sftp", "SFTP"
        FTPS = "ftps", "FTPS"
        IMAP = "imap", "Mailbox (IMAP)"

    class Login(models.TextChoices):
        NONE = "", "None, or as the server asks"
        BASIC = "basic", "Username and password (Basic)"
        BEARER = "bearer", "Token (Bearer)"
        HEADER = "header", "A header of its own"

    class Afterwards(models.TextChoices):
        LEAVE = "leave", "Leave it as it is"
        MARK = "mark", "Mark it as read (mails)"
        MOVE = "move", "Move it into another folder"
        DELETE = "delete", "Delete it (files)"

    feed = models.ForeignKey(Feed, on_delete=models.CASCADE, related_name="connections")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    address = models.CharField(max_length=500, blank=True)
    username = models.CharField(max_length=200, blank=True)
    secret = models.TextField(blank=True, editable=False, help_text="Sealed: wires/sealing.py.")
    former_secret = models.TextField(blank=True, editable=False, help_text="Sealed. Of a push, while it is replaced.")
    former_until = models.DateTimeField(null=True, editable=False)
    login = models.CharField(max_length=10, choices=Login.choices, blank=True)
    header = models.CharField(max_length=100, blank=True)
    folder = models.CharField(max_length=300, blank=True)
    afterwards = models.CharField(max_length=10, choices=Afterwards.choices, default=Afterwards.LEAVE)
    move_to = models.CharField(max_length=300, blank=True)
    is_plain = models.BooleanField(default=False)
    host_key = models.CharField(max_length=200, blank=True, editable=False, help_text="Accepted by a person.")
    offered_key = models.CharField(max_length=200, blank=True, editable=False, help_text="Shown last, not accepted.")
    every = models.PositiveIntegerField(
        default=60, validators=[MinValueValidator(15), MaxValueValidator(7 * 24 * 3600)]
    )
    days: "ArrayField[list[int], list[int]]" = ArrayField(models.PositiveSmallIntegerField(), default=list, blank=True)
    begins = models.TimeField(null=True, blank=True)
    ends = models.TimeField(null=True, blank=True)
    active = models.BooleanField(default=True)

    etag = models.CharField(max_length=500, blank=True, editable=False)
    last_modified = models.CharField(max_length=100, blank=True, editable=False)
    cursor = models.JSONField(default=dict, encoder=DjangoJSONEncoder, editable=False, help_text="What was taken.")
    failures = models.PositiveIntegerField(default=0, editable=False, help_text="In a row.")
    failing_since = models.DateTimeField(
        null=True, editable=False, help_text="The first failure in the row, or when it switched itself off."
    )
    next_at = models.DateTimeField(null=True, editable=False)
    last_tried_at = models.DateTimeField(null=True, editable=False)
    last_succeeded_at = models.DateTimeField(null=True, editable=False)
    last_error = models.TextField(blank=True, editable=False)
    lease = models.UUIDField(null=True, editable=False, help_text="Of the look that is going on.")
    leased_by = models.BigIntegerField(null=True, editable=False, help_text="The number of its job.")
    leased_until = models.DateTimeField(null=True, editable=False)

    class Meta:
        ordering: ClassVar = ["feed__name", "kind", "pk"]
        verbose_name = "way in"
        verbose_name_plural = "ways in"
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(lease=None, leased_until=None)
                | ~models.Q(lease=None) & ~models.Q(leased_until=None),
                name="lease_has_an_end",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["next_at"], condition=models.Q(active=True), name="connection_due"),
        ]

    def __str__(self) -> str:
        return f"{self.feed}: {self.place}"

    @property
    def place(self) -> str:
        """Where it leads, without a secret: the query of an address may hold one."""
        return self.address.partition("?")[0] or self.get_kind_display()

    @property
    def is_looked_at(self) -> bool:
        return self.kind != self.Kind.PUSH


class Push(models.Model):
    """A message by which an agency sent a file, so that it may send it again."""

    feed = models.ForeignKey(Feed, on_delete=models.CASCADE, related_name="+")
    message_id = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64, help_text="Of its body.")
    delivery = models.ForeignKey(Delivery, null=True, on_delete=models.CASCADE, related_name="+")
    received_at = models.DateTimeField()

    class Meta:
        verbose_name_plural = "pushes"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["feed", "message_id"], name="push_has_one_id"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["feed", "received_at"], name="pushes_of_feed"),
            models.Index(fields=["received_at"], name="pushes_by_age"),
        ]

    def __str__(self) -> str:
        return self.message_id


class RemotePicture(models.Model):
    """A picture that stories wait for, at the address that its agency gave."""

    feed = models.ForeignKey(Feed, on_delete=models.CASCADE, related_name="+")
    address = models.TextField()
    digest = models.CharField(max_length=64, help_text="SHA-256 of the address.")
    failures = models.PositiveIntegerField(default=0)
    next_at = models.DateTimeField(null=True, help_text="None: it is not asked for again.")
    came_at = models.DateTimeField(null=True)
    last_error = models.TextField(blank=True)
    asked_at = models.DateTimeField(help_text="When a story first waited for it.")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["feed", "digest"], name="remote_picture_is_asked_for_once"),
        ]
        indexes: ClassVar = [models.Index(fields=["next_at"], name="remote_picture_due")]

    def __str__(self) -> str:
        return self.address
