"""The settings of workers that tests start: those of the tests, with a few jobs more."""

from tests.settings import *  # noqa: F403

PROCRASTINATE_IMPORT_PATHS = ["tests.newsroom.slow_jobs"]
