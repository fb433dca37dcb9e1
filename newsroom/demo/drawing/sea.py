"""Pictures of the open sea: tankers at anchor, a wind farm."""

import math
import random
from dataclasses import dataclass

from PIL import Image, ImageChops

from newsroom.demo.drawing.canvas import HIGH, WIDE, Point, gradient, mix, seeded
from newsroom.demo.drawing.light import finished, glow, lay, lensed, shade, shine
from newsroom.demo.drawing.masks import curve, dots, fade, overlap, polygons, steps, strokes
from newsroom.demo.drawing.shapes import View, box, filled, ridge
from newsroom.demo.drawing.textures import clouds, receding, relief, wisps


def tankers() -> Image.Image:
    """Tankers at anchor in the haze, a low sun behind them, seen through a long lens."""
    rng = seeded("tankers")
    image = gradient([(0, "#b9825a"), (0.25, "#dc9d63"), (0.45, "#f3bd7c"), (0.56, "#f7cd92"), (1, "#d99a63")])
    shade(image, wisps(rng, cells=(3, 12), keep=(0.5, 0.95), within=[(0, 1), (0.5, 0.3), (0.58, 0), (1, 0)]), 0.2)
    glow(image, (1010, 450), 760, "#ffd79a", 0.8)
    lay(image, dots([(1010, 462, 62)], blur=2), "#fff3d6")
    coast = ridge(rng, width=WIDE, base=585, height=44, rough=0.5)
    lay(image, polygons([filled(coast, 640)], blur=3), "#e0a873", 0.75)
    _evening_sea(image, rng)
    ripple = receding(clouds(rng, cells=(30, 200), octaves=3, size=(1400, 900)), 616, scale=0.8, squeeze=2)
    for x, foot, long, near, loaded in (
        (270, 634, 360, 0.12, 0.2),
        (1290, 645, 470, 0.35, 0.9),
        (1545, 630, 240, 0.1, 0.5),
        (640, 690, 860, 0.92, 0.35),
    ):
        _tanker(image, ripple, _Ship(x, foot, long, near, loaded))
    _launch(image)
    return finished(lensed(image, radius=30, strength=0.4), rng, grain=0.11, vignette=0.32)


def _evening_sea(image: Image.Image, rng: random.Random) -> None:
    """Flat water: the sky in it, and the sun broken into ten thousand pieces."""
    lay(
        image,
        polygons([box(0, 622, WIDE, HIGH)], blur=2),
        gradient([(0, "#e3aa72"), (0.58, "#e3aa72"), (0.68, "#c98d5c"), (1, "#5a3f3b")]),
    )
    swell = receding(clouds(rng, cells=(22, 160), octaves=4, keep=0.62, size=(1400, 1400)), 618, scale=0.9, squeeze=2.2)
    lit, dark = relief(swell, (1, 2), 6)
    water = fade([(0, 0), (0.58, 0), (0.6, 0.5), (1, 1)])
    shade(image, overlap(dark, water), 0.5)
    shine(image, overlap(lit, water), "#ffcf94", 0.32)
    track = polygons([[(985, 622), (1035, 622), (1220, HIGH), (800, HIGH)]], blur=46)
    glitter = curve(swell, steps(0.56, 0.72))
    shine(image, overlap(track, glitter, fade([(0, 1), (0.62, 1), (1, 0.55)])), "#fff0cd", 0.95)
    shine(image, track, "#ffd396", 0.3)


@dataclass(frozen=True)
class _Ship:
    """A tanker by its middle, its waterline and its length in pixels; `near` and `loaded` go from 0 to 1."""

    x: float
    foot: float
    long: float
    near: float
    loaded: float

    def at(self, along: float, up: float = 0) -> Point:
        """A place by parts of the length: from the stern, and above the deck."""
        side = self.long * (0.075 - 0.028 * self.loaded)
        return self.x + self.long * (along - 0.5), self.foot - side - self.long * up

    def block(self, along: float, up: float, wide: float, high: float) -> list[Point]:
        return box(*self.at(along, up), self.long * wide, self.long * high)


def _tanker(image: Image.Image, ripple: Image.Image, ship: _Ship) -> None:
    """A long low hull, its dark in the water, lamps at mast and bridge."""
    colour, long, foot = mix("#d49a68", "#2b2024", ship.near), ship.long, ship.foot
    side = foot - ship.at(0)[1]
    dark = [
        (ship.at(0.02)[0], foot - 1),
        (ship.at(0.955)[0], foot - 1),
        (ship.at(0.9)[0], foot + side * 2.2),
        (ship.at(0.07)[0], foot + side * 2.2),
    ]
    water = overlap(
        polygons([dark], blur=3 + 9 * ship.near),
        fade([(0, 1), (foot / HIGH, 1), ((foot + side * 2.3) / HIGH, 0.15), (1, 0)]),
    )
    shade(image, overlap(water, curve(ripple, steps(0.15, 0.65))), 0.3 + 0.45 * ship.near)
    lay(
        image, ImageChops.lighter(_hull(ship), strokes(_rig(ship), width=max(1, long * 0.0036), blur=0.5)), colour, 0.96
    )
    boot = [
        (ship.at(0.016)[0], foot - side * 0.36),
        (ship.at(0.957)[0], foot - side * 0.36),
        (ship.at(0.95)[0], foot),
        (ship.at(0.02)[0], foot),
    ]
    lay(image, polygons([boot], blur=0.8), mix("#c98a5c", "#5a2320", ship.near), 0.7)
    shine(image, strokes([[ship.at(0.17), ship.at(0.9)]], width=1.6, blur=1), "#ffcf8f", 0.5 * ship.near)
    lay(
        image,
        strokes([[(ship.at(0.975)[0], foot - side * 0.8), (ship.at(1.012)[0], foot + 2)]], width=1.4, blur=0.5),
        colour,
        0.9,
    )
    lamps = [(*ship.at(0.915, 0.1), 1 + 1.4 * ship.near), (*ship.at(0.115, 0.132), 1 + 1.4 * ship.near)]
    shine(image, dots(lamps, blur=0.8), "#fff6dc", 0.9)


def _hull(ship: _Ship) -> Image.Image:
    """Hull, bridge and funnel at the stern, pipes and the manifold on deck."""
    foot = ship.foot
    hull = [
        ship.at(0, 0.006),
        (ship.at(0.02)[0], foot),
        (ship.at(0.95)[0], foot),
        ship.at(1, 0.03),
        ship.at(0.94, 0.022),
        ship.at(0.9),
    ]
    funnel = [ship.at(0.026), ship.at(0.03, 0.1), ship.at(0.055, 0.1), ship.at(0.06)]
    house = [
        ship.block(0.065, 0.06, 0.105, 0.062),
        ship.block(0.077, 0.104, 0.082, 0.046),
        ship.block(0.085, 0.128, 0.06, 0.026),
        ship.block(0.069, 0.112, 0.1, 0.009),
        ship.block(0.2, 0.011, 0.68, 0.004),
        ship.block(0.49, 0.02, 0.07, 0.02),
    ]
    return polygons([hull, funnel, *house], blur=0.7)


def _rig(ship: _Ship) -> list[list[Point]]:
    """Masts, the two derricks amidships, the rail."""
    masts = (
        (0.1, 0.17),
        (0.46, 0.075),
        (0.6, 0.075),
        (0.915, 0.1),
        (0.3, 0.03),
        (0.38, 0.03),
        (0.7, 0.03),
        (0.8, 0.03),
    )
    rig = [[ship.at(along), ship.at(along, high)] for along, high in masts]
    rig += [[ship.at(0.46, 0.07), ship.at(0.52, 0.022)], [ship.at(0.6, 0.07), ship.at(0.54, 0.022)]]
    return [*rig, [ship.at(0.18, 0.006), ship.at(0.91, 0.006)]]


def _launch(image: Image.Image) -> None:
    """A small boat on its way between them, with its wake."""
    x, y = 1120, 806
    wake = [
        [(x + 26, y + 2), (x + 420, y + 34), (x + 420, y + 54)],
        [(x + 26, y + 2), (x + 430, y - 14), (x + 430, y - 4)],
    ]
    shine(
        image,
        overlap(polygons(wake, blur=4), fade([(0, 1), (0.7, 1), (0.95, 0.2), (1, 0)], sideways=True)),
        "#ffe0b0",
        0.5,
    )
    hull = [(x - 30, y - 8), (x + 30, y - 5), (x + 26, y + 5), (x - 22, y + 5)]
    cabin = [(x - 4, y - 7), (x, y - 20), (x + 18, y - 20), (x + 22, y - 6)]
    shade(image, polygons([[(x - 26, y + 4), (x + 28, y + 4), (x + 20, y + 24), (x - 22, y + 24)]], blur=3), 0.5)
    lay(image, polygons([hull, cabin], blur=0.8), "#33262a")
    lay(image, strokes([[(x + 8, y - 20), (x + 8, y - 38)]], width=1.6, blur=0.5), "#33262a")


_MAST = View(horizon=400, eye=58, focal=1500, middle=760)


def turbines() -> Image.Image:
    """A wind farm from a helicopter: rows of towers in the sea, fog lying between the farthest, one boat."""
    rng = seeded("turbines")
    image = gradient([(0, "#6f93b3"), (0.2, "#a9c1cf"), (0.34, "#ecdcc2"), (0.385, "#f6e3c2"), (1, "#5d7f92")])
    band = [(0, 1), (0.3, 0.6), (0.38, 0), (1, 0)]
    lay(image, wisps(rng, cells=(3, 10), keep=(0.5, 0.9), within=band, octaves=6, long=5), "#ffffff", 0.5)
    glow(image, (1250, 380), 640, "#ffe2ac", 0.7, flat=0.5)
    _morning_sea(image, rng)
    for row in range(11, -1, -1):
        for column in range(-9, 10):
            _turbine(image, 500 * column - 130 + 74 * row, 560 + 560 * row, rng)
        if row in (10, 8, 6, 4):
            _sea_fog(image, row, rng)
    _service_boat(image)
    return finished(lensed(image, radius=24, strength=0.3), rng, grain=0.09, vignette=0.28)


def _morning_sea(image: Image.Image, rng: random.Random) -> None:
    """Blue water under a light wind; the sun on the right of it."""
    lay(
        image,
        polygons([box(0, 400, WIDE, HIGH)], blur=2),
        gradient([(0, "#d8cdb8"), (0.38, "#d8cdb8"), (0.46, "#9fb2b8"), (0.66, "#5a7f92"), (1, "#2a4c60")]),
    )
    swell = receding(clouds(rng, cells=(60, 110), octaves=5, keep=0.6, size=(1600, 1500)), 398, scale=0.95, squeeze=1.6)
    lit, dark = relief(swell, (-1, 2), 6)
    water = fade([(0, 0), (0.38, 0), (0.42, 0.4), (0.7, 1), (1, 1)])
    shade(image, overlap(dark, water), 0.4)
    shine(image, overlap(lit, water), "#cfe0e4", 0.26)
    sun = polygons([[(1190, 400), (1300, 400), (1560, HIGH), (1080, HIGH)]], blur=80)
    shine(image, overlap(sun, curve(swell, steps(0.5, 0.75)), water), "#fff0cf", 0.75)
    shine(image, overlap(sun, fade([(0, 1), (0.6, 0.5), (1, 0)])), "#ffe3b3", 0.35)
    gusts = receding(clouds(rng, cells=(5, 7), octaves=5, size=(900, 900)), 398, scale=0.5)
    shade(image, overlap(curve(gusts, steps(0.5, 0.9)), water), 0.2)


#: A blade from its hub to its tip: how far out, and how thick on either side, in metres.
_BLADE = ((0, 1.3), (10, 2.5), (30, 1.7), (62, 0.3), (62, -0.2), (10, -1.0), (0, -1.3))


def _turbine(image: Image.Image, right: float, away: float, rng: random.Random) -> None:
    """Tower, yellow foot, nacelle and three blades, each mill at another moment of its turn."""
    x, foot = _MAST(right, 0, away)
    turn, size = rng.uniform(0, math.tau), _MAST.focal / away
    if not -220 < x < WIDE + 220:
        return
    hub, far = foot - 92 * size, min(1.0, (away - 560) / 5600)
    white, grey = mix("#f4f3ee", "#eadfcb", far), mix("#aab6bd", "#dccfbb", far)
    fallen = [
        (x - 3 * size, foot),
        (x + 3 * size, foot),
        (x - 34 * size, foot + 10 * size),
        (x - 40 * size, foot + 9 * size),
    ]
    shade(image, polygons([fallen], blur=1 + 2 * size), 0.4 * (1 - far))
    base = box(x - 4.2 * size, foot - 13 * size, 8.4 * size, 13.5 * size)
    lay(image, polygons([base], blur=0.5), mix("#e0b23a", "#e6d2a6", far))
    for left, colour in ((-1.0, grey), (0.15, white)):
        low, high = foot - 12 * size, hub
        tower = [
            (x + 2.9 * left * size, low),
            (x + 2.9 * size, low),
            (x + 1.7 * size, high),
            (x + 1.7 * left * size, high),
        ]
        lay(image, polygons([tower], blur=0.5), colour)
    blades = [_blade((x, hub), size, turn + math.tau * blade / 3) for blade in range(3)]
    lay(image, polygons(blades, blur=0.5), mix(white, "#8fa3ae", max(0.06, min(0.42, x / 1400))))
    lay(image, polygons([box(x - 3 * size, hub - 2.4 * size, 6 * size, 4.8 * size)], blur=0.5), grey)


def _blade(hub: Point, size: float, way: float) -> list[Point]:
    """One blade; the wheel is seen a little from its side, so that it is narrower than high."""
    cosine, sine = math.cos(way), math.sin(way)
    return [
        (hub[0] + 0.86 * size * (out * cosine - thick * sine), hub[1] + size * (out * sine + thick * cosine))
        for out, thick in _BLADE
    ]


def _sea_fog(image: Image.Image, row: int, rng: random.Random) -> None:
    """A bank that lies on the water before the farther rows."""
    y = _MAST(0, 0, 560 + 560 * (row - 0.5))[1]
    band = [(0, 0), ((y - 34) / HIGH, 0), ((y - 6) / HIGH, 1), ((y + 20) / HIGH, 0), (1, 0)]
    lay(image, wisps(rng, cells=(3, 12), keep=(0.3, 0.85), within=band), "#f6e9d2", 0.75)


def _service_boat(image: Image.Image) -> None:
    x, y = _MAST(-8, 0, 760)
    wake = [
        [(x + 8, y), (x + 210, y + 66), (x + 250, y + 58)],
        [(x + 8, y), (x + 262, y + 38), (x + 280, y + 28)],
        [(x + 6, y - 1), (x + 250, y + 46), (x + 262, y + 56)],
    ]
    shine(
        image,
        overlap(
            polygons(wake, blur=2.5), fade([(0, 1), ((x + 60) / WIDE, 1), ((x + 270) / WIDE, 0), (1, 0)], sideways=True)
        ),
        "#e9f1f2",
        0.65,
    )
    lay(image, polygons([[(x - 17, y - 6), (x + 13, y - 1), (x + 13, y + 5), (x - 8, y + 4)]], blur=0.7), "#c2452f")
    lay(image, polygons([[(x - 6, y - 5), (x - 3, y - 13), (x + 6, y - 11), (x + 8, y - 2)]], blur=0.7), "#f3f1ea")
