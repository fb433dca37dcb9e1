"""A photograph as a template gets it: addresses and sizes, no query."""

from dataclasses import dataclass
from datetime import datetime

from media import recipes
from media.models import Photo

#: The crops that are told to others, in the order of preference, and the width that they want.
_TOLD, _TOLD_WIDTH = ("social", "3x2", "full"), 1200
#: The width that a browser without srcset gets, and the one whose pixels the page announces.
_PLAIN_WIDTH = 800


@dataclass(frozen=True)
class Picture:
    """What <picture> needs. `width` and `height` are those of `src`, in pixels."""

    src: str
    width: int
    height: int
    webp_srcset: str
    jpg_srcset: str
    colour: str
    alt: str

    @property
    def is_tall(self) -> bool:
        """Whether it is higher than wide."""
        return self.height > self.width


@dataclass(frozen=True)
class Still:
    """One file of a photograph, a JPEG, for whoever takes no other: other sites and machines."""

    src: str
    width: int
    height: int


def picture(photo: Photo, *, crop: str = "full", at: datetime) -> Picture | None:
    """The photograph in that crop; None while no size is ready, or where it may not be shown."""
    widths = recipes.made(photo.ready, crop)
    plain = recipes.nearest(widths, _PLAIN_WIDTH)
    if plain is None or not photo.is_usable(at=at):
        return None
    return Picture(
        src=address(photo, crop, plain, "jpg"),
        width=plain,
        height=_height(photo, crop, plain),
        webp_srcset=_srcset(photo, crop, widths, "webp"),
        jpg_srcset=_srcset(photo, crop, widths, "jpg"),
        colour=photo.dominant_colour,
        alt=photo.alt_text,
    )


def stills(photo: Photo) -> tuple[Still, ...]:
    """The photograph in each shape that is told to others, the best first; for one that may be shown.

    While the crop that is made for them is missing, the nearest of the others leads.
    """
    found = ((crop, recipes.nearest(recipes.made(photo.ready, crop, ["jpg"]), _TOLD_WIDTH)) for crop in _TOLD)
    return tuple(
        Still(address(photo, crop, width, "jpg"), width, _height(photo, crop, width)) for crop, width in found if width
    )


def _height(photo: Photo, crop: str, width: int) -> int:
    return recipes.scaled(*recipes.cropped(crop, photo.width, photo.height), width)


def address(photo: Photo, crop: str, width: int, fmt: str) -> str:
    """Where a reader finds that size: it changes with the version, so it may be kept for ever."""
    return f"/photos/{photo.public_id}/{recipes.name(crop, width)}-{photo.ready_version}.{fmt}"


def _srcset(photo: Photo, crop: str, widths: list[int], fmt: str) -> str:
    return ", ".join(f"{address(photo, crop, width, fmt)} {width}w" for width in widths)
