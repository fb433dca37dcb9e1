"""What a tag is written about with: the tags that stand most often beside it."""

from collections import Counter
from datetime import datetime

from articles.filling import Link
from articles.models import Edition, Tag

#: How many tags are shown, how often each must stand beside the other, and in how many of the newest stories.
MOST, _OFTEN, _LOOKED_AT = 5, 2, 100


def beside(tag: Tag, *, language: str, at: datetime) -> dict[int, Link]:
    """The tags most often beside that one, the most frequent first, by their ids. Two queries at most."""
    tagged = Edition.objects.live(at=at).filter(tag_ids__contains=[tag.pk], language=language)
    found = tagged.newest_first().values_list("tag_ids", flat=True)[:_LOOKED_AT]
    counted = Counter(pk for ids in found for pk in ids if pk != tag.pk)
    common = [pk for pk, times in counted.most_common(MOST) if times >= _OFTEN]
    tags = Tag.objects.in_bulk(common) if common else {}
    return {pk: Link(tags[pk].name, tags[pk].get_absolute_url()) for pk in common if pk in tags}
