"""Photographs, the right to use them, and the sizes in which they are ready."""

from datetime import datetime
from typing import Any, ClassVar, Literal

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from uuid_utils.compat import uuid7

from media import crediting, rights, titling
from staff.printing import ended


class PhotoQuerySet(models.QuerySet["Photo"]):
    def usable(self, *, at: datetime) -> "PhotoQuerySet":
        """Photographs that may be shown at that moment: not killed, and the leases allow it."""
        of_photo = Lease.objects.filter(photo=OuterRef("pk"))
        current = of_photo.current(at=at)
        return self.exclude(state="killed").filter(
            ~Exists(current.filter(kind="deny")),
            ~Exists(of_photo.filter(kind="allow")) | Exists(current.filter(kind="allow")),
        )

    def search(self, words: str) -> "PhotoQuerySet":
        """Photographs in whose text every one of the words occurs."""
        found = self
        for word in words.split():
            matches = [Q(**{f"{name}__icontains": word}) for name in _SEARCHED]
            found = found.filter(Q(*matches, _connector=Q.OR))
        return found


#: Where a search on the desk looks.
_SEARCHED = ("caption", "title", "credit", "byline", "place", "filename")

#: Digital source types (IPTC NewsCodes) of what has no maker but a program.
_BY_PROGRAM = {"algorithmicmedia", "trainedalgorithmicmedia"}


class Photo(models.Model):
    """A photograph: one row for the same bytes, whoever sends them.

    `source_metadata` is what the file said and is never changed; the fields beside it are the
    newsroom's and may be edited. `version` moves when the renditions have to be made again;
    until they are, `ready` and `ready_version` keep naming the ones that stand.
    """

    class State(models.TextChoices):
        NEW = "new", "sizes are being made"
        READY = "ready", "ready"
        FAILED = "failed", "cannot be used"
        KILLED = "killed", "killed"

    public_id = models.UUIDField(default=uuid7, unique=True, editable=False)
    sha256 = models.CharField(max_length=64, unique=True, editable=False)
    original = models.FileField(max_length=200, editable=False)
    filename = models.CharField(max_length=255, editable=False)
    width = models.PositiveIntegerField(editable=False, help_text="Pixels of the upright picture.")
    height = models.PositiveIntegerField(editable=False)
    byte_size = models.PositiveBigIntegerField(editable=False)
    mime_type = models.CharField(max_length=40, editable=False)
    source_metadata = models.JSONField(default=dict, editable=False)

    title = models.TextField(blank=True)
    caption = models.TextField(blank=True)
    alt_text = models.TextField(blank=True, help_text="What the picture shows, for those who cannot see it.")
    byline = models.TextField(blank=True, help_text="Who took it.")
    credit = models.TextField(blank=True, help_text="Whom to name beside it.")
    source = models.TextField(blank=True)
    copyright_notice = models.TextField(blank=True)
    usage_terms = models.TextField(blank=True)
    instructions = models.TextField(blank=True, help_text="Conditions of the sender. They stay with every copy.")
    place = models.TextField(blank=True)
    taken_at = models.DateTimeField(null=True, blank=True)
    keywords: "ArrayField[list[str], list[str]]" = ArrayField(models.TextField(), default=list, blank=True)
    digital_source_type = models.TextField(blank=True, help_text="The IPTC's address for how it was made.")
    language = models.CharField(max_length=20, blank=True)
    focal_x = models.FloatField(default=0.5, help_text="From the left, 0 to 1.")
    focal_y = models.FloatField(default=0.5, help_text="From the top, 0 to 1.")
    dominant_colour = models.CharField(max_length=7, editable=False)

    state = models.CharField(max_length=10, choices=State, default=State.NEW, editable=False)
    state_reason = models.TextField(blank=True, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)
    ready: "ArrayField[list[str], list[str]]" = ArrayField(
        models.CharField(max_length=30), default=list, editable=False
    )
    ready_version = models.PositiveIntegerField(default=1, editable=False)
    lease_periods = models.JSONField(default=list, editable=False, help_text="Its leases, kept by the database.")
    created_at = models.DateTimeField(editable=False)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, editable=False, on_delete=models.PROTECT, related_name="+"
    )

    objects = PhotoQuerySet.as_manager()

    class Meta:
        permissions: ClassVar = [
            ("kill_photo", "Can kill a photograph"),
            ("lease_photo", "Can allow and deny the use of a photograph"),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(width__gt=0, height__gt=0), name="photo_has_pixels"),
            models.CheckConstraint(
                condition=Q(focal_x__range=(0, 1), focal_y__range=(0, 1)), name="photo_focal_point_lies_inside"
            ),
            models.CheckConstraint(condition=Q(state__in=["new", "ready", "failed", "killed"]), name="photo_state"),
            models.CheckConstraint(
                condition=Q(version__gte=F("ready_version"), ready_version__gte=1), name="photo_ready_is_not_ahead"
            ),
            models.CheckConstraint(condition=Q(sha256__regex="^[0-9a-f]{64}$"), name="photo_sha256_is_hex"),
            models.CheckConstraint(condition=Q(dominant_colour__regex="^#[0-9a-f]{6}$"), name="photo_colour_is_hex"),
        ]

    def __str__(self) -> str:
        return titling.title(self.title, self.caption, self.filename)

    @property
    def credit_line(self) -> str:
        """Photographer and agency as they are printed: "Name/Agency", neither twice."""
        return crediting.line(self.byline, self.credit)

    @property
    def own_credit(self) -> str:
        """What is printed where a use gives no credit: photographer and agency, else its source."""
        return self.credit_line or self.source

    @property
    def is_visible(self) -> bool:
        """Whether the desk has a size of it to look at. Of one that was killed nobody gets any."""
        return bool(self.ready) and self.state != self.State.KILLED

    @property
    def is_made_by_program(self) -> bool:
        """Whether no person made it: drawn or trained, by its digital source type (IPTC NewsCodes)."""
        return self.digital_source_type.rpartition("/")[2].casefold() in _BY_PROGRAM

    def is_usable(self, *, at: datetime) -> bool:
        """Whether it may be shown at that moment. Asks no query; the same rule as `usable`."""
        return self.state != self.State.KILLED and rights.allow(self._periods, at=at)

    def hindrance(self, *, at: datetime) -> str:
        """Why it may not be shown at that moment, as a sentence; empty where it may. Asks no query."""
        if self.state == self.State.KILLED:
            return ended(f"It was killed: {self.state_reason}")
        return rights.hindrance(self._periods, at=at)

    def right_changes_at(self, *, after: datetime) -> datetime | None:
        """The next moment at which the right to show it begins or ends: what shows it ends then."""
        return rights.next_change(self._periods, after=after)

    @property
    def _periods(self) -> list[rights.Period]:
        return [rights.Period.from_json(row) for row in self.lease_periods]


class LeaseQuerySet(models.QuerySet["Lease"]):
    def current(self, *, at: datetime) -> "LeaseQuerySet":
        return self.filter(Q(starts_at=None) | Q(starts_at__lte=at), Q(ends_at=None) | Q(ends_at__gt=at))


class Lease(models.Model):
    """Leave to use a photograph, or a ban on it, for a time; an open end is null.

    A ban wins. Where there is any leave, one of them must be current. The database copies the
    leases of a photograph into `Photo.lease_periods` (migration 0002), so that a page that
    shows it needs no second query.
    """

    KINDS: ClassVar[list[tuple[Literal["allow", "deny"], str]]] = [("allow", "allow use"), ("deny", "deny use")]

    photo = models.ForeignKey(Photo, on_delete=models.CASCADE, related_name="leases")
    kind = models.CharField(max_length=5, choices=KINDS)
    starts_at = models.DateTimeField(null=True, blank=True)
    ends_at = models.DateTimeField(null=True, blank=True)
    note = models.TextField(blank=True)
    created_at = models.DateTimeField(editable=False)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, editable=False, on_delete=models.PROTECT, related_name="+"
    )

    objects = LeaseQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(kind__in=["allow", "deny"]), name="lease_kind"),
            models.CheckConstraint(
                condition=Q(starts_at=None) | Q(ends_at=None) | Q(ends_at__gt=F("starts_at")),
                name="lease_ends_after_it_starts",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} from {self.starts_at or 'ever'} until {self.ends_at or 'further notice'}"


class Rendition(models.Model):
    """One file of the ladder: a photograph in a crop, a width and a format."""

    photo = models.ForeignKey(Photo, on_delete=models.CASCADE, related_name="renditions")
    recipe = models.CharField(max_length=20)
    format = models.CharField(max_length=5)
    version = models.PositiveIntegerField()
    name = models.CharField(max_length=200, help_text="The file, inside the folder of uploads.")
    byte_size = models.PositiveIntegerField()
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()

    class Meta:
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["photo", "recipe", "format", "version"], name="rendition_is_made_once"),
            models.CheckConstraint(
                condition=Q(width__gt=0, height__gt=0, byte_size__gt=0), name="rendition_has_pixels"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.recipe}.{self.format}"
