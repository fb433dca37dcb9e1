"""Where something is and how much of it: shapes and fades, white on black.

A mask is as large as the scene unless a `size` is named. Strengths go from 0 to 1.
"""

import functools
import math
from collections.abc import Callable, Iterable, Sequence

from PIL import Image, ImageChops, ImageDraw, ImageFilter

from newsroom.demo.drawing.canvas import SIZE, Box, Point, Size, gradient, mix

#: Masks are drawn this many times as large and reduced, so that edges are smooth.
_FINE = 2


def fade(places: Sequence[tuple[float, float]], *, sideways: bool = False, size: Size = SIZE) -> Image.Image:
    """A mask from places and strengths, both 0 to 1."""
    stops = [(place, mix("#000000", "#ffffff", strength)) for place, strength in places]
    return gradient(stops, sideways=sideways, size=size).convert("L")


def curve(mask: Image.Image, shape: Callable[[float], float]) -> Image.Image:
    """The mask with each strength (0 to 1) put through a function."""
    table = [max(0, min(255, round(255 * shape(value / 255)))) for value in range(256)]
    return mask.point(table)


def steps(low: float, high: float) -> Callable[[float], float]:
    """Nothing below `low`, all above `high`, smooth between."""

    def shape(value: float) -> float:
        share = max(0.0, min(1.0, (value - low) / (high - low)))
        return share * share * (3 - 2 * share)

    return shape


Paint = Callable[[ImageDraw.ImageDraw, Callable[[Iterable[Point]], list[Point]]], None]


def masked(paint: Paint, within: Box, *, blur: float = 0, size: Size = SIZE) -> Image.Image:
    """A mask painted on a finer grid, of which only the part inside a box is worked on.

    `paint` gets the pencil and what turns points of the picture into points of that grid.
    """
    room = 3 * blur + 2
    left, top = max(0, math.floor(within[0] - room)), max(0, math.floor(within[1] - room))
    right, bottom = min(size[0], math.ceil(within[2] + room)), min(size[1], math.ceil(within[3] + room))
    mask = Image.new("L", size)
    if right <= left or bottom <= top:
        return mask
    fine = Image.new("L", ((right - left) * _FINE, (bottom - top) * _FINE))
    paint(ImageDraw.Draw(fine), lambda points: [((x - left) * _FINE, (y - top) * _FINE) for x, y in points])
    small = fine.reduce(_FINE)
    mask.paste(small.filter(ImageFilter.GaussianBlur(blur)) if blur else small, (left, top))
    return mask


def _around(points: Iterable[Point], room: float = 0) -> Box:
    """The box that holds all the points; an empty one where there is none."""
    xs, ys = zip(*points, strict=True) if (points := list(points)) else ((0.0,), (0.0,))
    return min(xs) - room, min(ys) - room, max(xs) + room, max(ys) + room


def polygons(shapes: Iterable[Sequence[Point]], *, blur: float = 0) -> Image.Image:
    """A mask of filled polygons."""
    shapes = list(shapes)

    def paint(pencil: ImageDraw.ImageDraw, to: Callable[[Iterable[Point]], list[Point]]) -> None:
        for shape in shapes:
            pencil.polygon(to(shape), fill=255)

    return masked(paint, _around(point for shape in shapes for point in shape), blur=blur)


def strokes(lines: Iterable[Sequence[Point]], *, width: float, blur: float = 0) -> Image.Image:
    """A mask of lines of that width."""
    lines = list(lines)

    def paint(pencil: ImageDraw.ImageDraw, to: Callable[[Iterable[Point]], list[Point]]) -> None:
        for line in lines:
            pencil.line(to(line), fill=255, width=max(1, round(width * _FINE)), joint="curve")

    return masked(paint, _around((point for line in lines for point in line), width), blur=blur)


def dots(spots: Iterable[tuple[float, float, float]], *, blur: float = 0, size: Size = SIZE) -> Image.Image:
    """A mask of filled circles, each given by its centre and radius."""
    spots = list(spots)

    def paint(pencil: ImageDraw.ImageDraw, to: Callable[[Iterable[Point]], list[Point]]) -> None:
        for x, y, radius in spots:
            pencil.ellipse(to([(x - radius, y - radius), (x + radius, y + radius)]), fill=255)

    widest = max((radius for *_, radius in spots), default=0)
    return masked(paint, _around(((x, y) for x, y, _ in spots), widest), blur=blur, size=size)


def overlap(*masks: Image.Image) -> Image.Image:
    """What all the masks show."""
    return functools.reduce(ImageChops.multiply, masks)


def weaker(mask: Image.Image, strength: float) -> Image.Image:
    """The mask with every value times a strength; values above white stay white."""
    return mask if strength == 1 else mask.point([min(255, round(value * strength)) for value in range(256)])


def bloom(mask: Image.Image, radius: float, gain: float) -> Image.Image:
    """The light that spills around what the mask shows."""
    return weaker(mask.filter(ImageFilter.GaussianBlur(radius)), gain)
