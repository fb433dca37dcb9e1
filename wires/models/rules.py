"""What the desk wants done with which items, why each went where it went, and what topics mean here."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models.functions import Lower

from articles.models import Article, Coverage, Section
from ground import languages
from wires.models.items import WireItem


class Rule(models.Model):
    """A standing instruction of the desk: for which items it is, and what is done with them."""

    name = models.CharField(max_length=100)
    active = models.BooleanField("in force", default=True)
    order = models.PositiveIntegerField(default=0, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False, help_text="Counts what was saved.")
    conditions = models.JSONField(default=dict, blank=True, help_text="wires/rules/conditions.py")
    section = models.ForeignKey(Section, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    tags = models.JSONField(default=list, blank=True, help_text="Their names.")
    coverages = models.ManyToManyField(Coverage, blank=True, related_name="+")
    assignee = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    draft = models.BooleanField("make a story of it", default=False)
    publish = models.BooleanField("publish it", default=False)
    drop = models.BooleanField("take it off the list", default=False)
    alert = models.CharField("alert the desk", max_length=200, blank=True)
    stop = models.BooleanField("ask no later rule", default=False)
    changed_at = models.DateTimeField(editable=False)
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, editable=False, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        ordering: ClassVar = ["order", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(Lower("name"), name="rule_name_is_one", violation_error_message="There is a rule "
            "of that name. The log and the audit tell rules by their names: choose another one."),
            models.CheckConstraint(condition=~models.Q(draft=True, drop=True), name="rule_drafts_or_drops"),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.name


class RuleNote(models.Model):
    """The log: what one rule said of an item, and what came of it. Kept as long as the item."""

    item = models.ForeignKey(WireItem, on_delete=models.CASCADE, related_name="rule_notes")
    rule = models.ForeignKey(Rule, null=True, on_delete=models.SET_NULL, related_name="notes")
    name = models.CharField(max_length=100, help_text="Of the rule, as it was called then.")
    version = models.PositiveIntegerField()
    matched = models.JSONField(default=list, help_text="What of the item the rule was about, in sentences.")
    done = models.JSONField(default=list, help_text="Sentences.")
    refused = models.JSONField(default=list, help_text="Sentences.")
    gave = models.JSONField(default=dict, help_text="What a story made of the item gets: section, tags, coverages.")
    article = models.ForeignKey(Article, null=True, on_delete=models.SET_NULL, related_name="rule_notes")
    published = models.BooleanField(default=False, help_text="The rule published the story, or the update in it.")
    created_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["-pk"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["item", "rule"], name="rule_is_asked_once")]
        indexes: ClassVar = [models.Index(fields=["rule", "-id"], name="rule_notes_newest")]

    def __str__(self) -> str:
        return f"{self.name}: {self.item}"


class TopicSection(models.Model):
    """Where news of a Media Topic, and of all below it that has no section of its own, stands with us."""

    topic = models.CharField(max_length=8, unique=True, help_text="An IPTC Media Topic.")
    section = models.ForeignKey(Section, on_delete=models.CASCADE, related_name="topics")

    class Meta:
        ordering: ClassVar = ["topic"]
        verbose_name = "subject’s section"
        verbose_name_plural = "subjects and sections"

    def __str__(self) -> str:
        return self.topic


class TopicDefinition(models.Model):
    """What IPTC says that a Media Topic is about, from a file that the newsroom loads."""

    topic = models.CharField(max_length=8)
    language = models.CharField(max_length=10, choices=languages.LANGUAGES)
    text = models.TextField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["topic", "language"], name="topic_is_defined_once")]

    def __str__(self) -> str:
        return f"{self.topic} ({self.language})"
