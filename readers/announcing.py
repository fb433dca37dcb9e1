"""Banners: a line above every page for news that breaks, until it ends by itself or somebody takes it away."""

import re
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from django.db import transaction

from articles import addressing, surrogates, times
from articles.refusals import Reason, Refused
from ground import clock, languages
from readers import facts
from readers.models import OWN_PATH, Banner
from staff import audit, permissions
from staff.models import User

#: A banner that stands longer is furniture, and readers stop seeing it.
LONGEST = timedelta(days=2)
_PERMISSION = "readers.change_banner"


@transaction.atomic
def announce(*, banner: Banner, by: User | None) -> Banner:
    """Show the banner, new or changed, from its beginning until its end.

    With the address of a story it leads to that story: withdrawn, the story takes the banner with it.
    """
    permissions.require(by, _PERMISSION, to="put up banners")
    for field in ("shown_from", "shown_until"):
        times.refuse_unmeant(getattr(banner, field), field=field)
    if wrong := reasons(banner):
        raise Refused(wrong)
    if banner.path and (story := addressing.story_at(_place(banner.path))):
        banner.article, banner.path = story, ""
    verb = "change" if banner.pk else "announce"
    banner.save()
    return _tell(banner, verb, by=by)


@transaction.atomic
def clear(*, banner: Banner, by: User | None) -> Banner:
    """Take the banner away now; one that has ended stays as it is."""
    permissions.require(by, _PERMISSION, to="take banners away")
    standing = Banner.objects.select_for_update().get(pk=banner.pk)
    at = clock.after_lock()
    if standing.shown_until <= at:
        return standing
    standing.shown_from = min(standing.shown_from, at - timedelta(microseconds=1))
    standing.shown_until = at
    standing.save(update_fields=["shown_from", "shown_until"])
    return _tell(standing, "clear", by=by)


def reasons(banner: Banner) -> list[Reason]:
    """What is wrong with the banner, each thing with its field; empty for one that can be put up."""
    wrong = []
    if banner.shown_until <= banner.shown_from:
        wrong.append(Reason("ends-too-early", "shown_until", "The banner ends before it begins. Choose a later end."))
    elif banner.shown_until - banner.shown_from > LONGEST:
        said = f"A banner stands for at most {LONGEST.days} days. Choose an earlier end."
        wrong.append(Reason("ends-too-late", "shown_until", said))
    if banner.path and (not re.match(OWN_PATH, banner.path) or banner.article_id):
        said = "Write an address of this site that begins with /, or choose a story, not both."
        wrong.append(Reason("address", "path", said))
    if languages.known(banner.language, default="") != banner.language:
        said = f"No page of the site is in “{banner.language}”, so nobody would see the banner. Choose a language."
        wrong.append(Reason("language-unknown", "language", said))
    return wrong


def _place(path: str) -> str:
    """Where a typed address leads, as stories have theirs: without what is asked there, and with its last slash."""
    return f"{urlsplit(path).path.rstrip('/')}/"


def _tell(banner: Banner, verb: str, *, by: User | None) -> Banner:
    detail = {"from": banner.shown_from.isoformat(), "until": banner.shown_until.isoformat()}
    audit.record(by=by, verb=verb, subject=banner, at=clock.now(), detail=detail)
    facts.banner_changed.send(sender=Banner, banner=banner, keys={surrogates.FURNITURE})
    return banner


def ends_by_itself(*, at: datetime) -> datetime:
    """When a banner that is put up at that moment ends, where nobody chose another end: two hours later."""
    return at + timedelta(hours=2)
