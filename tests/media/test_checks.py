"""Uploads and code stay apart."""

from pathlib import Path

from pytest_django.fixtures import Settings

import media
from media.checks import photographs_lie_outside_the_package

PACKAGE = Path(media.__file__).parent


def test_uploads_inside_or_around_the_package_are_an_error(settings: Settings) -> None:
    for root in (PACKAGE, PACKAGE / "uploads", PACKAGE.parent):
        settings.MEDIA_ROOT = root
        assert [error.id for error in photographs_lie_outside_the_package()] == ["media.E001"]


def test_uploads_elsewhere_are_welcome(settings: Settings, tmp_path: Path) -> None:
    for root in (tmp_path, PACKAGE.parent / "var" / "uploads", PACKAGE.parent / "media-files"):
        settings.MEDIA_ROOT = root
        assert photographs_lie_outside_the_package() == []
