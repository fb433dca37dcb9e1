"""What surfaces are made of: noise, clouds, ground that runs to the horizon, the light on what is uneven."""

import random
from collections.abc import Sequence

from PIL import Image, ImageChops, ImageOps

from newsroom.demo.drawing.canvas import HIGH, SIZE, WIDE, Size
from newsroom.demo.drawing.masks import curve, fade, overlap, polygons, steps, weaker
from newsroom.demo.drawing.shapes import conifers, filled, ridge


def noise(rng: random.Random, *, size: Size = SIZE) -> Image.Image:
    """Every pixel for itself."""
    return Image.frombytes("L", size, rng.randbytes(size[0] * size[1]))


def clouds(
    rng: random.Random, *, cells: Size = (4, 3), octaves: int = 6, keep: float = 0.52, size: Size = SIZE
) -> Image.Image:
    """Soft noise over many scales, stretched to the whole range from black to white.

    `cells` is how many hills fit along and across; `keep` how much each finer scale weighs.
    Made at half the size: its edges are soft anyway.
    """
    half = (size[0] // 2, size[1] // 2)
    total = noise(rng, size=cells).resize(half, Image.Resampling.BICUBIC)
    weight, weights = 1.0, 1.0
    for octave in range(1, octaves):
        weight *= keep
        weights += weight
        grid = (min(cells[0] * 2**octave, half[0]), min(cells[1] * 2**octave, half[1]))
        finer = noise(rng, size=grid)
        total = Image.blend(total, finer.resize(half, Image.Resampling.BICUBIC), weight / weights)
    return ImageOps.autocontrast(total, cutoff=0.5).resize(size, Image.Resampling.BICUBIC)


def blurred_sideways(mask: Image.Image, length: int) -> Image.Image:
    """The mask smeared along the horizon."""
    wide, high = mask.size
    return mask.resize((max(2, wide // length), high), Image.Resampling.BOX).resize(
        (wide, high), Image.Resampling.BICUBIC
    )


def wisps(
    rng: random.Random,
    *,
    cells: Size,
    keep: tuple[float, float],
    within: Sequence[tuple[float, float]],
    octaves: int = 5,
    long: int = 6,
) -> Image.Image:
    """Fog, or cloud high up: drawn out along the horizon by `long`, from places and strengths as of a fade.

    `keep` says from which strength of the clouds on there is a little of it, and all of it.
    """
    drawn_out = blurred_sideways(clouds(rng, cells=cells, octaves=octaves), long)
    return overlap(curve(drawn_out, steps(*keep)), fade(within))


def hillside(
    rng: random.Random, *, base: float, height: float, tall: float, gap: float = 5, rough: float = 0.54, blur: float = 1
) -> Image.Image:
    """Everything below a ridge, with conifers up to `tall` pixels along it where that is not nought."""
    line = ridge(rng, width=WIDE, base=base, height=height, rough=rough)
    trees = conifers(rng, line, high=tall, gap=gap) if tall else []
    return polygons([filled(line, HIGH), *trees], blur=blur)


def receding(texture: Image.Image, horizon: int, *, scale: float = 1, squeeze: float = 1) -> Image.Image:
    """The texture as ground that runs from the lower edge of the picture to the horizon.

    At the lower edge one pixel of the picture shows `scale` pixels of the texture; `squeeze` says how many
    times as much of it passes away from the camera as across. Its edges meet their own mirror image.
    """
    tiled, (wide, long), deep = _tiled(texture), texture.size, HIGH - horizon
    coarse = tiled.reduce(_COARSE)
    ground = Image.new(texture.mode, SIZE)
    for row in range(horizon + 1, HIGH):
        away, next_away = deep / (row - horizon), deep / (row + 1 - horizon)
        half = min(1.5 * wide, WIDE * scale * away / 2)
        span = min(2 * long - 1.0, deep * scale * squeeze * (away - next_away))
        top = (deep * scale * squeeze * next_away) % (2 * long - span)
        source, size = (coarse, _COARSE) if span > 2 * _COARSE else (tiled, 1)
        left, right = (1.5 * wide - half) / size, min(source.width, (1.5 * wide + half) / size)
        within = (left, top / size, right, min(source.height, (top + span) / size))
        ground.paste(source.resize((WIDE, 1), Image.Resampling.BILINEAR, within), (0, row))
    return ground


#: Where a row of the picture shows more of the ground than that, it is read from a texture so many times smaller.
_COARSE = 8


def _tiled(texture: Image.Image) -> Image.Image:
    """The texture between its own mirror images, three across and two along."""
    wide, long = texture.size
    tiled = Image.new(texture.mode, (3 * wide, 2 * long))
    for left, part in ((0, ImageOps.mirror(texture)), (wide, texture), (2 * wide, ImageOps.mirror(texture))):
        tiled.paste(part, (left, 0))
        tiled.paste(ImageOps.flip(part), (left, long))
    return tiled


def relief(height: Image.Image, shift: tuple[int, int], gain: float) -> tuple[Image.Image, Image.Image]:
    """Where a surface is lit and where it lies in shade: the slope is the difference to a shifted copy."""
    moved = ImageChops.offset(height, *shift)
    lit, dark = ImageChops.subtract(height, moved), ImageChops.subtract(moved, height)
    for slope in (lit, dark):
        _mend_edges(slope, shift)
    return weaker(lit, gain), weaker(dark, gain)


def _mend_edges(slope: Image.Image, shift: tuple[int, int]) -> None:
    """The copy came round from the other side there; what is next to it stands in."""
    (wide, high), (dx, dy) = slope.size, (abs(shift[0]), abs(shift[1]))
    left, top = (0 if shift[0] > 0 else wide - dx), (0 if shift[1] > 0 else high - dy)
    beside, below = (dx if shift[0] > 0 else wide - 2 * dx), (dy if shift[1] > 0 else high - 2 * dy)
    slope.paste(slope.crop((beside, 0, beside + dx, high)), (left, 0))
    slope.paste(slope.crop((0, below, wide, below + dy)), (0, top))
