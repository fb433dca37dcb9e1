"""A picture of a stage: an orchestra after the last note, under one lamp."""

import math
import random

from PIL import Image, ImageChops

from newsroom.demo.drawing.canvas import HIGH, WIDE, gradient, seeded
from newsroom.demo.drawing.light import finished, glow, lay, lensed, shade, shine
from newsroom.demo.drawing.masks import curve, dots, fade, overlap, polygons, steps, strokes
from newsroom.demo.drawing.people import Figure, figures
from newsroom.demo.drawing.shapes import View, box
from newsroom.demo.drawing.textures import clouds

_HALL = View(horizon=520, eye=4.2, focal=2150, middle=780)
#: The lamp over the stage: metres right, up and away.
_LAMP = (0.6, 7.4, 24.0)


def orchestra() -> Image.Image:
    """A dark hall, one lamp over the stage, and under it an orchestra on its feet."""
    rng = seeded("orchestra")
    image = gradient([(0, "#050506"), (0.5, "#0c0a09"), (0.75, "#0b0908"), (1, "#030303")])
    _shell(image)
    _boards(image)
    _light(image, rng)
    _players(image, rng)
    _bulb(image)
    _audience(image, rng)
    return finished(lensed(image, radius=30, strength=0.6), rng, grain=0.14, vignette=0.28)


def _shell(image: Image.Image) -> None:
    """The wooden wall behind the stage, in leaves, brightest behind the lamp, and organ pipes above it."""
    (left, top), (right, foot) = _HALL(-16, 11, 31), _HALL(16, 1.1, 31)
    lay(image, polygons([box(left, top, right - left, foot - top)], blur=2), "#1d130c")
    for leaf in range(17):
        x, wide = left + (right - left) * leaf / 17, (right - left) / 17
        lay(
            image,
            polygons([box(x + 2, top, wide - 4, foot - top)], blur=1),
            gradient([(0, "#20150d"), (0.5, "#3a2616"), (1, "#23170e")]),
            0.4 + 0.5 * (leaf % 2),
        )
    pipes = []
    for step in range(41):
        high = 2.4 + 1.5 * abs(math.sin(step * math.pi / 10)) + 0.8 * (1 - abs(step - 20) / 20)
        x, y = _HALL(-5.4 + 0.27 * step, 6.2 + high, 31)
        pipes.append(box(x, y, 15, _HALL(0, 6.2, 31)[1] - y))
    lay(
        image,
        polygons(pipes, blur=0.8),
        gradient([(0, "#4a3d2c"), (0.3, "#8f7a55"), (0.5, "#5c4a33"), (1, "#5c4a33")]),
        0.55,
    )
    shine(
        image,
        strokes([[(pipe[0][0] + 3, pipe[0][1]), (pipe[0][0] + 3, pipe[2][1])] for pipe in pipes], width=1.8, blur=0.8),
        "#f2d69c",
        0.3,
    )


def _boards(image: Image.Image) -> None:
    """The floor of the stage with its front edge."""
    stage = [_HALL(-16, 1.1, 31), _HALL(16, 1.1, 31), _HALL(14, 1.1, 19), _HALL(-14, 1.1, 19)]
    lay(
        image,
        polygons([stage], blur=1),
        gradient([(0, "#5e3d22"), (0.66, "#6b4526"), (0.72, "#3a2514"), (1, "#3a2514")]),
    )
    planks = [[_HALL(step * 0.5, 1.1, 31), _HALL(step * 0.5, 1.1, 19)] for step in range(-23, 24)]
    shade(image, overlap(polygons([stage]), strokes(planks, width=1.2, blur=0.6)), 0.35)
    front = [_HALL(-14, 1.1, 19), _HALL(14, 1.1, 19), _HALL(14, 0, 19), _HALL(-14, 0, 19)]
    lay(image, polygons([front], blur=1), gradient([(0, "#2a1b10"), (0.76, "#1d130b"), (1, "#080504")]))
    shine(image, strokes([front[:2]], width=2.4, blur=1), "#e0a566", 0.5)


def _light(image: Image.Image, rng: random.Random) -> None:
    """What the lamp reaches: a pool on the boards, a veil of dust in the air, the nearest leaves of the wall."""
    x, y = _HALL(*_LAMP)
    dark = Image.new("L", image.size, 255)
    pool = Image.new("RGB", image.size)
    glow(pool, (x, y + 250), 900, "#ffffff", 1.0, flat=0.8)
    glow(pool, _HALL(0.6, 1.1, 24), 620, "#ffffff", 0.9, flat=0.3)
    shade(image, ImageChops.subtract(dark, pool.convert("L")), 0.62)
    glow(image, _HALL(0.6, 1.1, 24), 700, "#ffc477", 0.75, flat=0.24)
    cone = polygons([[(x - 6, y), (x + 6, y), (x + 560, y + 420), (x - 560, y + 420)]], blur=34)
    dust = curve(clouds(rng, cells=(6, 5), octaves=6, keep=0.6), steps(0.1, 1))
    shine(image, overlap(cone, dust, fade([(0, 0), (y / HIGH, 1), (0.62, 0.25), (0.72, 0), (1, 0)])), "#ffd498", 0.6)


def _players(image: Image.Image, rng: random.Random) -> None:
    """Eighty-two of them in a fan of rows, close together, each with a rim of light from above."""
    rows = ((28.6, 18, 1.55), (27.2, 17, 1.4), (25.9, 16, 1.25), (24.6, 14, 1.1), (23.3, 10, 1.1), (22.1, 7, 1.1))
    for away, many, floor in rows:
        row = []
        for number in range(many):
            right = (number - (many - 1) / 2) * (15.5 / max(rows[0][1], 1)) * (1.0 + 0.15 * rng.random()) + rng.uniform(
                -0.2, 0.2
            )
            if away < 23 and abs(right - 0.4) < 0.5:
                continue
            x, foot = _HALL(right, floor, away + 0.1 * abs(right))
            tall = rng.uniform(1.58, 1.86) * _HALL.focal / away
            row.append(
                Figure(
                    x,
                    foot,
                    tall,
                    stride=rng.uniform(0.0, 0.03),
                    hem=rng.choice((0.44, 0.3, 0.16)),
                    turn=rng.uniform(0.8, 1.05),
                )
            )
        _stand(image, row, rng)
    x, foot = _HALL(0.35, 1.35, 20.6)
    shade(image, polygons([box(x - 62, foot + 8, 124, 16)], blur=5), 0.7)
    lay(
        image,
        polygons([[(x - 46, foot - 14), (x + 46, foot - 14), (x + 54, foot + 2), (x - 54, foot + 2)]], blur=1),
        "#8a5a30",
    )
    lay(image, polygons([box(x - 54, foot + 2, 108, 16)], blur=1), "#2a1a0f")
    _stand(image, [Figure(x, foot, 1.68 * _HALL.focal / 20.6, hem=0.22)], rng)


def _stand(image: Image.Image, row: list[Figure], rng: random.Random) -> None:
    """A row: dark below, lit on heads and shoulders, with shadows that run from the lamp."""
    lamp, _ = _HALL(*_LAMP)
    shadows = [
        [
            (one.x - one.tall * 0.09, one.foot),
            (one.x + one.tall * 0.09, one.foot),
            (one.x + (one.x - lamp) * 0.16, one.foot + one.tall * 0.22),
        ]
        for one in row
    ]
    shade(image, polygons(shadows, blur=3), 0.6)
    for one in sorted(row, key=lambda one: -abs(one.x - lamp)):
        lay(image, figures([one]), rng.choice(("#1c1614", "#241a17", "#17161a", "#2b2420", "#20191d")))
    foot, tall = (sum(values) / len(row) for values in ((one.foot for one in row), (one.tall for one in row)))
    from_above = fade([(0, 1), ((foot - 0.94 * tall) / HIGH, 1), ((foot - 0.66 * tall) / HIGH, 0.12), (1, 0)])
    near_lamp = fade([(0, 0.12), (lamp / WIDE, 1), (1, 0.12)], sideways=True)
    shine(image, overlap(figures(row), from_above, near_lamp), "#b97f4c", 0.85)
    for one in row:
        near = max(0.12, 1 - abs(one.x - lamp) / 760)
        crown = dots([(one.x, one.foot - one.tall * 0.965, one.tall * 0.042)], blur=1.6)
        shine(image, crown, rng.choice(("#c98f5a", "#8f6a48", "#6b4a33", "#d9b080")), 0.55 * near)
        if rng.random() < 0.55:
            _fiddle(image, one, near)


def _fiddle(image: Image.Image, one: Figure, near: float) -> None:
    """A violin or viola hanging from a hand: its varnish takes the light."""
    x, y, size = one.x + 0.17 * one.tall, one.foot - 0.36 * one.tall, one.tall
    wood = dots([(x, y, 0.05 * size), (x + 0.004 * size, y - 0.075 * size, 0.038 * size)], blur=0.9)
    lay(image, wood, "#4a2410")
    shine(image, dots([(x - 0.012 * size, y - 0.03 * size, 0.02 * size)], blur=1.6), "#f0a050", 0.8 * near)
    lay(image, strokes([[(x, y - 0.08 * size), (x - 0.03 * size, y - 0.24 * size)]], width=2.4, blur=0.6), "#2a160c")


def _bulb(image: Image.Image) -> None:
    x, y = _HALL(*_LAMP)
    lay(image, strokes([[(x, -5), (x, y - 8)]], width=1.6, blur=0.5), "#0a0908")
    glow(image, (x, y), 520, "#ffcf8a", 0.5)
    glow(image, (x, y), 110, "#ffe9bf", 0.95)
    lay(image, dots([(x, y, 7)], blur=1), "#fffdf2")


def _audience(image: Image.Image, rng: random.Random) -> None:
    """Rows of the backs of heads, out of focus, with the light of the stage on their hair."""
    for away, colour, blur in (
        (13.5, "#0d0a08", 1.5),
        (11.0, "#0a0807", 2.2),
        (8.6, "#080605", 3.4),
        (6.4, "#050404", 5),
    ):
        size, heads, bodies = _HALL.focal / away, [], []
        right = -9.0 + rng.random()
        while right < 9:
            x, y = _HALL(right, 1.22 + rng.uniform(-0.1, 0.1) + (13.5 - away) * 0.14, away)
            if rng.random() < 0.94:
                heads.append((x, y, size * 0.1))
                bodies.append(
                    [
                        (x - size * 0.05, y),
                        (x + size * 0.05, y),
                        (x + size * 0.22, y + size * 0.2),
                        (x + size * 0.26, HIGH),
                        (x - size * 0.26, HIGH),
                        (x - size * 0.22, y + size * 0.2),
                    ]
                )
            right += 0.6 + rng.uniform(-0.03, 0.03)
        rim = dots([(x + (790 - x) * 0.012, y - radius * 0.1, radius * 0.97) for x, y, radius in heads], blur=blur)
        shine(image, rim, "#c9843f", 0.3)
        lay(image, ImageChops.lighter(dots(heads, blur=blur), polygons(bodies, blur=blur)), colour)
