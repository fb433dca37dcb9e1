"""What stories are sorted and signed by: the site, sections, authors, tags."""

from typing import ClassVar
from zoneinfo import ZoneInfo, available_timezones

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.db.models.functions import Upper
from taggit.models import TagBase

from articles.reserved import check_slug
from ground import folding, languages


def check_zone(name: str) -> None:
    """Refuse what is not a time zone of the IANA database."""
    if name not in available_timezones():
        raise ValidationError(f"“{name}” is not a time zone. Write one like Europe/Oslo or Asia/Muscat.")


_COLOUR = RegexValidator(r"^#[0-9a-f]{6}\Z", "Write a colour as six hexadecimal digits, like #8c1d18.")


class Site(models.Model):
    """The newspaper itself; there is one row."""

    name = models.CharField(max_length=80, default="Newsroom")
    tagline = models.CharField(max_length=160, blank=True)
    logo = models.FileField(upload_to="site/", blank=True)
    accent_colour = models.CharField(max_length=7, default="#8c1d18", validators=[_COLOUR])
    zone = models.CharField(max_length=60, default="UTC", validators=[check_zone], help_text="IANA name.")
    language = models.CharField(max_length=10, default="en")
    footer = models.TextField(blank=True, help_text="Printed at the foot of every page.")
    robots_policy = models.JSONField(default=dict, blank=True)

    class Meta:
        constraints: ClassVar = [models.CheckConstraint(condition=models.Q(pk=1), name="site_is_one")]
        verbose_name_plural = "site"

    def __str__(self) -> str:
        return self.name

    @property
    def zone_info(self) -> ZoneInfo:
        return ZoneInfo(self.zone)


class SiteLanguage(models.Model):
    """Another language in which the newspaper has a front of its own, at /<language>/."""

    site = models.ForeignKey(Site, on_delete=models.CASCADE, related_name="languages")
    language = models.CharField(max_length=10, unique=True)
    name = models.CharField(max_length=80, blank=True, help_text="Of the newspaper in this language. Empty: its own.")
    tagline = models.CharField(max_length=160, blank=True)
    footer = models.TextField(blank=True, help_text="Printed at the foot of its pages. Empty: the site's.")
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering: ClassVar = ["order", "pk"]

    def __str__(self) -> str:
        return languages.name(self.language)

    def clean(self) -> None:
        if self.language == self.site.language:
            raise ValidationError({"language": "This is the newspaper's own language. Its front is at / already."})


class Worded(models.Model):
    """What is called and described by other words in each language of the newspaper.

    `WORDED`: the fields that are. `wordings`: {language: {field: words}} for languages other than the site's;
    any may be missing.
    """

    WORDED: ClassVar[tuple[str, ...]] = ()

    wordings = models.JSONField(default=dict, blank=True)

    class Meta:
        abstract = True

    @property
    def named_in(self) -> set[str]:
        """The languages in which it has a name of its own."""
        return {language for language, words in self.wordings.items() if words.get("name")}

    def worded(self, field: str, language: str) -> tuple[str, str]:
        """The words of the field, and their language: the one asked for, or empty, which is the site's."""
        own = self.wordings.get(language, {}).get(field, "")
        return (own, language) if own else (getattr(self, field), "")


class Section(Worded):
    """A part of the newspaper with its own front at /<slug>/. It may have one level of children."""

    WORDED = ("name", "description")

    name = models.CharField(max_length=60)
    slug = models.SlugField(max_length=60, unique=True, validators=[check_slug])
    description = models.CharField(max_length=300, blank=True)
    parent = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="children")
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering: ClassVar = ["order", "name", "pk"]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        if self.parent and (self.parent.parent_id or self.parent_id == self.pk):
            raise ValidationError(
                {"parent": "A section has one level of children. Choose a section that has no parent."}
            )
        if self.parent and self.pk and self.children.exists():
            raise ValidationError({"parent": "This section has sections in it, so it cannot be in another one."})

    def get_absolute_url(self) -> str:
        return f"/{self.slug}/"


class Author(Worded):
    """A person who signs stories."""

    WORDED = ("name", "role", "about")

    name = models.CharField(max_length=200)
    slug = models.SlugField(max_length=80, unique=True)
    role = models.CharField(max_length=120, blank=True)
    about = models.TextField(blank=True)

    class Meta:
        ordering: ClassVar = ["name", "pk"]

    def __str__(self) -> str:
        return self.name

    @property
    def names(self) -> set[str]:
        """The name in every language in which there is one."""
        return {self.name, *(words.get("name", "") for words in self.wordings.values())} - {""}

    def get_absolute_url(self) -> str:
        return f"/author/{self.slug}/"


class Tag(TagBase):
    """A subject of stories. `Oman` and `oman` are one tag."""

    description = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering: ClassVar = ["name", "pk"]
        constraints: ClassVar = [models.UniqueConstraint(Upper("name"), name="tag_name_is_one_in_any_case")]

    def slugify(self, tag: str, i: int | None = None) -> str:
        slug = folding.slug(tag) or "tag"
        return f"{slug}-{i}" if i else slug

    def get_absolute_url(self) -> str:
        return f"/tag/{self.slug}/"


class TagSynonym(models.Model):
    """Another name that means a tag: typed, it becomes the tag."""

    name = models.CharField(max_length=100)
    tag = models.ForeignKey(Tag, on_delete=models.CASCADE, related_name="synonyms")

    class Meta:
        ordering: ClassVar = ["name", "pk"]
        constraints: ClassVar = [models.UniqueConstraint(Upper("name"), name="synonym_is_one_in_any_case")]

    def __str__(self) -> str:
        return f"{self.name} → {self.tag}"
