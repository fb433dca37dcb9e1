"""What stands in the way of publishing: one list of reasons for the form, the API and the verb."""

from collections.abc import Iterator
from datetime import datetime

from articles import body
from articles.composing import credit_of
from articles.models import Article, Edition
from articles.refusals import Reason
from articles.staleness import StaleVersion
from media.models import Photo
from staff.models import User
from staff.printing import printed

PUBLISH_UNAPPROVED = "articles.bypass_approval"


def reasons(article: Article, *, version: int, at: datetime, by: User | None) -> list[Reason]:
    """Why this version of the story cannot be public from that moment on; empty where it can."""
    copy = [*_version(article, version), *_words(article), *_pictures(article, at)]
    return [*copy, *obstacles(article, at=at), *_approval(article, by)]


def obstacles(article: Article, *, at: datetime) -> list[Reason]:
    """Why nothing of the story can be public from that moment on, whatever it says: embargo, take-down, holds."""
    return [*_times(article, at), *_holds(article)]


def withdrawal(last: Edition | None) -> list[Reason]:
    """Why a story that was taken away is not published over its notice; `last` is the last edition, if none stands."""
    if last is None or not last.is_withdrawn:
        return []
    said = f"The story was withdrawn on {printed(last.live_until)} (“{last.notice}”)."
    return [
        Reason("withdrawn", "", f"{said} Nothing was published. Who may withdraw stories can reinstate it on the desk.")
    ]


def _version(article: Article, version: int) -> Iterator[Reason]:
    if article.version != version:
        yield Reason("stale", "version", str(StaleVersion(article, seen=version)))


def _words(article: Article) -> Iterator[Reason]:
    if not article.headline.strip():
        yield Reason("headline-missing", "headline", "The story has no headline. Write one.")
    if article.section_id is None:
        yield Reason("section-missing", "section", "The story has no section. Choose one.")
    if not body.text(article.body):
        yield Reason("body-missing", "body", "The story has no text. Write at least one paragraph.")
    elif (original := article.translated_from) and original.body == article.body:
        yield Reason("untranslated", "body", f"The text is still that of “{original}”. Translate it, then publish.")


def _pictures(article: Article, at: datetime) -> Iterator[Reason]:
    captions = list(article.captions.select_related("photo"))
    usable = set(Photo.objects.usable(at=at).filter(uses__article=article).values_list("pk", flat=True))
    for caption in captions:
        if caption.photo is None:
            yield Reason(
                "photo-pending",
                "captions",
                f"The photo “{caption.pending_name}” has not arrived. Wait for it, choose another one or take it out.",
            )
        elif caption.photo_id not in usable:
            why = caption.photo.hindrance(at=at)
            said = f"“{caption.photo}” may not be used. {why} Choose another photo."
            yield Reason("photo-not-usable", "captions", said)
        elif not credit_of(caption):
            yield Reason("credit-missing", "captions", f"“{caption.photo}” has no credit. Write who made it.")
    known = {caption.uuid for caption in captions}
    if any(uuid not in known for uuid in body.figure_ids(article.body)):
        yield Reason(
            "figure-unknown", "body", "The text places a photo that the story does not have. Take the figure out."
        )


def _times(article: Article, at: datetime) -> Iterator[Reason]:
    if article.embargo and article.embargo > at:
        yield Reason(
            "embargo",
            "embargo",
            f"The story is under embargo until {printed(article.embargo)}. Schedule it for then or later.",
        )
    if article.take_down_at and article.take_down_at <= at:
        yield Reason(
            "taken-down",
            "take_down_at",
            f"The take-down planned for {printed(article.take_down_at)} is not after this publication. "
            "Clear it or choose a later one, then publish.",
        )


def _holds(article: Article) -> Iterator[Reason]:
    for block in article.blocks.filter(lifted_at=None):
        yield Reason(
            f"hold-{block.kind}", "", f"The story is on hold ({block}). A duty editor must lift the hold first."
        )


def _approval(article: Article, by: User | None) -> Iterator[Reason]:
    if article.desk_state != Article.DeskState.APPROVED and by is not None and not by.has_perm(PUBLISH_UNAPPROVED):
        yield Reason(
            "not-approved",
            "desk_state",
            "Nobody has approved this version. Hand it in and ask an editor to approve it.",
        )
