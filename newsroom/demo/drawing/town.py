"""Pictures of what towns build: a skyline by night, a stadium, a bridge."""

import math
import random
from collections.abc import Callable, Iterable

from PIL import Image, ImageChops, ImageDraw

from newsroom.demo.drawing.canvas import HIGH, SIZE, WIDE, Point, gradient, mix, seeded
from newsroom.demo.drawing.light import finished, glow, lay, shade, shine
from newsroom.demo.drawing.masks import bloom, curve, dots, fade, masked, overlap, polygons, steps, strokes, weaker
from newsroom.demo.drawing.shapes import box, filled, firs, person, ridge
from newsroom.demo.drawing.textures import blurred_sideways, clouds
from newsroom.demo.drawing.water import mirror


def skyline() -> Image.Image:
    """Towers with lit windows above a river, after the blue hour."""
    rng = seeded("skyline")
    image = gradient(
        [(0, "#0b1230"), (0.3, "#1d2c5c"), (0.52, "#4d4f86"), (0.66, "#b77a86"), (0.72, "#f0ac7c"), (1, "#f0ac7c")]
    )
    glow(image, (420, 230), 300, "#cfdcff", 0.35)
    lay(image, dots([(420, 230, 34)], blur=1.2), "#f6f3e4")
    lay(
        image,
        overlap(curve(clouds(rng, cells=(3, 12)), steps(0.5, 0.9)), fade([(0, 0.4), (0.5, 1), (0.72, 0), (1, 0)])),
        "#8d7aa3",
        0.5,
    )
    for near, tall in ((0.0, 300), (0.5, 430), (1.0, 520)):
        _row(image, near, tall, rng)
    lay(image, polygons([box(0, 792, WIDE, 12)]), "#0a0c18")
    mirror(image, 800, rng, tint="#0b1030", share=0.3)
    return finished(image, rng)


def _row(image: Image.Image, near: float, tall: float, rng: random.Random) -> None:
    """One row of towers; the far ones stand in haze."""
    towers, windows, x = [], [], -20.0
    while x < WIDE:
        wide = rng.uniform(46, 96) * (0.8 + 0.5 * near)
        middle = 1 - abs(x - 950) / 1100
        high = tall * rng.uniform(0.35, 1) * max(0.25, middle)
        towers += _tower(x, wide, high, rng)
        windows += _windows(x, wide, high, near, rng)
        x += wide * rng.uniform(1.0, 1.5 + near)
    face = mix("#6d6288", "#0d1126", near)
    lay(
        image,
        polygons(towers),
        gradient([(0, face), (0.45, face), (0.76, mix(face, "#c98a86", 0.45 * (1 - near))), (1, face)]),
    )
    _light(image, windows, near)


def _tower(x: float, wide: float, high: float, rng: random.Random) -> list[list[tuple[float, float]]]:
    shapes = [box(x, 800 - high, wide, high)]
    top = rng.choice(("flat", "step", "spire", "slant", "flat"))
    if top == "step":
        shapes += [box(x + wide * 0.2, 780 - high, wide * 0.6, 30), box(x + wide * 0.38, 755 - high, wide * 0.24, 30)]
    if top == "spire":
        shapes += [
            [(x + wide * 0.3, 801 - high), (x + wide / 2, 730 - high), (x + wide * 0.7, 801 - high)],
            box(x + wide / 2 - 1.5, 690 - high, 3, 60),
        ]
    if top == "slant":
        shapes += [[(x, 801 - high), (x + wide, 801 - high), (x + wide, 770 - high)]]
    return shapes


def _windows(
    x: float, wide: float, high: float, near: float, rng: random.Random
) -> list[tuple[float, float, float, float, int]]:
    """The lit windows of a tower: place, size and which of three colours."""
    across, down = (6, 8) if near < 0.5 else (9, 12)
    busy = rng.uniform(0.12, 0.62)
    lit = (
        (column, row)
        for column in range(int((wide - 8) // across))
        for row in range(int((high - 12) // down))
        if rng.random() < busy * (0.5 + 0.5 * ((row * 7 + int(x)) % 3))
    )
    return [
        (x + 5 + column * across, 808 - high + row * down, across * 0.55, down * 0.5, rng.choice((0, 0, 0, 1, 2)))
        for column, row in lit
    ]


def _light(image: Image.Image, windows: list[tuple[float, float, float, float, int]], near: float) -> None:
    for kind, colour in enumerate(("#ffcf86", "#fff1d8", "#a9cdf5")):
        mask = polygons([box(*window[:4]) for window in windows if window[4] == kind])
        shine(image, bloom(mask, 7, 2), colour, 0.35 + 0.35 * near)
        lay(image, mask, colour, 0.45 + 0.5 * near)


def stadium() -> Image.Image:
    """The pitch under floodlight, the stands full, haze in the beams."""
    rng = seeded("stadium")
    image = gradient([(0, "#070c1c"), (0.3, "#142544"), (0.45, "#27456b"), (1, "#0b1422")])
    _stands(image, rng)
    _pitch(image, rng)
    for x in (170, 590, 1010, 1430):
        _floodlight(image, x, 150 + abs(x - 800) * 0.09)
    haze = curve(clouds(rng, cells=(3, 4)), steps(0.3, 1))
    shine(image, overlap(haze, fade([(0, 0.3), (0.4, 1), (0.7, 0.2), (1, 0)])), "#86a8d8", 0.3)
    return finished(image, rng)


def _stands(image: Image.Image, rng: random.Random) -> None:
    """Two tiers with some thousand people, here and there a camera's flash."""
    lay(image, polygons([[(-20, 200), (800, 320), (WIDE + 20, 200), (WIDE + 20, 660), (-20, 660)]]), "#0a1222")
    for upper, lower, colour in ((318, 452, "#16233c"), (470, 640, "#1b2b47")):
        bowl = [
            (-20, upper - 70),
            (800, upper + 26),
            (WIDE + 20, upper - 70),
            (WIDE + 20, lower + 60),
            (800, lower),
            (-20, lower + 60),
        ]
        mask = polygons([bowl])
        lay(image, mask, colour)
        for hue in ("#c9b08f", "#7c93b8", "#b5564c", "#e8e2d2"):
            heads = [
                (rng.uniform(0, WIDE), rng.uniform(upper - 60, lower + 60), rng.uniform(1.6, 2.9)) for _ in range(2100)
            ]
            lay(image, overlap(mask, dots(heads)), hue, 0.52)
        shade(image, overlap(mask, fade([(0, 1), ((upper - 60) / HIGH, 1), (lower / HIGH, 0), (1, 0)])), 0.72)
    roof = [(-20, 190), (800, 306), (WIDE + 20, 190), (WIDE + 20, 232), (800, 338), (-20, 232)]
    lay(image, polygons([roof], blur=0.7), "#0c1424")
    shine(image, strokes([[(-20, 233), (800, 339), (WIDE + 20, 233)]], width=3, blur=1.2), "#bcd4ff", 0.7)
    for _ in range(16):
        glow(image, (rng.uniform(60, 1540), rng.uniform(360, 610)), rng.uniform(9, 24), "#ffffff", 0.9)


def _pitch(image: Image.Image, rng: random.Random) -> None:
    """Grass in mown stripes that meet far off, lines, players with four shadows."""
    grass = polygons([[(250, 640), (1350, 640), (2050, HIGH), (-450, HIGH)]], blur=1)
    lay(image, polygons([box(-10, 632, WIDE + 20, 440)]), "#2c3550")
    lay(image, grass, gradient([(0, "#3f8a4c"), (0.6, "#4c9a55"), (0.75, "#2f7a44"), (1, "#17502f")]))
    mown = [
        [(250 + 110 * step, 640), (305 + 110 * step, 640), (-325 + 250 * step, HIGH), (-450 + 250 * step, HIGH)]
        for step in range(10)
    ]
    shine(image, overlap(grass, polygons(mown, blur=1.5)), "#8fd07f", 0.20)
    lines = [
        [(250, 642), (1350, 642)],
        [(800, 642), (800, HIGH)],
        [(250, 642), (-450, HIGH)],
        [(1350, 642), (2050, HIGH)],
    ]
    ring = [(800 + 250 * dx, 800 + 70 * dy) for dx, dy in _ROUND]
    lay(image, strokes([*lines, ring], width=4, blur=0.8), "#eef5ea", 0.85)
    for _ in range(12):
        near = rng.random()
        _player(image, 800 + rng.uniform(-620, 620) * (0.7 + 0.5 * near), 675 + 260 * near, 34 + 62 * near, rng)
    shine(image, overlap(grass, clouds(rng, cells=(300, 200), octaves=1)), "#a6e08f", 0.06)


_ROUND = [(math.cos(math.tau * step / 60), math.sin(math.tau * step / 60)) for step in range(61)]


def _player(image: Image.Image, x: float, foot: float, tall: float, rng: random.Random) -> None:
    shadows = [[(x, foot), (x + side * tall * 0.9, foot + tall * drop)] for side in (-1, 1) for drop in (0.12, -0.1)]
    shade(image, strokes(shadows, width=tall * 0.12, blur=2.5), 0.3)
    body, head = person(x, foot, tall)
    lay(image, polygons(body), rng.choice(("#f2f0ea", "#c23a34")))
    lay(image, dots([head]), "#7a5138")


def _floodlight(image: Image.Image, x: float, y: float) -> None:
    """A bank of lamps on the roof, with its beam."""
    aim = 800 + (x - 800) * 0.25
    beam = polygons([[(x - 60, y), (x + 60, y), (aim + 430, 800), (aim - 430, 800)]], blur=22)
    shine(image, overlap(beam, fade([(0, 1), (0.2, 0.8), (0.7, 0), (1, 0)])), "#b7d2ff", 0.25)
    glow(image, (x, y), 300, "#cfe0ff", 0.7)
    lamps = [(x - 55 + 22 * column, y - 22 + 22 * row, 8) for column in range(6) for row in range(3)]
    lay(image, polygons([box(x - 72, y - 38, 144, 76)], blur=1), "#1c2740")
    for radius in (10, 4):
        shine(image, weaker(dots(lamps, blur=radius), 2), "#e6f0ff")
    lay(image, dots(lamps), "#ffffff")


def bridge() -> Image.Image:
    """An old arched bridge in the morning mist, and people who walk across it."""
    rng = seeded("bridge")
    image = gradient([(0, "#6d8391"), (0.2, "#a9b3b5"), (0.36, "#ecd2b0"), (0.46, "#fbe2b8"), (1, "#5e6e75")])
    glow(image, (420, 470), 640, "#ffcf8f", 0.7)
    for base, colour in ((440, "#c0b5a8"), (500, "#9b9d9b"), (560, "#76848a")):
        line = ridge(rng, width=WIDE, base=base, height=70, rough=0.52)
        lay(
            image,
            polygons([filled(line, HIGH), *firs(rng, line, high=40, gap=12)], blur=1.2),
            gradient([(0, colour), (0.5, colour), (0.66, "#e3d2bd"), (1, "#c8c2b6")]),
        )
    trees = ridge(rng, width=WIDE, base=800, height=60, rough=0.5)
    lay(image, polygons([filled(trees, HIGH), *firs(rng, trees, high=70, gap=16)], blur=1.5), "#8b9493", 0.8)
    _arches(image)
    mirror(image, 930, rng, tint="#6d797d", share=0.3)
    mist = blurred_sideways(clouds(rng, cells=(3, 8), octaves=4), 6)
    band = fade([(0, 0), (0.55, 0), (0.72, 1), (0.86, 0.7), (1, 0.25)])
    lay(image, overlap(curve(mist, steps(0.2, 0.9)), band), "#efe2cf", 0.92)
    _walkers(image, rng)
    return finished(image, rng)


def _arches(image: Image.Image) -> None:
    """The deck, five piers and the round openings between them."""

    def paint(pencil: ImageDraw.ImageDraw, to: Callable[[Iterable[Point]], list[Point]]) -> None:
        pencil.polygon(to([(0, 520), (WIDE, 470), (WIDE, HIGH), (0, HIGH)]), fill=255)
        for index in range(5):
            left, top = 60 + 310 * index, 588 - 10 * index
            pencil.ellipse(to([(left, top), (left + 240, top + 300)]), fill=0)
            pencil.rectangle(to([(left, top + 150), (left + 240, HIGH)]), fill=0)

    stone = gradient([(0, "#3a4247"), (0.5, "#3a4247"), (0.75, "#7b7d7b"), (1, "#a3a19a")])
    mask = masked(paint, (0, 0, *SIZE))
    lay(image, mask, stone)
    courses = [[(0, 540 + drop), (WIDE, 490 + drop)] for drop in (0, 14, 30)]
    shine(image, overlap(mask, strokes(courses, width=1.5, blur=0.6)), "#f1dcc0", 0.35)


def _walkers(image: Image.Image, rng: random.Random) -> None:
    shapes, heads = [], []
    for index in range(15):
        x = 330 + 58 * index + rng.uniform(-16, 16)
        body, head = person(x, 521 - x * 50 / WIDE, rng.uniform(42, 52))
        shapes += body
        heads.append(head)
    figures = ImageChops.lighter(polygons(shapes), dots(heads))
    lay(image, figures, "#252b30")
    rail: list[list[Point]] = [
        [(0, 498), (WIDE, 448)],
        *[[(float(x), 498 - x * 50 / WIDE), (x, 521 - x * 50 / WIDE)] for x in range(0, WIDE, 40)],
    ]
    lay(image, strokes(rail, width=2), "#2d3439")
    for x in (140, 560, 980, 1400):
        top = 430 - x * 50 / WIDE
        lay(image, strokes([[(x, 520 - x * 50 / WIDE), (x, top)]], width=4), "#2d3439")
        glow(image, (x, top), 90, "#ffd890", 0.9)
        lay(image, dots([(x, top, 6)]), "#fff6dc")
