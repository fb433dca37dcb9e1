"""A picture of those who wait: cameras on a terrace over a bay."""

import itertools
import math
import random

from PIL import Image

from newsroom.demo.drawing.canvas import HIGH, WIDE, Point, gradient, mix, seeded
from newsroom.demo.drawing.light import finished, glow, lay, lensed, shade, shine
from newsroom.demo.drawing.masks import bloom, curve, dots, fade, overlap, polygons, steps, strokes
from newsroom.demo.drawing.people import Figure, figures
from newsroom.demo.drawing.shapes import View, box, filled, ridge
from newsroom.demo.drawing.textures import clouds, receding, wisps
from newsroom.demo.drawing.water import mirror

#: What stands before the evening sky.
_DARK = "#120e20"


def tripods() -> Image.Image:
    """A hotel terrace by the sea after sunset: a row of cameras on tripods, a few people, nothing to film."""
    rng = seeded("tripods")
    image = gradient(
        [(0, "#16204a"), (0.2, "#3a3f78"), (0.38, "#8a5f8c"), (0.5, "#e08a74"), (0.56, "#ffc48c"), (1, "#ffc48c")]
    )
    band = [(0, 0.3), (0.35, 1), (0.55, 0), (1, 0)]
    lay(image, wisps(rng, cells=(3, 15), keep=(0.5, 0.92), within=band, octaves=6), "#f29a84", 0.5)
    glow(image, (1120, 600), 620, "#ffcf92", 0.7, flat=0.6)
    for base, height, colour in ((560, 90, "#b97a86"), (590, 60, "#7d5876")):
        line = ridge(rng, width=WIDE, base=base, height=height, rough=0.58)
        lay(
            image,
            polygons([filled(line, 640)], blur=1),
            gradient([(0, colour), (0.5, colour), (0.6, mix(colour, "#ffc79a", 0.4)), (1, colour)]),
        )
    _shore_lamps(image, rng)
    mirror(image, 626, rng, tint="#2a2148", share=0.34)
    _palm(image, rng)
    _terrace(image, rng)
    _cameras(image, rng)
    return finished(lensed(image, radius=22, strength=0.4), rng, grain=0.12, vignette=0.4)


def _shore_lamps(image: Image.Image, rng: random.Random) -> None:
    lamps = dots([(rng.uniform(0, 760), rng.uniform(604, 623), rng.uniform(0.9, 2.1)) for _ in range(70)])
    shine(image, bloom(lamps, 8, 5), "#ffb45c", 0.8)
    lay(image, lamps, "#fff0cc")


def _terrace(image: Image.Image, rng: random.Random) -> None:
    """Stone flags with the evening on them, and a balustrade against the water."""
    floor = polygons([box(-5, 812, WIDE + 10, HIGH)], blur=1)
    lay(image, floor, gradient([(0, "#5d4a68"), (0.77, "#5d4a68"), (0.86, "#332a44"), (1, "#14101f")]))
    view = View(horizon=626, eye=1.5, focal=1250)
    joints = [[view(right * 0.9, 0, 2.0), view(right * 0.9, 0, 10.2)] for right in range(-14, 15)]
    joints += [[view(-16, 0, away), view(16, 0, away)] for away in (4.4, 5.2, 6.1, 7.1, 8.2, 9.4)]
    shade(image, overlap(floor, strokes(joints, width=2, blur=1)), 0.4)
    sheen = receding(clouds(rng, cells=(26, 26), octaves=5, keep=0.6, size=(1300, 900)), 626, scale=0.7)
    shine(image, overlap(floor, curve(sheen, steps(0.45, 0.9)), fade([(0, 1), (0.78, 0.9), (1, 0.1)])), "#ff9d78", 0.3)
    rail: list[list[Point]] = [box(-5, 716, WIDE + 10, 15), box(-5, 800, WIDE + 10, 14)]
    rail += [_baluster(x) for x in range(16, WIDE, 40)] + [box(x, 704, 40, 112) for x in (280, 800, 1320)]
    lay(
        image,
        polygons(rail, blur=0.8),
        gradient([(0, "#2b2240"), (0.69, "#3f3050"), (0.76, "#231b35"), (1, "#231b35")]),
    )
    shine(image, strokes([[(-5, 717), (WIDE + 5, 717)]], width=2.4, blur=1), "#ffb88c", 0.6)


def _baluster(x: float) -> list[Point]:
    """A turned post: narrow, full, narrow."""
    half: list[Point] = [(5, 730), (3.5, 741), (9, 760), (10, 774), (5, 790), (7, 801)]
    return [(x - wide, y) for wide, y in half] + [(x + wide, y) for wide, y in reversed(half)]


def _cameras(image: Image.Image, rng: random.Random) -> None:
    """Seven tripods with their cameras, most turned to the same door; cables on the floor."""
    _crews(image)
    places = [(170 + 200 * number + rng.uniform(-44, 44), 884 + rng.uniform(-8, 44)) for number in range(7)]
    for x, foot in places:
        _tripod(image, x, foot, rng)
    cables = [[(x + 30 * math.sin(part / 3 + x), foot + 6 + 8 * part) for part in range(24)] for x, foot in places[::2]]
    lay(image, strokes(cables, width=3, blur=1), "#0d0a18", 0.8)


def _crews(image: Image.Image) -> None:
    """Four people beside them, the evening on one shoulder, their shadows towards us."""
    standing = ((228, 884, 232, 0.9), (560, 872, 226, 1), (1002, 888, 236, 0.85), (1404, 876, 228, 1))
    people = [Figure(x, foot, tall, stride=0.03, hem=0.42, turn=turn) for x, foot, tall, turn in standing]
    shadows = [
        [(x - 26, foot + 4), (x + 26, foot + 4), (x - 30, foot + 130), (x - 84, foot + 130)] for x, foot, *_ in standing
    ]
    shade(image, polygons(shadows, blur=10), 0.4)
    lay(image, figures(people), "#17122a")
    rims = [
        [(x + 0.115 * tall, foot - 0.8 * tall), (x + 0.13 * tall, foot - 0.5 * tall)] for x, foot, tall, _ in standing
    ]
    shine(image, strokes(rims, width=2.2, blur=1.4), "#ff9d78", 0.6)


#: A camera facing right: body, lens, hood, battery, handle, microphone, finder; left, up, width and height in pixels.
_CAMERA = (
    (-30, 40, 62, 32), (30, 36, 26, 23), (54, 41, 15, 33), (-52, 36, 24, 20), (-12, 54, 34, 7), (-10, 54, 5, 16),
    (16, 54, 5, 16), (-44, 46, 18, 9), (20, 62, 30, 9),
)  # fmt: skip


def _tripod(image: Image.Image, x: float, foot: float, rng: random.Random) -> None:
    """Three legs with their brace, and the camera's small red lamp."""
    top = foot - rng.uniform(176, 214)
    half = (top + foot) / 2
    legs: list[list[Point]] = [
        [(x, top), (x - 46, foot)],
        [(x, top), (x + 44, foot - 2)],
        [(x, top), (x + 6, foot + 12)],
    ]
    fallen = [[(x - 46, foot), (x - 90, foot + 70)], [(x + 44, foot), (x - 10, foot + 84)]]
    shade(image, strokes(fallen, width=6, blur=5), 0.4)
    lay(image, strokes(legs, width=6, blur=0.7), _DARK)
    lay(image, strokes([[(x - 22, half), (x + 3, half + 8), (x + 21, half - 1)]], width=2.4, blur=0.7), _DARK)
    way, size = rng.choice((1, 1, -1)), rng.uniform(0.82, 1.12)
    body = []
    for left, up, wide, high in _CAMERA:
        start = min(x + way * size * left, x + way * size * (left + wide))
        body.append(box(start, top - 8 - size * (up - 8), size * wide, size * high))
    lay(image, polygons([*body, box(x - 7, top - 12, 14, 18)], blur=1.6), _DARK)
    shine(
        image,
        strokes([[(x - 28 * size, top - 40 * size), (x + 30 * size, top - 40 * size)]], width=2, blur=1),
        "#ff9d78",
        0.5,
    )
    lay(image, strokes([[(x, top), (x - way * 52, top + 34), (x - way * 70, top + 38)]], width=3, blur=0.8), _DARK)
    if rng.random() < 0.6:
        glow(image, (x - way * 22, top - 30), 22, "#ff4a3a", 0.9)
        lay(image, dots([(x - way * 22, top - 30, 2.2)], blur=0.6), "#ffb3a6")


def _palm(image: Image.Image, rng: random.Random) -> None:
    """Two date palms before the terrace, their crowns hanging into the picture."""
    for x, y, reach in ((1490, 130, 340), (60, 60, 270)):
        trunk = [(x - 12, y), (x + 12, y), (x + 18, 500), (x + 26, 830), (x - 20, 830), (x - 12, 500)]
        lay(image, polygons([trunk], blur=1.2), _DARK)
        fronds, leaves = [], []
        for number in range(21):
            turn = math.pi * (0.98 + 1.08 * number / 20) + rng.uniform(-0.1, 0.1)
            out = reach * rng.uniform(0.75, 1.05)
            rib = [
                (
                    x + out * part / 20 * math.cos(turn),
                    y + out * (part / 20 * math.sin(turn) + 0.72 * (part / 20) ** 2.1),
                )
                for part in range(21)
            ]
            fronds.append(rib)
            for part, ((px, py), (nx, ny)) in enumerate(itertools.pairwise(rib[1:])):
                way, long = math.atan2(ny - py, nx - px), 0.26 * out * math.sin(math.pi * (0.15 + 0.8 * part / 20))
                for share in (0, 0.33, 0.66):
                    foot = (px + (nx - px) * share, py + (ny - py) * share)
                    leaves += [_leaf(foot, way + side + rng.gauss(0, 0.08), long) for side in (-0.62, 0.62)]
        lay(image, strokes(fronds, width=4, blur=1), _DARK)
        lay(image, polygons(leaves, blur=0.9), _DARK, 0.95)


def _leaf(foot: Point, way: float, long: float) -> list[Point]:
    """A narrow blade that droops."""
    x, y = foot
    end = (x + long * math.cos(way), y + long * math.sin(way) + 0.18 * long)
    middle = ((x + end[0]) / 2, (y + end[1]) / 2 - 0.03 * long)
    across = (-2.2 * math.sin(way), 2.2 * math.cos(way))
    return [foot, (middle[0] + across[0], middle[1] + across[1]), end, (middle[0] - across[0], middle[1] - across[1])]
