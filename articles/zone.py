"""The newsroom's zone, for moments in sentences that are written outside of a page of the desk and read on one."""

from collections.abc import Iterator
from contextlib import contextmanager
from zoneinfo import ZoneInfo

from django.utils import timezone

from articles.models import Site


def newsroom_zone() -> ZoneInfo:
    """The zone of the site, UTC before anybody has set it up."""
    return ZoneInfo(Site.objects.filter(pk=1).values_list("zone", flat=True).first() or "UTC")


@contextmanager
def newsroom_time() -> Iterator[None]:
    """All moments printed in the newsroom's zone until the block ends: programs and jobs run in UTC."""
    with timezone.override(newsroom_zone()):
        yield
