"""Pictures of the land: mountains in haze, tents in the dunes, a field of wheat, a dam."""

import math
import random
from collections.abc import Sequence

from PIL import Image, ImageChops, ImageFilter

from newsroom.demo.drawing.canvas import HIGH, WIDE, Point, at, gradient, mix, seeded
from newsroom.demo.drawing.light import finished, glow, lay, shade, shine
from newsroom.demo.drawing.masks import curve, dots, fade, overlap, polygons, steps, strokes
from newsroom.demo.drawing.shapes import box, filled, firs, level, ridge, swell
from newsroom.demo.drawing.textures import clouds


def mountains() -> Image.Image:
    """Seven ridges, each paler than the one before it, under a low sun."""
    rng = seeded("mountains")
    image = gradient([(0, "#5d7391"), (0.22, "#a9b0ba"), (0.42, "#f0c9a0"), (0.55, "#fbe3c0"), (1, "#f7dcc0")])
    glow(image, (1090, 420), 620, "#ffcf8c", 0.85)
    lay(image, dots([(1090, 412, 46)], blur=2), "#fff4d8")
    for index in range(7):
        near = index / 6
        line = ridge(
            rng, width=WIDE, base=455 + 515 * near**1.2, height=(170, 150, 190, 150, 120, 70, 60)[index], rough=0.53
        )
        shapes = [filled(line, HIGH)]
        if index > 3:
            shapes += firs(rng, line, high=22 + 26 * (index - 4), gap=8 + 3 * (index - 4))
        _haze_in(image, polygons(shapes), near, line)
    return finished(image, rng)


def _haze_in(image: Image.Image, mask: Image.Image, near: float, line: list[tuple[float, float]]) -> None:
    """A ridge whose foot is lost in the fog of the valley before it."""
    dark = at([(0, "#d9b79c"), (0.35, "#8f8790"), (0.7, "#45505f"), (1, "#141d26")], near)
    top = min(y for _, y in line) / HIGH
    foot = mix(dark, "#f6d6b2", 0.62 * (1 - near))
    lay(image, mask, gradient([(0, dark), (top, dark), (min(1, top + 0.26), foot), (1, foot)]))


def tents() -> Image.Image:
    """A camp of lit tents between dunes, after sunset."""
    rng = seeded("tents")
    image = gradient(
        [(0, "#0d1330"), (0.3, "#2b2a5a"), (0.5, "#8a4f6e"), (0.6, "#e08f63"), (0.66, "#f9c98a"), (1, "#f9c98a")]
    )
    stars = [(rng.uniform(0, WIDE), 470 * rng.random() ** 1.6, rng.choice((0.7, 0.9, 1.5))) for _ in range(420)]
    shine(image, overlap(dots(stars), fade([(0, 1), (0.45, 0), (1, 0)])), "#fff2d8")
    for near in (0.0, 0.33, 0.66, 1.0):
        line = swell(rng, width=WIDE, base=690 + 270 * near, height=24 + 42 * near, waves=2.6 - 1.7 * near)
        _dune(image, line, near, rng)
        if near in (0.33, 0.66):
            _camp(image, line, near, rng)
    return finished(image, rng, grain=0.08)


def _dune(image: Image.Image, line: list[tuple[float, float]], near: float, rng: random.Random) -> None:
    """Sand with a lit crest, ripples and a dark foot."""
    crest, foot = mix("#d98a5e", "#6b3b3f", near), mix("#7a4a50", "#170f1c", near)
    top = min(y for _, y in line) / HIGH
    mask = polygons([filled(line, HIGH)])
    lay(image, mask, gradient([(0, crest), (top, crest), (min(1, top + 0.2), foot), (1, foot)]))
    ripples = curve(clouds(rng, cells=(3, 60), octaves=2), steps(0.5, 0.85))
    shine(image, overlap(mask, ripples), "#ff9d62", 0.10)
    shine(image, strokes([line], width=3, blur=1.4), "#ffc58a", 0.55 * (1 - near))


def _camp(image: Image.Image, line: list[tuple[float, float]], near: float, rng: random.Random) -> None:
    wide = 110 + 150 * near
    for index in range(5 if near < 0.5 else 3):
        x = 250 + (1100 / (5 if near < 0.5 else 3)) * index + rng.uniform(-40, 90)
        _tent(image, x, level(line, x) + 16 + 30 * near, wide * rng.uniform(0.85, 1.15))


def _tent(image: Image.Image, x: float, foot: float, wide: float) -> None:
    """A tent with a lamp in it: the cloth glows, the seams are dark."""
    top = foot - wide * 0.62
    cloth = [(x - wide / 2, foot), (x - wide * 0.12, top), (x + wide * 0.12, top), (x + wide / 2, foot)]
    glow(image, (x, foot - wide * 0.2), wide * 1.15, "#ff9a3d", 0.5, flat=0.7)
    lay(
        image,
        polygons([cloth], blur=0.6),
        gradient([(0, "#7c4a2f"), (top / HIGH, "#8d5433"), (foot / HIGH, "#ffcb72"), (1, "#ffcb72")]),
    )
    seams = [
        [(x + wide * 0.12 * side, top), (x + wide * reach * side, foot)] for side in (-1, 1) for reach in (0.5, 0.27)
    ]
    shade(image, strokes(seams, width=2.4, blur=0.8), 0.55)
    lay(
        image,
        polygons([[(x - wide * 0.075, foot), (x, top + wide * 0.2), (x + wide * 0.075, foot)]], blur=1),
        "#fff0c2",
    )
    shade(image, strokes([[(x - wide * 0.55, foot + 3), (x + wide * 0.55, foot + 3)]], width=5, blur=3), 0.6)


def wheat() -> Image.Image:
    """A field at harvest under summer clouds, ears in the foreground."""
    rng = seeded("wheat")
    image = gradient([(0, "#4f86b5"), (0.35, "#a9cbd8"), (0.5, "#f3e6c4"), (1, "#f3e6c4")])
    _cumulus(image, rng)
    hills = ridge(rng, width=WIDE, base=520, height=26, rough=0.5)
    lay(image, polygons([filled(hills, HIGH)]), "#8fa08a")
    lay(
        image,
        polygons(
            [
                filled([(x, y + 34) for x, y in hills], HIGH),
                *firs(rng, [(x, y + 38) for x, y in hills], high=30, gap=14),
            ]
        ),
        "#566b4c",
    )
    field = gradient([(0, "#e9c368"), (0.54, "#e9c368"), (0.7, "#d9a544"), (1, "#7a4f17")])
    lay(image, polygons([box(0, 566, WIDE, HIGH)], blur=2), field)
    _harvester(image, rng)
    for near in (0.0, 0.25, 0.5, 0.75, 1.0):
        _stalks(image, near, rng)
    glow(image, (1330, 430), 760, "#ffe0a0", 0.5)
    return finished(image, rng)


def _cumulus(image: Image.Image, rng: random.Random) -> None:
    sky = fade([(0, 0.2), (0.18, 1), (0.42, 0.8), (0.5, 0), (1, 0)])
    shapes = curve(clouds(rng, cells=(4, 6), octaves=6, keep=0.5), steps(0.52, 0.74))
    lay(image, overlap(shapes, sky), "#fffaf0", 0.95)
    below = overlap(shapes, sky, ImageChops.offset(shapes, -14, 26))
    lay(image, below.filter(ImageFilter.GaussianBlur(14)), "#b3b7c2", 0.55)


def _harvester(image: Image.Image, rng: random.Random) -> None:
    """Far off, with its dust."""
    for _ in range(26):
        x = 520 + 300 * rng.random()
        glow(image, (x, 560 - 40 * rng.random()), 30 + (x - 520) * 0.26, "#fff0cc", 0.20)
    parts: list[Sequence[Point]] = [
        box(492, 549, 38, 15),
        box(497, 539, 14, 12),
        [(492, 556), (474, 562), (474, 568), (492, 566)],
    ]
    lay(image, polygons(parts, blur=0.6), "#7b3226")
    lay(image, polygons([box(499, 541, 8, 6)], blur=0.5), "#cfd8d4")
    lay(image, dots([(500, 565, 6), (523, 566, 4)]), "#2a221c")


def _stalks(image: Image.Image, near: float, rng: random.Random) -> None:
    """One row of ears: many and small far off, few and large before the camera."""
    foot, tall = 610 + 520 * near**1.3, 26 + 330 * near**1.5
    lines: list[list[Point]] = []
    ears: list[list[Point]] = []
    for _ in range(round(900 - 690 * near)):
        x, lean = rng.uniform(-40, WIDE + 40), rng.uniform(-0.14, 0.26)
        high = tall * rng.uniform(0.7, 1.1)
        tip = (x + lean * high, foot - high)
        lines.append([(x, foot + 60 * near), (x + lean * high * 0.35, foot - high * 0.6), tip])
        ears += _ear(tip, math.atan2(lean, 1) + 0.25 * (lean + 0.1), 10 + 66 * near)
    blur = 0.4 if near < 0.9 else 1.4
    lay(image, strokes(lines, width=1 + 1.8 * near, blur=blur), mix("#c99a3c", "#6d4714", near), 0.8)
    lay(image, polygons(ears, blur=blur), mix("#f4d88c", "#d79a3a", near))
    shine(
        image, polygons([[(x + 3 * near, y) for x, y in ear] for ear in ears[::2]], blur=1 + 2 * near), "#ffdf9a", 0.28
    )


def _ear(tip: tuple[float, float], lean: float, long: float) -> list[list[tuple[float, float]]]:
    """Grains left and right of the stalk's end."""
    along, across = (math.sin(lean), -math.cos(lean)), (math.cos(lean), math.sin(lean))
    grains = []
    for place in range(5):
        for side in (-1, 1):
            x = tip[0] + along[0] * long * place * 0.17
            y = tip[1] + along[1] * long * place * 0.17
            out = long * 0.12 * side
            grains.append(
                [
                    (x, y),
                    (x + across[0] * out + along[0] * long * 0.1, y + across[1] * out + along[1] * long * 0.1),
                    (
                        x + along[0] * long * 0.3 + across[0] * out * 0.5,
                        y + along[1] * long * 0.3 + across[1] * out * 0.5,
                    ),
                ]
            )
    return grains


def dam() -> Image.Image:
    """A curved wall seen from the valley, its gates open."""
    rng = seeded("dam")
    image = gradient([(0, "#7f9bb0"), (0.25, "#c6d3d6"), (0.4, "#ece6d6"), (1, "#d8d8cf")])
    lay(image, curve(clouds(rng, cells=(3, 5)), steps(0.5, 0.9)), "#ffffff", 0.45)
    for base, height, colour in ((250, 120, "#a7b3b4"), (330, 110, "#7e908c")):
        lay(image, polygons([filled(ridge(rng, width=WIDE, base=base, height=height, rough=0.5), HIGH)]), colour)
    _wall(image, rng)
    _water(image, rng)
    _slopes(image, rng)
    return finished(image, rng)


def _wall(image: Image.Image, rng: random.Random) -> None:
    """Concrete: lit from the left, with joints and the stains of many years."""
    crest = [(x, 330 + 46 * math.sin(math.pi * x / WIDE)) for x in range(0, WIDE + 1, 20)]
    wall = polygons([filled(crest, 900)])
    face = gradient([(0, "#8d8a80"), (0.3, "#d9d2c0"), (0.55, "#b3ac9c"), (1, "#4e5154")], sideways=True)
    lay(image, wall, face)
    stains = curve(clouds(rng, cells=(40, 2), octaves=4), steps(0.45, 0.95))
    shade(image, overlap(wall, stains), 0.30)
    joints: list[list[Point]] = [[(x, y + drop) for x, y in crest] for drop in range(45, 560, 46)]
    upright: list[list[Point]] = [[(x, 300), (x + (800 - x) * 0.1, 900)] for x in range(40, WIDE, 88)]
    shade(image, overlap(wall, strokes(joints + upright, width=1.6, blur=0.7)), 0.34)
    shade(image, overlap(wall, fade([(0, 0), (0.45, 0), (0.85, 1), (1, 1)])), 0.45)
    lay(image, strokes([[(x, y - 5) for x, y in crest]], width=12), "#e9e3d3")
    shade(image, strokes([[(x, y + 6) for x, y in crest]], width=8, blur=2), 0.5)


def _water(image: Image.Image, rng: random.Random) -> None:
    """Five jets, the spray at their feet and the white river."""
    for x in (560, 680, 800, 920, 1040):
        jet = [(x - 20, 470), (x + 20, 470), (x + 62, 900), (x - 62, 900)]
        threads = curve(clouds(rng, cells=(160, 5), octaves=3), steps(0.2, 0.75))
        mask = polygons([jet], blur=4)
        lay(image, polygons([box(x - 26, 446, 52, 30)]), "#23282b")
        lay(image, mask, "#a9c0c4", 0.75)
        lay(image, overlap(mask, threads), "#ffffff", 0.95)
    lay(
        image,
        polygons([[(430, 880), (1170, 880), (1420, HIGH), (180, HIGH)]], blur=9),
        gradient([(0, "#dfeae8"), (0.84, "#dfeae8"), (1, "#4d7478")]),
    )
    foam = curve(clouds(rng, cells=(10, 40), octaves=4), steps(0.5, 0.8))
    lay(image, overlap(foam, fade([(0, 0), (0.82, 0), (0.9, 1), (1, 0.8)])), "#ffffff", 0.6)
    for _ in range(40):
        glow(image, (rng.uniform(480, 1120), rng.uniform(800, 920)), rng.uniform(60, 170), "#ffffff", 0.20, flat=0.7)


def _slopes(image: Image.Image, rng: random.Random) -> None:
    """Wooded rock on both sides, darker to the front."""
    for reach, colour in ((560, "#48594c"), (430, "#2c3a33"), (260, "#131c1b")):
        for side in (0, 1):
            far = [
                (x, HIGH - 820 * (1 - x / reach) ** 1.35 - 60 * (560 - reach) / 300 - rng.uniform(0, 16))
                for x in range(0, reach, 10)
            ]
            line = [(WIDE - x, y) for x, y in reversed(far)] if side else far
            shapes = [filled(line, HIGH), *firs(rng, line, high=54, gap=11)]
            mask = polygons(shapes)
            lay(image, mask, colour)
            leaves = curve(clouds(rng, cells=(40, 30), octaves=3), steps(0.55, 0.9))
            shine(image, overlap(mask, leaves), "#7d8a5a", 0.22)
