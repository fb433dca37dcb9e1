"""What all the pictures are drawn with: gradients, noise, masks, light and grain.

Pure Pillow, and the same picture to the bit for the same name: every random number comes from a
generator seeded with it. Sizes and coordinates are pixels unless a name says parts of the whole.
"""

import itertools
import math
import random
from collections.abc import Callable, Iterable, Sequence
from functools import cache

from PIL import Image, ImageChops, ImageDraw, ImageFilter, ImageOps

Size = tuple[int, int]
#: Pixels of every scene.
WIDE, HIGH = 1600, 1067
SIZE = (WIDE, HIGH)

Point = tuple[float, float]
Box = tuple[float, float, float, float]
Stops = Sequence[tuple[float, str]]
#: Masks are drawn this many times as large and reduced, so that edges are smooth.
_FINE = 2


def seeded(name: str) -> random.Random:
    """The numbers of the picture with that name."""
    return random.Random(name)  # noqa: S311 - a picture is no secret


def rgb(colour: str) -> tuple[int, int, int]:
    """The parts of a colour written as #rrggbb."""
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def mix(first: str, second: str, share: float) -> str:
    """The first colour with that share (0 to 1) of the second."""
    parts = (round(a + (b - a) * share) for a, b in zip(rgb(first), rgb(second), strict=True))
    return "#" + "".join(f"{part:02x}" for part in parts)


def at(stops: Stops, place: float) -> str:
    """The colour of a gradient at a place from 0 to 1."""
    for (start, first), (end, second) in itertools.pairwise(stops):
        if place <= end:
            return mix(first, second, max(0.0, place - start) / max(end - start, 1e-6))
    return stops[-1][1]


def gradient(size: Size, stops: Stops, *, sideways: bool = False) -> Image.Image:
    """A field of colour from top to bottom, or from left to right."""
    strip = Image.new("RGB", (1, 256))
    strip.putdata([rgb(at(stops, row / 255)) for row in range(256)])
    turned = strip.transpose(Image.Transpose.ROTATE_90) if sideways else strip
    return turned.resize(size, Image.Resampling.BICUBIC)


def fade(size: Size, places: Sequence[tuple[float, float]], *, sideways: bool = False) -> Image.Image:
    """A mask from places and strengths, both 0 to 1."""
    stops = [(place, mix("#000000", "#ffffff", strength)) for place, strength in places]
    return gradient(size, stops, sideways=sideways).convert("L")


def noise(size: Size, rng: random.Random) -> Image.Image:
    """Every pixel for itself."""
    return Image.frombytes("L", size, rng.randbytes(size[0] * size[1]))


def clouds(
    size: Size, rng: random.Random, *, cells: Size = (4, 3), octaves: int = 6, keep: float = 0.52
) -> Image.Image:
    """Soft noise over many scales, stretched to the whole range from black to white.

    `cells` is how many hills fit along and across; `keep` how much each finer scale weighs.
    Made at half the size: its edges are soft anyway.
    """
    half = (size[0] // 2, size[1] // 2)
    total = noise(cells, rng).resize(half, Image.Resampling.BICUBIC)
    weight, weights = 1.0, 1.0
    for octave in range(1, octaves):
        weight *= keep
        weights += weight
        finer = noise(tuple(min(cell * 2**octave, side) for cell, side in zip(cells, half, strict=True)), rng)  # type: ignore[arg-type]
        total = Image.blend(total, finer.resize(half, Image.Resampling.BICUBIC), weight / weights)
    return ImageOps.autocontrast(total, cutoff=0.5).resize(size, Image.Resampling.BICUBIC)


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


def masked(size: Size, paint: Paint, within: Box, *, blur: float = 0) -> Image.Image:
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


def polygons(size: Size, shapes: Iterable[Sequence[Point]], *, blur: float = 0) -> Image.Image:
    """A mask of filled polygons."""
    shapes = list(shapes)

    def paint(pencil: ImageDraw.ImageDraw, to: Callable[[Iterable[Point]], list[Point]]) -> None:
        for shape in shapes:
            pencil.polygon(to(shape), fill=255)

    return masked(size, paint, _around(point for shape in shapes for point in shape), blur=blur)


def strokes(size: Size, lines: Iterable[Sequence[Point]], *, width: float, blur: float = 0) -> Image.Image:
    """A mask of lines of that width."""
    lines = list(lines)

    def paint(pencil: ImageDraw.ImageDraw, to: Callable[[Iterable[Point]], list[Point]]) -> None:
        for line in lines:
            pencil.line(to(line), fill=255, width=max(1, round(width * _FINE)), joint="curve")

    return masked(size, paint, _around((point for line in lines for point in line), width), blur=blur)


def dots(size: Size, spots: Iterable[tuple[float, float, float]], *, blur: float = 0) -> Image.Image:
    """A mask of filled circles, each given by its centre and radius."""
    spots = list(spots)

    def paint(pencil: ImageDraw.ImageDraw, to: Callable[[Iterable[Point]], list[Point]]) -> None:
        for x, y, radius in spots:
            pencil.ellipse(to([(x - radius, y - radius), (x + radius, y + radius)]), fill=255)

    widest = max((radius for *_, radius in spots), default=0)
    return masked(size, paint, _around(((x, y) for x, y, _ in spots), widest), blur=blur)


def weaker(mask: Image.Image, strength: float) -> Image.Image:
    """The mask with every value times a strength; values above white stay white."""
    return mask if strength == 1 else mask.point([min(255, round(value * strength)) for value in range(256)])


def bloom(mask: Image.Image, radius: float, gain: float) -> Image.Image:
    """The light that spills around what the mask shows."""
    return weaker(mask.filter(ImageFilter.GaussianBlur(radius)), gain)


def lay(image: Image.Image, mask: Image.Image, colour: str | Image.Image, strength: float = 1.0) -> None:
    """Cover what the mask shows with a colour, or with another picture."""
    within = mask.getbbox()
    if within:
        cover = rgb(colour) if isinstance(colour, str) else colour.crop(within)
        image.paste(cover, within, weaker(mask.crop(within), strength))


def shine(image: Image.Image, mask: Image.Image, colour: str, strength: float = 1.0) -> None:
    """Add light of a colour where the mask shows."""
    within = mask.getbbox()
    if within:
        lit = ImageOps.colorize(weaker(mask.crop(within), strength), "#000000", colour)
        image.paste(ImageChops.screen(image.crop(within), lit), within)


def shade(image: Image.Image, mask: Image.Image, strength: float = 1.0) -> None:
    """Take light away where the mask shows."""
    within = mask.getbbox()
    if within:
        dark = ImageOps.invert(weaker(mask.crop(within), strength)).convert("RGB")
        image.paste(ImageChops.multiply(image.crop(within), dark), within)


@cache
def _disc() -> Image.Image:
    """Light that falls off from the middle, to nothing at the edge."""
    return curve(ImageOps.invert(Image.radial_gradient("L")), lambda value: max(0.0, (value - 0.29) / 0.71) ** 2)


def glow(
    image: Image.Image, centre: Point, radius: float, colour: str, strength: float = 1.0, *, flat: float = 1
) -> None:
    """Add a soft light; `flat` is its height as a part of its width."""
    wide, high = max(2, round(2 * radius)), max(2, round(2 * radius * flat))
    left, top = round(centre[0] - wide / 2), round(centre[1] - high / 2)
    part = image.crop((left, top, left + wide, top + high))
    shine(part, _disc().resize((wide, high), Image.Resampling.BILINEAR), colour, strength)
    image.paste(part, (left, top))


def soft(image: Image.Image, radius: float) -> Image.Image:
    """The picture out of focus."""
    return image.filter(ImageFilter.GaussianBlur(radius))


def blurred_sideways(mask: Image.Image, length: int) -> Image.Image:
    """The mask smeared along the horizon."""
    wide, high = mask.size
    return mask.resize((max(2, wide // length), high), Image.Resampling.BOX).resize(
        (wide, high), Image.Resampling.BICUBIC
    )


def finished(image: Image.Image, rng: random.Random, *, grain: float = 0.1, vignette: float = 0.3) -> Image.Image:
    """The picture as if on film: darker towards the corners, with grain."""
    corners = curve(Image.radial_gradient("L").resize(image.size, Image.Resampling.BILINEAR), lambda value: value**2.2)
    shade(image, corners, vignette)
    half = (image.width * 2 // 3, image.height * 2 // 3)
    speckle = noise(half, rng).filter(ImageFilter.GaussianBlur(0.5)).resize(image.size, Image.Resampling.BILINEAR)
    return Image.blend(image, ImageChops.overlay(image, speckle.convert("RGB")), grain)
