"""The sheet that all the pictures are drawn on: its size, its random numbers, its colours.

Pure Pillow, and the same picture to the bit for the same name: every random number comes from a
generator seeded with it. Sizes and coordinates are pixels unless a name says parts of the whole.
"""

import itertools
import random
from collections.abc import Sequence
from functools import cache

from PIL import Image

Size = tuple[int, int]
#: Pixels of every scene.
WIDE, HIGH = 1600, 1067
SIZE = (WIDE, HIGH)

Point = tuple[float, float]
Box = tuple[float, float, float, float]
Stops = Sequence[tuple[float, str]]
Colour = tuple[int, int, int]


def seeded(name: str) -> random.Random:
    """The numbers of the picture with that name."""
    return random.Random(name)  # noqa: S311 - a picture is no secret


@cache
def rgb(colour: str) -> Colour:
    """The parts of a colour written as #rrggbb."""
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def mix(first: str, second: str, share: float) -> str:
    """The first colour with that share (0 to 1) of the second."""
    return _written(_between(rgb(first), rgb(second), share))


def at(stops: Stops, place: float) -> str:
    """The colour of a gradient at a place from 0 to 1."""
    return _written(_at(stops, place))


def _at(stops: Stops, place: float) -> Colour:
    for (start, first), (end, second) in itertools.pairwise(stops):
        if place <= end:
            return _between(rgb(first), rgb(second), max(0.0, place - start) / max(end - start, 1e-6))
    return rgb(stops[-1][1])


def _between(first: Colour, second: Colour, share: float) -> Colour:
    (red, green, blue), (redder, greener, bluer) = first, second
    return (
        round(red + (redder - red) * share),
        round(green + (greener - green) * share),
        round(blue + (bluer - blue) * share),
    )


def _written(colour: Colour) -> str:
    return "#" + "".join(f"{part:02x}" for part in colour)


def gradient(stops: Stops, *, sideways: bool = False, size: Size = SIZE) -> Image.Image:
    """A field of colour from top to bottom, or from left to right."""
    strip = Image.new("RGB", (1, 256))
    strip.putdata([_at(stops, row / 255) for row in range(256)])
    turned, along = (strip.transpose(Image.Transpose.ROTATE_90), (size[0], 1)) if sideways else (strip, (1, size[1]))
    return turned.resize(along, Image.Resampling.BICUBIC).resize(size, Image.Resampling.NEAREST)
