"""Pictures of a street: rain on a window, a market at dusk."""

import random

from PIL import Image, ImageChops, ImageDraw, ImageFilter

from newsroom.demo.drawing.canvas import HIGH, SIZE, WIDE, gradient, mix, seeded
from newsroom.demo.drawing.light import finished, glow, lay, shade, shine, soft
from newsroom.demo.drawing.masks import curve, dots, fade, overlap, polygons, steps, strokes
from newsroom.demo.drawing.shapes import box, person
from newsroom.demo.drawing.textures import clouds


def window() -> Image.Image:
    """A rainy evening through a pane: lights out of focus, drops that hold the street upside down."""
    rng = seeded("window")
    street = _street(rng)
    image = Image.blend(soft(street, 5), Image.new("RGB", SIZE, "#16202c"), 0.16)
    fog = curve(clouds(rng, cells=(4, 4), octaves=5), steps(0.2, 1))
    lay(image, fog, soft(street, 26), 0.75)
    small = [(rng.uniform(0, WIDE), rng.uniform(0, HIGH), rng.uniform(1, 3.2)) for _ in range(2600)]
    shine(image, dots(small, blur=0.6), "#cfd8e2", 0.28)
    upside = soft(street, 2.5).transpose(Image.Transpose.ROTATE_180)
    clear = soft(street, 3)
    for _ in range(26):
        _trickle(image, clear, rng)
    for _ in range(430):
        _drop(
            image,
            upside,
            x=rng.uniform(-10, WIDE),
            y=rng.uniform(-10, HIGH),
            radius=4 + 24 * rng.random() ** 3.4,
            rng=rng,
        )
    return finished(image, rng, grain=0.07)


def _street(rng: random.Random) -> Image.Image:
    """What is behind the pane: circles of light, as a wide lens sees lamps. Drawn small: nothing in it is sharp."""
    stops = [(0, "#16263a"), (0.45, "#2c455a"), (0.6, "#4a5862"), (0.75, "#26323d"), (1, "#141b22")]
    image = gradient(stops, size=(WIDE // 2, HIGH // 2))
    colours = ("#ffb04d", "#ffd48a", "#ff6d4a", "#8fd0e0", "#f5e6c8", "#e8475a", "#5fb894")
    for _ in range(150):
        low = rng.random() ** 0.8
        x, y, radius = rng.uniform(0, WIDE) / 2, (190 + 640 * low) / 2, round(rng.uniform(8, 31))
        mask = dots([(radius + 4, radius + 4, radius)], blur=0.8, size=(2 * radius + 8, 2 * radius + 8))
        left, top = round(x) - radius - 4, round(y) - radius - 4
        part = image.crop((left, top, left + mask.width, top + mask.height))
        shine(part, mask, rng.choice(colours), rng.uniform(0.25, 0.7))
        image.paste(part, (left, top))
    return image.resize(SIZE, Image.Resampling.BICUBIC)


def _drop(image: Image.Image, upside: Image.Image, *, x: float, y: float, radius: float, rng: random.Random) -> None:
    """A lens: the street turned over, a dark upper rim, a bright spot."""
    wide, high = round(radius * 2) + 2, round(radius * 2 * rng.uniform(1.0, 1.3)) + 2
    reach = radius * 4 + 60
    left, top = min(max(0, x - reach), WIDE - 2 * reach), min(max(170, y - reach), HIGH - 220 - 2 * reach)
    seen = upside.crop((round(left), round(top), round(left + 2 * reach), round(top + 2 * reach))).resize((wide, high))
    rim = gradient([(0, "#4d5a66"), (0.3, "#a9b3ba"), (0.7, "#ffffff"), (1, "#eef3f5")], size=(wide, high))
    seen = ImageChops.multiply(seen.point(lambda value: min(255, round(value * 1.5 + 26))), rim)
    mask = Image.new("L", (wide * 3, high * 3))
    ImageDraw.Draw(mask).ellipse([2, 2, wide * 3 - 3, high * 3 - 3], fill=255)
    pencil = ImageDraw.Draw(seen)
    spot = max(1, round(radius * 0.16))
    pencil.ellipse([wide * 0.3, high * 0.2, wide * 0.3 + spot, high * 0.2 + spot], fill="#f4f8fa")
    image.paste(seen, (round(x - radius), round(y - radius)), mask.reduce(3))


def _trickle(image: Image.Image, clear: Image.Image, rng: random.Random) -> None:
    """A wiped line where a drop ran down."""
    x, y, line = rng.uniform(0, WIDE), rng.uniform(-200, 500), []
    for _ in range(round(rng.uniform(20, 60))):
        line.append((x, y))
        x, y = x + rng.gauss(0, 2.4), y + 12
    mask = strokes([line], width=rng.uniform(4, 9), blur=1.2)
    lay(image, mask, clear, 0.8)
    shade(image, ImageChops.offset(mask, 3, 0), 0.12)


def market() -> Image.Image:
    """A street of stalls at dusk: awnings, lanterns, people, wet stones."""
    rng = seeded("market")
    image = gradient([(0, "#1c2447"), (0.25, "#4b3f6b"), (0.42, "#c2706a"), (0.5, "#ffbe7d"), (1, "#ffbe7d")])
    glow(image, (800, 540), 420, "#ffd493", 0.9)
    lay(
        image,
        polygons([box(0, 600, WIDE, HIGH)], blur=3),
        gradient([(0, "#6d4038"), (0.56, "#a5674a"), (0.7, "#3c2428"), (1, "#120c14")]),
    )
    for depth in (0.06, 0.12, 0.2, 0.32, 0.5, 0.78):
        _houses(image, depth, rng)
        _stalls(image, depth, rng)
    _stones(image)
    for depth in (0.09, 0.16, 0.26, 0.42):
        _crowd(image, depth, rng)
    _lanterns(image)
    return finished(image, rng)


def _seen(across: float, up: float, depth: float) -> tuple[float, float]:
    """Where a point of the street stands in the picture: one vanishing point, depth 1 is near."""
    return 800 + across * 800 * depth, 545 - up * 800 * depth + 300 * depth


def _houses(image: Image.Image, depth: float, rng: random.Random) -> None:
    near = min(1.0, depth)
    for side in (-1, 1):
        high = rng.uniform(1.0, 1.5)
        wall = [
            _seen(side * 1.15, high, depth),
            _seen(side * 3, high, depth),
            _seen(side * 3, -0.05, depth),
            _seen(side * 1.15, -0.05, depth),
        ]
        lay(image, polygons([wall], blur=0.8), mix("#c9806a", "#1a1428", near**0.55))
        panes = [
            _pane(side * (1.28 + 0.3 * column), 0.62 + 0.26 * row, depth)
            for column in range(4)
            for row in range(2)
            if rng.random() < 0.6
        ]
        mask = polygons(panes, blur=0.6)
        shine(image, mask.filter(ImageFilter.GaussianBlur(8)), "#ffb45c", 0.6)
        lay(image, mask, mix("#ffd9a0", "#e8a458", near), 0.85)


def _pane(across: float, up: float, depth: float) -> list[tuple[float, float]]:
    return [
        _seen(across, up, depth),
        _seen(across + 0.13, up, depth),
        _seen(across + 0.13, up - 0.17, depth),
        _seen(across, up - 0.17, depth),
    ]


def _stalls(image: Image.Image, depth: float, rng: random.Random) -> None:
    """An awning on either side, striped, lit from below, with heaps of fruit."""
    for side in (-1, 1):
        colour = rng.choice(("#b3392f", "#2f7f76", "#d98a2b", "#7d3a63", "#3c6a9c"))
        corners = [
            _seen(side * 1.25, 0.52, depth),
            _seen(side * 0.62, 0.40, depth),
            _seen(side * 0.62, 0.33, depth),
            _seen(side * 1.25, 0.42, depth),
        ]
        under = [
            _seen(side * 1.25, 0.42, depth),
            _seen(side * 0.62, 0.33, depth),
            _seen(side * 0.7, -0.02, depth),
            _seen(side * 1.25, -0.02, depth),
        ]
        lay(image, polygons([under], blur=1), mix("#f2b26a", "#5a2c22", min(1.0, depth**0.8)), 0.92)
        glow(image, _seen(side * 0.95, 0.27, depth), 330 * depth, "#ffb04f", 0.75)
        _fruit(image, side, depth, rng)
        lay(image, polygons([corners], blur=0.7), mix("#e0a07a", colour, min(1.0, 0.25 + depth)))
        stripes = [
            [
                _along(corners[0], corners[1], part),
                _along(corners[0], corners[1], part + 0.1),
                _along(corners[3], corners[2], part + 0.1),
                _along(corners[3], corners[2], part),
            ]
            for part in (0.0, 0.2, 0.4, 0.6, 0.8)
        ]
        lay(image, polygons(stripes, blur=0.7), "#f7e6cb", 0.8)
        shade(image, overlap(polygons([corners]), fade([(0, 1), (0.5, 0.5), (1, 0)])), 0.35)


def _along(start: tuple[float, float], end: tuple[float, float], part: float) -> tuple[float, float]:
    return start[0] + (end[0] - start[0]) * part, start[1] + (end[1] - start[1]) * part


def _fruit(image: Image.Image, side: int, depth: float, rng: random.Random) -> None:
    for row, colour in enumerate(("#d9482f", "#efa63a", "#8fae3c", "#f3cf5f")):
        spots = []
        for _ in range(34):
            x, y = _seen(side * (0.7 + 0.13 * row + 0.1 * rng.random()), 0.05 + 0.07 * rng.random() + 0.02 * row, depth)
            spots.append((x, y, 21 * depth * rng.uniform(0.7, 1)))
        lay(image, dots(spots), mix(colour, "#3a1712", 0.25))
        shine(image, dots([(x - r * 0.25, y - r * 0.3, r * 0.4) for x, y, r in spots], blur=1), "#ffdc9c", 0.4)
    front = [
        _seen(side * 0.66, 0.06, depth),
        _seen(side * 1.25, 0.06, depth),
        _seen(side * 1.25, -0.1, depth),
        _seen(side * 0.66, -0.1, depth),
    ]
    lay(image, polygons([front], blur=0.8), mix("#a8714a", "#1d1116", min(1.0, depth)))


def _crowd(image: Image.Image, depth: float, rng: random.Random) -> None:
    """People between the stalls, against the light."""
    shapes, heads = [], []
    for _ in range(4):
        x, foot = _seen(rng.uniform(-0.55, 0.55), -0.04, depth)
        body, head = person(x, foot, 360 * depth * rng.uniform(0.9, 1.08))
        shade(image, strokes([[(x, foot), (x + (x - 800) * 0.3, foot + 220 * depth)]], width=60 * depth, blur=5), 0.35)
        shapes += body
        heads.append(head)
    lay(
        image,
        ImageChops.lighter(polygons(shapes), dots(heads)),
        mix("#9c5d52", "#150f1e", min(1.0, 0.3 + depth * 1.5)),
        0.95,
    )


def _stones(image: Image.Image) -> None:
    """Wet paving: the street mirrored, darkened and cut by joints."""
    ground = polygons(
        [[_seen(-0.66, -0.04, 0.05), _seen(0.66, -0.04, 0.05), _seen(0.66, -0.04, 1.9), _seen(-0.66, -0.04, 1.9)]],
        blur=5,
    )
    top = round(_seen(0, -0.04, 0.05)[1])
    turned = (
        image.crop((0, top - (HIGH - top), WIDE, top))
        .transpose(Image.Transpose.FLIP_TOP_BOTTOM)
        .filter(ImageFilter.BoxBlur((4, 26)))
    )
    wet = Image.new("RGB", SIZE)
    wet.paste(turned, (0, top))
    lay(image, ground, Image.blend(wet, Image.new("RGB", SIZE, "#1a1424"), 0.34))
    joints = [
        [_seen(-0.7, -0.04, depth), _seen(0.7, -0.04, depth)] for depth in (0.06 * 1.17**step for step in range(24))
    ]
    joints += [[_seen(0.14 * step, -0.04, 0.05), _seen(0.14 * step, -0.04, 1.9)] for step in range(-5, 6)]
    shade(image, overlap(ground, strokes(joints, width=2, blur=1)), 0.5)


def _lanterns(image: Image.Image) -> None:
    """Strings across the street, hanging in a curve."""
    for depth in (0.16, 0.28, 0.5, 0.9):
        line = [_seen(-1.1 + 2.2 * step / 24, 0.78 - 0.16 * (1 - ((step - 12) / 12) ** 2), depth) for step in range(25)]
        lay(image, strokes([line], width=max(1, 3 * depth)), "#171124")
        bulbs = [(x, y + 16 * depth, 13 * depth) for x, y in line[1:-1:2]]
        for x, y, radius in bulbs:
            glow(image, (x, y), radius * 8, "#ffae4a", 0.42)
        lay(image, dots(bulbs, blur=1.5 * depth), "#fff0c4")
