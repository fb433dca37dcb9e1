"""A picture of a port: a container terminal from above."""

import random

from PIL import Image, ImageChops

from newsroom.demo.drawing.canvas import WIDE, Point, gradient, mix, seeded
from newsroom.demo.drawing.light import finished, glow, lay, shade, shine, soft
from newsroom.demo.drawing.masks import curve, overlap, polygons, steps, strokes
from newsroom.demo.drawing.shapes import box
from newsroom.demo.drawing.textures import clouds, relief


def containers() -> Image.Image:
    """A container terminal from above in low sun: stacks, lanes, two gantries, a ship along the quay."""
    rng = seeded("containers")
    image = gradient([(0, "#7d8287"), (1, "#6b7075")])
    worn = clouds(rng, cells=(14, 10), octaves=7, keep=0.65)
    shade(image, curve(worn, steps(0.4, 1)), 0.3)
    _lanes(image, rng)
    for row, top in enumerate((306, 466, 626, 786, 946)):
        for left in (30, 560, 1090):
            _stack(image, left + 14 * (row % 2), top, (10, 4), rng)
    _trucks(image, rng)
    _quay(image, rng)
    _gantries(image)
    glow(image, (120, 60), 1100, "#ffd9a0", 0.3)
    return finished(image, rng, grain=0.08, vignette=0.3)


_BOXES = (
    "#a63c32",
    "#2f5d8a",
    "#b9772f",
    "#3d6b57",
    "#8b8f92",
    "#c9c4b8",
    "#5a2f3a",
    "#d0a24a",
    "#31475e",
    "#7c3a2a",
    "#e4dfd3",
)


_LONG, _BROAD = 46, 19


def _lanes(image: Image.Image, rng: random.Random) -> None:
    lines: list[list[Point]] = [[(0, y), (WIDE, y)] for y in (288, 450, 610, 770, 930)]
    lay(image, strokes(lines, width=2.4, blur=0.8), "#d9c26b", 0.6)
    dashes = [[(x, y + 9), (x + 26, y + 9)] for y in (278, 438, 598, 758, 918) for x in range(0, WIDE, 62)]
    lay(image, strokes(dashes, width=2, blur=0.7), "#e9e6dc", 0.5)
    tyre = [
        [(x, y + rng.gauss(0, 4)), (x + rng.uniform(120, 420), y + rng.gauss(0, 4))]
        for y in (281, 296, 441, 457, 601, 617, 761, 777)
        for x in range(-100, WIDE, 160)
    ]
    shade(image, strokes(tyre, width=5, blur=2.4), 0.16)


def _stack(image: Image.Image, left: float, top: float, many: tuple[int, int], rng: random.Random) -> None:
    """A block of boxes on top of one another: the higher, the longer the shadow; none quite straight."""
    cells = [
        (left + column * (_LONG + 2), top + row * (_BROAD + 2), rng.choice((0, 1, 2, 3, 3, 4, 4)))
        for column in range(many[0])
        for row in range(many[1])
    ]
    for x, y, high in cells:
        if high:
            shade(
                image,
                polygons(
                    [
                        [
                            (x, y),
                            (x + _LONG, y),
                            (x + _LONG + 8 * high, y + 11 * high),
                            (x + _LONG + 8 * high, y + _BROAD + 11 * high),
                            (x + 8 * high, y + _BROAD + 11 * high),
                            (x, y + _BROAD),
                        ]
                    ],
                    blur=2,
                ),
                0.2,
            )
    for x, y, high in sorted(cells, key=lambda cell: cell[2]):
        if high:
            _box(image, x + rng.gauss(0, 0.6), y + rng.gauss(0, 0.5), high, rng)


def _box(image: Image.Image, x: float, y: float, high: int, rng: random.Random) -> None:
    """The roof of one: corrugated, rusted, its corners lighter; the side away from the sun beside it."""
    colour = mix(rng.choice(_BOXES), rng.choice(("#ffffff", "#4a3a33")), rng.uniform(0, 0.16))
    lay(
        image,
        polygons(
            [
                [
                    (x, y + _BROAD),
                    (x + _LONG, y + _BROAD),
                    (x + _LONG + high, y + _BROAD + 2 + high),
                    (x + high, y + _BROAD + 2 + high),
                ]
            ],
            blur=0.6,
        ),
        mix(colour, "#000000", 0.6),
    )
    lay(image, polygons([box(x, y, _LONG, _BROAD)], blur=0.4), colour)
    ribs: list[list[Point]] = [[(x + step, y + 1), (x + step, y + _BROAD - 1)] for step in range(3, _LONG, 4)]
    shade(image, strokes(ribs, width=1, blur=0.4), 0.22)
    shine(image, strokes([[(x, y + _BROAD), (x, y), (x + _LONG, y)]], width=1.4, blur=0.6), "#ffe6bf", 0.5)


def _trucks(image: Image.Image, rng: random.Random) -> None:
    for x, y in (
        (210, 284),
        (940, 290),
        (1430, 284),
        (470, 446),
        (1180, 450),
        (330, 606),
        (1300, 612),
        (760, 766),
        (1040, 926),
        (90, 770),
    ):
        shade(
            image,
            polygons(
                [[(x, y), (x + 64, y), (x + 76, y + 16), (x + 76, y + 30), (x + 12, y + 30), (x, y + 15)]], blur=3
            ),
            0.5,
        )
        lay(image, polygons([box(x + 50, y + 1, 13, 14)], blur=0.6), rng.choice(("#e6b83a", "#e9e6de", "#c24b36")))
        if rng.random() < 0.7:
            _box(image, x, y - 1, 1, rng)
        else:
            lay(image, polygons([box(x, y + 3, 48, 10)], blur=0.6), "#3b4046")


def _quay(image: Image.Image, rng: random.Random) -> None:
    """The edge of the quay, the water, and a ship with its deck full."""
    water = polygons([box(-5, -5, WIDE + 10, 205)], blur=0.8)
    lay(image, water, gradient([(0, "#23454f"), (0.19, "#1b3740"), (1, "#1b3740")]))
    waves = clouds(rng, cells=(90, 70), octaves=4, keep=0.6)
    lit, _ = relief(waves, (2, 2), 5)
    shine(image, overlap(water, lit), "#9fc4c8", 0.3)
    lay(image, polygons([box(-5, 198, WIDE + 10, 10)], blur=0.7), "#b9b5aa")
    hull: list[Point] = [(70, 176), (70, 30), (1250, 30), (1400, 62), (1470, 103), (1400, 146), (1250, 176)]
    shade(image, polygons([[(x + 16, y + 22) for x, y in hull]], blur=6), 0.6)
    lay(image, polygons([hull], blur=0.8), "#7a2f2a")
    inner: list[Point] = [(80, 168), (80, 38), (1248, 38), (1386, 68), (1446, 103), (1386, 138), (1248, 168)]
    lay(image, polygons([inner], blur=0.8), "#5b5f5c")
    for left in (220, 430, 640, 850, 1060):
        for x, y in ((left + 48 * column, 41 + 21 * row) for column in range(4) for row in range(6)):
            _box(image, x, y, 1, rng)
    bridge = box(112, 36, 62, 134)
    shade(image, polygons([[(x + 30, y + 30) for x, y in bridge]], blur=3), 0.5)
    lay(image, polygons([bridge], blur=0.7), "#eceae2")
    lay(image, polygons([box(126, 84, 30, 38)], blur=0.7), "#c9c6bc")


def _gantries(image: Image.Image) -> None:
    """Two cranes over ship and quay: legs, booms, their lattice lying as shadow on the stacks."""
    for x in (560, 985):
        beams: list[list[Point]] = [[(x + off, 8), (x + off, 372)] for off in (0, 26)]
        lattice: list[list[Point]] = [[(x, y), (x + 26, y + 13), (x, y + 26)] for y in range(8, 360, 26)]
        cross: list[list[Point]] = [[(x - 46, y), (x + 72, y)] for y in (214, 268)]
        cross += [[(x + off, 206), (x + off, 276)] for off in (-46, 72)]
        cabin = polygons([box(x - 8, 132, 42, 26), box(x + 2, 330, 22, 34)], blur=0.7)
        shape = ImageChops.lighter(strokes([*beams, *cross], width=7, blur=0.6), strokes(lattice, width=2.4, blur=0.5))
        shade(image, ImageChops.offset(soft(ImageChops.lighter(shape, cabin), 1.6), 62, 88), 0.5)
        lay(image, shape, "#2c5f94")
        shine(
            image, strokes([[(bx - 2.4, by) for bx, by in beam] for beam in beams], width=1.8, blur=0.6), "#cfe2f4", 0.6
        )
        lay(image, cabin, "#e6e3da")
