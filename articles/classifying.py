"""Putting a story into another section, giving it tags and taking them away, without touching its words.

Such a change is written into the working copy, and readers see it at once, as a minor edition, if
nothing else waited there: then all that is new to them is what was asked for. Otherwise it waits
with the rest for “publish changes”.
"""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from articles import drafting, publishing, standing, tagging
from articles.models import Article, Edition, Section
from articles.refusals import Reason, Refused
from articles.snapshots import Fields
from articles.standing import Story
from staff import audit, permissions
from staff.models import User
from staff.printing import printed


@dataclass(frozen=True)
class Reclassified:
    """What came of it: nothing where the story was so already; the edition in which readers see it; or why not yet."""

    article: Article
    changed: bool
    edition: Edition | None = None
    waits: tuple[Reason, ...] = ()


@dataclass(frozen=True)
class _Change:
    """What is to be different: the section, and the names of tags that come and go."""

    section: Section | None
    added: list[str]
    removed: list[str]
    tags: list[str]

    def __bool__(self) -> bool:
        return bool(self.section or self.added or self.removed)

    @property
    def fields(self) -> Fields:
        section = Fields(section=self.section) if self.section else Fields()
        return Fields(**section, tags=self.tags) if self.added or self.removed else section

    @property
    def detail(self) -> dict[str, Any]:
        said = {"section": str(self.section or ""), "added": ", ".join(self.added), "removed": ", ".join(self.removed)}
        return {name: words for name, words in said.items() if words}


@transaction.atomic
def reclassify(
    *,
    article: Article,
    by: User | None,
    section: Section | None = None,
    add: Iterable[str] = (),
    remove: Iterable[str] = (),
    version: int | None = None,
) -> Reclassified:
    """Set the section, add tags by name, take tags away; what is in both lists is taken away.

    Given a version, the change is for that one: raises StaleVersion where somebody has saved
    since, unless the story is so already. Without, it is for whatever was saved last. A draft
    changes for the desk only. Raises NotAllowed for who may not save stories; who may not publish
    them saves, and the reasons say that it waits.
    """
    permissions.require(by, "articles.change_article", to="save stories")
    story = standing.lock(article)
    change = _change(story.article, section, tagging.tidy(add), tagging.tidy(remove))
    if not change:
        return Reclassified(story.article, changed=False)
    edition, waits = None, _what_waited(story)
    _save(story, change, version=version, by=by)
    if story.standing and not waits:
        edition, waits = _publish(story, by=by)
    made = publishing.told(story, edition, by=by) if edition else {"version": story.article.version}
    audit.record(by=by, verb="reclassify", subject=story.article, at=story.at, detail={**change.detail, **made})
    return Reclassified(story.article, changed=True, edition=edition, waits=tuple(waits))


def _change(article: Article, section: Section | None, add: list[str], remove: list[str]) -> _Change:
    """What of all that is not so already."""
    there = {tag.pk: tag.name for tag in article.tags.all()}
    away = {tag.pk for tag in map(tagging.known, remove) if tag}
    added = _new_names(add, there.keys() | away, refused={name.upper() for name in remove})
    removed = sorted(name for pk, name in there.items() if pk in away)
    kept = [name for pk, name in there.items() if pk not in away]
    new_section = section if section and section.pk != article.section_id else None
    return _Change(new_section, added, removed, [*kept, *added])


def _new_names(names: list[str], known: Collection[int], *, refused: Collection[str]) -> list[str]:
    """Those of the names that are of no known tag and not refused (in capitals)."""
    found = {name: tagging.known(name) for name in names if name.upper() not in refused}
    return [name for name, tag in found.items() if tag is None or tag.pk not in known]


def _what_waited(story: Story) -> list[Reason]:
    """Why a change cannot go out alone: what else would go with it, or come after it and undo it."""
    return [*_planned(story), *_unpublished(story)]


def _planned(story: Story) -> Iterator[Reason]:
    if story.future:
        at = printed(story.future.live_from)
        yield Reason("planned", "", f"A version without the change is planned for {at}. Schedule the story again.")


def _unpublished(story: Story) -> Iterator[Reason]:
    if story.standing and story.standing.article_version != story.article.version:
        yield Reason("unpublished", "", "This story has unpublished changes. Read them, then publish all together.")


def _save(story: Story, change: _Change, *, version: int | None, by: User | None) -> None:
    seen = story.article.version if version is None else version
    story.article = drafting.write(
        article_id=story.article.pk, version=seen, by=by, fields=change.fields, at=story.at, reason="reclassified"
    )


def _publish(story: Story, *, by: User | None) -> tuple[Edition | None, list[Reason]]:
    """The minor edition, or why there is none."""
    if by is not None and not by.has_perm(publishing.PUBLISH):
        return None, [Reason("not-allowed", "", f"{by} may not publish stories. Ask an editor to publish the change.")]
    try:
        version = story.article.version
        return publishing.stand(story, version=version, kind=Edition.Kind.MINOR, by=by), []
    except Refused as refused:
        return None, refused.reasons
