"""Pictures on the water: a harbour at dusk, a ship in heavy sea; and how water mirrors."""

import random

from PIL import Image, ImageChops, ImageFilter

from newsroom.demo.drawing.canvas import HIGH, SIZE, WIDE, gradient, mix, seeded
from newsroom.demo.drawing.light import finished, glow, lay, shade, shine
from newsroom.demo.drawing.masks import bloom, curve, dots, fade, overlap, polygons, steps, strokes, weaker
from newsroom.demo.drawing.shapes import box, filled, ridge, swell
from newsroom.demo.drawing.textures import blurred_sideways, clouds, noise


def mirror(image: Image.Image, horizon: int, rng: random.Random, *, tint: str, share: float) -> None:
    """Fill everything below the horizon with a rippled reflection of what is above."""
    deep = HIGH - horizon
    above = image.crop((0, max(0, horizon - deep), WIDE, horizon)).transpose(Image.Transpose.FLIP_TOP_BOTTOM)
    above = above.resize((WIDE, deep)).filter(ImageFilter.BoxBlur((3, 9)))
    water = Image.blend(above, Image.new("RGB", above.size, tint), share)
    image.paste(_rippled(water, rng), (0, horizon))
    lines = ripples(rng, horizon)
    shade(image, lines, 0.34)
    shine(image, ImageChops.offset(lines, 30, -4), "#ffd9b0", 0.10)


def _rippled(water: Image.Image, rng: random.Random) -> Image.Image:
    """Every line of the reflection shifted a little, more the nearer it is."""
    torn, row = water.copy(), 0
    while row < water.height:
        near = row / water.height
        high = max(1, round(1 + 7 * near))
        line = water.crop((0, row, water.width, min(water.height, row + high)))
        torn.paste(ImageChops.offset(line, round(rng.gauss(0, 1.5 + 11 * near)), 0), (0, row))
        row += high
    return torn.filter(ImageFilter.BoxBlur((2, 1)))


def ripples(rng: random.Random, horizon: int) -> Image.Image:
    """Short dark lines on the water: fine at the horizon, wide before the camera."""
    texture = curve(blurred_sideways(noise(rng, size=(400, 700)), 9), steps(0.52, 0.72))
    deep = HIGH - horizon
    mask = Image.new("L", SIZE)
    for top, bottom, rows in ((0, 0.16, 240), (0.16, 0.45, 190), (0.45, 1, 150)):
        start, end = round(deep * top), round(deep * bottom)
        band = texture.crop((0, 0, 400, rows)).resize((WIDE, end - start), Image.Resampling.BICUBIC)
        mask.paste(band, (0, horizon + start))
    return mask


def harbour() -> Image.Image:
    """A bay between bare mountains after sunset, the town's lamps lit, dhows at anchor."""
    rng = seeded("harbour")
    image = gradient(
        [(0, "#1b2450"), (0.2, "#4a4679"), (0.38, "#a9668a"), (0.5, "#ee9a78"), (0.58, "#ffd29a"), (1, "#ffd29a")]
    )
    streaks = blurred_sideways(clouds(rng, cells=(3, 14), octaves=5), 5)
    band = fade([(0, 0.2), (0.3, 1), (0.5, 0.5), (0.58, 0), (1, 0)])
    lay(image, overlap(curve(streaks, steps(0.5, 0.95)), band), "#ffb38f", 0.55)
    glow(image, (560, 610), 760, "#ffc27d", 0.8, flat=0.7)
    for base, height, colour in ((540, 110, "#b9748a"), (585, 130, "#7d5677"), (612, 90, "#4a3a5e")):
        line = ridge(rng, width=WIDE, base=base, height=height, rough=0.6)
        lay(
            image,
            polygons([filled(line, 640)]),
            gradient([(0, colour), (0.46, colour), (0.6, mix(colour, "#ffc79a", 0.35)), (1, colour)]),
        )
    _town(image, rng)
    mirror(image, 640, rng, tint="#241f45", share=0.36)
    _path(image, rng)
    for x, foot, long in ((1120, 742, 300), (420, 692, 130), (705, 668, 74)):
        _dhow(image, x, foot, long)
    return finished(image, rng)


def _town(image: Image.Image, rng: random.Random) -> None:
    """White houses along the shore, two slender towers, warm windows."""
    houses, windows, x = [], [], 820.0
    while x < WIDE:
        wide, high = rng.uniform(18, 52), rng.uniform(14, 58)
        houses.append(box(x, 640 - high, wide, high))
        windows += [(x + wide * rng.random(), 640 - high * rng.uniform(0.2, 0.8), 1.4) for _ in range(3)]
        x += wide * rng.uniform(0.7, 1.1)
    for x, high in ((1050, 128), (1392, 104)):
        houses += [
            box(x, 640 - high, 10, high),
            box(x - 4, 640 - high * 0.8, 18, 6),
            [(x, 640 - high), (x + 5, 622 - high), (x + 10, 640 - high)],
        ]
    lay(image, polygons(houses), gradient([(0, "#5a4768"), (0.53, "#6d536f"), (0.6, "#3b3152"), (1, "#3b3152")]))
    quay = [(rng.uniform(700, WIDE), 637.0, 2.1) for _ in range(46)]
    lamps = dots(windows + quay)
    for radius, strength in ((9, 1), (3, 1)):
        shine(image, bloom(lamps, radius, 5), "#ff9f45", strength)
    lay(image, lamps, "#fff0c8")


def _path(image: Image.Image, rng: random.Random) -> None:
    """The last light on the water."""
    sparks = []
    for _ in range(520):
        near = rng.random() ** 1.3
        wide, y = 2 + 26 * near, 646 + 415 * near
        x = rng.gauss(560, 34 + 120 * near)
        sparks.append([(x - wide, y), (x, y - 0.8 - 1.6 * near), (x + wide, y), (x, y + 0.8 + 1.6 * near)])
    mask = polygons(sparks, blur=0.8)
    shine(image, overlap(mask, fade([(0, 1), (0.65, 0.9), (1, 0.3)])), "#ffc48a", 0.62)


def _dhow(image: Image.Image, x: float, foot: float, long: float) -> None:
    """A wooden ship with a raked mast, and its reflection."""
    hull = [
        (x - long * 0.52, foot - long * 0.16),
        (x - long * 0.3, foot - long * 0.08),
        (x + long * 0.25, foot - long * 0.08),
        (x + long * 0.44, foot - long * 0.21),
        (x + long * 0.56, foot - long * 0.22),
        (x + long * 0.40, foot),
        (x - long * 0.36, foot),
    ]
    house = [
        (x + long * 0.18, foot - long * 0.07),
        (x + long * 0.2, foot - long * 0.17),
        (x + long * 0.4, foot - long * 0.19),
        (x + long * 0.42, foot - long * 0.08),
    ]
    rig = [
        [(x - long * 0.02, foot - long * 0.06), (x - long * 0.08, foot - long * 0.74)],
        [(x - long * 0.42, foot - long * 0.36), (x + long * 0.26, foot - long * 0.86)],
    ]
    stays = [[rig[0][1], (x - long * 0.5, foot - long * 0.15)], [rig[0][1], (x + long * 0.5, foot - long * 0.2)]]
    ship = ImageChops.lighter(polygons([hull, house]), strokes(rig, width=long * 0.016))
    ship = ImageChops.lighter(ship, weaker(strokes(stays, width=1), 0.6))
    upside = ImageChops.offset(ship.transpose(Image.Transpose.FLIP_TOP_BOTTOM), 0, round(2 * foot - HIGH))
    torn = overlap(
        upside.filter(ImageFilter.BoxBlur((5, 3))), fade([(0, 0), (foot / HIGH, 0), (foot / HIGH + 0.001, 1), (1, 0.1)])
    )
    shade(image, torn, 0.62)
    lay(image, ship, "#16122b")
    glow(image, (x + long * 0.3, foot - long * 0.13), long * 0.16, "#ffb35c", 0.9)
    lay(image, dots([(x + long * 0.3, foot - long * 0.13, long * 0.012)]), "#fff2cf")


def storm() -> Image.Image:
    """A lit ferry in heavy sea, a strip of light under the cloud."""
    rng = seeded("storm")
    image = gradient(
        [(0, "#141f2a"), (0.3, "#2c414c"), (0.46, "#6d8580"), (0.53, "#c4c2a0"), (0.56, "#d9cfa6"), (1, "#243a40")]
    )
    sky = fade([(0, 1), (0.4, 0.85), (0.54, 0), (1, 0)])
    heavy = clouds(rng, cells=(4, 7), octaves=6, keep=0.6)
    lay(image, overlap(curve(heavy, steps(0.2, 0.85)), sky), "#0f1920", 0.85)
    shine(image, overlap(curve(heavy, lambda value: steps(0.4, 0.8)(1 - value)), sky), "#8ba39c", 0.35)
    glow(image, (1150, 590), 520, "#ffe9b0", 0.55, flat=0.35)
    _rain(image, rng)
    _waves(image, rng, (0.0, 0.09))
    _ferry(image)
    _waves(image, rng, (0.17, 0.29, 0.44, 0.62, 0.85))
    return finished(image, rng)


def _rain(image: Image.Image, rng: random.Random) -> None:
    """Curtains of rain, far off."""
    curtain = clouds(rng, cells=(14, 1), octaves=4, size=(WIDE, 40)).resize(SIZE, Image.Resampling.BICUBIC)
    slanted = curtain.transform(SIZE, Image.Transform.AFFINE, (1, 0.28, -150, 0, 1, 0), Image.Resampling.BILINEAR)
    band = fade([(0, 0), (0.32, 0), (0.45, 1), (0.57, 0.7), (0.6, 0), (1, 0)])
    shade(image, overlap(curve(slanted, steps(0.5, 0.9)), band), 0.42)


def _waves(image: Image.Image, rng: random.Random, rows: tuple[float, ...]) -> None:
    """Rows of waves, each with its lit crest, foam and dark trough."""
    for near in rows:
        base = 592 + 400 * near**1.15
        line = swell(rng, width=WIDE, base=base, height=6 + 32 * near, waves=11 - 7 * near)
        crest, trough = mix("#8a9c8f", "#2f5358", near), mix("#4c6467", "#07161c", near)
        mask = polygons([filled(line, HIGH)], blur=0.8)
        top = min(y for _, y in line) / HIGH
        lay(image, mask, gradient([(0, crest), (top, crest), (min(1, top + 0.07 + 0.1 * near), trough), (1, trough)]))
        texture = curve(clouds(rng, cells=(round(26 - 18 * near), round(90 - 55 * near)), octaves=3), steps(0.52, 0.86))
        shine(image, overlap(mask, texture), "#b9cfc4", 0.24)
        _foam(image, line, near, rng)


def _foam(image: Image.Image, line: list[tuple[float, float]], near: float, rng: random.Random) -> None:
    """White along the crest, torn, with streaks that run down the wave."""
    torn = curve(clouds(rng, cells=(round(34 - 22 * near), 40), octaves=4), steps(0.5, 0.72))
    crest = strokes([[(x, y + 2 + 2 * near) for x, y in line]], width=3 + 9 * near, blur=1 + 1.6 * near)
    base = sum(y for _, y in line) / len(line) / HIGH
    high = fade([(0, 1), (base - 0.012 * near, 1), (base + 0.03 * near + 0.001, 0), (1, 0)])
    lay(image, overlap(crest, torn, high), "#eef4ea", 0.85)
    below = strokes([[(x, y + 12 + 26 * near) for x, y in line]], width=12 + 46 * near, blur=4 + 12 * near)
    threads = curve(clouds(rng, cells=(round(60 - 30 * near), 90), octaves=2), steps(0.6, 0.85))
    lay(image, overlap(below, torn, threads), "#dfe9df", 0.6)


def _ferry(image: Image.Image) -> None:
    """Hull, four decks of lit windows, bridge, funnel; pitched a little."""
    mask = polygons([[(470, 600), (1040, 566), (1066, 548), (1018, 648), (490, 668)]])
    lay(image, mask, gradient([(0, "#1d2f3d"), (0.52, "#1d2f3d"), (0.62, "#0c161d"), (1, "#0c161d")]))
    decks = [
        [(486, 601), (494, 492), (890, 468), (960, 520), (1030, 568)],
        [(540, 494), (548, 452), (830, 434), (862, 470)],
        [(610, 452), (616, 396), (676, 392), (676, 448)],
    ]
    lay(image, polygons(decks), gradient([(0, "#b7c1bd"), (0.4, "#b7c1bd"), (0.58, "#6c7b7c"), (1, "#6c7b7c")]))
    lay(image, polygons([[(612, 412), (616, 396), (676, 392), (676, 408)]]), "#8f2c25")
    windows = [
        box(506 + step * 15, 588 - row * 27 - step * 0.9, 8, 10) for row in range(4) for step in range(31 - row * 3)
    ]
    windows += [box(760 + step * 12, 447 - step * 0.8, 9, 9) for step in range(6)]
    lit = polygons(windows)
    shine(image, bloom(lit, 12, 3), "#ffb658", 0.8)
    lay(image, lit, "#ffe3a1")
    lay(image, strokes([[(800, 436), (800, 380)], [(780, 396), (820, 393)]], width=3), "#2a3840")
    glow(image, (800, 378), 60, "#ffd9a0", 1.0)
