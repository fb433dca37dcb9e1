"""A picture of a rowing race: an eight in fog."""

import math
import random

from PIL import Image, ImageChops

from newsroom.demo.drawing.canvas import HIGH, SIZE, WIDE, Point, gradient, seeded
from newsroom.demo.drawing.light import finished, lay, shade, shine, soft
from newsroom.demo.drawing.masks import curve, dots, fade, overlap, polygons, steps, strokes
from newsroom.demo.drawing.shapes import box, filled
from newsroom.demo.drawing.textures import clouds, receding, relief, wisps


def regatta() -> Image.Image:
    """An eight on grey water in fog, the bank a shadow, its puddles behind it."""
    rng = seeded("regatta")
    image = gradient([(0, "#c3c9c8"), (0.4, "#d3d6d2"), (0.5, "#d9dad4"), (1, "#8f9a9a")])
    _far_bank(image, rng)
    _still_water(image, rng)
    _eight(image, rng)
    band = [(0, 0.6), (0.4, 1), (0.54, 0.8), (0.7, 0.12), (1, 0)]
    lay(image, wisps(rng, cells=(3, 7), keep=(0.2, 0.95), within=band, long=5), "#dfe1dc", 0.72)
    _buoy(image)
    return finished(image, rng, grain=0.13, vignette=0.3)


def _far_bank(image: Image.Image, rng: random.Random) -> None:
    """Poplars and a warehouse, one beside the other, hardly there."""
    line: list[Point] = [(x, 500 + 4 * math.sin(x / 90)) for x in range(-10, WIDE + 20, 10)]
    lay(image, polygons([filled(line, 540)], blur=4), "#b3bbba", 0.9)
    trees, x = [], 60.0
    while x < 980:
        high, wide = rng.uniform(110, 210), rng.uniform(11, 17)
        outline = [
            (
                x + wide * math.sin(math.pi * part / 14) * rng.uniform(0.75, 1.15) * side,
                506 - high * (part / 14 if side > 0 else 1 - part / 14),
            )
            for side in (1, -1)
            for part in range(15)
        ]
        trees.append(outline)
        x += rng.uniform(30, 64)
    lay(image, polygons(trees, blur=3.4), "#a7b0b0", 0.75)
    houses: list[list[Point]] = [
        box(1150, 398, 190, 110),
        box(1340, 430, 120, 78),
        box(1384, 330, 16, 120),
        [(1150, 399), (1245, 356), (1340, 399)],
    ]
    lay(image, polygons(houses, blur=4), "#b0b7b6", 0.8)


def _still_water(image: Image.Image, rng: random.Random) -> None:
    """Water that mirrors the fog, with the long low wrinkles of no wind."""
    lay(
        image,
        polygons([box(0, 514, WIDE, HIGH)], blur=6),
        gradient([(0, "#d2d5d0"), (0.48, "#d2d5d0"), (0.62, "#b9c1bf"), (1, "#6f7d80")]),
    )
    turned = image.crop((0, 280, WIDE, 514)).transpose(Image.Transpose.FLIP_TOP_BOTTOM)
    upside = Image.new("RGB", SIZE, "#c9cdc9")
    upside.paste(soft(turned, 9), (0, 514))
    lay(image, fade([(0, 0), (0.48, 0), (0.49, 0.55), (0.66, 0), (1, 0)]), upside)
    wrinkles = receding(
        clouds(rng, cells=(12, 120), octaves=4, keep=0.55, size=(1600, 1400)), 512, scale=0.8, squeeze=1.6
    )
    lit, dark = relief(soft(wrinkles, 1), (1, 3), 6)
    near = fade([(0, 0), (0.5, 0), (0.56, 0.4), (1, 1)])
    shade(image, overlap(dark, near), 0.28)
    shine(image, overlap(lit, near), "#eef0ec", 0.3)


def _eight(image: Image.Image, rng: random.Random) -> None:
    """The boat from its side: cox, eight backs bent alike, the blades of the near side just in the water."""
    y, left, long = 716.0, 300.0, 1000.0
    hull = [
        (left, y - 8),
        (left + long * 0.06, y - 13),
        (left + long * 0.9, y - 14),
        (left + long, y - 9),
        (left + long * 0.9, y + 5),
        (left + long * 0.08, y + 5),
    ]
    seats = [left + long * 0.2 + 84 * seat + rng.uniform(-1.5, 1.5) for seat in range(8)]
    crew = _crew(seats, left + 104, y)
    _hang_upside_down(image, ImageChops.lighter(crew, polygons([hull], blur=0.8)), round(y + 4))
    _puddles(image, seats, y)
    blades = [(x - 92, y + 34) for x in seats[1::2]]
    far = [[(x - 44, y - 36), (x - 70, y - 16)] for x in seats[::2]]
    lay(image, strokes(far, width=2.4, blur=0.7), "#8b9493", 0.8)
    lay(
        image,
        polygons([hull], blur=0.8),
        gradient([(0, "#5d6a6c"), (0.665, "#dcdcd4"), (0.674, "#414c50"), (1, "#414c50")]),
    )
    lay(image, crew, gradient([(0, "#566165"), (0.6, "#566165"), (0.665, "#39454a"), (1, "#39454a")]))
    near = [[(x - 44, y - 36), blade] for x, blade in zip(seats[1::2], blades, strict=True)]
    lay(image, strokes(near, width=3, blur=0.6), "#414c50", 0.95)
    spoons = [[(x - 17, y - 3), (x + 3, y - 3), (x + 3, y + 4), (x - 15, y + 4)] for x, y in blades]
    lay(image, polygons(spoons, blur=0.9), "#99504a", 0.9)
    drops = [(x + rng.gauss(2, 10), y + rng.gauss(-2, 4), rng.uniform(0.5, 1.5)) for x, y in blades for _ in range(12)]
    shine(image, dots(drops, blur=0.7), "#ffffff", 0.6)


def _crew(seats: list[float], cox: float, y: float) -> Image.Image:
    """Everybody in the boat: the cox low in the stern, backs, knees and arms with the handles at the chest."""
    outlines, heads = (
        [[(cox - 15, y - 10), (cox - 11, y - 36), (cox + 7, y - 38), (cox + 15, y - 10)]],
        [(cox - 1, y - 45, 8.0)],
    )
    for x in seats:
        outlines += [
            [
                (x - 15, y - 10),
                (x - 6, y - 40),
                (x + 12, y - 64),
                (x + 17, y - 72),
                (x + 25, y - 66),
                (x + 17, y - 34),
                (x + 11, y - 10),
            ],
            [(x - 8, y - 17), (x - 34, y - 34), (x - 52, y - 14), (x - 46, y - 10), (x - 33, y - 23), (x - 4, y - 8)],
            [
                (x + 12, y - 58),
                (x - 20, y - 41),
                (x - 45, y - 38),
                (x - 45, y - 34),
                (x - 16, y - 35),
                (x + 14, y - 48),
            ],
        ]
        heads.append((x + 21, y - 76, 8.4))
    sharp = ImageChops.lighter(polygons(outlines), dots(heads))
    return curve(soft(sharp, 1.8), steps(0.3, 0.65))


def _hang_upside_down(image: Image.Image, boat: Image.Image, line: int) -> None:
    """The boat's image in the water below that line, pulled apart by the wrinkles."""
    upside = Image.new("L", SIZE)
    upside.paste(boat.crop((0, 2 * line - HIGH, WIDE, line)).transpose(Image.Transpose.FLIP_TOP_BOTTOM), (0, line))
    rows = [0.9 + 0.1 * math.sin(row / 3.1) for row in range(HIGH)]
    torn = Image.new("L", SIZE)
    for row in range(line, min(HIGH, line + 120)):
        strip = upside.crop((0, row, WIDE, row + 1))
        torn.paste(
            ImageChops.offset(strip, round(3 * math.sin(row / 2.3) * rows[row] + 2 * math.sin(row / 5.1)), 0), (0, row)
        )
    shade(image, overlap(soft(torn, 1.6), fade([(0, 1), (line / HIGH, 1), ((line + 110) / HIGH, 0.1), (1, 0)])), 0.5)


def _puddles(image: Image.Image, seats: list[float], y: float) -> None:
    """Rings where the blades were a stroke ago, in two rows that run out behind the boat."""
    rings = []
    for step in range(11):
        x = seats[-1] - 60 + 66 * step
        for off in (34 + 1.2 * step, -20 + 0.5 * step):
            size = 15 + 3.2 * step
            rings += [
                [
                    (
                        x + size * grow * math.cos(math.tau * part / 28),
                        y + off + size * grow * 0.2 * math.sin(math.tau * part / 28),
                    )
                    for part in range(29)
                ]
                for grow in (1, 0.6)
            ]
    age = fade([(0, 0.9), (0.7, 0.9), (1, 0.3)], sideways=True)
    shade(image, overlap(strokes(rings, width=2, blur=1), age), 0.35)
    shine(
        image,
        overlap(strokes([[(x, y + 2) for x, y in ring] for ring in rings], width=1.6, blur=1), age),
        "#ffffff",
        0.4,
    )


def _buoy(image: Image.Image) -> None:
    """The buoy of the fourth boat, close and red."""
    x, y = 214, 880
    shade(image, polygons([[(x - 26, y + 12), (x + 26, y + 12), (x + 18, y + 66), (x - 18, y + 66)]], blur=6), 0.45)
    lay(
        image,
        dots([(x, y, 27)], blur=1),
        gradient([(0, "#d9694f"), (0.8, "#d9694f"), (0.85, "#7c2a22"), (1, "#7c2a22")]),
    )
    shine(image, dots([(x - 9, y - 10, 9)], blur=5), "#ffffff", 0.55)
    water = polygons([box(x - 40, y + 13, 80, 30)], blur=2)
    lay(image, overlap(water, dots([(x, y, 28)], blur=1)), "#7b8788", 0.95)
    shine(image, strokes([[(x - 34, y + 15), (x + 36, y + 15)]], width=2, blur=1.2), "#ffffff", 0.5)
