"""Linking stories that say the same in several languages, and beginning a translation.

Linked stories are one group: each is a translation of all the others, and there is one in a
language. A group of one is no group. All verbs are keyword-only, atomic and idempotent; they
raise Refused and NotAllowed. Readers see a link at once where both stories are public, so then
it takes the right to publish.
"""

from collections.abc import Collection, Iterable
from datetime import datetime
from uuid import uuid4

from django.db import connection, transaction

from articles import body, drafting, facts, snapshots, surrogates, translations
from articles.models import Article, Edition
from articles.refusals import refuse
from articles.snapshots import CaptionValues, Fields
from ground import clock, languages
from staff import audit, permissions
from staff.models import User

_CHANGE = "articles.change_article"
#: The two numbers of the advisory lock that whoever changes groups holds (pg_advisory_xact_lock).
_LOCK = 0x61727469, 0
#: What a translation begins with. Picks, the editor's note and the short headline are about one language's lists.
_COPIED = (
    *"headline summary body dateline source urgency sensitive".split(),
    *"section tags coverages bylines captions".split(),
)


@transaction.atomic
def link(*, article: Article, other: Article, by: User | None, other_is_original: bool = False) -> Article:
    """Make the two, and all that each is linked to, one group.

    `other_is_original`: it is known that the article was translated from the other one.
    """
    permissions.require(by, _CHANGE, to="link translations")
    stories = _lock(article, other)
    one, two = stories[article.pk], stories[other.pk]
    if one.pk == two.pk:
        raise refuse("translation-itself", "A story is no translation of itself. Choose another one.")
    _refuse_two_of_a_language(stories.values())
    nothing_new = one.translated_from_id == two.pk or not other_is_original
    if nothing_new and _together(one, two):
        return one
    at = clock.after_lock()
    _require_if_seen(by, *_sides(stories.values(), one), at=at)
    group = one.translation_group or two.translation_group or uuid4()
    Article.objects.filter(pk__in=stories).update(translation_group=group)
    if other_is_original:
        _name_original(stories, one, two)
    audit.record(by=by, verb="link translation", subject=one, at=at, detail={"to": str(two), "number": two.pk})
    _tell(stories.values())
    return Article.objects.get(pk=one.pk)


@transaction.atomic
def unlink(*, article: Article, by: User | None) -> Article:
    """Take the story out of its group. Without one, nothing happens."""
    permissions.require(by, _CHANGE, to="unlink translations")
    stories = _lock(article)
    leaving = stories[article.pk]
    if leaving.translation_group is None:
        return leaving
    at = clock.after_lock()
    rest = [story for story in stories.values() if story.pk != leaving.pk]
    _require_if_seen(by, [leaving], rest, at=at)
    alone = [leaving.pk, *(story.pk for story in rest if len(rest) == 1)]
    Article.objects.filter(pk__in=alone).update(translation_group=None)
    Article.objects.filter(pk=leaving.pk).update(translated_from=None)
    Article.objects.filter(translated_from=leaving).update(translated_from=None)
    left = {"from": ", ".join(str(story) for story in rest)}
    audit.record(by=by, verb="unlink translation", subject=leaving, at=at, detail=left)
    _tell(stories.values())
    return Article.objects.get(pk=leaving.pk)


@transaction.atomic
def begin_translation(*, article: Article, language: str, by: User | None) -> Article:
    """A new working copy in that language (BCP 47), linked, with the words and pictures of the story to start from.

    The one that was begun before, where there is one. What keeps the story back keeps its
    translation back: the embargo is copied, and of a story on hold nothing is begun.
    """
    permissions.require(by, "articles.add_article", to="create stories")
    permissions.require(by, _CHANGE, to="link translations")
    stories = _lock(article)
    source, tag = stories[article.pk], _known(language)
    there = next((story for story in stories.values() if story.language == tag), None)
    if there and there.translated_from_id == source.pk:
        return there
    if there:
        raise translations.taken(there)
    _refuse_held(source)
    at = clock.after_lock()
    begun = _begin(source, tag, by=by, at=at)
    group = source.translation_group or uuid4()
    Article.objects.filter(pk=source.pk).update(translation_group=group)
    Article.objects.filter(pk=begun.pk).update(translation_group=group, translated_from=source, embargo=source.embargo)
    audit.record(by=by, verb="begin translation", subject=source, at=at, detail={"language": tag, "number": begun.pk})
    _tell([*stories.values(), begun])
    return Article.objects.get(pk=begun.pk)


def _lock(*articles: Article) -> dict[int, Article]:
    """These and all that they are linked to, by number, locked in its order.

    One person at a time changes groups: who is in them is known only once they stand still. The
    rows may be named by others meanwhile, as a save does that picks one of them to be read next.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s, %s)", _LOCK)
    named = Article.objects.filter(pk__in=[article.pk for article in articles])
    groups = named.exclude(translation_group=None).values("translation_group")
    rows = named | Article.objects.filter(translation_group__in=groups)
    return {row.pk: row for row in rows.select_for_update(of=("self",), no_key=True).order_by("pk")}


def _together(story: Article, other: Article) -> bool:
    same_group = story.translation_group is not None and story.translation_group == other.translation_group
    return same_group or story.pk == other.pk


def _sides(stories: Iterable[Article], one: Article) -> tuple[list[Article], list[Article]]:
    """Those that are linked to the one already, with it, and the others."""
    sides: tuple[list[Article], list[Article]] = [], []
    for story in stories:
        sides[not _together(story, one)].append(story)
    return sides


def _refuse_two_of_a_language(stories: Iterable[Article]) -> None:
    found = translations.clash(stories)
    if found is None:
        return
    first, second = (f"“{story}”" for story in found)
    raise refuse(
        "language-taken",
        f"{first} and {second} are both in {languages.name(found[0].language)}, and there can be one story in a "
        "language. Nothing was linked. If one of the two is linked wrongly, unlink it first.",
    )


def _require_if_seen(by: User | None, some: Collection[Article], rest: Collection[Article], *, at: datetime) -> None:
    """The right to publish, where stories on both sides are public or planned: readers see what is done."""
    shown = Edition.objects.not_ended(at=at)
    if shown.filter(article__in=some).exists() and shown.filter(article__in=rest).exists():
        permissions.require(by, "articles.publish_article", to="change which translations readers see")


def _name_original(stories: dict[int, Article], made: Article, original: Article) -> None:
    """The newest word counts: what said before that the original was made of the other one is forgotten."""
    step: Article | None = original
    while step is not None:
        if step.translated_from_id == made.pk:
            Article.objects.filter(pk=step.pk).update(translated_from=None)
            break
        step = stories.get(step.translated_from_id or 0)
    Article.objects.filter(pk=made.pk).update(translated_from=original)


def _known(language: str) -> str:
    tag = languages.known(language, default="")
    if not tag:
        raise refuse("language-unknown", "The site has no such language. Choose one of the list.", field="language")
    return tag


def _refuse_held(source: Article) -> None:
    block = source.blocks.filter(lifted_at=None).first()
    if block:
        said = f"The story is on hold ({block}), so no translation was begun. A duty editor must lift the hold first."
        raise refuse(f"hold-{block.kind}", said)


def _begin(source: Article, language: str, *, by: User | None, at: datetime) -> Article:
    fields = snapshots.fields(snapshots.snapshot(source))
    uses = [use for use in fields["captions"] if use["photo"]]
    new = {use["uuid"]: uuid4() for use in uses}
    start = Fields(**{name: fields[name] for name in _COPIED})  # type: ignore[literal-required,typeddict-item]
    start["language"] = language
    start["body"] = body.with_figures(source.body, new)
    start["captions"] = [CaptionValues(**{**use, "uuid": new[use["uuid"]]}) for use in uses]  # type: ignore[typeddict-item]
    reason = f"translation begun from version {source.version}"
    return drafting.create(by=by, fields=start, at=at, reason=reason)


def _tell(stories: Collection[Article]) -> None:
    facts.translations_changed.send(sender=Article, keys=surrogates.of_linked(stories))
