"""Pictures of ice and running water: a glacier's tongue, a river from below."""

import math
import random
from dataclasses import dataclass

from PIL import Image, ImageOps

from newsroom.demo.drawing.canvas import HIGH, WIDE, Point, gradient, mix, seeded
from newsroom.demo.drawing.light import finished, glow, lay, lensed, shade, shine
from newsroom.demo.drawing.masks import curve, dots, fade, overlap, polygons, steps, strokes
from newsroom.demo.drawing.shapes import beside, filled, smooth
from newsroom.demo.drawing.textures import clouds, receding, relief

#: The middle of the ice, from its snowfield at the top right down to its lake.
_FLOW: list[Point] = [
    (1800, -330), (1560, -160), (1330, 20), (1240, 190), (1130, 350), (930, 470), (760, 590), (640, 740), (520, 850),
    (430, 930),
]  # fmt: skip


def glacier() -> Image.Image:
    """A glacier's tongue from above: bands of rubble, bows of old summers, the lake before it full of floes."""
    rng = seeded("glacier")
    height = clouds(rng, cells=(7, 5), octaves=9, keep=0.6)
    image = _bare_rock(height, rng)
    flow = smooth(_FLOW)
    _trimline(image, flow, rng)
    _lake(image, rng)
    ice = _ice(image, flow, rng)
    _bows(image, ice, flow, rng)
    _rubble(image, ice, flow, rng)
    _crevasses(image, ice, flow, rng)
    _floes(image, rng)
    _cloud_shadow(image, rng)
    return finished(lensed(image, radius=22, strength=0.2), rng, grain=0.08, vignette=0.28)


def _half(part: float) -> float:
    """Half the width of the ice so far down its way: it narrows, and ends in a tongue."""
    return (290 - 120 * part) * min(1.0, (1.02 - part) / 0.1) ** 0.5 if part < 1.02 else 0.0


def _bare_rock(height: Image.Image, rng: random.Random) -> Image.Image:
    """Slopes in low sun, gullies, old snow in the shade."""
    image = gradient([(0, "#8a8582"), (0.5, "#837b73"), (1, "#77705f")])
    lit, dark = relief(height, (7, 6), 9)
    shade(image, dark, 0.8)
    shine(image, lit, "#ffe4c0", 0.5)
    lay(image, overlap(curve(dark, steps(0.35, 0.6)), curve(height, steps(0.3, 0.6))), "#dfe6ee", 0.75)
    lit, dark = relief(clouds(rng, cells=(60, 44), octaves=5, keep=0.66), (3, 3), 5)
    shade(image, dark, 0.4)
    shine(image, lit, "#ffe4c0", 0.2)
    moss = overlap(curve(height, lambda value: steps(0.5, 0.8)(1 - value)), fade([(0, 0), (0.45, 0), (0.8, 1), (1, 1)]))
    lay(image, moss, "#6b6b3f", 0.45)
    return image


def _trimline(image: Image.Image, flow: list[Point], rng: random.Random) -> None:
    """The pale band of rubble on both sides, up to which the ice once reached; its ridge throws a shadow."""
    for grown, colour, strength in ((1.5, "#a39a8c", 0.6), (1.28, "#8f877b", 0.5)):
        rims = [beside(flow, side * grown, lambda part: 300 - 80 * part) for side in (-1, 1)]
        lay(image, polygons([[*rims[0], *reversed(rims[1])]], blur=16), colour, strength)
        ragged = [[(x + rng.gauss(0, 4), y + rng.gauss(0, 4)) for x, y in rim] for rim in rims]
        shade(image, strokes([[(x + 7, y + 6) for x, y in rim] for rim in ragged], width=9, blur=4), 0.4)
        shine(image, strokes(ragged, width=4, blur=2.4), "#ffe9cf", 0.3)


def _lake(image: Image.Image, rng: random.Random) -> None:
    """Meltwater the colour of milk and jade, palest where the streams come in."""
    shore = [
        (
            430 + (360 + 44 * math.sin(3 * turn) + rng.gauss(0, 5)) * math.cos(turn),
            985 + (190 + 30 * math.sin(2 * turn + 1)) * math.sin(turn),
        )
        for turn in (math.tau * part / 90 for part in range(90))
    ]
    water = polygons([shore], blur=2)
    lay(image, polygons([shore], blur=14), "#b3a994", 0.8)
    lay(image, water, gradient([(0, "#a9cfcb"), (0.78, "#a9cfcb"), (0.9, "#5f9fa6"), (1, "#3f7f8c")]))
    plume = overlap(water, curve(clouds(rng, cells=(6, 8), octaves=6, keep=0.6), steps(0.45, 0.9)))
    lay(image, plume, "#c9e0d6", 0.5)
    lit, dark = relief(clouds(rng, cells=(120, 90), octaves=3, keep=0.6), (2, 2), 4)
    shine(image, overlap(water, lit), "#eafaf4", 0.2)
    shade(image, overlap(water, dark), 0.16)


def _ice(image: Image.Image, flow: list[Point], rng: random.Random) -> Image.Image:
    """The body of the ice: white and smooth above, grey below, melted into hollows. Its mask."""
    rims = [[(x + rng.gauss(0, 2.4), y + rng.gauss(0, 2.4)) for x, y in beside(flow, side, _half)] for side in (-1, 1)]
    ice = polygons([[*rims[0], *reversed(rims[1])]], blur=1.2)
    shade(image, polygons([[(x + 9, y + 8) for x, y in [*rims[0], *reversed(rims[1])]]], blur=9), 0.5)
    lay(image, ice, gradient([(0, "#f6f7f7"), (0.3, "#eef2f4"), (0.6, "#d6e0e4"), (0.85, "#b9c9cf"), (1, "#a9bec6")]))
    lit, dark = relief(clouds(rng, cells=(30, 22), octaves=7, keep=0.62), (4, 4), 6)
    down = fade([(0, 0.35), (0.4, 0.7), (0.8, 1), (1, 1)])
    lay(image, overlap(ice, dark, down), "#6f93ab", 0.75)
    shine(image, overlap(ice, lit, down), "#ffffff", 0.4)
    dirt = curve(clouds(rng, cells=(12, 10), octaves=6, keep=0.6), steps(0.45, 0.95))
    lay(image, overlap(ice, dirt, fade([(0, 0), (0.4, 0.1), (0.8, 1), (1, 1)])), "#8d877c", 0.45)
    return ice


def _across(flow: list[Point], place: float, share: float, bulge: float) -> Point:
    """A point on a bow across the ice: `place` along it, `share` from edge to edge, pushed downhill in the middle."""
    part = max(0.0, min(0.985, place + bulge * (1 - share * share)))
    index = min(len(flow) - 2, round(part * (len(flow) - 1)))
    (x, y), (nx, ny) = flow[index], flow[index + 1]
    long, off = math.dist((x, y), (nx, ny)) or 1.0, share * _half(part)
    return x - (ny - y) / long * off, y + (nx - x) / long * off


def _bows(image: Image.Image, ice: Image.Image, flow: list[Point], rng: random.Random) -> None:
    """One dark and one pale bow for each year that the ice has taken over the step."""
    for number in range(30):
        place = 0.28 + 0.0235 * number
        bow = [
            _across(flow, place + rng.gauss(0, 0.0006), share / 20, 0.055 + 0.05 * place) for share in range(-19, 20)
        ]
        lay(image, overlap(ice, strokes([bow], width=10, blur=4)), "#6f8c9e", 0.5)
        shine(image, overlap(ice, strokes([[(x + 5, y + 5) for x, y in bow]], width=4, blur=2.4)), "#ffffff", 0.25)


def _rubble(image: Image.Image, ice: Image.Image, flow: list[Point], rng: random.Random) -> None:
    """What the ice carries: dark bands along its flow where its arms have met, and along its edges."""
    for share, wide, strength in (
        (-0.95, 26, 0.8),
        (-0.5, 13, 0.85),
        (-0.36, 6, 0.6),
        (0.12, 18, 0.85),
        (0.55, 8, 0.65),
        (0.95, 26, 0.8),
    ):
        band = [(x + 6 * math.sin(y / 41 + share * 9), y) for x, y in beside(flow, share, _half)]
        torn = curve(clouds(rng, cells=(80, 60), octaves=4, keep=0.66), steps(0.2, 0.6))
        grown = fade([(0, 0.35), (0.4, 0.8), (0.7, 1), (1, 1)])
        lay(image, overlap(ice, strokes([band], width=wide, blur=wide * 0.36), torn, grown), "#55504a", strength)
        stones = [
            (x + rng.gauss(0, wide * 0.5), y + rng.gauss(0, wide * 0.5), rng.uniform(0.4, 1.1))
            for x, y in band
            for _ in range(6)
        ]
        lay(image, overlap(ice, dots(stones, blur=0.7)), "#4a4540", 0.7)


def _crevasses(image: Image.Image, ice: Image.Image, flow: list[Point], rng: random.Random) -> None:
    """Cracks: many across the step in the middle, slanting ones along the edges; blue inside, lit on one lip."""
    cracks = []
    for _ in range(430):
        place, start = rng.choice((rng.gauss(0.5, 0.06), rng.uniform(0.1, 0.9))), rng.uniform(-0.9, 0.75)
        long, slant = rng.uniform(0.06, 0.3), rng.gauss(0, 0.006) - 0.02 * start * abs(start)
        cracks.append(
            [
                _across(flow, place + slant * part / 6 + rng.gauss(0, 0.0008), min(0.95, start + long * part / 6), 0.05)
                for part in range(7)
            ]
        )
    for kind, width in ((0, 0.9), (1, 1.5), (2, 2.4)):
        lay(image, overlap(ice, strokes(cracks[kind::3], width=width, blur=0.6)), "#4a7f9f", 0.7)
    shine(
        image,
        overlap(ice, strokes([[(x + 2, y + 2.4) for x, y in crack] for crack in cracks], width=1.4, blur=0.7)),
        "#ffffff",
        0.5,
    )
    ponds = [
        (*_across(flow, rng.uniform(0.6, 0.93), rng.uniform(-0.7, 0.7), 0.05), rng.uniform(2, 8)) for _ in range(26)
    ]
    lay(image, overlap(ice, dots(ponds, blur=1)), "#3f9fc4", 0.9)


def _floes(image: Image.Image, rng: random.Random) -> None:
    """What has broken off, thickest before the front."""
    for _ in range(190):
        away = rng.random() ** 1.5
        x, y, size = (
            430 + rng.gauss(0, 60 + 170 * away),
            900 + 170 * away + rng.gauss(0, 12),
            2 + 13 * rng.random() ** 2.6,
        )
        floe = [
            (
                x + size * math.cos(math.tau * part / 7) * rng.uniform(0.7, 1.2),
                y + 0.8 * size * math.sin(math.tau * part / 7) * rng.uniform(0.7, 1.2),
            )
            for part in range(7)
        ]
        lay(image, polygons([[(px + 2.4, py + 3) for px, py in floe]], blur=1.6), "#2f6f78", 0.5)
        lay(image, polygons([floe], blur=0.8), rng.choice(("#f6fafa", "#dcebef", "#c9e2ea")))


def _cloud_shadow(image: Image.Image, rng: random.Random) -> None:
    shadow = curve(clouds(rng, cells=(3, 3), octaves=5), steps(0.55, 0.9))
    shade(image, shadow, 0.34)


def eels() -> Image.Image:
    """The lower river from below: shafts of light, weed in the current, eels over the stones."""
    rng = seeded("eels")
    image = gradient([(0, "#d9d79a"), (0.08, "#a9b978"), (0.3, "#5d8a66"), (0.62, "#2b5a4f"), (1, "#0d2622")])
    _surface(image, rng)
    _stones(image, rng)
    _shafts(image, rng)
    _weed(image, rng, 0.35)
    for x, y, long, way, near in (
        (520, 560, 380, 0.06, 0.35),
        (1180, 640, 430, -0.12, 0.5),
        (860, 760, 640, 0.03, 0.85),
        (300, 820, 360, -0.05, 0.6),
        (1330, 470, 240, 0.1, 0.2),
    ):
        _eel(image, _Eel(x, y, long, way, near), rng)
    _weed(image, rng, 1.0)
    _specks(image, rng)
    return finished(lensed(image, radius=30, strength=0.4), rng, grain=0.12, vignette=0.46)


def _surface(image: Image.Image, rng: random.Random) -> None:
    """The underside of the water: bright, wrinkled, darker where the sky is not seen."""
    ripple = clouds(rng, cells=(16, 5), octaves=6, keep=0.6, size=(1600, 900))
    mirrored = ImageOps.flip(receding(ripple, 800, scale=0.8, squeeze=1.4))
    near = fade([(0, 1), (0.12, 0.9), (0.2, 0.3), (0.245, 0), (1, 0)])
    shine(image, overlap(curve(mirrored, steps(0.5, 0.8)), near), "#fff8cf", 0.75)
    shade(image, overlap(curve(mirrored, lambda value: steps(0.5, 0.85)(1 - value)), near), 0.4)
    glow(image, (640, -40), 620, "#fff6c4", 0.8, flat=0.6)


def _shafts(image: Image.Image, rng: random.Random) -> None:
    """Sunlight in fans from one place above the water."""
    for _ in range(17):
        x = rng.uniform(60, 1360)
        lean, wide = (x - 640) * 0.52, rng.uniform(12, 60)
        fan = [(x - wide * 0.4, -10), (x + wide * 0.4, -10), (x + lean + wide * 2.2, 980), (x + lean - wide * 2.2, 980)]
        light = overlap(polygons([fan], blur=16), fade([(0, 0.9), (0.4, 0.5), (0.9, 0), (1, 0)]))
        shine(image, light, "#e9edb0", rng.uniform(0.12, 0.34))


def _stones(image: Image.Image, rng: random.Random) -> None:
    """The bed: gravel that runs off into green, cobbles, the net of light upon them."""
    line: list[Point] = [(x, 800 + 26 * math.sin(x / 260) + 8 * math.sin(x / 73)) for x in range(-10, WIDE + 20, 10)]
    bed = overlap(polygons([filled(line, HIGH)], blur=26), fade([(0, 0), (0.7, 0), (0.82, 1), (1, 1)]))
    lay(image, bed, gradient([(0, "#4a5f47"), (0.76, "#4a5f47"), (1, "#2b2f22")]), 0.9)
    gravel = receding(clouds(rng, cells=(150, 150), octaves=3, keep=0.7, size=(1600, 1200)), 720, scale=0.7)
    lit, dark = relief(gravel, (3, 3), 5)
    shade(image, overlap(bed, dark), 0.3)
    shine(image, overlap(bed, lit), "#c9cf95", 0.12)
    for _ in range(80):
        near = rng.random()
        x, y, size = rng.uniform(0, WIDE), 850 + 210 * near, (8 + 44 * near) * rng.uniform(0.6, 1.2)
        stone = [
            (
                x + size * math.cos(math.tau * part / 22) * (1 + 0.1 * math.sin(3 * part)),
                y + 0.56 * size * math.sin(math.tau * part / 22),
            )
            for part in range(22)
        ]
        shade(image, polygons([[(px + 5, py + 8) for px, py in stone]], blur=6), 0.5)
        lay(
            image,
            polygons([stone], blur=1.5 + near),
            mix(rng.choice(("#6b6f55", "#585a48", "#7d7857")), "#1d2a22", 0.35),
            0.95,
        )
        shine(image, dots([(x - size * 0.2, y - size * 0.26, size * 0.42)], blur=size * 0.2), "#d9dfa0", 0.34)
    field = receding(clouds(rng, cells=(26, 26), octaves=2, keep=0.35, size=(1200, 1000)), 720, scale=0.7)
    threads = curve(field, lambda value: max(0.0, 1 - abs(value - 0.5) / 0.07) ** 1.5)
    shine(image, overlap(threads, bed), "#f4f3bd", 0.35)


@dataclass(frozen=True)
class _Eel:
    """By its middle, its length in pixels, its heading and how near it is, 0 to 1."""

    x: float
    y: float
    long: float
    way: float
    near: float


def _eel(image: Image.Image, eel: _Eel, rng: random.Random) -> None:
    """A body in three waves, thick behind the head, a fin along it, pale below; its shadow on the bed."""
    start, spine = rng.uniform(0, math.tau), []
    for part in range(61):
        along = part / 60
        sway = (0.02 + 0.1 * along) * eel.long * math.sin(start + along * 7.6)
        x = eel.long * (0.5 - along)
        spine.append(
            (
                eel.x + x * math.cos(eel.way) - sway * math.sin(eel.way),
                eel.y + x * math.sin(eel.way) + sway * math.cos(eel.way),
            )
        )
    thick = [
        eel.long * 0.03 * min(1.0, 0.35 + along * 9) * (1 - along**2.2) + 0.6
        for along in (part / 60 for part in range(61))
    ]
    body = _tapered(spine, thick)
    fin = _tapered(
        [(x, y - wide * 0.5) for (x, y), wide in zip(spine, thick, strict=True)],
        [wide * (0.9 if part > 18 else 0.5) for part, wide in enumerate(thick)],
    )
    shade(image, polygons([[(x + 30, y + 70 + 110 * eel.near) for x, y in body]], blur=14), 0.3 * eel.near)
    blur = 0.9 + 1.4 * (1 - eel.near)
    colour = mix("#3f6b5a", "#141d18", eel.near)
    lay(image, polygons([fin], blur=blur), mix(colour, "#6b7a4d", 0.25), 0.8)
    mask = polygons([body], blur=blur)
    lay(image, mask, colour, 0.96)
    belly = [(x, y + wide * 0.55) for (x, y), wide in zip(spine, thick, strict=True)]
    shine(
        image,
        overlap(mask, strokes([belly], width=max(1.5, eel.long * 0.012), blur=2)),
        "#b9a95a",
        0.4 + 0.3 * eel.near,
    )
    back = [(x, y - wide * 0.5) for (x, y), wide in zip(spine, thick, strict=True)]
    shine(image, overlap(mask, strokes([back], width=max(1, eel.long * 0.007), blur=1.6)), "#e3ecb0", 0.5)


def _tapered(spine: list[Point], thick: list[float]) -> list[Point]:
    """The outline of something long, from how thick it is at each point of its spine."""
    upper, lower = [], []
    for (x, y), (nx, ny), wide in zip(spine, [*spine[1:], spine[-1]], thick, strict=True):
        long = math.dist((x, y), (nx, ny)) or 1.0
        across = (-(ny - y) / long * wide, (nx - x) / long * wide)
        upper.append((x + across[0], y + across[1]))
        lower.append((x - across[0], y - across[1]))
    return [*upper, *reversed(lower)]


def _weed(image: Image.Image, rng: random.Random, near: float) -> None:
    """Long leaves that the current lays to the left."""
    for _ in range(34 if near < 0.6 else 15):
        side = (
            rng.choice((rng.uniform(-40, 420), rng.uniform(1100, 1640)))
            if near < 0.6
            else rng.choice((rng.uniform(-60, 190), rng.uniform(1400, 1660)))
        )
        x, y, bend = side, 880 + 190 * near + rng.uniform(-30, 40), rng.uniform(0, math.tau)
        leaf = [
            (x - 1.9 * part * (0.5 + part / 40) + 14 * math.sin(bend + part / 6), y - (8 + 8 * near) * part)
            for part in range(34)
        ]
        outline = _tapered(
            leaf, [(2.6 + 6 * near) * math.sin(math.pi * (0.08 + 0.9 * part / 33)) for part in range(34)]
        )
        lay(
            image,
            polygons([outline], blur=1.2 + 4 * max(0.0, near - 0.5)),
            mix("#3f7350", "#0d211a", near * rng.uniform(0.6, 1)),
            0.85,
        )
        shine(image, strokes([leaf[10:30]], width=1.6, blur=1.4), "#c3d68c", 0.24 * (1.2 - near))


def _specks(image: Image.Image, rng: random.Random) -> None:
    """What floats in the water, sharp and unsharp."""
    for many, radius, blur, strength in ((500, 0.9, 0.5, 0.4), (90, 2.2, 1.6, 0.34), (16, 7, 5, 0.2)):
        spots = [(rng.uniform(0, WIDE), rng.uniform(60, 1000), radius * rng.uniform(0.5, 1.3)) for _ in range(many)]
        shine(image, dots(spots, blur=blur), "#eef0bd", strength)
