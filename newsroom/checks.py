"""System checks: whether mails leave the house."""

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Info


def mail_is_sent(**_: Any) -> list[CheckMessage]:
    """A newsroom can do without a mail server; somebody should know that it does."""
    if settings.MAIL_IS_SENT:
        return []
    return [
        Info(
            f"Mails are not sent: each is written as a file into {settings.EMAIL_FILE_PATH}.",
            hint="Set NEWSROOM_MAIL_URL and NEWSROOM_MAIL_FROM, so that invitations and new passwords go by mail.",
            id="newsroom.I001",
        )
    ]
