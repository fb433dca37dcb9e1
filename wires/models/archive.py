"""What the archive of items is searched by, and what the desk looks for in it again and again."""

from typing import ClassVar

from django.conf import settings
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.db.models.functions import Lower

from wires.models.items import WireItem


class WireWords(models.Model):
    """The words of an item as the search knows them, and its facts as words (wires/searching.py).

    Apart from the item, so that whatever changes there writes no word again and no list carries them.
    """

    item = models.OneToOneField(WireItem, primary_key=True, on_delete=models.CASCADE, related_name="archived")
    received_at = models.DateTimeField(help_text="The item's: hits are told by it, the newest first.")
    words = SearchVectorField()

    class Meta:
        verbose_name_plural = "wire words"
        indexes: ClassVar = [
            # PostgreSQL writes new words into the index by the list: a short one (KB) holds up no kill behind it.
            GinIndex(fields=["words"], name="wire_words", gin_pending_list_limit=256),
            models.Index(fields=["-received_at", "-item"], name="wire_words_newest"),
        ]

    def __str__(self) -> str:
        return f"Words of {self.item_id}"


class WireSketch(models.Model):
    """What an item is recognised by in others of nearly the same words; kept as long as it is compared."""

    item = models.OneToOneField(WireItem, primary_key=True, on_delete=models.CASCADE, related_name="sketch")
    received_at = models.DateTimeField(db_index=True)
    numbers = models.BinaryField(help_text="wires/likeness.py, written.")

    class Meta:
        verbose_name_plural = "wire sketches"

    def __str__(self) -> str:
        return f"Sketch of {self.item_id}"


class WireMark(models.Model):
    """A number by which the sketch of an item is found; an item has several.

    Nothing binds it to its item, for speed: what is left of an item that is gone finds no sketch, and is forgotten
    with the sketches.
    """

    mark = models.BigIntegerField(db_index=True)
    item = models.ForeignKey(
        WireItem, on_delete=models.DO_NOTHING, related_name="+", db_constraint=False, db_index=False
    )
    received_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"Mark {self.mark} of {self.item_id}"


class SavedSearch(models.Model):
    """A search of the wire room that somebody comes back to, or that all of the desk does."""

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="wire_searches")
    name = models.CharField(max_length=60)
    asked = models.CharField(max_length=1000, help_text="The part of the address that says what is looked for.")
    is_shared = models.BooleanField("for everybody", default=False)
    order = models.PositiveSmallIntegerField(default=0)
    created_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["order", "pk"]
        verbose_name_plural = "saved searches"
        constraints: ClassVar = [models.UniqueConstraint("owner", Lower("name"), name="search_is_named_once")]

    def __str__(self) -> str:
        return self.name


class SearchLook(models.Model):
    """Up to which item somebody has seen what a saved search finds."""

    search = models.ForeignKey(SavedSearch, on_delete=models.CASCADE, related_name="looks")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    item = models.BigIntegerField(help_text="The number of the newest item then.")

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["search", "person"], name="search_is_looked_at_once")]

    def __str__(self) -> str:
        return f"{self.search} up to {self.item}"
