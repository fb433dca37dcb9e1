"""Outlines that several pictures share: ridges, waves, towns, people."""

import bisect
import itertools
import math
import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from newsroom.demo.drawing.canvas import Point


@dataclass(frozen=True)
class View:
    """Where the camera stands: places in metres to the right, up and away become points of the picture.

    `eye` is the height of the lens in metres, `focal` its length in pixels, `middle` and `horizon` are
    the vanishing point.
    """

    horizon: float
    eye: float = 1.7
    focal: float = 1400
    middle: float = 800

    def __call__(self, right: float, up: float, away: float) -> Point:
        size = self.focal / away
        return self.middle + right * size, self.horizon + (self.eye - up) * size

    def facing(self, left: float, right: float, low: float, high: float, away: float) -> list[Point]:
        """A rectangle that stands across our way."""
        return [self(left, high, away), self(right, high, away), self(right, low, away), self(left, low, away)]

    def beside(self, right: float, low: float, high: float, near: float, far: float) -> list[Point]:
        """A rectangle on a wall that runs away from us."""
        return [self(right, high, near), self(right, high, far), self(right, low, far), self(right, low, near)]

    def lying(self, up: float, left: float, right: float, near: float, far: float) -> list[Point]:
        """A rectangle on the ground, or so far above it."""
        return [self(left, up, near), self(right, up, near), self(right, up, far), self(left, up, far)]


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
    """The height of a line, which runs from left to right, at its point nearest to a place."""
    after = bisect.bisect_left(line, x, key=lambda point: point[0])
    return min(line[max(0, after - 1) : after + 1], key=lambda point: abs(point[0] - x))[1]


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


def conifers(
    rng: random.Random, line: Sequence[Point], *, high: float, gap: float, wide: float = 0.17
) -> list[list[Point]]:
    """Trees along a line, with ragged branches; `wide` is half their width at the foot as a part of their height."""
    trees, x = [], line[0][0]
    while x < line[-1][0]:
        trees.append(conifer(rng, x, level(line, x) + 6, high * rng.uniform(0.4, 1) ** 0.8, wide))
        x += gap * rng.uniform(0.3, 1.7)
    return trees


def conifer(rng: random.Random, x: float, foot: float, tall: float, wide: float = 0.17) -> list[Point]:
    """One tree: tiers of branches that hang a little, none quite like the other."""
    tiers = max(5, min(22, round(tall / 9)))
    lean = rng.uniform(-0.02, 0.02) * tall
    sides: list[list[Point]] = []
    for side in (-1, 1):
        edge: list[Point] = []
        for tier in range(1, tiers + 1):
            low, reach = tier / tiers, tall * wide * (tier / tiers) ** 0.85
            middle = x + lean * (1 - low)
            edge.append((middle + side * reach * rng.uniform(0.3, 0.55), foot - tall * (1 - low + 0.6 / tiers)))
            edge.append((middle + side * reach * rng.uniform(0.65, 1.15), foot - tall * (1 - low) + 0.2 * tall / tiers))
        sides.append(edge)
    return [(x + lean, foot - tall), *sides[1], *reversed(sides[0])]


def blades(rng: random.Random, *, y: float, high: float, many: int) -> list[list[Point]]:
    """Grass that stands around a height of the picture: so many blades, each bent its own way."""
    grass = []
    for _ in range(many):
        x, foot = rng.uniform(-20, 1620), y + rng.uniform(-high * 0.25, high * 0.35)
        lean, tall, wide = rng.gauss(0, 0.3), high * rng.uniform(0.4, 1), high * 0.026
        bend = (x + lean * tall * 0.6, foot - tall * 0.68)
        grass.append(
            [(x - wide, foot), bend, (x + lean * tall, foot - tall), (bend[0] + wide, bend[1]), (x + wide, foot)]
        )
    return grass


def smooth(knots: Sequence[Point]) -> list[Point]:
    """A line through all the knots but the first and the last (Catmull-Rom), a point about every six pixels."""
    line: list[Point] = []
    for before, start, end, after in zip(knots, knots[1:], knots[2:], knots[3:], strict=False):
        count = max(1, round(math.dist(start, end) / 6))
        for step in range(count):
            part = step / count
            xs, ys = zip(before, start, end, after, strict=True)
            line.append((_between(*xs, part), _between(*ys, part)))
    return line


def _between(a: float, b: float, c: float, d: float, part: float) -> float:
    """A value between the second and the third of four."""
    return 0.5 * (2 * b + (c - a) * part + (2 * a - 5 * b + 4 * c - d) * part**2 + (3 * b - a - 3 * c + d) * part**3)


def beside(line: Sequence[Point], off: float, wide: Callable[[float], float] | None = None) -> list[Point]:
    """The line that runs `off` pixels to the left of another, seen along it.

    With `wide`, so many times what that says for each part of the way from 0 to 1.
    """
    moved = []
    for index, ((x, y), (nx, ny)) in enumerate(itertools.pairwise(line)):
        away = off * wide(index / (len(line) - 1)) if wide else off
        long = math.dist((x, y), (nx, ny)) or 1.0
        moved.append((x - (ny - y) / long * away, y + (nx - x) / long * away))
    return moved


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
