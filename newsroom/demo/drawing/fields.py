"""Pictures of open ground: a football field behind its goal, pylons at nightfall."""

import itertools
import math
import random

from PIL import Image

from newsroom.demo.drawing.canvas import HIGH, WIDE, Point, gradient, mix, seeded
from newsroom.demo.drawing.light import finished, glow, lay, lay_round, lensed, shade, shine
from newsroom.demo.drawing.masks import curve, dots, fade, overlap, polygons, steps, strokes
from newsroom.demo.drawing.people import Figure, figures
from newsroom.demo.drawing.shapes import View, blades, box, filled
from newsroom.demo.drawing.textures import clouds, hillside, receding, wisps

_GOAL = View(horizon=452, eye=1.35, focal=1180, middle=860)


def pitch() -> Image.Image:
    """A village ground in the mountains from behind its goal: the net, the keeper, mist, a few at practice."""
    rng = seeded("pitch")
    image = gradient([(0, "#8798ab"), (0.2, "#b3bcc4"), (0.36, "#e6d9c4"), (0.43, "#f2dfc0"), (1, "#7b8560")])
    glow(image, (330, 400), 620, "#ffe0ae", 0.6)
    _slopes(image, rng)
    _turf(image, rng)
    _lines(image)
    _far_end(image)
    _at_practice(image, rng)
    _mist(image, rng)
    _keeper(image)
    _net(image)
    return finished(lensed(image, radius=20, strength=0.3), rng, grain=0.11, vignette=0.36)


def _slopes(image: Image.Image, rng: random.Random) -> None:
    """Both walls of the valley, and the church of the village."""
    for base, height, colour, tall in ((250, 150, "#aab2b8", 0), (330, 110, "#8e9a9d", 14), (400, 60, "#6f7d79", 30)):
        mask = hillside(rng, base=base, height=height, tall=tall)
        lay(
            image,
            mask,
            gradient([(0, colour), (base / HIGH, colour), (0.43, mix(colour, "#f0e0c6", 0.65)), (1, colour)]),
        )
    houses: list[list[Point]] = [
        box(1180, 408, 62, 44),
        box(1256, 414, 84, 40),
        box(1110, 416, 50, 36),
        [(1176, 409), (1211, 386), (1246, 409)],
        [(1250, 415), (1298, 392), (1346, 415)],
        box(1068, 372, 26, 80),
        [(1064, 373), (1081, 318), (1098, 373)],
    ]
    lay(image, polygons(houses, blur=1), "#7c8484", 0.9)
    lay(image, polygons([box(1204, 424, 9, 11), box(1290, 428, 9, 11), box(1122, 426, 8, 9)], blur=0.8), "#ffcf86")


def _turf(image: Image.Image, rng: random.Random) -> None:
    """Grass that nobody has mown since the summer, trodden bare before the goal."""
    ground = polygons([box(-5, 450, WIDE + 10, HIGH)], blur=2)
    lay(
        image,
        ground,
        gradient([(0, "#b9b58c"), (0.425, "#b9b58c"), (0.5, "#7f8a55"), (0.75, "#566a3c"), (1, "#2c3a22")]),
    )
    patches = receding(clouds(rng, cells=(14, 12), octaves=6, keep=0.6, size=(1300, 1000)), 450, scale=0.6)
    lay(image, overlap(ground, curve(patches, steps(0.5, 0.85))), "#8f8a55", 0.45)
    bare = polygons([[_GOAL(-2.6, 0, 6.6), _GOAL(2.2, 0, 6.6), _GOAL(2.8, 0, 10.5), _GOAL(-3, 0, 10.5)]], blur=26)
    lay(image, overlap(bare, curve(patches, steps(0.1, 0.7))), "#7d6a48", 0.75)
    y = 470.0
    while y < HIGH + 50:
        near = (y - 450) / 617
        for colour in ("#a3a35f", "#5c7039", "#7f8a4a", "#3f5230"):
            grass = polygons(
                blades(rng, y=y, high=2 + 34 * near**1.25, many=round(260 - 150 * near)), blur=0.5 + 2 * near**4
            )
            lay(image, grass, mix("#b3b184", colour, min(1.0, 0.3 + near)), 0.5)
        y += 6 + 24 * near


def _lines(image: Image.Image) -> None:
    """Chalk: both boxes, the centre line and circle, the touchlines."""
    spans = [
        ((-20.2, 23), (20.2, 23)),
        ((-9.2, 12), (9.2, 12)),
        ((-34, 57), (34, 57)),
        ((-34, 6.6), (-34, 107)),
        ((34, 6.6), (34, 107)),
        ((-34, 6.6), (34, 6.6)),
    ]
    spans += [((side * 20.2, 6.6), (side * 20.2, 23)) for side in (-1, 1)] + [
        ((side * 9.2, 6.6), (side * 9.2, 12)) for side in (-1, 1)
    ]
    for (x, away), (nx, farther) in spans:
        wide = 0.06
        if away == farther:
            shape = [_GOAL(x, 0, away), _GOAL(nx, 0, away), _GOAL(nx, 0, away + 0.16), _GOAL(x, 0, away + 0.16)]
        else:
            shape = [
                _GOAL(x - wide, 0, max(2.2, away)),
                _GOAL(x + wide, 0, max(2.2, away)),
                _GOAL(nx + wide, 0, farther),
                _GOAL(nx - wide, 0, farther),
            ]
        lay(image, polygons([shape], blur=1), "#f3f0e2", 0.72)
    ring = [
        _GOAL(9.15 * math.cos(math.tau * part / 60), 0, 57 + 9.15 * math.sin(math.tau * part / 60))
        for part in range(61)
    ]
    lay(image, strokes([ring], width=1.6, blur=0.7), "#f3f0e2", 0.7)


def _far_end(image: Image.Image) -> None:
    """The other goal, a fence, a yellow bus beside the changing hut."""
    frame = [_GOAL(-3.66, 0, 106), _GOAL(-3.66, 2.44, 106), _GOAL(3.66, 2.44, 106), _GOAL(3.66, 0, 106)]
    lay(image, strokes([frame], width=1.8, blur=0.5), "#f2efe4", 0.9)
    rail = [[_GOAL(-60, 1, 112), _GOAL(60, 1, 112)]] + [
        [_GOAL(right, 0, 112), _GOAL(right, 1, 112)] for right in range(-60, 61, 4)
    ]
    lay(image, strokes(rail, width=1.3, blur=0.5), "#6b7168", 0.7)
    (left, top), (right, foot) = _GOAL(-42, 2.7, 98), _GOAL(-30, 0, 98)
    lay(image, polygons([box(left, top, right - left, foot - top)], blur=0.8), "#8b8072")
    lay(
        image,
        polygons(
            [[(left - 4, top + 1), (right + 4, top + 1), (right - 14, top - 14), (left + 14, top - 14)]], blur=0.8
        ),
        "#5b4c48",
    )
    (left, top), (right, foot) = _GOAL(-26.5, 2.5, 98), _GOAL(-20.5, 0.35, 98)
    lay(image, polygons([box(left, top, right - left, foot - top)], blur=0.8), "#d9a32b")
    lay(image, polygons([box(left + 6 + 13 * step, top + 5, 9, 8) for step in range(5)], blur=0.6), "#4d565a")
    lay(image, dots([(left + 14, foot + 2, 4), (right - 14, foot + 2, 4)], blur=0.6), "#26282a")


def _at_practice(image: Image.Image, rng: random.Random) -> None:
    """Nine of them and a coach, the ball just played; long weak shadows."""
    places = ((-8, 30), (4.5, 27), (11, 34), (-2, 40), (17, 46), (-16, 44), (7, 52), (-5, 60), (22, 31), (-24, 36))
    people = []
    for right, away in places:
        x, foot = _GOAL(right, 0, away)
        people.append(
            Figure(
                x, foot, 1.78 * _GOAL.focal / away, stride=rng.uniform(0.03, 0.13), hem=0.48, turn=rng.uniform(0.75, 1)
            )
        )
    shadows = [
        [
            (one.x - 3, one.foot),
            (one.x + 3, one.foot),
            (one.x + one.tall * 1.5, one.foot + one.tall * 0.1),
            (one.x + one.tall * 1.5, one.foot + one.tall * 0.02),
        ]
        for one in people
    ]
    shade(image, polygons(shadows, blur=2.5), 0.4)
    for number, one in enumerate(people):
        lay(image, figures([one]), "#2d3436")
        shirt = [
            (one.x - one.tall * 0.1, one.foot - one.tall * 0.82),
            (one.x + one.tall * 0.1, one.foot - one.tall * 0.82),
            (one.x + one.tall * 0.09, one.foot - one.tall * 0.5),
            (one.x - one.tall * 0.09, one.foot - one.tall * 0.5),
        ]
        lay(image, polygons([shirt], blur=1.3), "#3c4a5c" if number > 8 else ("#e6e1d2", "#b5473c")[number % 2], 0.92)
        lay(image, dots([(one.x, one.foot - one.tall * 0.94, one.tall * 0.058)], blur=0.8), "#5d4636")
    x, y = _GOAL(1.2, 0.11, 26)
    lay(image, dots([(x, y, 5)], blur=0.7), "#f7f5ee")


def _mist(image: Image.Image, rng: random.Random) -> None:
    for y, strength in ((446, 0.8), (500, 0.4)):
        band = [(0, 0), ((y - 60) / HIGH, 0), (y / HIGH, 1), ((y + 60) / HIGH, 0), (1, 0)]
        lay(image, wisps(rng, cells=(3, 12), keep=(0.25, 0.85), within=band), "#f3e6d0", strength)


def _keeper(image: Image.Image) -> None:
    """From behind, on his line, a little out of focus: green jersey, gloves, woollen cap."""
    x, foot = _GOAL(-1.1, 0, 9.4)
    tall = 1.84 * _GOAL.focal / 9.4
    shadow = [(x - 30, foot - 2), (x + 34, foot - 6), (x + 300, foot + 6), (x + 300, foot + 30), (x - 10, foot + 8)]
    shade(image, polygons([shadow], blur=7), 0.4)
    body = figures([Figure(x, foot, tall, stride=0.07, hem=0.46)])
    lay_round(image, body, [(0, "#8b9a6c"), (0.3, "#3f5a45"), (1, "#1c2b24")])
    below = fade([(0, 0), ((foot - tall * 0.5) / HIGH, 0), ((foot - tall * 0.49) / HIGH, 1), (1, 1)])
    lay(image, overlap(body, below), "#1d2226", 0.9)
    legs = polygons([box(x - tall * 0.13, foot - tall * 0.3, tall * 0.26, tall * 0.1)], blur=3)
    lay(image, overlap(body, legs), "#a47c60", 0.8)
    lay(image, dots([(x, foot - tall * 0.945, tall * 0.07)], blur=2), "#3a2f2c")
    lay(
        image,
        dots(
            [
                (x - tall * 0.15, foot - tall * 0.46, tall * 0.03),
                (x + tall * 0.14, foot - tall * 0.46, tall * 0.03),
            ],
            blur=2.4,
        ),
        "#e9e2d0",
    )
    shine(
        image,
        strokes([[(x - tall * 0.115, foot - tall * 0.79), (x - tall * 0.15, foot - tall * 0.5)]], width=4, blur=3),
        "#ffe6bd",
        0.6,
    )


def _net(image: Image.Image) -> None:
    """The near goal, seen through the back of its net: white posts, threads that sag."""
    threads = []
    for step in range(-30, 31):
        right = step * 0.122
        threads.append(
            [
                _GOAL(
                    right, 2.42 - 2.4 * part / 12, 6.6 - 1.9 * (part / 12) ** 0.6 + 0.1 * math.sin(math.pi * part / 12)
                )
                for part in range(13)
            ]
        )
    for row in range(20):
        part = row / 19
        threads.append(
            [
                _GOAL(step * 0.244, 2.42 - 2.4 * part - 0.03 * math.sin(step), 6.6 - 1.9 * part**0.6)
                for step in range(-15, 16)
            ]
        )
    shade(image, strokes([[(x + 2, y + 2) for x, y in thread] for thread in threads], width=1.2, blur=0.8), 0.2)
    lay(image, strokes(threads, width=1.5, blur=0.5), "#f1efe6", 0.5)
    posts = [[_GOAL(-3.66, 0, 6.6), _GOAL(-3.66, 2.44, 6.6), _GOAL(3.66, 2.44, 6.6), _GOAL(3.66, 0, 6.6)]]
    shade(image, strokes([[(x + 5, y + 4) for x, y in posts[0]]], width=20, blur=5), 0.3)
    lay(image, strokes(posts, width=19, blur=0.9), "#d9d6cb")
    shine(image, strokes([[(x - 5, y - 4) for x, y in posts[0]]], width=5, blur=2), "#fff3da", 0.7)


def pylons() -> Image.Image:
    """A mended power line over the valley after sunset; two engineers on the nearest mast, the first lamps below."""
    rng = seeded("pylons")
    image = gradient(
        [(0, "#1d2a4a"), (0.25, "#45507a"), (0.45, "#a97a86"), (0.58, "#ee9c6c"), (0.64, "#ffc787"), (1, "#ffc787")]
    )
    band = [(0, 0.2), (0.4, 1), (0.62, 0.3), (0.66, 0), (1, 0)]
    lay(image, wisps(rng, cells=(3, 16), keep=(0.5, 0.9), within=band, octaves=6), "#f4a27c", 0.5)
    glow(image, (420, 700), 620, "#ffd08a", 0.75, flat=0.6)
    _evening_slopes(image, rng)
    masts = [
        (1236.0, 1010.0, 800.0),
        (842.0, 868.0, 372.0),
        (652.0, 806.0, 210.0),
        (548.0, 772.0, 132.0),
        (484.0, 752.0, 88.0),
        (440.0, 740.0, 60.0),
    ]
    for near, far in itertools.pairwise(reversed(masts)):
        _wires(image, near, far)
    _wires(image, masts[0], (2300, 1560, 2200))
    for x, foot, tall in reversed(masts):
        _mast(image, x, foot, tall)
    _engineers(image, *masts[0])
    _foreground(image, rng)
    return finished(lensed(image, radius=22, strength=0.35), rng, grain=0.12, vignette=0.38)


def _evening_slopes(image: Image.Image, rng: random.Random) -> None:
    """Ridge before ridge, smoke lying between them, the lamps of Tarnfoot."""
    for base, height, colour, tall in (
        (640, 110, "#b98282", 0),
        (705, 80, "#8a6674", 12),
        (770, 70, "#584a60", 20),
        (850, 60, "#352f45", 34),
    ):
        foot = mix(colour, "#f0b088", 0.4)
        lay(
            image,
            hillside(rng, base=base, height=height, tall=tall, rough=0.52, blur=0.9),
            gradient([(0, colour), (base / HIGH, colour), (min(1, (base + 110) / HIGH), foot), (1, foot)]),
        )
    spots = [(rng.gauss(640, 120), rng.gauss(868, 13), rng.uniform(0.9, 2)) for _ in range(44)]
    shine(image, dots([(x, y, r * 4) for x, y, r in spots], blur=5), "#ffb45c", 0.75)
    lay(image, dots(spots, blur=0.6), "#fff0c8")


def _arms(x: float, foot: float, tall: float) -> list[tuple[Point, Point]]:
    """The ends of the three cross-arms, left and right."""
    return [
        ((x - out * tall, foot - up * tall), (x + out * tall, foot - up * tall))
        for up, out in ((0.66, 0.15), (0.79, 0.115), (0.91, 0.08))
    ]


def _mast(image: Image.Image, x: float, foot: float, tall: float) -> None:
    """Lattice steel: four legs drawn as two, bracing, arms with their insulators."""
    levels = [
        (0.0, 0.1),
        (0.16, 0.076),
        (0.3, 0.058),
        (0.42, 0.044),
        (0.52, 0.034),
        (0.6, 0.029),
        (0.66, 0.026),
        (0.725, 0.024),
        (0.79, 0.022),
        (0.85, 0.019),
        (0.91, 0.015),
        (1.0, 0.003),
    ]
    rungs = [((x - half * tall, foot - up * tall), (x + half * tall, foot - up * tall)) for up, half in levels]
    legs = [[left for left, _ in rungs], [right for _, right in rungs]]
    bracing = (
        [[a, d] for (a, _), (_, d) in itertools.pairwise(rungs)]
        + [[b, c] for (_, b), (c, _) in itertools.pairwise(rungs)]
        + [[left, right] for left, right in rungs[1:]]
    )
    arms, hanging = [], []
    for left, right in _arms(x, foot, tall):
        root = 0.035 * tall
        arms += [[left, (x, left[1] - root)], [(x, left[1] - root), right], [left, right]]
        hanging += [[end, (end[0], end[1] + 0.03 * tall)] for end in (left, right)]
    colour = mix("#8a6470", "#14131f", min(1.0, tall / 420))
    lay(image, strokes(legs, width=max(1, tall * 0.0085), blur=0.5), colour)
    lay(image, strokes([*bracing, *arms], width=max(0.8, tall * 0.0042), blur=0.5), colour, 0.95)
    lay(image, strokes(hanging, width=max(1, tall * 0.008), blur=0.6), colour)


def _wires(image: Image.Image, near: tuple[float, float, float], far: tuple[float, float, float]) -> None:
    """Six conductors and the earth wire, hanging between two masts."""
    ends = [(pair[side], other[side]) for pair, other in zip(_arms(*near), _arms(*far), strict=True) for side in (0, 1)]
    ends = [((a[0], a[1] + 0.03 * near[2]), (b[0], b[1] + 0.03 * far[2])) for a, b in ends]
    ends.append(((near[0], near[1] - near[2]), (far[0], far[1] - far[2])))
    sag = 0.12 * max(near[2], far[2]) ** 0.8 * 2
    lines = [
        [
            (a[0] + (b[0] - a[0]) * part / 24, a[1] + (b[1] - a[1]) * part / 24 + sag * math.sin(math.pi * part / 24))
            for part in range(25)
        ]
        for a, b in ends
    ]
    lay(image, strokes(lines, width=max(0.9, min(2.2, max(near[2], far[2]) * 0.0022)), blur=0.5), "#191824", 0.85)


def _engineers(image: Image.Image, x: float, foot: float, tall: float) -> None:
    """One at the middle arm with a lamp on his helmet, one on the way up; a ladder against the leg."""
    people = [
        Figure(x - 0.05 * tall, foot - 0.79 * tall, 44, stride=0.05, hem=0.46),
        Figure(x + 0.03 * tall, foot - 0.43 * tall, 44, stride=0.09, hem=0.46, turn=0.8),
    ]
    lay(image, figures(people), "#100f18")
    for one in people:
        glow(image, (one.x - 6, one.foot - one.tall * 0.95), 34, "#fff0c8", 0.95)
        lay(image, dots([(one.x - 5, one.foot - one.tall * 0.95, 1.8)], blur=0.5), "#fffdf2")
    ladder = [
        [(x - 0.118 * tall, foot), (x - 0.045 * tall, foot - 0.42 * tall)],
        [(x - 0.096 * tall, foot), (x - 0.027 * tall, foot - 0.42 * tall)],
    ]
    rungs = [
        [
            (x - (0.118 - 0.073 * part / 22) * tall, foot - 0.42 * tall * part / 22),
            (x - (0.096 - 0.069 * part / 22) * tall, foot - 0.42 * tall * part / 22),
        ]
        for part in range(23)
    ]
    lay(image, strokes([*ladder, *rungs], width=2, blur=0.5), "#2a2530")


def _foreground(image: Image.Image, rng: random.Random) -> None:
    """A dark meadow at the foot of the mast, a lamp left burning in the grass."""
    line: list[Point] = [
        (x, 992 + 20 * math.sin(x / 330 + 1) + 6 * math.sin(x / 71)) for x in range(-10, WIDE + 20, 10)
    ]
    lay(image, polygons([filled(line, HIGH)], blur=1.5), gradient([(0, "#231f2e"), (0.93, "#231f2e"), (1, "#0b0a10")]))
    for y, high in ((996, 16), (1030, 30)):
        lay(image, polygons(blades(rng, y=y, high=high, many=700), blur=0.8), "#15131c", 0.9)
    glow(image, (1120, 1000), 90, "#ffe6b3", 0.6, flat=0.4)
