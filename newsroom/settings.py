"""All settings of the project, read once from the environment.

README.md lists the ones a newsroom sets. Nothing else in the project reads the environment.
"""

import secrets
from contextlib import suppress
from logging import LogRecord
from pathlib import Path
from typing import Any

from django.templatetags.static import static
from whitenoise.compress import Compressor

from newsroom import environment

BASE_DIR = Path(__file__).resolve().parent.parent
#: Everything that the running site writes: database, photographs, wire files.
VAR_DIR = environment.folder("NEWSROOM_VAR", BASE_DIR / "var")

DEBUG = environment.flag("NEWSROOM_DEBUG", default=False)
ALLOWED_HOSTS = environment.words("NEWSROOM_HOSTS", "localhost 127.0.0.1 [::1]")
#: The address that readers type, without a slash at the end: for feeds, mails and the API.
SITE_URL = environment.text("NEWSROOM_URL", "http://localhost:8000")
_HTTPS = SITE_URL.startswith("https://")


def _secret_key() -> str:
    """The key from the environment, or one made at first start and kept in VAR_DIR."""
    given = environment.text("NEWSROOM_SECRET_KEY")
    if given:
        return given
    kept = VAR_DIR / "secret-key"
    if not kept.exists():
        kept.parent.mkdir(parents=True, exist_ok=True)
        draft = kept.with_name(f"secret-key.{secrets.token_hex(4)}")
        draft.touch(mode=0o600)
        draft.write_text(secrets.token_urlsafe(60))
        with suppress(FileExistsError):
            kept.hardlink_to(draft)
        draft.unlink()
    return kept.read_text().strip()


SECRET_KEY = _secret_key()
#: Former keys: sessions and sealed secrets from before a change still open with them.
SECRET_KEY_FALLBACKS = environment.words("NEWSROOM_SECRET_KEY_FALLBACKS")

INSTALLED_APPS = [
    "unfold.apps.BasicAppConfig",
    "unfold.contrib.filters",
    "desk.apps.DeskConfig",
    "desk.apps.DeskAdminConfig",
    "newsroom",
    "api",
    "wires",
    "readers",
    "articles",
    "media",
    "staff",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django_prose_editor",
    "taggit",
    "procrastinate.contrib.django",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "newsroom.compressing.compress",
    "newsroom.answers.say_what_was_shown",
    "newsroom.answers.restrict_content",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]

ROOT_URLCONF = "newsroom.urls"
WSGI_APPLICATION = "newsroom.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]

# The embedded server (newsroom/database.py) is started by the first connection; with
# DATABASE_URL any PostgreSQL from 15 on serves.
_DATABASE_URL = environment.database("DATABASE_URL")
_DATABASE: dict[str, Any] = _DATABASE_URL or {
    "NAME": "newsroom",
    "USER": "newsroom",
    "OPTIONS": {},
}
DATABASES: dict[str, dict[str, Any]] = {
    "default": {
        **_DATABASE,
        "ENGINE": "django.db.backends.postgresql" if _DATABASE_URL else "newsroom.embedded",
        "CONN_MAX_AGE": 0,
        # A connection of the pool may be older than the last restart of the database.
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {
            **_DATABASE["OPTIONS"],
            "pool": {
                "min_size": 0,
                "max_size": environment.whole("NEWSROOM_DATABASE_CONNECTIONS", 8),
                "timeout": 10,
            },
            "application_name": "newsroom",
            # Statements of articles/prepared.py are planned once a session; all others carry their values.
            "prepare_threshold": 1,
        },
    }
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "staff.User"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator"},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
#: Seconds that the longest link in a mail lives; staff/links.py has the life of each kind.
PASSWORD_RESET_TIMEOUT = 7 * 24 * 3600
LOGIN_URL = "admin:login"
LOGIN_REDIRECT_URL = "admin:index"

LANGUAGE_CODE = "en"
FORMAT_MODULE_PATH = ["newsroom.formats"]
TIME_ZONE = "UTC"
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = VAR_DIR / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
#: Maps of scripts are fetched by developers alone; to compress them took half of the time of `collectstatic`.
WHITENOISE_SKIP_COMPRESS_EXTENSIONS = (*Compressor.SKIP_COMPRESS_EXTENSIONS, "map", "md", "txt")
# Photographs lie outside the package `media`; a system check keeps them there.
MEDIA_ROOT = VAR_DIR / "uploads"
MEDIA_URL = "/uploads/"
FILE_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024
DATA_UPLOAD_MAX_MEMORY_SIZE = 10 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5000
#: Pixels above which an image is refused unread.
PHOTO_MAX_PIXELS = 300_000_000
#: Bytes above which an upload is refused.
PHOTO_MAX_BYTES = 100 * 1024 * 1024
#: The folder that is watched for wire files, one folder inside it for each feed.
WIRE_FOLDER = environment.folder("NEWSROOM_WIRE_FOLDER", VAR_DIR / "wire")
#: Bytes above which a wire file is refused: no format is read that is larger (wires/formats).
WIRE_MAX_BYTES = 30 * 1024 * 1024
#: Days for which what agencies sent is kept where nobody uses it; a feed may have its own.
WIRE_KEEP_DAYS = environment.whole("NEWSROOM_WIRE_KEEP_DAYS", 90)
#: Servers of the house itself that a way in may lead to: `host`, or `host:port` for a port of its own.
INSIDE_HOSTS = environment.hosts("NEWSROOM_INSIDE_HOSTS")

SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT = _HTTPS
#: Seconds without work at the desk after which a session ends (desk/sessions.py).
SESSION_COOKIE_AGE = 14 * 24 * 3600
CSRF_FAILURE_VIEW = "desk.sessions.untrusted"
SECURE_HSTS_SECONDS = 365 * 24 * 3600 if _HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = _HTTPS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if _HTTPS else None
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
CSRF_TRUSTED_ORIGINS = [SITE_URL]

#: How many proxies in front of the site add to X-Forwarded-For; nobody else's word is taken for who asks.
PROXIES = environment.whole("NEWSROOM_PROXIES", 0)

# Without a server mails are files below VAR_DIR (newsroom/mailbox.py), and the desk shows its links itself.
_MAIL = environment.mail_server("NEWSROOM_MAIL_URL")
MAIL_IS_SENT = bool(_MAIL.host)
EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend" if MAIL_IS_SENT else "newsroom.mailbox.Mailbox"
EMAIL_FILE_PATH = VAR_DIR / "mail"
DEFAULT_FROM_EMAIL = SERVER_EMAIL = environment.sender(
    "NEWSROOM_MAIL_FROM", "" if MAIL_IS_SENT else "Newsroom <newsroom@localhost>"
)
EMAIL_HOST, EMAIL_PORT, EMAIL_TIMEOUT = _MAIL.host, _MAIL.port, 20
EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = _MAIL.user, _MAIL.password
EMAIL_USE_TLS, EMAIL_USE_SSL = _MAIL.starttls, _MAIL.tls

TAGGIT_CASE_INSENSITIVE = True
PROCRASTINATE_AUTODISCOVER_MODULE_NAME = "jobs"
PROCRASTINATE_ON_APP_READY = "newsroom.switchboard.schedule"

UNFOLD = {
    "SITE_TITLE": "Newsroom",
    "SITE_HEADER": "Newsroom",
    "SITE_SYMBOL": "newspaper",
    "SITE_URL": "/",
    "SITE_FAVICONS": [
        {"rel": "icon", "type": "image/svg+xml", "href": lambda _: static("readers/icon.svg")},
    ],
    # A quiet blue: red is for holds and kills alone.
    "COLORS": {
        "primary": {
            "50": "oklch(97% .012 250)",
            "100": "oklch(94% .025 250)",
            "200": "oklch(88% .05 250)",
            "300": "oklch(80% .09 250)",
            "400": "oklch(71% .12 250)",
            "500": "oklch(60% .15 252)",
            "600": "oklch(49% .14 253)",
            "700": "oklch(43% .12 254)",
            "800": "oklch(37% .1 255)",
            "900": "oklch(32% .08 256)",
            "950": "oklch(25% .06 257)",
        }
    },
    "SHOW_HISTORY": False,
    "SHOW_VIEW_ON_SITE": False,
    "SIDEBAR": {"show_search": False, "navigation": "desk.navigation.sections"},
}


def _bare(record: LogRecord) -> bool:
    """A refusal is a line; only a failure of ours tells where it was raised."""
    if getattr(record, "status_code", 500) < 500:
        record.exc_info = None
    return True


LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "filters": {"bare": {"()": "django.utils.log.CallbackFilter", "callback": _bare}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line", "filters": ["bare"]}},
    "root": {
        "handlers": ["stderr"],
        "level": environment.text("NEWSROOM_LOG_LEVEL", "WARNING").upper(),
    },
    # A server that breaks off is told by its way in, in a sentence; the library tells it as a fault of the program.
    "loggers": {"paramiko": {"level": "CRITICAL"}},
}
