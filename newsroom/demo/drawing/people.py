"""People from afar: never a face, only how somebody stands or walks."""

from collections.abc import Iterable
from dataclasses import dataclass

from PIL import Image, ImageChops, ImageFilter

from newsroom.demo.drawing.canvas import Point
from newsroom.demo.drawing.masks import curve, dots, polygons, steps


@dataclass(frozen=True)
class Figure:
    """Somebody on their feet: where, how tall in pixels, how far the legs are apart, where the coat ends.

    `stride` and `hem` are parts of the height; `turn` is how much of the shoulders one sees, 1 from behind.
    """

    x: float
    foot: float
    tall: float
    stride: float = 0.08
    hem: float = 0.44
    turn: float = 1


def figures(people: Iterable[Figure]) -> Image.Image:
    """A mask of them all, with the corners of their outlines rounded as cloth would."""
    people = list(people)
    bodies = polygons(shape for someone in people for shape in (_coat(someone), *_legs(someone), *_arms(someone)))
    heads = dots((*_at(someone, 0, 0.93), 0.066 * someone.tall) for someone in people)
    whole = ImageChops.lighter(bodies, heads)
    within, soft = whole.getbbox(), max((someone.tall for someone in people), default=1) / 55
    if within and soft > 1:
        rounded = curve(whole.crop(within).filter(ImageFilter.GaussianBlur(soft)), steps(0.28, 0.62))
        whole.paste(rounded, within)
    return whole


def _at(someone: Figure, across: float, up: float) -> Point:
    """A place on the body, in parts of the height."""
    return someone.x + across * someone.tall * someone.turn, someone.foot - up * someone.tall


def _coat(someone: Figure) -> list[Point]:
    half = [(0.035, 0.9), (0.04, 0.865), (0.1, 0.83), (0.122, 0.8), (0.1, 0.66), (0.09, 0.58), (0.1, someone.hem)]
    left = [_at(someone, -across, up) for across, up in half]
    return left + [_at(someone, across, up) for across, up in reversed(half)]


def _legs(someone: Figure) -> list[list[Point]]:
    """Straight down with a little between them, or one before the other."""
    return [
        [
            _at(someone, side * 0.012, someone.hem + 0.02),
            _at(someone, side * 0.09, someone.hem + 0.02),
            _at(someone, side * (0.062 + 0.5 * someone.stride), 0.25),
            _at(someone, side * (0.05 + someone.stride), lift),
            _at(someone, side * (0.008 + someone.stride), lift),
            _at(someone, side * (0.012 + 0.4 * someone.stride), 0.26),
        ]
        for side, lift in ((-1, 0.0), (1, 0.012 + 0.1 * someone.stride))
    ]


def _arms(someone: Figure) -> list[list[Point]]:
    return [
        [
            _at(someone, side * 0.1, 0.82),
            _at(someone, side * 0.128, 0.79),
            _at(someone, side * (0.142 + swing), 0.62),
            _at(someone, side * (0.13 + swing), 0.455),
            _at(someone, side * (0.105 + swing), 0.455),
            _at(someone, side * (0.108 + swing), 0.63),
        ]
        for side, swing in ((-1, 0.3 * someone.stride), (1, 0.15 * someone.stride))
    ]
