from django.apps import AppConfig
from django.core.checks import register

from newsroom.checks import mail_is_sent


class NewsroomConfig(AppConfig):
    name = "newsroom"
    verbose_name = "Newsroom"

    def ready(self) -> None:
        from newsroom import roles, switchboard

        register(mail_is_sent, deploy=True)
        switchboard.connect()
        roles.connect()
