"""Pictures of the upper Tarn: a larch wood in fog, a cleared sheep track."""

import itertools
import math
import random

from PIL import Image, ImageChops

from newsroom.demo.drawing.canvas import HIGH, WIDE, Point, gradient, mix, seeded
from newsroom.demo.drawing.light import finished, lay, lay_round, shade, shine, soft
from newsroom.demo.drawing.masks import curve, dots, fade, overlap, polygons, steps, strokes
from newsroom.demo.drawing.people import Figure, figures
from newsroom.demo.drawing.shapes import View, blades, conifers, filled, level, ridge
from newsroom.demo.drawing.textures import blurred_sideways, clouds, receding, relief, wisps


def larches() -> Image.Image:
    """A larch wood in autumn fog, gold going over into grey; two observers walk up a path between the trees."""
    rng = seeded("larches")
    image = gradient([(0, "#b9bcb8"), (0.4, "#cfcdc4"), (0.7, "#bdb9ac"), (1, "#6f6a58")])
    for step in range(6):
        near = step / 5
        line = ridge(rng, width=WIDE, base=520 + 300 * near**1.4, height=70 - 40 * near, rough=0.5)
        _larch_row(image, line, near, rng)
        _veil(image, 470 + 300 * near, near, rng)
    _bracken(image, rng)
    _observers(image)
    _trunks(image, rng)
    return finished(image, rng, grain=0.12, vignette=0.36)


def _larch_row(image: Image.Image, line: list[Point], near: float, rng: random.Random) -> None:
    """One row: the ground, the trunks, and bough upon bough, gold outside and dark within."""
    lay(image, polygons([filled(line, HIGH)], blur=2), mix("#bfbcb0", "#574d33", near))
    trunks, boughs, x = [], [], rng.uniform(-60, 20)
    while x < WIDE + 60:
        tall, foot = (190 + 430 * near) * rng.uniform(0.55, 1.05), level(line, x) + 8
        wide = tall * 0.011
        trunks.append([(x - wide, foot), (x, foot - tall), (x + wide, foot)])
        boughs += _boughs(rng, x, foot, tall)
        x += (30 + 104 * near) * rng.uniform(0.4, 1.7)
    lay(image, polygons(trunks, blur=1), mix("#a9a89e", "#2c261b", near), 0.9)
    rng.shuffle(boughs)
    tones = ("#3f341f", "#5a4724", "#7d5f29", "#96732e", "#b58e45")
    for kind, tone in enumerate(tones):
        mask = strokes(boughs[kind :: len(tones)], width=0.9 + 1.8 * near, blur=1.3 - 0.5 * near)
        lay(image, mask, mix("#c3bda9", tone, min(1.0, 0.12 + near**0.8)), 0.72)


def _boughs(rng: random.Random, x: float, foot: float, tall: float) -> list[list[Point]]:
    """The boughs of one tree: longer the lower they are, bent down and up again, with twigs on both sides."""
    boughs: list[list[Point]] = []
    many = round(tall / 3.7)
    for number in range(many):
        up = 0.1 + 0.9 * (number / many) ** 0.9
        reach, y = tall * 0.17 * (1 - up) ** 0.85 * rng.uniform(0.3, 1.15) + 2, foot - tall * up
        side, sag = rng.choice((-1, 1)), rng.uniform(0.16, 0.4)
        bough = [
            (x + side * reach * part / 5, y + sag * reach * math.sin(2.1 * part / 5) + rng.gauss(0, 0.8))
            for part in range(6)
        ]
        boughs.append(bough)
        for px, py in bough[1:]:
            for _ in range(2):
                long, way = reach * rng.uniform(0.08, 0.24) + 1.5, rng.gauss(math.pi / 2, 0.75)
                boughs.append([(px, py), (px + long * math.cos(way), py + long * math.sin(way))])
    return boughs


def _veil(image: Image.Image, y: float, near: float, rng: random.Random) -> None:
    """Fog between this row and the next."""
    band = [(0, 0.75), (max(0, y - 300) / HIGH, 0.8), (y / HIGH, 1), (min(1, (y + 140) / HIGH), 0.4), (1, 0)]
    fog = wisps(rng, cells=(4, 6), keep=(0.05, 0.95), within=band, long=3)
    lay(image, fog, "#cbcac3", 0.72 * (1 - near) ** 0.8)


def _bracken(image: Image.Image, rng: random.Random) -> None:
    """The slope before the wood: brown fern and wet grass, a trodden path with two white tapes."""
    line: list[Point] = [(x, 868 + 20 * math.sin(x / 300) + 5 * math.sin(x / 60)) for x in range(-10, WIDE + 20, 10)]
    slope = polygons([filled(line, HIGH)], blur=3)
    lay(image, slope, gradient([(0, "#6b5b38"), (0.82, "#6b5b38"), (0.9, "#4a3e26"), (1, "#1f1a12")]))
    path = [(790, 872), (812, 872), (838, 920), (880, 980), (1010, HIGH + 10), (760, HIGH + 10), (796, 980), (806, 920)]
    lay(image, polygons([path], blur=4), gradient([(0, "#8d8064"), (0.85, "#8d8064"), (1, "#5d523c")]), 0.85)
    _ferns(image, rng)
    for edge in ([(786, 874), (800, 922), (782, 984), (738, 1075)], [(816, 874), (846, 922), (894, 984), (1036, 1075)]):
        lay(image, strokes([edge], width=2.2, blur=0.6), "#ece8da", 0.75)
        stakes = [[(x, y + 3), (x + 1, y - 14 - (y - 870) * 0.16)] for x, y in edge]
        lay(image, strokes(stakes, width=4, blur=0.7), "#c3423a")


def _ferns(image: Image.Image, rng: random.Random) -> None:
    for y, high, many, blur, colours in (
        (880, 26, 700, 0.7, ("#7d6a3f", "#5f512f", "#8f7843")),
        (950, 52, 520, 1, ("#5d4c2a", "#6f5a31", "#453a21")),
        (1040, 110, 300, 3, ("#2e2617", "#3f331d", "#241d12")),
    ):
        for colour in colours:
            lay(image, polygons(blades(rng, y=y, high=high, many=many // 3), blur=blur), colour, 0.85)


def _observers(image: Image.Image) -> None:
    """Two people from behind on the path, in white waistcoats, one with an aerial on his back."""
    people = [Figure(818, 936, 108, stride=0.06, hem=0.44), Figure(786, 914, 96, stride=0.05, hem=0.44, turn=0.9)]
    shade(
        image,
        polygons(
            [[(one.x - 18, one.foot + 4), (one.x + 18, one.foot + 4), (one.x, one.foot - 4)] for one in people], blur=5
        ),
        0.5,
    )
    lay(image, figures(people), "#3b3a38")
    for one in people:
        tall = one.tall
        vest = [
            (one.x - tall * 0.1, one.foot - tall * 0.8),
            (one.x + tall * 0.1, one.foot - tall * 0.8),
            (one.x + tall * 0.09, one.foot - tall * 0.5),
            (one.x - tall * 0.09, one.foot - tall * 0.5),
        ]
        lay(image, polygons([vest], blur=1.5), "#e9e8e2", 0.95)
        lay(image, dots([(one.x, one.foot - tall * 0.945, tall * 0.064)], blur=0.9), "#5d8fb8")
        pack = [
            (one.x - tall * 0.055, one.foot - tall * 0.76),
            (one.x + tall * 0.055, one.foot - tall * 0.76),
            (one.x + tall * 0.06, one.foot - tall * 0.58),
            (one.x - tall * 0.06, one.foot - tall * 0.58),
        ]
        lay(image, polygons([pack], blur=1.5), "#56604f")
    lay(image, strokes([[(822, 858), (828, 806)]], width=1.4, blur=0.4), "#2a2926")


def _trunks(image: Image.Image, rng: random.Random) -> None:
    """Two stems close to the camera, out of focus."""
    for x, wide in ((96, 78), (1500, 104)):
        stem = polygons(
            [[(x - wide * 0.4, -10), (x + wide * 0.4, -10), (x + wide * 0.62, HIGH + 10), (x - wide * 0.6, HIGH + 10)]],
            blur=6,
        )
        lay_round(image, stem, [(0, "#1d1811"), (0.3, "#4a4030"), (0.55, "#332b1f"), (1, "#14110c")])
        bark = curve(clouds(rng, cells=(90, 8), octaves=4, keep=0.6), steps(0.5, 0.85))
        shade(image, overlap(stem, soft(bark, 3)), 0.5)
        stubs = [[(x + wide * 0.4, y), (x + wide * 0.4 + 90 * rng.uniform(0.4, 1), y - 34)] for y in (120, 330, 470)]
        lay(image, strokes(stubs, width=7, blur=4), "#231d14", 0.9)


_TRACK = View(horizon=420, eye=2.1, focal=1250, middle=760)


def sheeptrack() -> Image.Image:
    """A sheep track on a high pasture, taped off on both sides; deminers at work further up."""
    rng = seeded("sheeptrack")
    image = gradient([(0, "#8c9aa6"), (0.2, "#b7bfc2"), (0.36, "#d9d7cf"), (1, "#c7c6bd")])
    heavy = blurred_sideways(clouds(rng, cells=(4, 9), octaves=6, keep=0.58), 2)
    sky = fade([(0, 1), (0.28, 0.7), (0.4, 0), (1, 0)])
    lay(image, overlap(curve(heavy, steps(0.35, 0.9)), sky), "#e9e9e4", 0.7)
    shade(image, overlap(curve(heavy, lambda value: steps(0.45, 0.9)(1 - value)), sky), 0.28)
    _far_slopes(image, rng)
    _pasture(image, rng)
    _track(image, rng)
    _tapes(image)
    _deminers(image)
    return finished(image, rng, grain=0.1, vignette=0.3)


def _far_slopes(image: Image.Image, rng: random.Random) -> None:
    """The second ridge with the first snow, wooded slopes below it."""
    snow = ridge(rng, width=WIDE, base=280, height=120, rough=0.54)
    mask = polygons([filled(snow, HIGH)], blur=1)
    lay(image, mask, gradient([(0, "#c9d0d6"), (0.24, "#d3d8da"), (0.36, "#8d9aa3"), (1, "#8d9aa3")]))
    _, dark = relief(clouds(rng, cells=(12, 9), octaves=7, keep=0.6), (4, 3), 7)
    lay(image, overlap(mask, dark), "#77868f", 0.7)
    lay(image, overlap(mask, fade([(0, 0), (0.2, 0), (0.38, 1), (1, 1)])), "#bfc4c4", 0.6)
    for base, colour, tall in ((376, "#7c8a87", 34), (408, "#5f6d66", 44)):
        line = ridge(rng, width=WIDE, base=base, height=34, rough=0.5)
        lay(image, polygons([filled(line, HIGH), *conifers(rng, line, high=tall, gap=4.5)], blur=0.9), colour, 0.95)


def _pasture(image: Image.Image, rng: random.Random) -> None:
    """Short grass after the summer, brown and green, with stones in it."""
    line: list[Point] = [(x, 424 + 9 * math.sin(x / 260) + 3 * math.sin(x / 71)) for x in range(-10, WIDE + 20, 10)]
    meadow = polygons([filled(line, HIGH)], blur=1)
    lay(
        image, meadow, gradient([(0, "#8f9470"), (0.4, "#8f9470"), (0.55, "#7d7f52"), (0.8, "#66693f"), (1, "#3c4026")])
    )
    patches = receding(clouds(rng, cells=(9, 9), octaves=6, keep=0.6, size=(1200, 1200)), 416, scale=0.6)
    lay(image, overlap(meadow, curve(patches, steps(0.45, 0.8))), "#a08a55", 0.5)
    lay(image, overlap(meadow, curve(patches, lambda value: steps(0.5, 0.85)(1 - value))), "#4d5a34", 0.45)
    lay(image, overlap(meadow, fade([(0, 1), (0.39, 0.75), (0.5, 0), (1, 0)])), "#c3c6b8", 0.6)
    for _ in range(34):
        away = rng.uniform(5, 40)
        x, y = _TRACK(rng.choice((-1, 1)) * rng.uniform(2.2, 14), 0, away)
        size = _TRACK.focal / away * rng.uniform(0.06, 0.22)
        lay(
            image,
            polygons(
                [
                    [
                        (x - size, y),
                        (x - size * 0.7, y - size * 0.5),
                        (x + size * 0.1, y - size * 0.66),
                        (x + size * 0.8, y - size * 0.4),
                        (x + size, y),
                    ]
                ],
                blur=1.2,
            ),
            "#8d8d85",
        )
        shade(image, polygons([[(x - size, y + 1), (x + size * 0.2, y - size * 0.2), (x + size, y + 1)]], blur=2), 0.4)
    _sward(image, rng)


def _sward(image: Image.Image, rng: random.Random) -> None:
    """The grass itself, row before row, each taller and more spread than the one behind it."""
    y = 440.0
    while y < HIGH + 60:
        near = (y - 420) / 647
        high = 3 + 46 * near**1.3
        for colour in ("#a89a62", "#5f6a38", "#8a8a50", "#454f2a"):
            grass = polygons(blades(rng, y=y, high=high, many=round(330 - 190 * near)), blur=0.5 + 2.4 * near**4)
            lay(image, grass, mix("#a9ab8a", colour, min(1.0, 0.35 + near)), 0.55)
        y += 6 + 46 * near**1.1
    sun = dots([(420, 690, 300)], blur=110)
    shine(image, overlap(sun, fade([(0, 0), (0.42, 0), (0.5, 1), (0.85, 0.7), (1, 0)])), "#ffe2a0", 0.34)
    shade(image, fade([(0, 0), (0.4, 0), (0.6, 0.2), (1, 1)]), 0.4)


def _middle(away: float) -> float:
    """How far right the track runs, so many metres up the slope."""
    return 0.4 + 1.9 * math.sin(away / 9.5) * min(1.0, away / 16) + 0.035 * away


def _track(image: Image.Image, rng: random.Random) -> None:
    """Bare earth, hollow with use, wet in places."""
    places = [2.6 * 1.07**step for step in range(46)]
    left = [_TRACK(_middle(away) - 0.36 + rng.uniform(-0.09, 0.09), 0, away) for away in places]
    right = [_TRACK(_middle(away) + 0.36 + rng.uniform(-0.09, 0.09), 0, away) for away in places]
    mask = polygons([[*left, *reversed(right)]], blur=2.5)
    lay(image, mask, gradient([(0, "#b0a284"), (0.5, "#9c8c6e"), (1, "#4a3f2c")]), 0.92)
    earth = receding(clouds(rng, cells=(120, 160), octaves=4, keep=0.7, size=(1400, 1400)), 416, scale=0.9)
    lit, dark = relief(earth, (2, 3), 5)
    shade(image, overlap(mask, dark), 0.26)
    shine(image, overlap(mask, lit), "#e0d0a8", 0.12)
    shade(image, strokes([left], width=5, blur=3), 0.35)


def _tapes(image: Image.Image) -> None:
    """Stakes with red heads along both edges, white tape from one to the next, hanging a little."""
    for side in (-0.66, 0.66):
        feet = [3.4 * 1.24**step for step in range(13)]
        tops = [(_middle(away) + side, away) for away in feet]
        for (x, away), (nx, farther) in itertools.pairwise(tops):
            tape = [
                _TRACK(
                    x + (nx - x) * part / 8,
                    0.56 - 0.09 * math.sin(math.pi * part / 8),
                    away + (farther - away) * part / 8,
                )
                for part in range(9)
            ]
            size = _TRACK.focal / away
            lay(image, strokes([tape], width=max(0.8, size * 0.014), blur=0.5), "#f3f1ea", 0.92)
            red = [tape[start : start + 2] for start in (1, 3, 5, 7)]
            lay(image, strokes(red, width=max(0.8, size * 0.014), blur=0.5), "#c8392f", 0.8)
        for x, away in reversed(tops):
            size = _TRACK.focal / away
            lay(
                image,
                strokes([[_TRACK(x, -0.05, away), _TRACK(x, 0.72, away)]], width=max(1, size * 0.02), blur=0.6),
                "#d9d3c2",
            )
            lay(
                image,
                strokes([[_TRACK(x, 0.54, away), _TRACK(x, 0.73, away)]], width=max(1, size * 0.023), blur=0.6),
                "#bf2f28",
            )


#: Somebody on his knees, from his side: right and up in metres.
_KNEELING = (
    (-0.5, 0), (-0.46, 0.1), (-0.18, 0.16), (-0.24, 0.5), (-0.1, 0.82), (0.1, 0.86), (0.26, 0.66), (0.42, 0.3),
    (0.5, 0.1), (0.56, 0), (0.4, 0), (0.3, 0.2), (0.16, 0.24), (0.12, 0),
)  # fmt: skip


def _deminers(image: Image.Image) -> None:
    """One on his knees, one behind him with a dog on a lead, two who wait; in blue, with visors."""
    (x, foot), size = _TRACK(_middle(17), 0, 17), _TRACK.focal / 17
    people = []
    for away, aside in ((23.0, -0.05), (30.0, -0.5), (32.0, 0.45)):
        px, py = _TRACK(_middle(away) + aside, 0, away)
        people.append(Figure(px, py, 1.76 * _TRACK.focal / away, stride=0.03, hem=0.4, turn=0.9))
    feet = [(x, foot), *((one.x, one.foot) for one in people)]
    shade(image, polygons([[(px - 26, py + 3), (px + 26, py + 3), (px, py - 4)] for px, py in feet], blur=4), 0.5)
    lay(image, figures(people), "#434d5b")
    visors = [(one.x, one.foot - 0.945 * one.tall, 0.066 * one.tall) for one in people]
    lay(image, dots(visors, blur=0.9), "#b9c0c2", 0.9)
    kneeling = polygons([[(x + right * size, foot - up * size) for right, up in _KNEELING]])
    kneeling = ImageChops.lighter(kneeling, dots([(x + 0.12 * size, foot - 0.97 * size, 0.125 * size)]))
    lay(image, curve(soft(kneeling, 1.6), steps(0.3, 0.7)), "#343d4b")
    lay(image, dots([(x + 0.13 * size, foot - 0.97 * size, 0.1 * size)], blur=1.2), "#b9c0c2", 0.8)
    _dog(image, *_TRACK(_middle(20.5) + 0.16, 0, 20.5), people[0])


def _dog(image: Image.Image, x: float, foot: float, handler: Figure) -> None:
    outline = (
        (-22, 0),
        (-20, 26),
        (12, 27),
        (19, 36),
        (28, 35),
        (29, 29),
        (20, 24),
        (17, 0),
        (12, 0),
        (10, 13),
        (-12, 13),
        (-16, 0),
    )
    dog = polygons([[(x + right * 0.8, foot - up * 0.8) for right, up in outline]])
    lay(image, curve(soft(dog, 1.2), steps(0.3, 0.7)), "#6b4f32")
    lead = [(x - 14, foot - 22), (handler.x + 8, handler.foot - 0.5 * handler.tall)]
    lay(image, strokes([lead], width=1.2, blur=0.4), "#2a2a2a", 0.7)
