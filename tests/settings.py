"""The settings of a test run: all that is written goes to one throw-away folder, and passwords are cheap."""

import os
import tempfile
from pathlib import Path

for _name in [name for name in os.environ if name.startswith("NEWSROOM_") and name != "NEWSROOM_TEST_RUN"]:
    del os.environ[_name]
if "NEWSROOM_TEST_RUN" not in os.environ:
    # Made once; the processes of pytest-xdist inherit the name and so share the database server.
    os.environ["NEWSROOM_TEST_RUN"] = tempfile.mkdtemp(prefix="newsroom-test-", dir="/tmp")
    # Run by root, PostgreSQL takes another user, who must come through.
    Path(os.environ["NEWSROOM_TEST_RUN"]).chmod(0o755)
os.environ["NEWSROOM_VAR"] = os.environ["NEWSROOM_TEST_RUN"]
# Playwright keeps an event loop in the thread of the test, which also speaks to the database.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "yes"

from newsroom.settings import *  # noqa: E402, F403 - they read the environment set above
from newsroom.settings import DATABASES, STORAGES, VAR_DIR  # noqa: E402

ALLOWED_HOSTS = ["*"]
_OWN = VAR_DIR / os.environ.get("PYTEST_XDIST_WORKER", "main")
MEDIA_ROOT = _OWN / "uploads"
WIRE_FOLDER = _OWN / "wire"
STATIC_ROOT = _OWN / "static"
STATIC_ROOT.mkdir(parents=True, exist_ok=True)
STORAGES = {**STORAGES, "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
# Each test thread holds its own connection, so that the test database can be dropped at the end.
DATABASES["default"]["OPTIONS"].pop("pool", None)
