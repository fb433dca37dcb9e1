"""Pictures from a drone: camels with their shadows, a swimming race."""

import math
import random

from PIL import Image, ImageChops, ImageOps

from newsroom.demo.drawing.canvas import HIGH, SIZE, WIDE, Point, gradient, seeded
from newsroom.demo.drawing.light import finished, lay, lensed, shade, shine, soft
from newsroom.demo.drawing.masks import curve, dots, fade, overlap, polygons, steps, strokes
from newsroom.demo.drawing.textures import clouds, relief


def camels() -> Image.Image:
    """A herd on its way over the desert at dawn, straight from above: what one sees are the shadows.

    Drawn with the sun above and turned over at the end, so that the shadows stand on their feet.
    """
    rng = seeded("camels")
    image = gradient([(0, "#dcb07a"), (0.5, "#d3a068"), (1, "#bd8553")])
    _sand(image, rng)
    herd = _herd(rng)
    _tracks(image, herd, rng)
    shadows = polygons([_shadow(x, y, size, pose) for x, y, size, pose in herd], blur=1.4)
    lay(image, shadows, "#3d2620", 0.86)
    _backs(image, herd, rng)
    _herder(image)
    return finished(ImageOps.flip(image), rng, grain=0.09, vignette=0.3)


def _sand(image: Image.Image, rng: random.Random) -> None:
    """Long dunes across the picture, wind ripples on them, thorn bushes in the hollows."""
    dunes = clouds(rng, cells=(3, 4), octaves=4, keep=0.4)
    lit, dark = relief(soft(dunes, 6), (14, 18), 5)
    shine(image, lit, "#ffe0ae", 0.4)
    shade(image, dark, 0.4)
    wide = clouds(rng, cells=(16, 150), octaves=3, keep=0.5, size=(2200, 2200))
    ripple = wide.rotate(24, Image.Resampling.BILINEAR).crop((300, 560, 300 + WIDE, 560 + HIGH))
    lit, dark = relief(ripple, (2, 3), 4)
    soft_places = curve(dunes, steps(0.25, 0.7))
    shine(image, overlap(lit, soft_places), "#ffe6bd", 0.25)
    shade(image, overlap(dark, soft_places), 0.3)
    shade(image, curve(clouds(rng, cells=(7, 5), octaves=7, keep=0.6), steps(0.6, 0.95)), 0.2)
    bushes = [(rng.uniform(0, WIDE), rng.uniform(0, HIGH), rng.uniform(2, 6)) for _ in range(70)]
    shade(image, strokes([[(x, y), (x + 4.5 * r, y + 5 * r)] for x, y, r in bushes], width=6, blur=2), 0.5)
    lay(image, dots(bushes, blur=1.4), "#6b6240", 0.9)


Pose = tuple[float, float]


def _herd(rng: random.Random) -> list[tuple[float, float, float, Pose]]:
    """Place, size and pose (heading, how far the legs are apart) of each; two files that drift together."""
    herd = []
    for file, (left, top, slope, many) in enumerate(((120, 250, 0.16, 15), (330, 500, 0.13, 13), (60, 640, 0.17, 12))):
        x = float(left)
        for _ in range(many):
            y = top + slope * (x - left) + rng.gauss(0, 26) + 18 * math.sin(x / 120 + file)
            if 40 < x < WIDE - 60:
                size = rng.choice((1, 1, 1, 1.08, 0.94, 0.6)) * 54
                herd.append((x, y, size, (0.14 + rng.gauss(0, 0.09), rng.uniform(-1, 1))))
            x += rng.uniform(64, 122)
    return herd


#: A camel from its side, facing right: along from its middle and up from the ground, in lengths of its body.
_CAMEL = (
    (-0.5, 0.92), (-0.46, 1.02), (-0.3, 1.08), (-0.16, 1.1), (-0.06, 1.3), (0.02, 1.36), (0.1, 1.3), (0.2, 1.1),
    (0.36, 1.04), (0.5, 1.02), (0.62, 1.14), (0.7, 1.34), (0.72, 1.46), (0.78, 1.54), (0.9, 1.52), (1.0, 1.44),
    (0.98, 1.38), (0.84, 1.38), (0.8, 1.26), (0.74, 1.02), (0.6, 0.84), (0.46, 0.76),
)  # fmt: skip
_BELLY = ((0.3, 0.68), (0.0, 0.64), (-0.26, 0.72))


def _shadow(x: float, y: float, size: float, pose: Pose) -> list[Point]:
    """The outline thrown on the sand: up in the outline is away from the sun."""
    heading, stride = pose

    def thrown(along: float, up: float) -> Point:
        away = 1.5 * up * size
        return x + along * size * math.cos(heading) + away * 0.42, y + along * size * math.sin(heading) + away * 0.9

    legs_fore = [
        thrown(0.46, 0.76),
        thrown(0.44 + 0.12 * stride, 0),
        thrown(0.38 + 0.12 * stride, 0),
        thrown(0.36, 0.7),
    ]
    legs_fore += [
        thrown(0.32, 0.68),
        thrown(0.3 - 0.14 * stride, 0.02),
        thrown(0.24 - 0.14 * stride, 0.02),
        thrown(0.24, 0.68),
    ]
    legs_hind = [
        thrown(-0.26, 0.72),
        thrown(-0.3 + 0.12 * stride, 0.02),
        thrown(-0.36 + 0.12 * stride, 0.02),
        thrown(-0.36, 0.74),
    ]
    legs_hind += [
        thrown(-0.4, 0.76),
        thrown(-0.44 - 0.12 * stride, 0),
        thrown(-0.5 - 0.12 * stride, 0),
        thrown(-0.5, 0.92),
    ]
    return [*(thrown(*point) for point in _CAMEL), *legs_fore, *(thrown(*point) for point in _BELLY), *legs_hind]


def _backs(image: Image.Image, herd: list[tuple[float, float, float, Pose]], rng: random.Random) -> None:
    """The animals themselves: narrow from above, with neck and head before them, lit on one side."""
    for x, y, size, (heading, _) in herd:
        spine = [
            (along, wide)
            for along, wide in (
                (-0.52, 0.03),
                (-0.4, 0.13),
                (-0.1, 0.17),
                (0.25, 0.16),
                (0.48, 0.1),
                (0.62, 0.05),
                (0.84, 0.045),
                (0.98, 0.055),
                (1.04, 0.03),
            )
        ]
        cosine, sine = math.cos(heading), math.sin(heading)
        sides = [
            [
                (x + size * (along * cosine - side * wide * sine), y + size * (along * sine + side * wide * cosine))
                for along, wide in spine
            ]
            for side in (-1, 1)
        ]
        coat = rng.choice(("#a8774a", "#b98a5c", "#8f6238", "#caa27a", "#e0c8a4"))
        lay(image, polygons([[*sides[0], *reversed(sides[1])]], blur=0.8), coat)
        shine(image, strokes([sides[0][1:5]], width=2.4, blur=1), "#ffe2b4", 0.6)
        shade(image, strokes([sides[1][1:5]], width=3, blur=1.4), 0.4)
        hump = (x + 0.02 * size * cosine, y + 0.02 * size * sine, 0.085 * size)
        shine(image, dots([hump], blur=1.6), "#ffe6bf", 0.4)


def _tracks(image: Image.Image, herd: list[tuple[float, float, float, Pose]], rng: random.Random) -> None:
    """What they have trodden behind them."""
    prints = [
        (x - rng.uniform(30, 420), y + rng.gauss(-0.1 * 160, 15), rng.uniform(1.2, 2.6))
        for x, y, *_ in herd
        for _ in range(60)
    ]
    shade(image, dots(prints, blur=0.8), 0.24)
    shine(image, dots([(x - 1.6, y - 1.6, r * 0.8) for x, y, r in prints], blur=0.8), "#ffe6bd", 0.18)


def _herder(image: Image.Image) -> None:
    """One person with a stick behind the last animals, and what the sun makes of it."""
    for x, y in ((204, 470), (1010, 880)):
        long = [(x - 3, y), (x + 5, y - 2), (x + 44, y + 84), (x + 47, y + 95), (x + 41, y + 98), (x + 36, y + 88)]
        lay(image, polygons([long], blur=1.4), "#3d2620", 0.86)
        lay(image, strokes([[(x + 8, y + 4), (x + 62, y + 84)]], width=1.6, blur=0.8), "#3d2620", 0.8)
        lay(image, dots([(x, y, 6.4)], blur=0.8), "#f2ece0")
        lay(image, dots([(x + 1, y - 1, 3.2)], blur=0.8), "#b2352b")


def pool() -> Image.Image:
    """A race over a long distance from under the roof of the hall: lanes, ropes, five wakes, one ahead."""
    rng = seeded("pool")
    image = gradient([(0, "#2f9fc0"), (0.5, "#2793b8"), (1, "#1b7fa6")])
    _bottom(image, rng)
    _caustics(image, rng)
    _ropes(image)
    for lane, x, arm in ((0, 560, 0), (1, 815, 1), (2, 1235, 0), (3, 930, 1), (4, 700, 0), (5, 410, 1)):
        _swimmer(image, x, 92 + 178 * lane, arm, rng)
    glare = curve(clouds(rng, cells=(5, 9), octaves=4), steps(0.66, 0.86))
    shine(image, overlap(glare, fade([(0, 1), (0.5, 0.2), (1, 0)])), "#e6fbff", 0.3)
    return finished(lensed(image, radius=20, strength=0.3), rng, grain=0.07, vignette=0.3)


def _bottom(image: Image.Image, rng: random.Random) -> None:
    """Tiles and the black line of each lane, as the moving water bends them."""
    floor = Image.new("RGB", SIZE, "#57c3d6")
    grid: list[list[Point]] = [[(x, -10), (x, HIGH + 10)] for x in range(0, WIDE, 44)]
    grid += [[(-10, y), (WIDE + 10, y)] for y in range(4, HIGH, 44)]
    shade(floor, strokes(grid, width=2, blur=0.8), 0.14)
    lines: list[list[Point]] = [[(70, 92 + 178 * lane), (WIDE + 10, 92 + 178 * lane)] for lane in range(6)]
    ends: list[list[Point]] = [[(70, 52 + 178 * lane), (70, 132 + 178 * lane)] for lane in range(6)]
    lay(floor, strokes(lines + ends, width=30, blur=1), "#123a5c", 0.85)
    bent = floor.copy()
    waves = [rng.uniform(0, math.tau) for _ in range(4)]
    for x in range(0, WIDE, 4):
        drop = 3.2 * math.sin(x / 23 + waves[0]) + 2.2 * math.sin(x / 9.5 + waves[1]) + 3 * math.sin(x / 71 + waves[2])
        bent.paste(ImageChops.offset(floor.crop((x, 0, x + 4, HIGH)), 0, round(drop)), (x, 0))
    for y in range(0, HIGH, 4):
        shift = 2.4 * math.sin(y / 13 + waves[3]) + 2 * math.sin(y / 37)
        bent.paste(ImageChops.offset(bent.crop((0, y, WIDE, y + 4)), round(shift), 0), (0, y))
    lay(image, Image.new("L", SIZE, 190), soft(bent, 1.2))


def _caustics(image: Image.Image, rng: random.Random) -> None:
    """The net of light that waves throw on the bottom: where a cloud passes its middle grey, a bright thread."""
    threads = Image.new("L", SIZE)
    for cells in ((26, 18), (34, 23)):
        field = clouds(rng, cells=cells, octaves=2, keep=0.35)
        threads = ImageChops.lighter(threads, curve(field, lambda value: max(0.0, 1 - abs(value - 0.5) / 0.085) ** 1.6))
    shine(image, soft(threads, 1), "#dffaff", 0.42)
    deep = curve(clouds(rng, cells=(5, 4), octaves=4), steps(0.4, 1))
    shade(image, deep, 0.3)


def _ropes(image: Image.Image) -> None:
    """Floats on their lines, red at the ends and blue and white between, with their shadows below."""
    for lane in range(-1, 6):
        y = 181 + 178 * lane
        floats = [(x, y + 1.6 * math.sin(x / 60 + lane), 6.2) for x in range(-6, WIDE + 12, 13)]
        shade(image, dots([(x + 12, fy + 20, r) for x, fy, r in floats], blur=4), 0.34)
        for kind, colour in enumerate(("#e9f2f2", "#1d4f9c", "#c9362c")):
            chosen = [one for step, one in enumerate(floats) if (2 if one[0] < 330 else (step // 6) % 2) == kind]
            lay(image, dots(chosen, blur=0.7), colour)
        shine(image, dots([(x - 1.5, fy - 2, 2) for x, fy, _ in floats], blur=0.8), "#ffffff", 0.7)


def _swimmer(image: Image.Image, x: float, y: float, arm: int, rng: random.Random) -> None:
    """Cap, shoulders, one arm out of the water before the head, the legs in foam, a long V behind."""
    side = 1 if arm else -1
    wake = [
        [(x - 60, y - 8), (x - 720, y - 66), (x - 720, y - 40), (x - 90, y)],
        [(x - 60, y + 8), (x - 720, y + 66), (x - 720, y + 40), (x - 90, y)],
    ]
    torn = curve(clouds(rng, cells=(70, 60), octaves=4, keep=0.65), steps(0.45, 0.75))
    shine(image, overlap(polygons(wake, blur=9), torn), "#ffffff", 0.4)
    foam = [(x - 96 - 170 * rng.random() ** 1.7, y + rng.gauss(0, 13), rng.uniform(1.5, 8)) for _ in range(210)]
    shade(image, polygons([[(x + 20, y + 16), (x - 130, y + 12), (x - 120, y + 44), (x + 30, y + 46)]], blur=10), 0.4)
    body = [
        (x + 2, y - 19),
        (x - 26, y - 17),
        (x - 92, y - 9),
        (x - 156, y - 3),
        (x - 156, y + 3),
        (x - 92, y + 9),
        (x - 26, y + 17),
        (x + 2, y + 19),
    ]
    skin = "#c98f6c"
    lay(image, polygons([body], blur=1.6), skin)
    suit = [(x - 22, y - 15), (x - 92, y - 9), (x - 112, y - 8), (x - 112, y + 8), (x - 92, y + 9), (x - 22, y + 15)]
    lay(image, polygons([suit], blur=1.6), rng.choice(("#16243d", "#3a1526", "#10323a")))
    arms = [
        [(x - 4, y + side * 15), (x + 30, y + side * 34), (x + 76, y + side * 22)],
        [(x - 8, y - side * 15), (x - 40, y - side * 30), (x - 74, y - side * 20)],
    ]
    lay(image, strokes(arms, width=10, blur=1.6), skin)
    lay(
        image,
        dots([(x + 15, y, 12.5), (x + 20, y, 11)], blur=1),
        rng.choice(("#f2f0e6", "#f0c23a", "#d9e6ee", "#c9362c")),
    )
    shine(image, dots([(x + 17, y - 4, 4)], blur=2), "#ffffff", 0.7)
    lay(image, dots(foam, blur=2), "#f4fdff", 0.62)
    splash = [(x + 78 + rng.gauss(0, 11), y + side * 22 + rng.gauss(0, 8), rng.uniform(1, 5)) for _ in range(46)]
    bow = [(x + 26 + rng.gauss(0, 5), y + rng.gauss(0, 18), rng.uniform(1, 4)) for _ in range(40)]
    lay(image, dots(splash + bow, blur=1.2), "#ffffff", 0.8)
