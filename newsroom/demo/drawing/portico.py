"""A picture of a court: its portico in low sun."""

import math
import random

from PIL import Image

from newsroom.demo.drawing.canvas import HIGH, WIDE, Point, Stops, gradient, mix, seeded
from newsroom.demo.drawing.light import finished, glow, lay, lay_round, shade, shine
from newsroom.demo.drawing.masks import curve, fade, overlap, polygons, steps, strokes
from newsroom.demo.drawing.people import Figure, figures
from newsroom.demo.drawing.shapes import View, box
from newsroom.demo.drawing.textures import clouds, receding

_PORTICO = View(horizon=690, eye=1.7, focal=1000, middle=1130)


#: The row of columns stands so far to the left of the camera; the wall of the court so far to the right. Metres.
_ROW, _WALL, _THICK, _UNDER = -4.4, 2.6, 0.62, 9.2


_STONE: Stops = [
    (0, "#f4dcb2"),
    (0.14, "#ffe9c4"),
    (0.34, "#c9a685"),
    (0.56, "#6f5c5e"),
    (0.84, "#3f3843"),
    (1, "#5d525c"),
]


def court() -> Image.Image:
    """The portico of a court in low sun: columns, and their shadows across the stone."""
    rng = seeded("court")
    image = gradient([(0, "#8fa9bd"), (0.35, "#cfd4cc"), (0.6, "#ffe3b3"), (1, "#ffe9c4")])
    _square(image, rng)
    _ceiling(image)
    _back_wall(image, rng)
    _pavement(image, rng)
    for number in reversed(range(11)):
        _column(image, 5.0 + 3.4 * number, rng)
    _visitors(image)
    glow(image, (60, 620), 1000, "#ffd69a", 0.26)
    return finished(image, rng, grain=0.09, vignette=0.3)


def _square(image: Image.Image, rng: random.Random) -> None:
    """What is seen between the columns: a pale square, house fronts in the haze."""
    houses, x = [], -30.0
    while x < 1130:
        wide = rng.uniform(60, 130)
        high = rng.uniform(90, 170)
        houses += [
            box(x, 690 - high, wide, high),
            [(x, 691 - high), (x + wide / 2, 690 - high - wide * 0.3), (x + wide, 691 - high)],
        ]
        x += wide
    lay(
        image,
        polygons(houses, blur=5),
        gradient([(0, "#b9a89a"), (0.45, "#c2ab98"), (0.65, "#f2d4aa"), (1, "#f2d4aa")]),
        0.8,
    )
    lay(
        image,
        polygons([box(0, 688, WIDE, HIGH)], blur=2),
        gradient([(0, "#f4dcb4"), (0.65, "#f4dcb4"), (1, "#caa983")]),
    )


def _ceiling(image: Image.Image) -> None:
    """Beams over the columns and coffers between them, lit from the floor."""
    cover = _PORTICO.lying(_UNDER, _ROW - 0.6, _WALL, 1.2, 90)
    lay(
        image,
        polygons([cover], blur=1),
        gradient([(0, "#3f3a44"), (0.4, "#75655f"), (0.62, "#c8a988"), (1, "#c8a988")]),
    )
    for number in range(12):
        near = 3.1 + 3.4 * number
        beam = _PORTICO.lying(_UNDER - 0.02, _ROW, _WALL, near, near + 0.7)
        shine(image, polygons([beam], blur=1), "#c9a98c", 0.32)
        shade(image, polygons([_PORTICO.lying(_UNDER, _ROW, _WALL, near + 0.7, near + 1.2)], blur=4), 0.4)
    edge = _PORTICO.beside(_ROW - 0.6, _UNDER, _UNDER + 3.5, 0.8, 90)
    lay(image, polygons([edge], blur=1), gradient([(0, "#cdb394"), (0.6, "#f3d9ae"), (1, "#f3d9ae")]))


def _back_wall(image: Image.Image, rng: random.Random) -> None:
    """The wall of the court in shade, bars of sun on it between the shadows, high doors in it."""
    wall = polygons([_PORTICO.beside(_WALL, 0, _UNDER, 1.5, 90)], blur=0.8)
    stone: Stops = [(0, "#e5c69d"), (0.72, "#c0a081"), (0.8, "#87736c"), (1, "#4c4550")]
    lay(image, wall, gradient(stone, sideways=True))
    shade(image, overlap(wall, fade([(0, 0.75), (0.35, 0.3), (0.6, 0), (1, 0)])), 0.5)
    starts = [6.6 + 3.4 * number for number in range(12)]
    sun = polygons([_PORTICO.beside(_WALL, 0, 4.4, near, near + 1.9) for near in starts], blur=3)
    shine(image, overlap(wall, sun), "#ffcf93", 0.5)
    for near in (5.4, 12.2, 19.0, 25.8):
        frame = _PORTICO.beside(_WALL - 0.02, 0, 5.0, near - 0.3, near + 2.1)
        shine(image, polygons([frame], blur=1), "#cfae88", 0.25)
        door = polygons([_PORTICO.beside(_WALL - 0.02, 0, 4.6, near, near + 1.8)], blur=1)
        lay(image, door, "#2a1e1c", 0.9)
        shine(image, overlap(door, sun), "#c07a3d", 0.5)
    courses = [[_PORTICO(_WALL, 0.9 * row, 2), _PORTICO(_WALL, 0.9 * row, 80)] for row in range(1, 10)]
    shade(image, overlap(wall, strokes(courses, width=1.4, blur=0.9)), 0.25)
    stains = curve(clouds(rng, cells=(9, 5), octaves=6, keep=0.6), steps(0.4, 1))
    shade(image, overlap(wall, stains), 0.2)


def _pavement(image: Image.Image, rng: random.Random) -> None:
    """Worn slabs, warm where the sun gets between the columns."""
    edge = _ROW - 1.4
    floor = polygons([_PORTICO.lying(0, edge, _WALL, 1.6, 90)], blur=0.8)
    lay(image, floor, gradient([(0, "#a98f7c"), (0.66, "#b39780"), (0.8, "#6f625f"), (1, "#3b363e")]))
    light = overlap(floor, polygons([_sunbeam(5.0 + 3.4 * number + _THICK) for number in range(-3, 13)], blur=2.5))
    shine(image, light, "#ffc887", 0.72)
    slabs = [[_PORTICO(edge, 0, 1.7 + 0.9 * step), _PORTICO(_WALL, 0, 1.7 + 0.9 * step)] for step in range(34)]
    slabs += [[_PORTICO(edge + 1.05 * step, 0, 1.6), _PORTICO(edge + 1.05 * step, 0, 60)] for step in range(9)]
    joints = overlap(floor, strokes(slabs, width=1.8, blur=0.9), fade([(0, 0), (0.66, 0), (0.74, 0.6), (1, 1)]))
    shade(image, joints, 0.4)
    worn = receding(clouds(rng, cells=(26, 26), octaves=6, keep=0.6, size=(1200, 1200)), 690, scale=0.6)
    shade(image, overlap(floor, curve(worn, steps(0.3, 1))), 0.16)
    shine(image, overlap(light, curve(worn, lambda value: steps(0.5, 1)(1 - value))), "#ffe3bd", 0.14)


def _sunbeam(near: float) -> list[Point]:
    """Where the sun falls on the floor between two columns: the farther from them, the farther away."""
    left, right = _ROW - 1.4, _WALL
    corners = ((left, near - 0.3), (left, near + 1.85), (right, near + 3.5), (right, near + 1.4))
    return [_PORTICO(across, 0, max(1.65, away)) for across, away in corners]


def _column(image: Image.Image, away: float, rng: random.Random) -> None:
    """A fluted shaft on its base, bright on the side of the sun, with the haze before it."""
    left, foot = _PORTICO(_ROW - _THICK, 0.42, away)
    right, _ = _PORTICO(_ROW + _THICK, 0.42, away)
    top = _PORTICO(_ROW, _UNDER - 0.75, away)[1]
    wide, far = right - left, min(1.0, (away - 5) / 34)
    bulge = [
        ((left, foot), (right, foot)),
        ((left + wide * 0.02, (foot + 2 * top) / 3), (right - wide * 0.02, (foot + 2 * top) / 3)),
    ]
    bulge.append(((left + wide * 0.09, top), (right - wide * 0.09, top)))
    shaft = polygons([[*(pair[0] for pair in bulge), *(pair[1] for pair in reversed(bulge))]], blur=0.8)
    stone = [(place, mix(colour, "#f7d9ae", 0.55 * far)) for place, colour in _STONE]
    lay_round(image, shaft, stone)
    turns = [math.cos(math.pi * step / 12) for step in range(1, 12)]
    flutes = [[(left + wide * (0.5 - 0.5 * turn), foot), (left + wide * (0.5 - 0.41 * turn), top)] for turn in turns]
    grooves = strokes(flutes, width=max(1, wide * 0.018), blur=wide * 0.009)
    shade(image, overlap(shaft, grooves), 0.34 * (1 - far))
    start = max(0.0, top / HIGH)
    shade(image, overlap(shaft, fade([(0, 1), (start, 0.9), (max(0.02, start + 0.5 / away), 0), (1, 0)])), 0.4)
    weathered = curve(clouds(rng, cells=(16, 9), octaves=6, keep=0.62), steps(0.45, 1))
    shade(image, overlap(shaft, weathered), 0.3 * (1 - far))
    _base_and_capital(image, away, stone)


def _base_and_capital(image: Image.Image, away: float, stone: Stops) -> None:
    """Two slabs below the shaft and two above it."""
    slabs = ((0, 0.2, 1.34), (0.2, 0.42, 1.16), (_UNDER - 0.75, _UNDER - 0.4, 1.1), (_UNDER - 0.4, _UNDER, 1.36))
    for low, high, out in slabs:
        slab = _PORTICO.facing(_ROW - _THICK * out, _ROW + _THICK * out, low, high, away)
        lay_round(image, polygons([slab], blur=0.8), stone)
        shade(image, strokes([slab[2:]], width=max(1, 0.02 * _PORTICO.focal / away), blur=1), 0.4)


def _visitors(image: Image.Image) -> None:
    """Two people far down the portico, one on the way in; their shadows lie to the right."""
    for right, away, stride in ((-1.3, 16.5, 0.05), (-0.72, 17.2, 0.03), (1.3, 24.0, 0.05)):
        x, foot = _PORTICO(right, 0, away)
        tall = 1.75 * _PORTICO.focal / away
        long = x + tall * 1.5
        shadow = [(x - 4, foot), (x + 5, foot), (long, foot - tall * 0.14), (long, foot - tall * 0.2)]
        shade(image, polygons([shadow], blur=2), 0.5)
        lay(image, figures([Figure(x, foot, tall, stride=stride, hem=0.36, turn=0.86)]), "#3d3132", 0.95)
        sunny = [(x - tall * 0.1, foot - tall * 0.8), (x - tall * 0.1, foot - tall * 0.3)]
        shine(image, strokes([sunny], width=2.4, blur=1), "#ffcf93", 0.8)
