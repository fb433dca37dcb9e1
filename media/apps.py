from django.apps import AppConfig
from django.core.checks import register

from media.checks import photographs_lie_outside_the_package


class MediaConfig(AppConfig):
    name = "media"
    verbose_name = "Photographs"

    def ready(self) -> None:
        register(photographs_lie_outside_the_package)
