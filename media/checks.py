"""System checks: where the photographs may lie."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error


def photographs_lie_outside_the_package(**_: Any) -> list[CheckMessage]:
    """MEDIA_ROOT inside the package `media` would mix uploads with code, and serve the code."""
    package, root = Path(__file__).resolve().parent, Path(settings.MEDIA_ROOT).resolve()
    if root != package and package not in root.parents and root not in package.parents:
        return []
    return [
        Error(
            f"MEDIA_ROOT is {root}, which holds or lies in the package media.",
            hint="Set NEWSROOM_VAR to a folder of its own, outside the code.",
            id="media.E001",
        )
    ]
