"""A picture of deep snow: an express in a drift."""

import itertools
import math
import random

from PIL import Image

from newsroom.demo.drawing.canvas import HIGH, WIDE, Point, gradient, seeded
from newsroom.demo.drawing.light import finished, glow, lay, lensed, shade, shine, soft
from newsroom.demo.drawing.masks import bloom, curve, dots, fade, overlap, polygons, steps, strokes
from newsroom.demo.drawing.people import Figure, figures
from newsroom.demo.drawing.shapes import filled, ridge
from newsroom.demo.drawing.textures import blurred_sideways, clouds, relief

#: The buried express: where its engine stands.
_ENGINE = (1120.0, 500.0)


def snowbound() -> Image.Image:
    """A pass after the storm: an express stands in a drift, men dig, the sun has not come over the ridge."""
    rng = seeded("snowbound")
    image = gradient([(0, "#8da3bb"), (0.2, "#bccbd8"), (0.34, "#e9e0d6"), (0.4, "#f2dfcb"), (1, "#cfd9e4")])
    _peaks(image, rng)
    _slope(image, rng)
    _poles(image)
    for number in range(9, -1, -1):
        _coach(image, number)
    _drift(image, rng)
    _diggers(image, rng)
    _flakes(image, rng)
    return finished(lensed(image, radius=24, strength=0.3), rng, grain=0.08, vignette=0.26)


def _peaks(image: Image.Image, rng: random.Random) -> None:
    """Mountains across the pass, lost in cloud above and in blown snow below."""
    for base, height, lit, dark in ((250, 190, "#dfe3e8", "#9fb0c3"), (330, 120, "#d4dce5", "#8a9db4")):
        line = ridge(rng, width=WIDE, base=base, height=height, rough=0.56)
        mask = polygons([filled(line, HIGH)], blur=0.8)
        lay(image, mask, lit)
        rock = clouds(rng, cells=(9, 9), octaves=8, keep=0.62)
        bright, shaded = relief(rock, (6, 3), 7)
        lay(image, overlap(mask, shaded), dark, 0.9)
        shine(image, overlap(mask, bright), "#ffe9cf", 0.3)
        haze = fade([(0, 0), (base / HIGH, 0.1), ((base + 120) / HIGH, 1), (1, 1)])
        lay(image, overlap(mask, haze), "#dfe3e6", 0.85)
    veil = curve(blurred_sideways(clouds(rng, cells=(3, 5)), 3), steps(0.4, 0.9))
    lay(image, overlap(veil, fade([(0, 1), (0.2, 0.6), (0.36, 0), (1, 0)])), "#e3e6e9", 0.8)


def _slope(image: Image.Image, rng: random.Random) -> None:
    """The snow: a long slope down to the left, soft as the wind has left it."""
    edge: list[Point] = [
        (x, 430 - 0.16 * (x - 800) + 26 * math.sin(x / 210) + 10 * math.sin(x / 67)) for x in range(-10, WIDE + 20, 10)
    ]
    snow = polygons([filled(edge, HIGH)], blur=1.5)
    lay(image, snow, gradient([(0, "#e6e9ee"), (0.42, "#e2e7ee"), (0.65, "#c3cfde"), (1, "#8ea3bf")]))
    _modelled(image, snow, clouds(rng, cells=(5, 7), octaves=5, keep=0.42), 16)
    _modelled(image, snow, clouds(rng, cells=(60, 90), octaves=4, keep=0.6), 3)
    rocks = overlap(snow, curve(clouds(rng, cells=(14, 20), octaves=7, keep=0.66), steps(0.76, 0.83)))
    lay(image, overlap(rocks, fade([(0, 0), (0.4, 0.7), (0.48, 0.6), (0.56, 0), (1, 0)])), "#6b7482", 0.5)


def _modelled(image: Image.Image, snow: Image.Image, height: Image.Image, gain: float) -> None:
    """Light from the upper right on every swelling of the snow, blue on the other side."""
    bright, shaded = relief(height, (-5, 4), gain)
    lay(image, overlap(snow, soft(shaded, 1.5)), "#7f96b8", 0.42)
    shine(image, overlap(snow, soft(bright, 1.5)), "#fff3e2", 0.22)


def _poles(image: Image.Image) -> None:
    """Telegraph poles along the line, half under, their wires heavy with rime."""
    poles = [(_ENGINE[0] + 330 - 150 * step, _ENGINE[1] - 84 + 49 * step, 96 + 9 * step) for step in range(10)]
    lines = [[(x, y + 30), (x, y - high)] for x, y, high in poles]
    lines += [
        [(x - high * 0.13, y - high * (0.95 - 0.12 * row)), (x + high * 0.13, y - high * (0.95 - 0.12 * row))]
        for x, y, high in poles
        for row in (0, 1)
    ]
    lay(image, strokes(lines, width=3.2, blur=0.7), "#4a4d57", 0.85)
    for (x, y, high), (nx, ny, taller) in itertools.pairwise(poles):
        for row in (0, 1):
            start, end = (x - 9, y - high * (0.95 - 0.12 * row)), (nx - 9, ny - taller * (0.95 - 0.12 * row))
            wire = [
                (
                    start[0] + (end[0] - start[0]) * part / 12,
                    start[1] + (end[1] - start[1]) * part / 12 + 11 * math.sin(math.pi * part / 12),
                )
                for part in range(13)
            ]
            lay(image, strokes([wire], width=1, blur=0.5), "#5b606c", 0.6)


def _coach(image: Image.Image, number: int) -> None:
    """One coach, seen from its side and a little from above, with the gangway to the next; the nearer, the larger."""
    x, long = _ENGINE[0] - number * 102 * (1 + 0.022 * number), 97 * (1 + 0.044 * number)
    y, dx, high = _rail_at(x), -long, 43 * (1 + 0.05 * number)
    dy = _rail_at(x - long) - y
    side = [(x, y), (x + dx, y + dy), (x + dx, y + dy - high), (x, y - high)]
    top = [side[3], side[2], (side[2][0] + 18, side[2][1] - 15), (side[3][0] + 18, side[3][1] - 15)]
    gangway = [
        (x - long, y + dy),
        (x - long - 12, y + dy + 4),
        (x - long - 12, y + dy + 4 - high * 0.8),
        (x - long, y + dy - high * 0.8),
    ]
    lay(image, polygons([gangway], blur=0.8), "#1b222c")
    lay(image, polygons([side], blur=0.7), "#7a2a2c" if number == 0 else "#28485e")
    frost = [side[2], side[3], (side[3][0], side[3][1] + high * 0.12), (side[2][0], side[2][1] + high * 0.12)]
    shade(image, polygons([frost], blur=1.5), 0.4)
    lay(image, polygons([top], blur=1), "#f1f3f6")
    lay(
        image,
        polygons([[side[2], side[3], (side[3][0], side[3][1] - 3), (side[2][0], side[2][1] - 3)]], blur=0.8),
        "#c9d3df",
    )
    panes = []
    for pane in range(7 if number else 2):
        start = 0.09 + 0.125 * pane if number else 0.16 + 0.5 * pane
        ax, ay = x + dx * start, y + dy * start - high * 0.5
        bx, by = x + dx * (start + 0.075), y + dy * (start + 0.075) - high * 0.5
        panes.append([(ax, ay), (bx, by), (bx, by - high * 0.27), (ax, ay - high * 0.27)])
    lit = polygons(panes, blur=0.6)
    warm = number in (0, 6, 7, 8, 9)
    if warm:
        shine(image, bloom(lit, 9, 2), "#ffb45c", 0.7)
    lay(image, lit, "#ffd58c" if warm else "#8fa3b5", 0.95)


def _rail_at(x: float) -> float:
    """Where the line runs under the snow."""
    return _ENGINE[1] - 0.335 * (x - _ENGINE[0]) * (1 + 0.00012 * (_ENGINE[0] - x))


def _drift(image: Image.Image, rng: random.Random) -> None:
    """The snow that lies against the coaches, over their steps and wheels, and over the engine."""
    swollen = [rng.uniform(0, math.tau) for _ in range(3)]
    foot: list[Point] = []
    for x in range(-20, 1300, 8):
        swell = sum(math.sin(x / long + shift) for long, shift in zip((91, 37, 13), swollen, strict=True))
        foot.append((x, _rail_at(x) - 14 + 5 * swell - 26 * math.exp(-(((x - 1010) / 90) ** 2))))
    bank = polygons([[*foot, *((x, y + 62 + 0.03 * (1300 - x)) for x, y in reversed(foot))]], blur=2)
    cover = overlap(bank, fade([(0, 1), (1, 1)]))
    lay(image, cover, gradient([(0, "#e4e9ef"), (0.45, "#dfe5ed"), (0.75, "#b7c6d8"), (1, "#8ea3bf")]))
    _modelled(image, bank, clouds(rng, cells=(26, 30), octaves=5, keep=0.5), 6)
    shine(image, strokes([[(x, y + 2) for x, y in foot]], width=3, blur=1.6), "#fff6ea", 0.45)
    heap = [
        (980, 580),
        (1020, 520),
        (1066, 478),
        (1110, 446),
        (1170, 428),
        (1240, 432),
        (1330, 460),
        (1390, 520),
        (1200, 600),
    ]
    mound = polygons([heap], blur=9)
    lay(image, mound, gradient([(0, "#e9edf2"), (0.44, "#e9edf2"), (0.55, "#ccd7e4"), (1, "#ccd7e4")]))
    _modelled(image, mound, clouds(rng, cells=(22, 26), octaves=5, keep=0.5), 6)


def _diggers(image: Image.Image, rng: random.Random) -> None:
    """Men with shovels along the coaches, what they have trodden, some lanterns still lit."""
    people = []
    for _ in range(30):
        x = rng.uniform(180, 1060)
        near = (1120 - x) / 940
        people.append(
            Figure(
                x,
                _rail_at(x) + rng.uniform(26, 50 + 30 * near),
                25 + 16 * near,
                stride=rng.uniform(0.02, 0.09),
                hem=0.42,
            )
        )
    trodden = [
        (one.x + rng.gauss(0, 26), one.foot + rng.gauss(2, 6), rng.uniform(1, 3.4)) for one in people for _ in range(26)
    ]
    lay(image, dots(trodden, blur=1), "#8096b5", 0.5)
    shadows = [
        [(one.x - 3, one.foot), (one.x + 3, one.foot), (one.x - 22, one.foot + 14), (one.x - 30, one.foot + 12)]
        for one in people
    ]
    lay(image, polygons(shadows, blur=1.5), "#6f87a9", 0.6)
    for one in people[::6]:
        glow(image, (one.x + 12, one.foot - 6), 40, "#ffc46e", 0.8)
    lay(image, figures(people), "#262c38", 0.95)
    tools = [
        [
            (one.x + 4, one.foot - one.tall * 0.6),
            (one.x + one.tall * 0.42 * rng.choice((-1, 1)), one.foot - one.tall * rng.uniform(-0.02, 0.25)),
        ]
        for one in people[::2]
    ]
    lay(image, strokes(tools, width=1.6, blur=0.4), "#3a3f49")


def _flakes(image: Image.Image, rng: random.Random) -> None:
    """The last of the snow: small and many, and a few close to the lens."""
    for many, radius, blur, strength in ((900, 1.1, 0.6, 0.5), (160, 2.4, 1.4, 0.5), (34, 7, 4, 0.4)):
        spots = [(rng.uniform(0, WIDE), rng.uniform(0, HIGH), radius * rng.uniform(0.5, 1.2)) for _ in range(many)]
        lay(image, dots(spots, blur=blur), "#f6f8fb", strength)
