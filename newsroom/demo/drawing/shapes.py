"""Outlines that several pictures share: ridges, waves, towns, people."""

import itertools
import math
import random
from collections.abc import Sequence

from newsroom.demo.drawing.canvas import Point


def ridge(rng: random.Random, *, width: int, base: float, height: float, rough: float = 0.55) -> list[Point]:
    """A skyline of mountains, by halving: `height` is how far it strays from `base`."""
    heights = [rng.uniform(-1, 1), rng.uniform(-1, 1)]
    stray = 1.0
    for _ in range(9):
        stray *= rough
        between = [(a + b) / 2 + rng.uniform(-stray, stray) for a, b in itertools.pairwise(heights)]
        heights = [value for pair in zip(heights, [*between, 0.0], strict=True) for value in pair][:-1]
    step = width / (len(heights) - 1)
    return [(index * step, base - value * height) for index, value in enumerate(heights)]


def swell(rng: random.Random, *, width: int, base: float, height: float, waves: float) -> list[Point]:
    """A long soft line, as of dunes or the sea: three sines of unlike lengths."""
    parts = [(waves * factor, rng.uniform(0, math.tau), share) for factor, share in ((1, 1), (2.3, 0.4), (5.1, 0.13))]
    return [
        (
            x,
            base
            - height * sum(share * math.sin(math.tau * count * x / width + shift) for count, shift, share in parts),
        )
        for x in range(0, width + 9, 8)
    ]


def filled(line: Sequence[Point], bottom: float) -> list[Point]:
    """The outline of everything below a line."""
    return [*line, (line[-1][0], bottom), (line[0][0], bottom)]


def level(line: Sequence[Point], x: float) -> float:
    """The height of a line at a place."""
    return min(line, key=lambda point: abs(point[0] - x))[1]


def box(x: float, y: float, wide: float, high: float) -> list[Point]:
    """A rectangle by its upper left corner."""
    return [(x, y), (x + wide, y), (x + wide, y + high), (x, y + high)]


def firs(rng: random.Random, line: Sequence[Point], *, high: float, gap: float) -> list[list[Point]]:
    """Trees along a line, each a narrow triangle."""
    trees, x = [], line[0][0]
    while x < line[-1][0]:
        tall = high * rng.uniform(0.45, 1)
        foot = level(line, x) + 4
        trees.append([(x - tall * 0.16, foot), (x, foot - tall), (x + tall * 0.16, foot)])
        x += gap * rng.uniform(0.4, 1.6)
    return trees


def person(x: float, foot: float, tall: float) -> tuple[list[list[Point]], tuple[float, float, float]]:
    """Somebody from afar: body and legs as polygons, the head as a circle."""
    wide = tall * 0.135
    body = [
        (x - wide, foot - tall * 0.80),
        (x + wide, foot - tall * 0.80),
        (x + wide * 0.7, foot - tall * 0.42),
        (x - wide * 0.7, foot - tall * 0.42),
    ]
    left = [(x - wide * 0.8, foot - tall * 0.46), (x, foot - tall * 0.46), (x - wide * 0.5, foot), (x - wide, foot)]
    right = [
        (x, foot - tall * 0.46),
        (x + wide * 0.8, foot - tall * 0.46),
        (x + wide * 1.1, foot),
        (x + wide * 0.6, foot),
    ]
    return [body, left, right], (x, foot - tall * 0.9, tall * 0.085)


def turned(shape: Sequence[Point], centre: Point, degrees: float) -> list[Point]:
    """A polygon turned about a point."""
    sine, cosine = math.sin(math.radians(degrees)), math.cos(math.radians(degrees))
    moved = [(x - centre[0], y - centre[1]) for x, y in shape]
    return [(centre[0] + x * cosine - y * sine, centre[1] + x * sine + y * cosine) for x, y in moved]
