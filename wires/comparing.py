"""A later version beside the story that was made from an earlier one: who changed what.

Three sides: what the agency sent when the story last took its copy, the working copy as it is, and
what the agency sends now. Only the agency's own fields are compared; the desk's section, tags and
coverages are nobody else's.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from articles.models import Article, Byline
from wires import blocks, drafts, pictures
from wires.blocks import Block, Parted
from wires.merging import Kind, Stretch, changed, kind_of, merge
from wires.models import WireItem, WireUse
from wires.stories import WireImage, WireStory

#: What the agency changed, whatever the desk did.
AGENCY = frozenset({Kind.THEIRS, Kind.CONFLICT})
#: The fields that an agency updates, beside body and captions, as the desk calls them.
LABELS = {
    "headline": "Headline",
    "summary": "Summary",
    "dateline": "Dateline",
    "bylines": "Byline",
    "urgency": "Urgency",
}


@dataclass(frozen=True, slots=True)
class Field:
    """One field of the three sides. `name` is the story's; of a caption it is its uuid and `part` text or credit."""

    name: str
    label: str
    base: str
    ours: str
    theirs: str
    part: str = ""

    @property
    def kind(self) -> Kind:
        return kind_of(self.base, self.ours, self.theirs)


@dataclass(frozen=True, slots=True)
class Passage:
    """Blocks of the body that go together."""

    kind: Kind
    base: tuple[Block, ...]
    ours: tuple[Block, ...]
    theirs: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """The whole: fields, captions, body, and pictures that are new. `leading` is HTML of figures before the body."""

    fields: tuple[Field, ...]
    leading: str
    passages: tuple[Passage, ...]
    new_images: tuple[WireImage, ...]

    @property
    def kinds(self) -> list[Kind]:
        return [*(field.kind for field in self.fields), *(passage.kind for passage in self.passages)]

    @property
    def is_untouched(self) -> bool:
        """Whether the desk has left the agency's words as they came."""
        return not {Kind.OURS, Kind.CONFLICT} & set(self.kinds)

    @property
    def is_clean(self) -> bool:
        """Whether nobody has to choose."""
        return Kind.CONFLICT not in self.kinds

    @property
    def is_news(self) -> bool:
        """Whether the agency says anything that the story does not say."""
        return bool(AGENCY & set(self.kinds) or self.new_images)

    @property
    def changed_paragraphs(self) -> int:
        """Paragraphs that the agency changed, added or took out, and no others that stand in a passage with them."""
        news = (one for one in self.passages if one.kind in AGENCY)
        return sum(changed(blocks.keys(one.base), blocks.keys(one.theirs)) for one in news)


def compare(*, article: Article, use: WireUse, item: WireItem) -> Comparison:
    """The story that last took `use.item`, beside the item."""
    base, theirs = WireStory.from_json(use.item.story), WireStory.from_json(item.story)
    was, ours, now = (blocks.part(html) for html in (base.body_html, article.body, theirs.body_html))
    return Comparison(
        fields=(*_fields(article, base, theirs), *_captions(article, use, base, theirs)),
        leading=ours.leading,
        passages=tuple(passages(was, ours, now)),
        new_images=tuple(_new_images(base, theirs)),
    )


def _fields(article: Article, base: WireStory, theirs: WireStory) -> Iterator[Field]:
    was, now = _words(base), _words(theirs)
    ours = {name: _said(getattr(article, name)) for name in LABELS if name != "bylines"}
    ours["bylines"] = ", ".join(_printed(row) for row in article.bylines.select_related("author"))
    for name, label in LABELS.items():
        yield Field(name, label, was[name], ours[name], now[name])


def _printed(row: Byline) -> str:
    return row.name or (row.author.name if row.author else "")


def _words(story: WireStory) -> dict[str, str]:
    words = {name: _said(value) for name, value in drafts.words(story).items()}
    lines = (row["author"].name if row["author"] else row["name"] for row in drafts.bylines(story))
    return {**words, "bylines": ", ".join(lines)}


def _said(value: object) -> str:
    return "" if value is None else str(value)


def passages(base: Parted, ours: Parted, theirs: Parted) -> Iterator[Passage]:
    """The three bodies by what goes together in them."""
    sides = base.blocks, ours.blocks, theirs.blocks
    for one in merge(*(blocks.keys(side) for side in sides)):
        yield _passage(one, *sides)


def _passage(one: Stretch, base: tuple[Block, ...], ours: tuple[Block, ...], theirs: tuple[Block, ...]) -> Passage:
    return Passage(one.kind, base[slice(*one.base)], ours[slice(*one.ours)], theirs[slice(*one.theirs)])


def _captions(article: Article, use: WireUse, base: WireStory, theirs: WireStory) -> Iterator[Field]:
    """Texts and credits of the pictures that both versions have and that still stand in the story."""
    was, now = ({image.href: image for image in story.images} for story in (base, theirs))
    uses = {str(caption.uuid): caption for caption in article.captions.all()}
    for uuid, href in use.captions.items():
        if uuid in uses and href in was and href in now:
            caption, label = uses[uuid], f"Caption {uses[uuid].order + 1}"
            before, after = (pictures.credit_line(image)[:300] for image in (was[href], now[href]))
            yield Field(uuid, label, was[href].caption, caption.text, now[href].caption, "text")
            yield Field(uuid, f"{label}, credit", before, caption.credit, after, "credit")


def _new_images(base: WireStory, theirs: WireStory) -> list[WireImage]:
    known = {image.href for image in base.images}
    return [image for image in theirs.images if image.href not in known]
