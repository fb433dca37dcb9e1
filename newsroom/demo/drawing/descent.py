"""A picture of a cycle race: the last descent, from above."""

import math
import random

from PIL import Image

from newsroom.demo.drawing.canvas import HIGH, WIDE, Point, gradient, seeded
from newsroom.demo.drawing.light import finished, lay, shade, shine
from newsroom.demo.drawing.masks import curve, dots, overlap, polygons, steps, strokes
from newsroom.demo.drawing.shapes import beside, box, smooth, turned
from newsroom.demo.drawing.textures import clouds, relief

#: The middle of the coast road, as knots of a smooth line.
_BENDS: list[Point] = [
    (2000, 60), (1720, 150), (1380, 190), (1120, 150), (960, 215), (990, 330), (1180, 390), (1330, 470), (1300, 590),
    (1100, 610), (880, 560), (690, 590), (640, 700), (760, 800), (960, 850), (1080, 940), (1090, 1100), (1060, 1260),
]  # fmt: skip


def hairpins() -> Image.Image:
    """A coast road in bends above a turquoise bay, a stretched field of riders on it, in the last bend a goat."""
    rng = seeded("hairpins")
    height = clouds(rng, cells=(6, 5), octaves=8, keep=0.56)
    image = _maquis(height, rng)
    road = smooth(_BENDS)
    _bay(image, _shore(rng), rng)
    _cut(image, road, rng)
    _race(image, road, rng)
    return finished(image, rng, grain=0.08, vignette=0.28)


def _maquis(height: Image.Image, rng: random.Random) -> Image.Image:
    """Dry slopes: ochre stone, grey-green scrub, each bush with its shadow."""
    image = gradient([(0, "#a98d62"), (0.5, "#b3976b"), (1, "#9c7f56")])
    lit, dark = relief(height, (5, 6), 8)
    shine(image, lit, "#ffe3b0", 0.4)
    shade(image, dark, 0.5)
    scrub = clouds(rng, cells=(70, 46), octaves=4, keep=0.7)
    lay(image, curve(scrub, steps(0.5, 0.62)), "#6b6f43", 0.6)
    bushes = [(rng.uniform(-10, WIDE), rng.uniform(-10, HIGH), 2 + 7 * rng.random() ** 2.4) for _ in range(2600)]
    shade(image, dots([(x + 0.9 * r, y + 1.1 * r, r) for x, y, r in bushes], blur=1.4), 0.4)
    for kind, colour in enumerate(("#4d5a36", "#606a3f", "#3f4c34", "#7a7a4c")):
        lay(image, dots(bushes[kind::4], blur=0.9), colour, 0.95)
    shine(image, dots([(x - 0.3 * r, y - 0.35 * r, 0.42 * r) for x, y, r in bushes], blur=1), "#cfcf8c", 0.3)
    return image


def _shore(rng: random.Random) -> list[Point]:
    """The edge of the land, from the top of the picture to its foot."""
    line: list[Point] = []
    for y in range(-20, HIGH + 30, 7):
        inlet = 150 * math.sin(y / 210 + 0.4) + 62 * math.sin(y / 83 + 2) + 24 * math.sin(y / 29)
        line.append((430 + inlet + rng.gauss(0, 5), y))
    return line


def _bay(image: Image.Image, shore: list[Point], rng: random.Random) -> None:
    """Water from foam over turquoise to deep blue; rocks at its edge, and the shadow of the cliff."""
    water = polygons([[(-20, -20), *shore, (-20, HIGH + 20)]], blur=1.5)
    lay(
        image,
        polygons([[(x + 44, y) for x, y in shore] + [(x - 6, y) for x, y in reversed(shore)]], blur=9),
        "#d9c49c",
        0.75,
    )
    lay(image, water, "#1d6f8c")
    for reach, blur, colour, strength in (
        (200, 60, "#2f93a3", 0.85),
        (96, 34, "#62bdb8", 0.85),
        (40, 16, "#a9ddcb", 0.75),
    ):
        shallow = polygons([[(x - reach, y) for x, y in shore] + [(x + 20, y) for x, y in reversed(shore)]], blur=blur)
        lay(image, overlap(water, shallow), colour, strength)
    reefs = curve(clouds(rng, cells=(16, 14), octaves=6, keep=0.6), steps(0.55, 0.8))
    lay(image, overlap(water, reefs), "#174e63", 0.5)
    lit, dark = relief(clouds(rng, cells=(90, 70), octaves=4, keep=0.6), (2, 2), 5)
    shine(image, overlap(water, lit), "#c9f0ee", 0.2)
    shade(image, overlap(water, dark), 0.25)
    torn = curve(clouds(rng, cells=(60, 60), octaves=5, keep=0.65), steps(0.42, 0.6))
    edge = strokes([shore, [(x - 15, y + 4) for x, y in shore[::3]]], width=9, blur=3)
    lay(image, overlap(edge, torn), "#ffffff", 0.9)
    rocks = [(x + rng.gauss(4, 15), y, 1 + 8 * rng.random() ** 3.4) for x, y in shore for _ in range(5)]
    shade(image, dots([(x + 4, y + 5, r) for x, y, r in rocks], blur=2), 0.5)
    lay(image, dots(rocks, blur=1), "#7f6e57")
    shine(image, dots([(x - 1.5, y - 2, r * 0.5) for x, y, r in rocks], blur=1), "#ffe3b8", 0.4)


def _cut(image: Image.Image, road: list[Point], rng: random.Random) -> None:
    """The road in the slope: its cutting above, its wall below, asphalt with lines, spectators at the bends."""
    above, below = [(x, y - 20) for x, y in road], [(x + 3, y + 21) for x, y in road]
    lay(image, strokes([above], width=26, blur=7), "#d6bb8a", 0.6)
    shade(image, strokes([[(x + 6, y + 9) for x, y in below]], width=16, blur=6), 0.5)
    lay(image, strokes([road], width=44, blur=1.2), "#c9b48c")
    lay(image, strokes([road], width=35, blur=0.8), "#6f6d6b")
    worn = curve(clouds(rng, cells=(50, 40), octaves=5), steps(0.4, 0.9))
    shade(image, overlap(strokes([road], width=35, blur=0.8), worn), 0.25)
    for off in (-15, 15):
        lay(image, strokes([beside(road, off)], width=1.8, blur=0.6), "#ece8dd", 0.8)
    lay(
        image,
        strokes([road[start : start + 3] for start in range(0, len(road) - 3, 6)], width=1.6, blur=0.6),
        "#ece8dd",
        0.75,
    )
    wall = beside(road, 21)
    lay(image, strokes([wall], width=3.4, blur=0.7), "#e3d3b0")


def _race(image: Image.Image, road: list[Point], rng: random.Random) -> None:
    """Riders downhill: two ahead, a dense group, stragglers; cars behind; and the goat."""
    parts = [0.795, 0.807] + [rng.gauss(0.635, 0.03) for _ in range(38)] + [rng.uniform(0.41, 0.575) for _ in range(18)]
    places = [round(part * len(road)) for part in parts]
    riders = []
    for place in places:
        off = rng.uniform(-11, 11)
        lane = beside(road[place : place + 3], off)
        riders.append((lane[0], math.atan2(lane[1][1] - lane[0][1], lane[1][0] - lane[0][0])))
    shade(image, polygons([_rider(x + 7, y + 8, way, 1.15) for (x, y), way in riders], blur=1.6), 0.6)
    for (x, y), way in riders:
        lay(image, polygons([_rider(x, y, way, 0.5)], blur=0.5), "#26262a")
        lay(
            image,
            polygons([_rider(x, y, way, 1)], blur=0.6),
            rng.choice(("#d8432f", "#f1c63a", "#2f6fb5", "#f3f1ea", "#2f8f6a", "#e07fa8", "#333a4a")),
        )
        lay(
            image,
            dots([(x + 4.4 * math.cos(way), y + 4.4 * math.sin(way), 2.1)], blur=0.5),
            rng.choice(("#ffffff", "#202226", "#f1c63a")),
        )
    for part, colour in ((0.35, "#d8432f"), (0.32, "#f3f1ea"), (0.28, "#2f6fb5"), (0.9, "#f3f1ea")):
        place = round(part * len(road))
        (x, y), (nx, ny) = road[place], road[place + 1]
        _car_from_above(image, (x, y), math.degrees(math.atan2(ny - y, nx - x)), colour)
    _goat(image, road[round(0.85 * len(road))])


def _rider(x: float, y: float, way: float, wide: float) -> list[Point]:
    cosine, sine = math.cos(way), math.sin(way)
    outline = (
        (-8, 0.6),
        (-5, 2.6),
        (0, 3.4),
        (5, 2.4),
        (9, 0.6),
        (9, -0.6),
        (5, -2.4),
        (0, -3.4),
        (-5, -2.6),
        (-8, -0.6),
    )
    return [
        (x + along * cosine - across * wide * sine, y + along * sine + across * wide * cosine)
        for along, across in outline
    ]


def _car_from_above(image: Image.Image, place: Point, degrees: float, colour: str) -> None:
    x, y = place
    body = turned(box(x - 17, y - 7.5, 34, 15), place, degrees)
    shade(image, polygons([[(px + 7, py + 9) for px, py in body]], blur=2.4), 0.6)
    lay(image, polygons([body], blur=0.9), colour)
    lay(image, polygons([turned(box(x - 9, y - 6, 17, 12), place, degrees)], blur=0.8), "#2b3138")
    lay(image, polygons([turned(box(x - 6, y - 5.4, 11, 10.8), place, degrees)], blur=0.8), colour)


def _goat(image: Image.Image, place: Point) -> None:
    """Small, white, in the inner lane."""
    x, y = place[0] + 4, place[1] - 8
    shade(image, polygons([[(x - 6, y), (x + 7, y), (x + 17, y + 12), (x + 6, y + 14)]], blur=1.4), 0.6)
    lay(
        image,
        polygons(
            [
                [
                    (x - 9, y - 2.6),
                    (x + 5, y - 3.2),
                    (x + 12, y - 1.6),
                    (x + 12, y + 1.6),
                    (x + 5, y + 3.2),
                    (x - 9, y + 2.6),
                ]
            ],
            blur=0.8,
        ),
        "#f6f2e8",
    )
    lay(image, dots([(x + 12, y, 2.6)], blur=0.6), "#6b5236")
