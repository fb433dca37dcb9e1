"""Writing purges: the row and its NOTIFY, in the transaction that changed the content."""

from collections.abc import Iterable

from django.db import connection

from ground import clock
from newsroom.models import Purge

#: The channel on which every process listens; the payload is the id of the row.
CHANNEL = "newsroom_purge"


def purge(keys: Iterable[str], *, hard: bool = False) -> Purge:
    """Drop these keys everywhere once the transaction commits."""
    row = Purge.objects.create(keys=sorted(set(keys)), hard=hard, at=clock.now())
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_notify(%s, %s)", [CHANNEL, str(row.pk)])
    return row
