"""Settings that do something themselves."""

import logging
import sys

import pytest

from newsroom import settings


@pytest.mark.parametrize(("status", "tells"), [(403, False), (404, False), (500, True), (None, True)])
def test_the_log_tells_where_only_of_failures_of_ours(status: int | None, tells: bool) -> None:
    try:
        raise PermissionError("No.")
    except PermissionError:
        record = logging.LogRecord("django.request", logging.WARNING, "", 1, "Forbidden", (), sys.exc_info())
    if status:
        record.status_code = status
    assert settings.LOGGING["filters"]["bare"]["callback"](record)
    assert bool(record.exc_info) is tells
