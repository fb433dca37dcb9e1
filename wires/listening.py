"""Feeds from which nothing comes: silent against what is expected of them, or against their own habit.

The desk is told once of each silence; the next delivery ends it. Of a feed that never sent it begins when
something was expected first.
"""

from datetime import datetime, timedelta

from django.db.models import Exists, OuterRef, QuerySet

from articles.zone import newsroom_time
from staff.printing import printed
from wires import connecting
from wires.models import Alert, Feed, WireItem
from wires.models.feeds import silent_since

#: Days whose same hour shows a feed's habit, and how many of them must show one.
_DAYS, _LEAST_DAYS = 7, 4
#: A silence counts from here on, and where it is so many times as long as the longest at this hour.
_LEAST, _TIMES = timedelta(minutes=60), 3


def tell_silences(*, at: datetime) -> int:
    """Alert the desk of each feed that has fallen silent. The number of new alerts."""
    feeds = Feed.objects.filter(active=True).prefetch_related("connections")
    with newsroom_time():
        return sum(_tell(feed, at) for feed in feeds)


def with_silence(feeds: QuerySet[Feed]) -> QuerySet[Feed]:
    """The feeds, each knowing whether the desk was told of its silence and it is silent still (`is_silent`)."""
    told = Alert.objects.filter(feed=OuterRef("pk"), connection=None, silent_since=OuterRef("since"))
    return feeds.alias(since=silent_since()).annotate(is_silent=Exists(told))


def _tell(feed: Feed, at: datetime) -> bool:
    said = silence(feed, at=at)
    if not said:
        return False
    values = {"message": said, "created_at": at}
    _, new = Alert.objects.get_or_create(feed=feed, connection=None, silent_since=feed.silent_since, defaults=values)
    return new


def silence(feed: Feed, *, at: datetime) -> str:
    """That it has gone strangely quiet, in a sentence; empty where it has not."""
    since = feed.silent_since
    if since is None or not feed.active:
        return ""
    silent = _looked(feed, since, at)
    how = "gone quiet" if feed.last_delivery_at else "never sent anything"
    said = f"{feed.name} has {how}: nothing has come since {printed(since)}"
    if feed.quiet_after:
        longer = silent > timedelta(minutes=feed.quiet_after)
        often = "minute" if feed.quiet_after == 1 else f"{feed.quiet_after} minutes"
        return f"{said}, though something is expected every {often}." if longer else ""
    usual = habit(feed, at=at) if silent > _LEAST else None
    if usual is None or silent <= max(_LEAST, _TIMES * usual):
        return ""
    return f"{said}. In the last {_DAYS} days it was never silent for longer than {_span(usual)} at this hour."


def _looked(feed: Feed, since: datetime, at: datetime) -> timedelta:
    """For how long something could have come since then: the time in which its ways in looked.

    A feed that has a folder only may get something at any time.
    """
    hours = [connecting.hours_of(one) for one in feed.connections.all() if one.active]
    return max((one.lasted(since, at) for one in hours), default=at - since)


def habit(feed: Feed, *, at: datetime) -> timedelta | None:
    """The longest that it had been silent at this time of day in the last days; None where it has no habit yet."""
    moments = [at - timedelta(days=days) for days in range(1, _DAYS + 1)]
    silences = [moment - last for moment in moments if (last := _last_before(feed, moment))]
    return max(silences) if len(silences) >= _LEAST_DAYS else None


def _last_before(feed: Feed, moment: datetime) -> datetime | None:
    earlier = WireItem.objects.filter(feed=feed, received_at__lte=moment).order_by("-received_at", "-pk")
    return earlier.values_list("received_at", flat=True).first()


def _span(length: timedelta) -> str:
    minutes = max(1, round(length.total_seconds() / 60))
    if minutes < 120:
        return f"{minutes} minute{'s' if minutes > 1 else ''}"
    return f"{round(minutes / 60)} hours"
