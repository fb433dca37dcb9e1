"""A picture of a road: a school bus in the morning."""

import math
import random

from PIL import Image

from newsroom.demo.drawing.canvas import HIGH, WIDE, Point, gradient, mix, seeded
from newsroom.demo.drawing.light import finished, glow, lay, lensed, shade, shine, soft
from newsroom.demo.drawing.masks import curve, dots, fade, overlap, polygons, steps, strokes
from newsroom.demo.drawing.shapes import View, box, conifer
from newsroom.demo.drawing.textures import clouds, hillside, receding, relief, wisps

#: The valley road from a hillside: metres to the right of the camera by metres away.
_ROAD = View(horizon=330, eye=17, focal=1500, middle=700)


def schoolbus() -> Image.Image:
    """A small yellow bus on the valley road at first light, its lamps on, fog lying on the meadows."""
    rng = seeded("schoolbus")
    image = gradient([(0, "#52688a"), (0.14, "#8d98ac"), (0.26, "#e3bd98"), (0.32, "#f6d6a6"), (1, "#5d6350")])
    glow(image, (1180, 330), 700, "#ffcf8c", 0.75)
    _morning_ridges(image, rng)
    _meadows(image, rng)
    _road(image, rng)
    _school(image, rng)
    _poles(image)
    _bus(image)
    _low_fog(image, rng)
    return finished(lensed(image, radius=24, strength=0.35), rng, grain=0.11, vignette=0.34)


def _morning_ridges(image: Image.Image, rng: random.Random) -> None:
    """Both sides of the valley, the farther slopes in the light."""
    for base, height, colour, tall in (
        (205, 120, "#b0a6a9", 0),
        (258, 80, "#908e95", 12),
        (300, 60, "#74797e", 20),
        (332, 34, "#566062", 34),
    ):
        mask = hillside(rng, base=base, height=height, tall=tall, gap=4.5)
        foot = mix(colour, "#f3cf9f", 0.55)
        lay(image, mask, gradient([(0, colour), ((base - 40) / HIGH, colour), (0.34, foot), (1, foot)]))
        lit, dark = relief(clouds(rng, cells=(10, 12), octaves=6, keep=0.55), (-5, 3), 7)
        shade(image, overlap(mask, dark), 0.16)
        shine(image, overlap(mask, lit), "#ffc98c", 0.2)


def _meadows(image: Image.Image, rng: random.Random) -> None:
    """Mown meadows with rime on them, parted by hedges and the river's alders."""
    ground = polygons([box(0, 338, WIDE, HIGH)], blur=4)
    lay(
        image,
        ground,
        gradient([(0, "#b7ab8a"), (0.33, "#b7ab8a"), (0.45, "#8a8d6a"), (0.75, "#5d6a4a"), (1, "#2c3626")]),
    )
    plots = receding(clouds(rng, cells=(5, 9), octaves=2, size=(1400, 1400)), 332, scale=0.7, squeeze=1.2)
    lay(image, overlap(ground, curve(plots, steps(0.55, 0.6))), "#9a9a6c", 0.22)
    lay(image, overlap(ground, curve(plots, lambda value: steps(0.62, 0.66)(1 - value))), "#4f5f42", 0.16)
    turf = receding(clouds(rng, cells=(300, 300), octaves=3, keep=0.8, size=(1600, 1600)), 332, scale=0.9, squeeze=1.3)
    lit, dark = relief(turf, (-2, 2), 4)
    shade(image, overlap(ground, soft(dark, 1)), 0.14)
    shine(image, overlap(ground, soft(lit, 1)), "#ffe2b0", 0.12)
    rime = receding(clouds(rng, cells=(14, 14), octaves=6, keep=0.6, size=(1200, 1200)), 332, scale=0.7)
    lay(image, overlap(ground, curve(rime, steps(0.5, 0.85))), "#d5d6cc", 0.3)
    for away, start, end in ((300, -150, 190), (170, -120, -30), (130, 34, 130), (420, -260, 300)):
        hedge = [_ROAD(start + (end - start) * part / 240, 0, away + 9 * math.sin(part / 36)) for part in range(241)]
        bushes = [
            (x + rng.gauss(0, 3), y - rng.uniform(0, 0.9) * 1500 / away, rng.uniform(0.5, 1.5) * 1500 / away)
            for x, y in hedge
            for _ in range(3)
        ]
        lay(image, dots(bushes, blur=1), mix("#39402f", "#8a7f6a", min(1.0, away / 430)), 0.9)


def _road_at(away: float) -> float:
    return -7 + 17 * math.sin((away - 40) / 46) + 0.0012 * away**2 * 0.4


def _strip(low: float, high: float, near: float = 15, far: float = 330) -> list[Point]:
    """A band along the road, from so far left of its middle to so far right."""
    places = [near * (far / near) ** (step / 90) for step in range(91)]
    left = [_ROAD(_road_at(away) + low, 0, away) for away in places]
    right = [_ROAD(_road_at(away) + high, 0, away) for away in places]
    return [*left, *reversed(right)]


def _road(image: Image.Image, rng: random.Random) -> None:
    """Old asphalt with a mended middle, posts, and along the right verge the blue line that says: walked."""
    lay(image, polygons([_strip(-3.9, 3.9)], blur=2), "#8d8568", 0.6)
    asphalt = polygons([_strip(-2.8, 2.8)], blur=1)
    lay(image, asphalt, gradient([(0, "#c9b597"), (0.36, "#a89a88"), (0.6, "#6d6c6c"), (1, "#3f4346")]))
    patches = receding(clouds(rng, cells=(40, 60), octaves=5, keep=0.6, size=(1200, 1200)), 332, scale=0.8)
    shade(image, overlap(asphalt, curve(patches, steps(0.5, 0.85))), 0.24)
    shine(image, overlap(asphalt, fade([(0, 0), (0.33, 1), (0.55, 0.3), (1, 0)])), "#ffd9a0", 0.35)
    for side in (-1.25, 1.05):
        shade(image, polygons([_strip(side - 0.25, side + 0.25)], blur=1.6), 0.16)
    lay(image, polygons([_strip(3.05, 3.3)], blur=0.6), "#3f7fc0", 0.9)
    posts = [(side, 17 * 1.17**step) for side in (-3.6, 3.9) for step in range(16)]
    lines = [[_ROAD(_road_at(away) + side, 0, away), _ROAD(_road_at(away) + side, 0.95, away)] for side, away in posts]
    lay(image, strokes(lines, width=2.4, blur=0.6), "#e4ddca", 0.85)
    heads = [[top, (top[0], top[1] + 0.25 * (foot[1] - top[1]))] for foot, top in lines]
    lay(image, strokes(heads, width=2.4, blur=0.6), "#3a3733", 0.9)


def _bus(image: Image.Image) -> None:
    """The twelve-seater, coming towards us: lamps, windscreen, a row of panes, its shadow."""
    near, middle = 47.0, _road_at(47.0) - 1.0
    far, left, right = near + 6.0, middle - 1.05, middle + 1.05
    ground = _ROAD.lying(0, left, right, near - 0.3, far + 0.2)
    shade(image, polygons([[(x - 26, y + 3) for x, y in ground]], blur=7), 0.6)
    lay(image, polygons([_ROAD.beside(right, 0.38, 2.45, near, far)], blur=0.7), "#c98f1f")
    lay(image, polygons([_ROAD.lying(2.45, left, right, near, far)], blur=0.7), "#ffd765")
    lay(image, polygons([_ROAD.facing(left, right, 0.38, 2.45, near)], blur=0.7), "#b8801c")
    screen = polygons([_ROAD.facing(left + 0.12, right - 0.12, 1.5, 2.25, near)], blur=0.7)
    lay(image, screen, gradient([(0, "#d9c39d"), (0.5, "#5a656c"), (1, "#39444c")]))
    starts = [near + 0.5 + 1.05 * step for step in range(5)]
    lay(image, polygons([_ROAD.beside(right, 1.5, 2.2, z, z + 0.85) for z in starts], blur=0.6), "#3c4448")
    wheels = [_ROAD.facing(x, x + 0.26, 0, 0.3, near) for x in (left + 0.1, right - 0.36)]
    wheels.append(_ROAD.beside(right, 0, 0.7, near + 4.3, near + 5.0))
    lay(image, polygons(wheels, blur=0.9), "#191a1b")
    lay(image, polygons([_ROAD.facing(left, right, 0.35, 0.62, near)], blur=0.7), "#2b2a28")
    shine(image, strokes([[_ROAD(right, 2.45, near), _ROAD(right, 2.45, far)]], width=2, blur=0.8), "#fff0c0", 0.8)
    for lamp in (-0.74, 0.74):
        x, y = _ROAD(middle + lamp, 0.86, near)
        glow(image, (x, y + 62), 190, "#ffe9b8", 0.4, flat=0.5)
        glow(image, (x, y), 96, "#fff0c8", 0.95)
        lay(image, dots([(x, y, 4.4)], blur=1), "#fffdf2")


def _school(image: Image.Image, rng: random.Random) -> None:
    """A long low house with a mended roof, two windows lit, smoke from its stove, firs beside it."""
    (left, foot), (right, high) = _ROAD(17, 0, 96), _ROAD(37, 3.0, 96)
    wall = polygons([box(left, high, right - left, foot - high)], blur=0.8)
    lay(image, wall, gradient([(0, "#d9cbb2"), (0.5, "#bba98f"), (1, "#bba98f")]))
    worn = curve(clouds(rng, cells=(60, 60), octaves=4), steps(0.5, 0.9))
    shade(image, overlap(wall, worn), 0.12)
    shade(
        image,
        polygons([[(left - 60, foot + 14), (right, foot + 14), (right, foot - 4), (left, foot - 4)]], blur=6),
        0.35,
    )
    top = high - 2.9 * _ROAD.focal / 96
    roof = polygons([[(left - 8, high + 3), (right + 8, high + 3), (right - 22, top), (left + 22, top)]], blur=0.8)
    lay(image, roof, "#5d4b49")
    shade(image, overlap(roof, worn), 0.35)
    sheet = [(left + 150, high + 1), (left + 196, high + 1), (left + 188, high - 34), (left + 146, high - 34)]
    lay(image, polygons([sheet], blur=0.8), "#4d6f97")
    shine(image, strokes([[(right - 22, top), (left + 22, top)]], width=2, blur=1), "#ffe2b0", 0.7)
    panes = [box(left + 22 + 42 * step, high + 13, 17, 20) for step in range(7)]
    lay(image, polygons(panes, blur=0.6), "#59646b")
    glow(image, (panes[2][0][0] + 28, high + 23), 70, "#ffb65c", 0.7)
    lay(image, polygons(panes[2:4], blur=0.6), "#ffd78c")
    _smoke(image, (right - 78, top - 8), rng)
    firs = [
        conifer(rng, right + 30 + 30 * step, foot + rng.uniform(-12, 10), rng.uniform(70, 190)) for step in range(7)
    ]
    lay(image, polygons(firs, blur=0.8), "#3d4440", 0.92)


def _smoke(image: Image.Image, chimney: Point, rng: random.Random) -> None:
    """It rises almost straight, thinner and wider."""
    x, y = chimney
    lay(image, polygons([box(x, y, 14, 24)], blur=0.7), "#4b3e3d")
    for step in range(16):
        puff = (x + 8 + 5.5 * step + rng.gauss(0, 2), y - 8 * step, 6 + 2.1 * step)
        lay(image, dots([puff], blur=6 + step), "#e6d6c3", 0.3 * (1 - step / 17))


def _poles(image: Image.Image) -> None:
    """Telegraph poles along the road; nobody has hung the wires again."""
    places = (34, 50, 74, 110, 164, 246)
    poles = [[_ROAD(_road_at(away) - 7, 0, away), _ROAD(_road_at(away) - 7, 7.5, away)] for away in places]
    lay(image, strokes(poles, width=3, blur=0.7), "#3a3733", 0.85)


def _low_fog(image: Image.Image, rng: random.Random) -> None:
    """It lies on the river meadows and thins out towards the road."""
    for y, strength, cells in ((372, 0.85, (3, 14)), (452, 0.6, (4, 12)), (590, 0.35, (4, 9))):
        band = [(0, 0), ((y - 60) / HIGH, 0), (y / HIGH, 1), ((y + 74) / HIGH, 0), (1, 0)]
        lay(image, wisps(rng, cells=cells, keep=(0.25, 0.85), within=band, long=5), "#f1dcbc", strength)
