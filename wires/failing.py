"""Ways in that keep failing, or switched themselves off: which they are, and the desk told once of each time.

What comes by the other ways in of a feed hides that one is broken, and an agency that sends seldom is not missed for
days. An alert goes once the way in succeeds, or somebody sets it up anew (wires.lasting).
"""

from collections.abc import Iterable
from datetime import datetime

from django.db.models import Exists, OuterRef, Q, QuerySet

from articles.zone import newsroom_time
from staff.printing import printed
from wires.models import Alert, Connection, Feed

#: Failures in a row from which on it is no accident.
_OFTEN = 3
#: Letters of an error that are shown where it is not alone.
_SHORT = 300


def failing() -> QuerySet[Connection]:
    """The ways in of feeds that are switched on, from which nothing can be expected."""
    often = Q(active=True, failures__gte=_OFTEN)
    # Whoever saves a way in lets it begin anew: one that is off and has failures has switched itself off.
    by_itself = Q(active=False, failures__gt=0)
    return Connection.objects.filter(often | by_itself, feed__active=True).select_related("feed")


def with_failures(feeds: QuerySet[Feed]) -> QuerySet[Feed]:
    """The feeds, each knowing whether one of its ways in is among them (`is_failing`)."""
    return feeds.annotate(is_failing=Exists(failing().filter(feed=OuterRef("pk"))))


def tell_failures(*, at: datetime) -> int:
    """Alert the desk of each way in that has begun to fail. The number of new alerts."""
    with newsroom_time():
        return sum(_tell(one, at) for one in failing())


def _tell(connection: Connection, at: datetime) -> bool:
    said = f"{connection.feed.name}: {sentence(connection)}"
    _, new = Alert.objects.get_or_create(
        feed=connection.feed,
        connection=connection,
        silent_since=connection.failing_since,
        defaults={"message": said[:1000], "created_at": at},
    )
    return new


def sentence(connection: Connection) -> str:
    """Which way in it is, since when nothing comes by it, and what went wrong last."""
    since, said = printed(connection.failing_since), _short(connection.last_error)
    if connection.active:
        return f"The way in {connection.place} keeps failing, since {since}. {said}"
    return f"Nothing comes any more by the way in {connection.place}, since {since}. {said}"


def mark_of(connections: Iterable[Connection]) -> str:
    """What the worst of a feed's failing ways in does, in a word or two; empty where there is none."""
    found = [one.active for one in connections]
    if not found:
        return ""
    return "Way in fails" if all(found) else "Way in switched off"


def _short(error: str) -> str:
    return error if len(error) <= _SHORT else f"{error[:_SHORT].rstrip()} …"
