"""Pictures straight from above: a table set for talks, a valley from orbit, salt pans."""

import math
import random
from collections.abc import Sequence

from PIL import Image, ImageChops, ImageFilter

from newsroom.demo.drawing.canvas import SIZE, WIDE, Point, gradient, mix, seeded
from newsroom.demo.drawing.light import finished, glow, lay, shade, shine
from newsroom.demo.drawing.masks import curve, dots, fade, overlap, polygons, steps, strokes
from newsroom.demo.drawing.shapes import box, turned
from newsroom.demo.drawing.textures import clouds, relief


def table() -> Image.Image:
    """A long table before talks begin: papers, glasses, empty chairs, light from the windows."""
    rng = seeded("table")
    image = gradient([(0, "#3d4a47"), (1, "#24302f")])
    shade(image, curve(clouds(rng, cells=(200, 140), octaves=2), steps(0.3, 1)), 0.25)
    lay(image, strokes([_ring(760, 500, 40), _ring(738, 478, 34)], width=5), "#a58a5b", 0.7)
    chairs = [(300 + 200 * step, side) for step in range(6) for side in (-1, 1)]
    for x, side in chairs:
        _chair(image, x, side, rng)
    _top(image, rng)
    for x, side in chairs:
        _place(image, x, side, rng)
    _flowers(image, rng)
    _daylight(image)
    return finished(image, rng)


def _ring(wide: float, high: float, corner: float) -> list[Point]:
    """A rectangle about the middle with rounded corners, closed."""
    points = []
    for index, (sx, sy) in enumerate(((1, 1), (-1, 1), (-1, -1), (1, -1))):
        for step in range(9):
            turn = math.pi / 2 * (index + step / 8)
            points.append(
                (
                    800 + sx * (wide - corner) + corner * math.cos(turn),
                    533 + sy * (high - corner) + corner * math.sin(turn),
                )
            )
    return [*points, points[0]]


def _chair(image: Image.Image, x: float, side: int, rng: random.Random) -> None:
    """Seat and back, pushed in by hand: none quite straight."""
    y, tilt = 533 + side * 330, rng.uniform(-7, 7)
    seat = turned(box(x - 56, y - 54, 112, 108), (x, y), tilt)
    back = turned(box(x - 62, y + side * 52 - 13, 124, 26), (x, y), tilt)
    shade(image, ImageChops.offset(polygons([seat, back], blur=16), 20, 24), 0.75)
    lay(image, polygons([seat], blur=2), "#6f2f2b")
    shine(image, polygons([turned(box(x - 40, y - 40, 70, 60), (x, y), tilt)], blur=18), "#d98a72", 0.25)
    lay(image, polygons([back], blur=1), "#3a2118")
    shine(
        image,
        strokes([turned([(x - 58, y + side * 52 - 8), (x + 58, y + side * 52 - 8)], (x, y), tilt)], width=3, blur=1),
        "#d8a878",
        0.6,
    )


def _top(image: Image.Image, rng: random.Random) -> None:
    """Walnut with a lighter inlay."""
    outline = polygons([_ring(640, 262, 120)])
    shade(image, ImageChops.offset(outline.filter(ImageFilter.GaussianBlur(26)), 24, 30), 0.8)
    grain = clouds(rng, cells=(3, 110), octaves=4, keep=0.6)
    wood = Image.composite(
        gradient([(0, "#8b5a34"), (1, "#6f4326")]), gradient([(0, "#54301a"), (1, "#3f2414")]), grain
    )
    lay(image, outline, wood)
    lay(image, strokes([_ring(606, 228, 100)], width=5), "#c99a5c", 0.75)
    shine(image, strokes([_ring(637, 259, 118)], width=4, blur=1.5), "#f2c793", 0.45)


def _place(image: Image.Image, x: float, side: int, rng: random.Random) -> None:
    """Papers, a pen, a glass of water and a card for a name."""
    y, tilt = 533 + side * 186, rng.uniform(-5, 5)
    for shift, colour in ((rng.uniform(2, 6), "#d9d2c3"), (0, "#f6f2e8")):
        sheet = turned(box(x - 48 + shift, y - 60 + shift, 92, 122), (x, y), tilt + shift)
        shade(image, ImageChops.offset(polygons([sheet], blur=5), 5, 6), 0.6)
        lay(image, polygons([sheet], blur=0.5), colour)
    lines = [
        turned([(x - 36, y - 44 + row * 11), (x - 36 + rng.uniform(40, 66), y - 44 + row * 11)], (x, y), tilt)
        for row in range(8)
    ]
    lay(image, strokes(lines, width=2, blur=0.4), "#8f8b84", 0.6)
    pen = turned([(x + 22, y - 34), (x + 58, y + 46)], (x, y), rng.uniform(-20, 20))
    shade(image, ImageChops.offset(strokes([pen], width=6, blur=3), 4, 5), 0.5)
    lay(image, strokes([pen], width=5), rng.choice(("#1d2a44", "#20201f", "#7a2626")))
    _glass(image, x - 74, y - side * 52)
    card = turned(box(x - 38, y - side * 96 - 12, 76, 24), (x, y - side * 96), rng.uniform(-4, 4))
    shade(image, ImageChops.offset(polygons([card], blur=4), 4, 8), 0.6)
    lay(image, polygons([card]), "#fbf8f0")


def _glass(image: Image.Image, x: float, y: float) -> None:
    shade(image, dots([(x + 14, y + 16, 24)], blur=8), 0.5)
    shine(image, dots([(x, y, 22)], blur=1), "#cfe3e4", 0.34)
    ring = [(x + 21 * math.cos(math.tau * step / 40), y + 21 * math.sin(math.tau * step / 40)) for step in range(41)]
    shine(image, strokes([ring], width=2.5, blur=0.5), "#ffffff", 0.8)
    shine(image, strokes([ring[22:30]], width=6, blur=1.5), "#ffffff", 0.8)
    glow(image, (x + 26, y + 30), 26, "#fff1cf", 0.6)


def _flowers(image: Image.Image, rng: random.Random) -> None:
    """A low bowl of jasmine in the middle."""
    shade(image, dots([(818, 552, 92)], blur=16), 0.6)
    lay(image, dots([(800, 533, 78)]), "#2d4a3a")
    for colour, many, radius in (("#3f6b4c", 150, 13), ("#5d8a5a", 90, 9), ("#fbf6ea", 110, 8), ("#f2d9a0", 60, 3)):
        spots = []
        for _ in range(many):
            turn, away = rng.uniform(0, math.tau), 86 * math.sqrt(rng.random())
            spots.append((800 + away * math.cos(turn), 533 + away * math.sin(turn), radius * rng.uniform(0.6, 1)))
        shade(image, ImageChops.offset(dots(spots, blur=3), 3, 4), 0.25)
        lay(image, dots(spots), colour)


def _daylight(image: Image.Image) -> None:
    """Tall windows throw their light across the room."""
    panes = [[(x, -40), (x + 190, -40), (x + 640, 1120), (x + 420, 1120)] for x in (-420, -150, 120, 640, 910, 1180)]
    light = polygons(panes, blur=9)
    shade(image, ImageChops.invert(light), 0.42)
    shine(image, overlap(light, fade([(0, 1), (1, 0.35)])), "#ffcf8f", 0.26)
    bars = [[(x + 95, -40), (x + 530, 1120)] for x in (-420, -150, 120, 640, 910, 1180)]
    shade(image, strokes(bars, width=12, blur=7), 0.3)


def satellite() -> Image.Image:
    """Dry mountains, a road and a walled site at the edge of the fields, as a satellite sees them."""
    rng = seeded("satellite")
    height = clouds(rng, cells=(5, 4), octaves=8, keep=0.58)
    image = _ground(height)
    _hillshade(image, height)
    _fields(image, rng)
    road = [(x, 760 + 130 * math.sin(x / 260) - 0.22 * x) for x in range(-20, WIDE + 40, 20)]
    track = [(x, 400 + 60 * math.sin(x / 120) + 0.16 * x) for x in range(540, 1040, 16)]
    for line, width in ((road, 9), (track, 4)):
        shade(image, strokes([line], width=width + 5, blur=2), 0.3)
        lay(image, strokes([line], width=width, blur=0.6), "#e6d6b8")
    _site(image)
    clouded = curve(clouds(rng, cells=(4, 3)), steps(0.72, 1))
    shade(image, ImageChops.offset(clouded, 40, 50), 0.25)
    lay(image, clouded, "#ffffff", 0.6)
    return finished(image, rng, grain=0.08, vignette=0.22)


def _ground(height: Image.Image) -> Image.Image:
    """Sand in the plain, ochre on the slopes, brown and grey above."""
    stops = [(0, "#d9c19a"), (0.35, "#c9a878"), (0.6, "#a27a55"), (0.8, "#7b5f4c"), (1, "#b9a692")]
    strip = gradient(stops, size=(1, 256))
    bands = [height.point([strip.getpixel((0, value))[band] for value in range(256)]) for band in range(3)]  # type: ignore[index]
    return Image.merge("RGB", bands)


def _hillshade(image: Image.Image, height: Image.Image) -> None:
    """Sun from the upper left."""
    lit, dark = relief(height, (5, 5), 9)
    shine(image, lit, "#ffe6bd", 0.5)
    shade(image, dark, 0.62)


def _fields(image: Image.Image, rng: random.Random) -> None:
    """Round fields under their sprinklers, and strips along the river."""
    greens = ("#5b7a3a", "#7d9446", "#3f6238", "#a79a52", "#8fae5b")
    for row in range(4):
        for column in range(5):
            x, y, radius = 1120 + column * 104 + rng.uniform(-3, 3), 640 + row * 104, 47 * rng.choice((1, 1, 1, 0.8))
            if rng.random() < 0.16:
                continue
            colour = rng.choice(greens)
            lay(image, dots([(x, y, radius)], blur=0.8), colour, 0.9)
            wedge = [(x, y)] + [
                (x + radius * math.cos(turn / 10), y + radius * math.sin(turn / 10))
                for turn in range(rng.randrange(12, 50))
            ]
            lay(image, polygons([wedge], blur=0.8), mix(colour, "#d8c283", 0.4), 0.8)
            lay(image, strokes([[(x, y), wedge[-1]]], width=1.6), "#eee0bd", 0.8)


def _site(image: Image.Image) -> None:
    """A double fence, halls in rows with long shadows, tunnel mouths in the hillside."""
    tilt, centre = -13.0, (560.0, 560.0)
    fence = [
        turned(_closed(box(560 - wide, 560 - high, 2 * wide, 2 * high)), centre, tilt)
        for wide, high in ((230, 170), (216, 156))
    ]
    lay(image, polygons([fence[0]]), "#cdb48c", 0.6)
    lay(image, strokes(fence, width=2.4), "#efe3c8", 0.9)
    halls = [
        turned(box(380 + 120 * column, 440 + 84 * row, 92 - 30 * (row == 2), 40), centre, tilt)
        for column in range(3)
        for row in range(3)
    ]
    shade(image, ImageChops.offset(polygons(halls, blur=1.5), 12, 12), 0.75)
    lay(image, polygons(halls), "#e9e4d8")
    shade(image, polygons([_half(hall) for hall in halls]), 0.18)
    ways = [turned([(360, 500 + 84 * row - 10), (770, 500 + 84 * row - 10)], centre, tilt) for row in range(3)]
    lay(image, strokes(ways, width=5, blur=0.6), "#f0e4c9", 0.8)
    tanks = [(*turned([(735, 470 + 34 * step)], centre, tilt)[0], 12) for step in range(5)]
    shade(image, ImageChops.offset(dots(tanks, blur=1.5), 8, 8), 0.7)
    lay(image, dots(tanks), "#f4f1e8")


def _closed(shape: Sequence[Point]) -> list[Point]:
    return [*shape, shape[0]]


def _half(roof: list[Point]) -> list[Point]:
    """The lower side of a pitched roof."""
    (ax, ay), (bx, by), (cx, cy), (dx, dy) = roof
    return [((ax + dx) / 2, (ay + dy) / 2), ((bx + cx) / 2, (by + cy) / 2), (cx, cy), (dx, dy)]


def saltpans() -> Image.Image:
    """Basins in which the sea dries, each at another stage, and people who rake them."""
    rng = seeded("saltpans")
    image = Image.new("RGB", SIZE, "#efe6d6")
    hues = (
        "#c9686b",
        "#e2a08a",
        "#f0d2c0",
        "#7fb3ad",
        "#4f8f95",
        "#e8e3d6",
        "#b9c9bd",
        "#a8525f",
        "#f6f1e6",
        "#d98a6d",
    )
    for basin in _basins(rng):
        mask = polygons([basin], blur=0.8)
        first, second = rng.sample(hues, 2)
        lay(image, mask, gradient([(0, first), (1, mix(first, second, 0.7))], sideways=rng.random() < 0.5))
        if rng.random() < 0.3:
            _crust(image, mask, rng)
    water = curve(clouds(rng, cells=(7, 5), octaves=7, keep=0.6), steps(0.4, 0.95))
    shine(image, water, "#fff4e2", 0.32)
    shade(image, curve(clouds(rng, cells=(5, 4), octaves=7, keep=0.62), steps(0.55, 1)), 0.22)
    _heaps(image, rng)
    return finished(image, rng, grain=0.08, vignette=0.25)


def _basins(rng: random.Random) -> list[list[Point]]:
    """Quadrangles on a bent grid, with the dams left free between them."""
    columns, rows = 10, 8
    knots = {
        (c, r): (-130 + 190 * c + rng.uniform(-24, 24) + 26 * r, -110 + 172 * r + rng.uniform(-22, 22) - 17 * c)
        for c in range(columns + 1)
        for r in range(rows + 1)
    }
    return [
        _shrunk([knots[c, r], knots[c + 1, r], knots[c + 1, r + 1], knots[c, r + 1]], rng.uniform(4, 8))
        for c in range(columns)
        for r in range(rows)
    ]


def _shrunk(shape: list[Point], by: float) -> list[Point]:
    x, y = sum(point[0] for point in shape) / 4, sum(point[1] for point in shape) / 4
    return [(px + math.copysign(by, x - px), py + math.copysign(by, y - py)) for px, py in shape]


def _crust(image: Image.Image, mask: Image.Image, rng: random.Random) -> None:
    """Salt that begins to lie in lines."""
    lines = curve(clouds(rng, cells=(12, 150), octaves=2), steps(0.52, 0.7))
    lay(image, overlap(mask, lines), "#ffffff", 0.6)


def _heaps(image: Image.Image, rng: random.Random) -> None:
    """White heaps in rows on the dams, with long evening shadows; rakers beside them."""
    heaps = [(610 + 46 * step + rng.uniform(-4, 4), 706 - 7 * step, rng.uniform(11, 16)) for step in range(13)]
    rakers = [(560, 610, 6), (604, 598, 6), (890, 520, 6), (1120, 760, 6), (380, 330, 6)]
    shadows = [[(x, y), (x + 3.4 * r, y + 2.2 * r)] for x, y, r in heaps] + [
        [(x, y), (x + 44, y + 29)] for x, y, _ in rakers
    ]
    shade(image, strokes(shadows[:13], width=20, blur=3), 0.4)
    shade(image, strokes(shadows[13:], width=8, blur=2), 0.5)
    lay(image, dots(heaps, blur=0.8), "#ffffff")
    shade(image, dots([(x + 4, y + 3, r * 0.6) for x, y, r in heaps], blur=4), 0.2)
    lay(image, dots(rakers), "#33292b")
    lay(image, strokes([[(x, y), (x - 26, y + 9)] for x, y, _ in rakers], width=2), "#4a3a33")
