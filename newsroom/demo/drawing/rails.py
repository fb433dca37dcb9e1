"""A picture of the railway: a dining car on a siding."""

import random

from PIL import Image, ImageChops

from newsroom.demo.drawing.canvas import HIGH, WIDE, Stops, gradient, seeded
from newsroom.demo.drawing.light import finished, glow, lay, lensed, shade, shine
from newsroom.demo.drawing.masks import bloom, curve, dots, fade, overlap, polygons, steps, strokes
from newsroom.demo.drawing.people import Figure, figures
from newsroom.demo.drawing.shapes import blades, box
from newsroom.demo.drawing.textures import clouds, hillside, receding, relief, wisps

#: The dining car: its left end, roof, floor and rail, and how long it is.
_LEFT, _ROOF, _FLOOR, _RAIL, _CAR = 300, 520, 706, 768, 1010


def carriage() -> Image.Image:
    """An old dining car on a siding at nightfall, its windows lit, fog in the firs behind it."""
    rng = seeded("carriage")
    image = gradient([(0, "#2a3a50"), (0.25, "#4b5e72"), (0.45, "#8a949a"), (0.6, "#a9a89f"), (1, "#30363a")])
    _firs_in_fog(image, rng)
    _embankment(image, rng)
    _car(image, rng)
    _lamplight(image)
    _delegates(image)
    _ground_fog(image, rng)
    return finished(lensed(image, radius=22, strength=0.45), rng, grain=0.12, vignette=0.42)


def _firs_in_fog(image: Image.Image, rng: random.Random) -> None:
    """Slopes of firs, each row darker and the fog between them."""
    for base, height, tall, colour, thick in (
        (330, 120, 26, "#6d7d88", 0.5),
        (430, 100, 46, "#56666f", 0.55),
        (545, 70, 120, "#3d4c54", 0.6),
        (655, 46, 250, "#222e34", 0.5),
    ):
        lay(image, hillside(rng, base=base, height=height, tall=tall, gap=tall * 0.2, rough=0.52), colour)
        band = [(0, 0), (max(0, base - 60) / HIGH, 0), ((base + 110) / HIGH, 1), (1, 1)]
        lay(image, wisps(rng, cells=(3, 7), keep=(0.05, 0.8), within=band, long=4), "#9aa3a6", thick)


def _embankment(image: Image.Image, rng: random.Random) -> None:
    """Ballast and two tracks seen across, rough grass before them."""
    lay(
        image,
        polygons([box(0, 742, WIDE, HIGH)], blur=5),
        gradient([(0, "#3c4244"), (0.7, "#3c4244"), (0.8, "#2a2f2e"), (1, "#0f1312")]),
    )
    stones = receding(clouds(rng, cells=(300, 300), octaves=2, keep=0.7, size=(1200, 1200)), 560, scale=0.9, squeeze=3)
    lit, dark = relief(stones, (1, 2), 4)
    bed = fade([(0, 0), (0.69, 0), (0.71, 1), (0.8, 0.7), (0.86, 0), (1, 0)])
    shine(image, overlap(lit, bed), "#7d8688", 0.2)
    shade(image, overlap(dark, bed), 0.4)
    sleepers = [box(x + rng.uniform(-2, 2), 776, 30, 9) for x in range(-20, WIDE, 52)]
    lay(image, polygons(sleepers, blur=1), "#1d1f1f", 0.8)
    for y, width in ((_RAIL, 5), (772, 3)):
        lay(image, strokes([[(0, y), (WIDE, y)]], width=width, blur=0.6), "#33383a")
    shine(image, strokes([[(0, _RAIL - 2), (WIDE, _RAIL - 2)]], width=1.4, blur=0.5), "#a9b6bd", 0.6)
    _grass(image, rng)


def _grass(image: Image.Image, rng: random.Random) -> None:
    """Tufts, wet, larger and less sharp the nearer they are."""
    for y, high, many, blur, colour in (
        (800, 22, 900, 0.6, "#3d463c"),
        (850, 40, 900, 0.8, "#2b342c"),
        (930, 84, 760, 1.6, "#1a211c"),
        (1060, 170, 420, 4, "#0c110e"),
    ):
        lay(image, polygons(blades(rng, y=y, high=high, many=many), blur=blur), colour, 0.92)


#: The car from its roof to its floor: the painted side, the zinc.
_PAINT: Stops = [(0, "#5a2328"), (0.49, "#6b2a2e"), (0.53, "#4b1d22"), (0.64, "#3a161b"), (1, "#26100f")]
_ZINC: Stops = [(0, "#4d5a64"), (0.455, "#56646f"), (0.48, "#343f47"), (0.5, "#20272c"), (1, "#20272c")]


def _car(image: Image.Image, rng: random.Random) -> None:
    """The body with its boards and gilt lines, what hangs below it, the roof, the buffers."""
    left, right = _LEFT, _LEFT + _CAR
    _running_gear(image)
    upper = [(left, _ROOF + 20), (left + 10, _ROOF + 8), (right - 10, _ROOF + 8), (right, _ROOF + 20)]
    body = polygons([[*upper, (right, _FLOOR + 4), (left, _FLOOR + 4)]], blur=0.7)
    lay(image, body, gradient(_PAINT))
    for y, high in ((646, 5), (556, 3)):
        lay(image, polygons([box(left, y, _CAR, high)], blur=0.6), "#b89a5d", 0.7)
    boards = [[(left + 20 + step * 21, 654), (left + 20 + step * 21, _FLOOR)] for step in range(48)]
    shade(image, strokes(boards, width=1.2, blur=0.5), 0.3)
    _clerestory(image)
    buffers = [[(left - 22, _FLOOR + 6), (left, _FLOOR + 6)], [(right, _FLOOR + 6), (right + 22, _FLOOR + 6)]]
    lay(image, strokes(buffers, width=6), "#101314")
    lay(image, polygons([box(x, _FLOOR - 7, 6, 26) for x in (left - 27, right + 21)], blur=0.6), "#101314")
    _windows(image, rng)
    _doors(image)
    worn = curve(clouds(rng, cells=(26, 12), octaves=5, keep=0.6), steps(0.5, 0.95))
    shade(image, overlap(body, worn), 0.28)


def _running_gear(image: Image.Image) -> None:
    """Bogies with two wheels each, and the boxes between them."""
    under = [box(_LEFT + 40, _FLOOR, _CAR - 80, 20), box(_LEFT + 330, _FLOOR + 14, 120, 26)]
    lay(image, polygons([*under, box(_LEFT + 560, _FLOOR + 14, 150, 22)], blur=1), "#0d1011")
    for middle in (_LEFT + 150, _LEFT + _CAR - 150):
        frame = [box(middle - 96, _FLOOR + 16, 192, 22), box(middle - 120, _FLOOR + 24, 240, 8)]
        lay(image, polygons(frame, blur=1), "#111415")
        for radius, colour in ((26, "#0e1112"), (25, "#272d30"), (20, "#14181a")):
            lay(image, dots([(middle + side * 68, _RAIL - 26, radius) for side in (-1, 1)], blur=0.7), colour)


def _clerestory(image: Image.Image) -> None:
    """The raised roof with its row of small lit panes, two chimneys."""
    left, right = _LEFT, _LEFT + _CAR
    slope = [(-4, 12), (26, -8), (60, -12), (84, -30)]
    roof = [(left + x, _ROOF + y) for x, y in slope] + [(right - x, _ROOF + y) for x, y in reversed(slope)]
    lay(image, polygons([roof], blur=0.7), gradient(_ZINC))
    shine(image, strokes([roof[1:7]], width=2.4, blur=1.4), "#a9b8c4", 0.5)
    panes = [box(x, _ROOF - 24, 30, 9) for x in range(left + 110, right - 120, 46)]
    lay(image, polygons(panes, blur=0.6), "#b98a4a", 0.9)
    lay(
        image, polygons([box(left + 520, _ROOF - 52, 12, 24), box(left + 236, _ROOF - 42, 20, 14)], blur=0.8), "#1d2327"
    )


def _windows(image: Image.Image, rng: random.Random) -> None:
    """Wide panes with curtains and table lamps; behind some of them somebody sits."""
    panes = [box(_LEFT + 118 + step * 98, 566, 78, 70) for step in range(8)]
    lit = polygons(panes, blur=0.8)
    shine(image, bloom(lit, 34, 1.5), "#ffab4f", 0.55)
    lay(image, lit, gradient([(0, "#ffc873"), (0.53, "#ffd48a"), (0.6, "#e89a45"), (1, "#e89a45")]))
    for pane in panes:
        x = pane[0][0]
        shine(image, dots([(x + 39, 604, 15)], blur=7), "#fff6d8", 0.9)
        lay(image, polygons([[(x + 30, 606), (x + 48, 606), (x + 44, 594), (x + 34, 594)]], blur=1), "#fff3cf")
        lay(image, strokes([[(x + 39, 606), (x + 39, 624)]], width=2, blur=0.5), "#8a5424")
        curtain = [
            [(x, 566), (x + 18, 566), (x + 7, 612), (x, 636)],
            [(x + 78, 566), (x + 60, 566), (x + 71, 612), (x + 78, 636)],
        ]
        lay(image, polygons(curtain, blur=1.2), "#8a3b24", 0.85)
        if rng.random() < 0.7:
            side = rng.choice((-1, 1))
            sitter = [(x + 39 + side * 20, 601, 7.5)]
            torso = [
                (x + 39 + side * 12, 636),
                (x + 39 + side * 14, 613),
                (x + 39 + side * 26, 613),
                (x + 39 + side * 32, 636),
            ]
            lay(image, ImageChops.lighter(dots(sitter, blur=1.6), polygons([torso], blur=1.6)), "#6b3a1e", 0.75)
    frames = [[*pane, pane[0]] for pane in panes]
    lay(image, strokes(frames, width=2.6, blur=0.5), "#2b1213")
    lay(image, strokes([[(pane[0][0], 583), (pane[1][0], 583)] for pane in panes], width=1.8, blur=0.5), "#2b1213")


def _doors(image: Image.Image) -> None:
    """One at either end, each with its lit pane and two steps."""
    for x in (_LEFT + 34, _LEFT + _CAR - 82):
        lay(image, polygons([box(x, 562, 48, 142)], blur=0.7), "#3a1519")
        lay(image, polygons([box(x + 10, 572, 28, 54)], blur=0.8), "#ffc26b", 0.9)
        lay(image, polygons([box(x - 4, 712, 56, 6), box(x - 2, 734, 52, 6)], blur=0.6), "#14100f")


def _lamplight(image: Image.Image) -> None:
    """What falls out of the windows: bright trapezes on ballast and grass, warm fog."""
    for step in range(8):
        x = _LEFT + 118 + step * 98
        fall = polygons(
            [[(x + 8, 752), (x + 70, 752), (x + 108 + (step - 4) * 10, 900), (x - 30 + (step - 4) * 10, 900)]], blur=10
        )
        shine(image, overlap(fall, fade([(0, 0), (0.7, 0), (0.715, 1), (0.85, 0), (1, 0)])), "#ffae52", 0.34)
    glow(image, (_LEFT + _CAR / 2, 620), 820, "#ffb35c", 0.2, flat=0.42)


def _delegates(image: Image.Image) -> None:
    """Two soldiers at the far door, a man with a lantern on the embankment."""
    people = [
        Figure(1352, 776, 98, hem=0.42),
        Figure(1398, 778, 102, hem=0.42, turn=0.8),
        Figure(214, 786, 104, stride=0.12, hem=0.34, turn=0.8),
    ]
    lay(image, figures(people), "#12171a")
    glow(image, (240, 748), 120, "#ffbf6b", 0.85)
    lay(image, dots([(240, 748, 4.5)], blur=1), "#fff1cf")
    shine(image, strokes([[(1344, 706), (1340, 740)], [(1390, 702), (1386, 738)]], width=2, blur=1), "#ffb35c", 0.7)


def _ground_fog(image: Image.Image, rng: random.Random) -> None:
    band = [(0, 0), (0.62, 0), (0.74, 0.8), (0.84, 0.35), (1, 0.1)]
    lay(image, wisps(rng, cells=(3, 9), keep=(0.45, 0.95), within=band), "#a3a9a6", 0.5)
