"""What readers get and give: fronts, banners, pages, menus; reads, trending and related stories, feedback."""

from datetime import datetime
from typing import ClassVar

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.core.serializers.json import DjangoJSONEncoder
from django.core.validators import RegexValidator
from django.db import models

from articles.fields import BodyField
from articles.models import Article, Section
from ground import languages

#: One slash: two begin the name of another host (RFC 3986 §4.2), and a browser reads a backslash as a slash.
OWN_PATH = r"^/(?![/\\])[^\s\\]*\Z"


class Front(models.Model):
    """A page whose first stories the desk chooses, in one language: a section's, or the newspaper's own."""

    section = models.ForeignKey(Section, null=True, on_delete=models.CASCADE, related_name="+")
    language = models.CharField(max_length=10)
    version = models.PositiveIntegerField(default=0, help_text="Counts the saves of its draft.")
    changed_at = models.DateTimeField(null=True)
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["section", "language"], name="front_is_one", nulls_distinct=False)
        ]
        permissions: ClassVar = [("curate_front", "Can choose the stories of fronts")]

    def __str__(self) -> str:
        return f"{self.section or 'Front page'} ({languages.name(self.language)})"

    def get_absolute_url(self) -> str:
        return f"{self.section.get_absolute_url()}?lang={self.language}" if self.section else f"/{self.language}/"


class Slot(models.Model):
    """A place in the draft of a front, and the story chosen for it. What readers see is a FrontEdition."""

    front = models.ForeignKey(Front, on_delete=models.CASCADE, related_name="slots")
    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="+")
    order = models.PositiveSmallIntegerField()
    headline = models.CharField(max_length=160, blank=True, help_text="Empty: the story's own for fronts.")
    until = models.DateTimeField(null=True, blank=True, help_text="When the story leaves this place.")

    class Meta:
        ordering: ClassVar = ["order", "pk"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["front", "article"], name="front_has_a_story_once")]

    def __str__(self) -> str:
        return f"{self.order}: {self.article}"


class FrontEditionQuerySet(models.QuerySet["FrontEdition"]):
    def begun(self, *, at: datetime) -> "FrontEditionQuerySet":
        """Those that stand or stood, the standing one first."""
        return self.filter(begins_at__lte=at).order_by("-begins_at", "-pk")

    def future(self, *, at: datetime) -> "FrontEditionQuerySet":
        """Those that have yet to begin: at most one of a front."""
        return self.filter(begins_at__gt=at).order_by("begins_at", "pk")


class FrontEdition(models.Model):
    """What was chosen for a front from a moment on, until the next one begins, frozen.

    `picks`: [{article, story, headline, until}], in their order: the story's primary key and its public id;
    headline and until may be empty.
    """

    front = models.ForeignKey(Front, on_delete=models.CASCADE, related_name="editions")
    picks = models.JSONField(encoder=DjangoJSONEncoder)
    begins_at = models.DateTimeField()
    published_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField()

    objects = FrontEditionQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["-begins_at", "-pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["front", "begins_at"], name="front_begins_once_at_a_moment")
        ]

    def __str__(self) -> str:
        return f"{self.front} from {self.begins_at}"


class BannerQuerySet(models.QuerySet["Banner"]):
    def live(self, *, at: datetime) -> "BannerQuerySet":
        """The banners that stand at that moment, the newest first."""
        return self.filter(shown_from__lte=at, shown_until__gt=at).order_by("-shown_from", "-pk")


class Banner(models.Model):
    """A line above every page of its language, for news that breaks. It always ends by itself."""

    class Kind(models.TextChoices):
        BREAKING = "breaking", "Breaking news"
        LIVE = "live", "Live"
        NOTICE = "notice", "Notice"

    kind = models.CharField(max_length=10, choices=Kind.choices, default=Kind.BREAKING)
    text = models.CharField(max_length=160)
    language = models.CharField(max_length=10, default="en")
    article = models.ForeignKey(
        Article, null=True, blank=True, on_delete=models.CASCADE, related_name="+", help_text="The story it leads to."
    )
    path = models.CharField(
        max_length=200, blank=True, verbose_name="address", help_text="Or a page of ours, like /coverage/storm/live/."
    )
    shown_from = models.DateTimeField()
    shown_until = models.DateTimeField()

    objects = BannerQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["-shown_from", "-pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(shown_until__gt=models.F("shown_from")), name="banner_ends_after_it_begins"
            )
        ]

    def __str__(self) -> str:
        return self.text


class PageQuerySet(models.QuerySet["Page"]):
    def live(self, *, at: datetime) -> "PageQuerySet":
        """The pages that readers may see at that moment."""
        return self.filter(public_from__lte=at)


class Page(models.Model):
    """A page that stays: what the newspaper is, how it corrects itself, what it knows about its readers."""

    slug = models.SlugField(max_length=60, help_text="“about” is /about/, every other one /about/…/.")
    language = models.CharField(max_length=10, default="en")
    title = models.CharField(max_length=120)
    body = BodyField(blank=True)
    public_from = models.DateTimeField(null=True, blank=True, help_text="Empty: not shown to readers.")
    changed_at = models.DateTimeField()

    objects = PageQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["slug", "language"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["slug", "language"], name="page_is_one_in_a_language")]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return "/about/" if self.slug == "about" else f"/about/{self.slug}/"

    def is_live(self, *, at: datetime) -> bool:
        """The rule of PageQuerySet.live, for a row in hand."""
        return self.public_from is not None and self.public_from <= at


class MenuItem(models.Model):
    """A link in the head of every page, after the sections, or at its foot; in its language's pages only."""

    class Place(models.TextChoices):
        HEADER = "header", "Head of the page"
        FOOTER = "footer", "Foot of the page"

    place = models.CharField(max_length=10, choices=Place.choices, default=Place.FOOTER)
    label = models.CharField(max_length=60)
    path = models.CharField(
        max_length=200,
        verbose_name="address",
        validators=[RegexValidator(OWN_PATH, "Write an address of this site that begins with /, like /about/.")],
    )
    language = models.CharField(max_length=10, default="en")
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering: ClassVar = ["place", "order", "pk"]

    def __str__(self) -> str:
        return self.label


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
