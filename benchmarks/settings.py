"""The settings of production, with static files under their plain names: nothing was collected."""

from newsroom import environment
from newsroom.settings import *  # noqa: F403
from newsroom.settings import STORAGES

ALLOWED_HOSTS = ["*"]
#: How many stories the archive of benchmarks/scale.py has.
BENCH_STORIES = environment.whole("NEWSROOM_BENCH_STORIES", 100_000)
STORAGES = {**STORAGES, "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
