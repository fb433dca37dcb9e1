"""What of a wire story goes into a draft: words, tags, bylines, pictures. Private notes never do."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID, uuid4

from django.db.models.functions import Upper

from articles.models import Author, Caption, Tag, TagSynonym
from articles.snapshots import BylineValues, CaptionValues, Fields
from media.models import Photo
from wires import naming, pictures, placing, querysets, sorting
from wires.models import WireItem
from wires.stories import WireImage, WireStory

#: Tags that a draft gets at most, and how many of them may be new to the newspaper.
_MOST_TAGS, _MOST_NEW_TAGS = 8, 4
_LONGEST_TAG = 40
_BY = re.compile(r"(?:by|von|par|por|av|af|door)\s+(?=\w)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Use:
    """A picture of the item in the draft: its caption, and the photograph if it came."""

    caption: UUID
    image: WireImage
    photo: Photo | None


def uses(item: WireItem, images: Iterable[WireImage]) -> list[Use]:
    """These pictures of the item in order, each once, with the photographs that have come; none that was canceled."""
    given = list(images)
    canceled = querysets.canceled(item.feed, (image.guid for image in given))
    wanted = [image for image in given if _may_come(image) and image.guid not in canceled]
    first = {image.href: image for image in reversed(wanted)}
    photos = pictures.came(item, first.values())
    once = dict.fromkeys(first[image.href] for image in wanted)
    return [Use(uuid4(), image, photos.get(image.href)) for image in once]


def _may_come(image: WireImage) -> bool:
    """Whether a file is to be waited for: an address that stands in the text alone may be a counter or a button."""
    names = naming.candidates(image.href, beside="")
    return image.role != "inline" or any(naming.is_picture(name) for name in names)


def fields(item: WireItem, story: WireStory, used: list[Use]) -> Fields:
    """The fields of the draft. The editor's note, which is printed, stays empty: the agency's is for the desk."""
    feed, given = item.feed, sorting.given(item)
    inside = [(use.caption, use.image.position) for use in used[1:] if use.image.position is not None]
    return Fields(
        **words(story),
        body=placing.place(story.body_html, inside),
        section=given.section,
        language=item.language,
        source=(feed.credit or story.credit or story.source or feed.name)[:200],
        bylines=bylines(story),
        tags=[*given.tags, *_tags(story)],
        coverages=list(given.coverages),
        captions=[caption(use, number) for number, use in enumerate(used)],
    )


def words(story: WireStory) -> Fields:
    """The agency's own words beside the body, at the lengths that a story has room for."""
    return Fields(
        headline=(story.headline or story.slugline)[:300],
        summary=story.summary,
        dateline=story.dateline[:200],
        urgency=story.urgency,
    )


def caption(use: Use, number: int) -> CaptionValues:
    """The first picture leads; others stand in the text where the agency placed them, else in the gallery.

    A credit that the item does not give stays empty: the photograph's own is printed then.
    """
    image = use.image
    inline = Caption.Role.GALLERY if image.position is None else Caption.Role.INLINE
    return CaptionValues(
        uuid=use.caption,
        role=inline if number else Caption.Role.LEAD,
        photo=use.photo,
        pending="" if use.photo else image.href[:500],
        text=image.caption,
        credit=pictures.credit_line(image)[:300],
        alt=image.alt,
    )


def bylines(story: WireStory) -> list[BylineValues]:
    """The line as it was sent, without its “By”; a name that is an author's of ours becomes that author."""
    name = _BY.sub("", story.byline, count=1) if _BY.match(story.byline) else story.byline
    if not name:
        return []
    author = Author.objects.filter(name__iexact=name).first()
    return [BylineValues(author=author, name="" if author else name[:200])]


def _tags(story: WireStory) -> list[str]:
    """Names of tags: those the newspaper has first, then a few new ones from keywords and subjects."""
    concepts = (*story.subjects, *story.places, *story.people, *story.organisations)
    named = [*story.keywords, *(concept.name for concept in concepts)]
    wanted = {name.upper(): name for name in reversed([" ".join(name.split()) for name in named]) if name}
    ordered = list(reversed(wanted))
    known = _known(ordered)
    old = list(dict.fromkeys(known[name] for name in ordered if name in known))
    proposed = [*story.keywords, *(subject.name for subject in story.subjects)]
    new = [wanted[name] for name in ordered if name not in known and wanted[name] in proposed and _is_tag(name)]
    return [*old, *new[:_MOST_NEW_TAGS]][:_MOST_TAGS]


def _known(names: list[str]) -> dict[str, str]:
    """Upper-case name → the tag's own, for tags and their synonyms."""
    tags = Tag.objects.annotate(folded=Upper("name")).filter(folded__in=names)
    synonyms = TagSynonym.objects.annotate(folded=Upper("name")).filter(folded__in=names)
    return {
        **dict(synonyms.values_list("folded", "tag__name")),
        **dict(tags.values_list("folded", "name")),
    }


def _is_tag(name: str) -> bool:
    """Whether a word of an agency reads as a subject: short, and no code or list."""
    return len(name) <= _LONGEST_TAG and any(letter.isalpha() for letter in name) and not set(name) & set(",;:/|_#")
