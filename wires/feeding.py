"""Setting feeds up: the row and the folder that is watched for it."""

from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.db import transaction

from staff import audit, permissions
from staff.models import User
from wires.models import Feed


@transaction.atomic
def keep_feed(*, feed: Feed, by: User | None, at: datetime) -> Feed:
    """Save the feed, new or changed, and see that its folder is there. Validation is the form's."""
    permissions.require(by, "wires.change_feed" if feed.pk else "wires.add_feed", to="set feeds up")
    verb = "change" if feed.pk else "add"
    if _is_expected_anew(feed):
        feed.expected_since = at
    feed.save()
    audit.record(by=by, verb=verb, subject=feed, at=at)
    folder_of(feed).mkdir(parents=True, exist_ok=True)
    return feed


def _is_expected_anew(feed: Feed) -> bool:
    """Whether it is new, was switched on or off, or how often it sends is set otherwise."""
    former = Feed.objects.filter(pk=feed.pk).values_list("active", "quiet_after").first()
    return former != (feed.active, feed.quiet_after)


def folder_of(feed: Feed) -> Path:
    """The folder that is watched for the feed's files."""
    return Path(settings.WIRE_FOLDER) / feed.slug
