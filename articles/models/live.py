"""Live reporting: what is posted to the live page of a running story while it runs."""

from datetime import datetime
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from uuid_utils.compat import uuid7

from articles import body
from articles.fields import BodyField
from articles.models.coverage import Coverage
from articles.models.taxonomy import Author
from media.models import Photo
from staff.printing import printed


class LiveUpdateQuerySet(models.QuerySet["LiveUpdate"]):
    def live(self, *, at: datetime) -> "LiveUpdateQuerySet":
        """The posts of live pages that readers may see at that moment; of a withdrawn one they see that it is gone.

        A post is public once it is written, so its own time does not count: an answer that began a moment before would
        leave it out and still tell the cursor that lies behind it.
        """
        pages = self.filter(coverage__public_from__lte=at, coverage__live_opened_at__lte=at)
        return pages.select_related("coverage", "photo", "author")

    def key_events(self) -> "LiveUpdateQuerySet":
        """What the page lists for those who come late: posts marked so, and what breaks."""
        return self.filter(Q(is_key=True) | Q(is_breaking=True))

    def oldest_first(self) -> "LiveUpdateQuerySet":
        """In the order in which pages are counted: a post's place never changes."""
        return self.order_by("published_at", "pk")

    def newest_first(self) -> "LiveUpdateQuerySet":
        return self.order_by("-published_at", "-pk")


class LiveUpdate(models.Model):
    """A post, updated in place. `sequence` counts the changes of its live page: who knows one asks for what came after.

    A withdrawn post keeps its place and shows its notice.
    """

    public_id = models.UUIDField(default=uuid7, unique=True, editable=False)
    coverage = models.ForeignKey(Coverage, on_delete=models.PROTECT, related_name="live_updates")
    headline = models.CharField(max_length=200, blank=True)
    body = BodyField(blank=True)
    author = models.ForeignKey(Author, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    byline = models.CharField(max_length=200, blank=True, help_text="Empty: the author's name.")
    source = models.CharField(max_length=200, blank=True, help_text="The agency that it was taken from.")
    photo = models.ForeignKey(Photo, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    caption = models.TextField(blank=True, help_text="Empty: the photograph's own, as with credit and alt text.")
    credit = models.CharField(max_length=300, blank=True)
    alt = models.TextField(blank=True)
    is_key = models.BooleanField(default=False, verbose_name="key event")
    is_breaking = models.BooleanField(default=False, verbose_name="breaking")
    is_pinned = models.BooleanField(default=False)
    version = models.PositiveIntegerField(default=1, editable=False)
    sequence = models.PositiveIntegerField(editable=False)
    published_at = models.DateTimeField()
    updated_at = models.DateTimeField(null=True, help_text="When readers were last told something else.")
    withdrawn_at = models.DateTimeField(null=True)
    notice = models.TextField(blank=True, help_text="Stands where the post was.")
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    changed_at = models.DateTimeField()
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")

    objects = LiveUpdateQuerySet.as_manager()

    class Meta:
        verbose_name = "live post"
        ordering: ClassVar = ["-published_at", "-pk"]
        permissions: ClassVar = [
            ("post_liveupdate", "Can post to live pages and change one's own posts"),
            ("edit_liveupdate", "Can change, pin and withdraw all posts, start and close live pages"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["coverage", "published_at", "id"], name="live_of_coverage"),
            models.Index(fields=["coverage", "sequence"], name="live_changes"),
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["coverage"], condition=Q(is_pinned=True), name="live_has_one_pinned_post"),
            models.UniqueConstraint(fields=["coverage", "sequence"], name="live_changes_are_counted"),
            models.CheckConstraint(condition=Q(withdrawn_at=None) | ~Q(notice=""), name="live_withdrawn_with_a_notice"),
            models.CheckConstraint(condition=Q(withdrawn_at=None) | Q(is_pinned=False), name="live_pinned_is_there"),
        ]

    def __str__(self) -> str:
        return self.headline or f"Post of {printed(self.published_at)}"

    @property
    def text(self) -> str:
        """The words of its body, without marks."""
        return body.text(self.body)

    @property
    def signed(self) -> str:
        """The name under the post."""
        return self.byline or (self.author.worded("name", self.coverage.language)[0] if self.author else "")
