"""The settings of production, with static files under their plain names: nothing was collected."""

from newsroom.settings import *  # noqa: F403
from newsroom.settings import STORAGES

ALLOWED_HOSTS = ["*"]
STORAGES = {**STORAGES, "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
