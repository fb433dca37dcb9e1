"""The working copy: what the desk writes. Readers see editions of it (edition.py)."""

import uuid
from typing import ClassVar

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from taggit.managers import TaggableManager
from taggit.models import ItemBase
from uuid_utils.compat import uuid7

from articles.fields import BodyField
from articles.models.coverage import Coverage
from articles.models.taxonomy import Author, Section, Tag
from ground import languages
from media.models import Photo

#: The rule that of stories that say the same there is one in each language.
ONE_OF_A_LANGUAGE = "article_one_of_a_language"


class TaggedArticle(ItemBase):
    """A tag on a working copy; the edition freezes the ids at publish."""

    content_object = models.ForeignKey("articles.Article", on_delete=models.CASCADE)
    tag = models.ForeignKey(Tag, on_delete=models.CASCADE, related_name="%(app_label)s_%(class)s_items")

    class Meta:
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["content_object", "tag"], name="article_has_a_tag_once")
        ]


class Article(models.Model):  # type: ignore[django-manager-missing]
    """A story on the desk. `version` counts its saves; the verbs of drafting.py write it.

    Stories with the same `translation_group` say the same in several languages; of `translated_from`
    it is known that this one was made from that one. Both are translating.py's.
    """

    class DeskState(models.TextChoices):
        DRAFT = "draft", "Draft"
        SUBMITTED = "submitted", "Submitted"
        APPROVED = "approved", "Approved"
        RETURNED = "returned", "Returned"

    public_id = models.UUIDField(default=uuid7, unique=True, editable=False)
    path = models.CharField(max_length=200, null=True, unique=True, editable=False)  # noqa: DJ001 (many have none yet)
    version = models.PositiveIntegerField(default=1, editable=False)
    desk_state = models.CharField(max_length=10, choices=DeskState.choices, default=DeskState.DRAFT)

    assignee = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, editable=False, on_delete=models.SET_NULL, related_name="+"
    )

    section = models.ForeignKey(Section, null=True, blank=True, on_delete=models.PROTECT, related_name="articles")
    coverages = models.ManyToManyField(Coverage, blank=True, related_name="articles")
    language = models.CharField(max_length=10, default="en", choices=languages.LANGUAGES)
    translation_group = models.UUIDField(null=True, editable=False)
    translated_from = models.ForeignKey(
        "self", null=True, editable=False, on_delete=models.SET_NULL, related_name="made_translations"
    )
    headline = models.CharField(max_length=300, blank=True)
    front_headline = models.CharField(max_length=160, blank=True, help_text="Shorter, for fronts and lists.")
    summary = models.TextField(blank=True)
    body = BodyField(blank=True)
    dateline = models.CharField(max_length=200, blank=True, help_text="Where it was reported from.")
    source = models.CharField(max_length=200, blank=True, help_text="The agency, printed with the story.")
    tags = TaggableManager(through=TaggedArticle, blank=True)
    editor_note = models.TextField(blank=True, help_text="Printed under the story.")
    urgency = models.PositiveSmallIntegerField(
        null=True, blank=True, validators=[MinValueValidator(1), MaxValueValidator(9)], help_text="1 is a flash (IPTC)."
    )
    sensitive = models.BooleanField(default=False, help_text="Never in Trending.")
    embargo = models.DateTimeField(null=True, blank=True, editable=False)
    take_down_at = models.DateTimeField(null=True, blank=True, editable=False)

    created_at = models.DateTimeField(editable=False)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, editable=False, on_delete=models.PROTECT, related_name="+"
    )
    changed_at = models.DateTimeField(editable=False)
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, editable=False, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        verbose_name = "story"
        verbose_name_plural = "stories"
        ordering: ClassVar = ["-changed_at", "-pk"]
        permissions: ClassVar = [
            ("publish_article", "Can publish, schedule and correct stories"),
            ("withdraw_article", "Can withdraw and reinstate stories"),
            ("embargo_article", "Can set and lift embargoes"),
            ("move_article", "Can change the address of a story"),
            ("approve_article", "Can approve and return stories, and assign them to others"),
            ("bypass_approval", "Can publish a story that nobody approved"),
            ("hold_article", "Can hold stories and lift holds"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["-changed_at", "-id"], name="article_newest_work"),
            models.Index(fields=["desk_state", "-changed_at"], name="article_desk_queue"),
            models.Index(fields=["assignee", "-changed_at"], name="article_assigned"),
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["translation_group", "language"],
                condition=models.Q(translation_group__isnull=False),
                name=ONE_OF_A_LANGUAGE,
            )
        ]

    def __str__(self) -> str:
        return self.headline or "Untitled story"


class Byline(models.Model):
    """A name above a story: an author's, or free text."""

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="bylines")
    author = models.ForeignKey(Author, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=200, blank=True, help_text="Empty: the author's name.")
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering: ClassVar = ["order", "pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(author__isnull=False) | ~models.Q(name=""), name="byline_names_someone"
            )
        ]

    def __str__(self) -> str:
        return self.name or (self.author.worded("name", self.article.language)[0] if self.author else "")


class Caption(models.Model):
    """A photo's use in a story. Empty text, credit and alt fall back to the photo's own."""

    class Role(models.TextChoices):
        LEAD = "lead", "Lead"
        INLINE = "inline", "In the text"
        GALLERY = "gallery", "Gallery"

    uuid = models.UUIDField(default=uuid.uuid4, unique=True)
    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="captions")
    photo = models.ForeignKey(Photo, null=True, blank=True, on_delete=models.PROTECT, related_name="uses")
    pending = models.CharField(max_length=500, blank=True, help_text="The photo that is still to come.")
    role = models.CharField(max_length=10, choices=Role.choices, default=Role.INLINE)
    order = models.PositiveSmallIntegerField(default=0)
    text = models.TextField(blank=True)
    credit = models.CharField(max_length=300, blank=True)
    alt = models.TextField(blank=True)
    decorative = models.BooleanField(default=False, help_text="Says nothing that the text does not: no alt text.")
    crop = models.CharField(max_length=20, blank=True)

    class Meta:
        ordering: ClassVar = ["order", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["article"], condition=models.Q(role="lead"), name="article_has_one_lead"),
            models.CheckConstraint(
                condition=models.Q(photo__isnull=False) | ~models.Q(pending=""), name="caption_has_or_awaits_a_photo"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_role_display()}: {self.text[:60] or self.photo or self.pending_name}"

    @property
    def pending_name(self) -> str:
        """The name of the file that is still to come, without the address and the keys around it."""
        return self.pending.partition("?")[0].rstrip("/").rpartition("/")[2] or self.pending


class RelatedPick(models.Model):
    """A story that the desk chose to be read next, in the desk's order."""

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="related_picks")
    pick = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="+")
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering: ClassVar = ["order", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["article", "pick"], name="related_once"),
            models.CheckConstraint(condition=~models.Q(article=models.F("pick")), name="related_to_another"),
        ]

    def __str__(self) -> str:
        return str(self.pick)
