"""The words of editions, as full-text search wants them."""

from typing import ClassVar

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models

from articles.models.edition import Edition


class SearchText(models.Model):
    """The words of an edition that stands or will stand; language and date ride along, so that a search
    for a common word needs no other table. Whether readers may see the edition, only the edition says.
    """

    edition = models.OneToOneField(Edition, primary_key=True, on_delete=models.CASCADE, related_name="search_text")
    language = models.CharField(max_length=10)
    first_published_at = models.DateTimeField()
    words = SearchVectorField()

    class Meta:
        indexes: ClassVar = [
            GinIndex(fields=["words"], name="search_words"),
            models.Index(fields=["language", "-first_published_at", "-edition"], name="search_newest"),
        ]

    def __str__(self) -> str:
        return str(self.edition_id)
