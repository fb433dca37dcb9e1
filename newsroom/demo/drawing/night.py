"""Pictures of the night: a dome under the Milky Way, a ridge on fire, a runway in the rain."""

import math
import random

from PIL import Image, ImageFilter

from newsroom.demo.drawing.canvas import HIGH, SIZE, WIDE, Point, gradient, mix, seeded
from newsroom.demo.drawing.light import finished, glow, lay, shade, shine
from newsroom.demo.drawing.masks import curve, dots, fade, overlap, polygons, steps, strokes
from newsroom.demo.drawing.shapes import box, filled, firs, level, ridge
from newsroom.demo.drawing.textures import clouds, noise


def observatory() -> Image.Image:
    """A dome with its slit open, the Milky Way standing over it."""
    rng = seeded("observatory")
    image = gradient([(0, "#050914"), (0.45, "#0d1830"), (0.7, "#2a3350"), (0.84, "#7d5a4c"), (1, "#c98a55")])
    _milky_way(image, rng)
    for base, height, colour in ((890, 50, "#2b2a3a"), (935, 60, "#171a28")):
        lay(image, polygons([filled(ridge(rng, width=WIDE, base=base, height=height), HIGH)]), colour)
    glow(image, (250, 900), 520, "#ff9a52", 0.4, flat=0.25)
    hill = [(x, 985 - 85 * math.exp(-(((x - 1060) / 430) ** 2)) + rng.uniform(-2, 2)) for x in range(0, WIDE + 9, 8)]
    _dome(image, 1080, 915, 175)
    ground = polygons([filled(hill, HIGH)])
    lay(image, ground, "#080b14")
    stones = curve(clouds(rng, cells=(90, 160), octaves=3), steps(0.45, 1))
    shine(image, overlap(ground, stones), "#5a6078", 0.16)
    return finished(image, rng, grain=0.12)


def _milky_way(image: Image.Image, rng: random.Random) -> None:
    """A slanting band of stars too faint to be told apart, parted by dust."""
    wide = (2000, 2000)
    band = fade([(0, 0), (0.36, 0), (0.45, 0.45), (0.5, 1), (0.56, 0.4), (0.66, 0), (1, 0)], sideways=True, size=wide)
    left, top = 170, 560
    across = band.rotate(-24, Image.Resampling.BILINEAR).crop((left, top, left + WIDE, top + HIGH))
    sky = overlap(across, fade([(0, 1), (0.6, 0.9), (0.86, 0.05), (1, 0)]))
    billows = clouds(rng, cells=(7, 5), octaves=7, keep=0.62)
    shine(image, overlap(sky, curve(billows, steps(0.1, 0.9))), "#bdb6dc", 0.85)
    core = curve(sky, lambda value: value**2.2)
    shine(image, overlap(core, curve(clouds(rng, cells=(9, 7)), steps(0.3, 0.9))), "#ffd9b0", 0.75)
    dust = curve(clouds(rng, cells=(8, 7), octaves=7, keep=0.6), steps(0.54, 0.78))
    shade(image, overlap(core, dust), 0.75)
    faint = curve(noise(rng).filter(ImageFilter.GaussianBlur(0.7)), steps(0.72, 0.9))
    shine(image, overlap(faint, curve(sky, lambda value: min(1, 0.12 + value))), "#fff4e6", 0.9)
    for count, radius, colour in ((2200, 0.5, "#dfe6ff"), (260, 0.8, "#fff0dc"), (24, 1.4, "#e6eeff")):
        spots = [(rng.uniform(0, WIDE), rng.uniform(0, 860), radius * rng.uniform(0.7, 1.3)) for _ in range(count)]
        stars = overlap(dots(spots, blur=0.5), fade([(0, 1), (0.6, 0.9), (0.82, 0), (1, 0)]))
        shine(image, stars, colour, 0.95)


def _dome(image: Image.Image, x: float, foot: float, radius: float) -> None:
    """Metal ribs in starlight; red lamps within, seen through the slit."""
    round_top: list[Point] = [
        (x + radius * math.cos(math.pi * part / 40), foot - 70 - radius * math.sin(math.pi * part / 40))
        for part in range(41)
    ]
    shell = polygons([round_top])
    light = gradient(
        [(0, "#8d7d7a"), (0.56, "#a38d84"), (0.64, "#5f6480"), (0.79, "#20243a"), (1, "#171a2a")], sideways=True
    )
    lay(image, polygons([box(x - radius * 0.96, foot - 74, radius * 1.92, 140)]), light)
    shade(image, polygons([box(x - radius * 0.96, foot - 74, radius * 1.92, 140)]), 0.45)
    lay(image, shell, light)
    shade(image, overlap(shell, fade([(0, 0), (0.66, 0), (0.8, 1), (1, 1)])), 0.45)
    ribs = [
        [
            (x + radius * math.sin(turn) * math.cos(up), foot - 70 - radius * math.sin(up))
            for up in [math.pi / 2 * part / 20 for part in range(21)]
        ]
        for turn in [math.pi * part / 12 for part in range(-5, 6)]
    ]
    shade(image, overlap(shell, strokes(ribs, width=1.5, blur=0.6)), 0.5)
    slit = [
        (x + radius * math.sin(turn) * math.cos(up), foot - 70 - radius * math.sin(up))
        for turn, ups in ((-0.5, range(4, 24)), (-0.18, range(23, 3, -1)))
        for up in [math.pi / 2 * part / 23 for part in ups]
    ]
    lay(image, polygons([slit], blur=0.8), "#4a1512")
    shine(image, polygons([slit], blur=5), "#ff5a34", 0.16)
    glow(image, (x - radius * 0.25, foot - 150), radius * 0.9, "#ff4a2a", 0.22)
    shade(image, strokes([[(x - radius, foot - 70), (x + radius, foot - 70)]], width=7, blur=1.5), 0.7)
    lay(image, polygons([box(x - 60, foot - 38, 24, 46)], blur=0.8), "#e8843f")
    glow(image, (x - 48, foot - 20), 90, "#ff9a4a", 0.5)


def wildfire() -> Image.Image:
    """A far ridge burning, the smoke lit from below, dark woods before it."""
    rng = seeded("wildfire")
    image = gradient([(0, "#090a14"), (0.3, "#1b1520"), (0.5, "#4a2320"), (0.62, "#8a3a1e"), (1, "#8a3a1e")])
    _smoke(image, rng)
    crest = ridge(rng, width=WIDE, base=590, height=150, rough=0.5)
    lay(image, polygons([filled(crest, HIGH), *firs(rng, crest, high=26, gap=6)]), "#1c0f10")
    _flames(image, crest, rng)
    for near, base, height in ((0.3, 760, 90), (0.65, 880, 70), (1.0, 1000, 50)):
        line = ridge(rng, width=WIDE, base=base, height=height, rough=0.5)
        mask = polygons([filled(line, HIGH), *firs(rng, line, high=34 + 70 * near, gap=5 + 9 * near)])
        haze = gradient([(0, "#2a1412"), (base / HIGH, mix("#3a1a12", "#06060a", near)), (1, "#050509")])
        lay(image, mask, haze)
        if near < 0.9:
            glow(image, (760, base + 20), 900, "#a8431c", 0.16, flat=0.16)
    return finished(image, rng, grain=0.13, vignette=0.35)


def _smoke(image: Image.Image, rng: random.Random) -> None:
    """Columns leaning with the wind, red where the fire reaches them."""
    billows = clouds(rng, cells=(7, 5), octaves=7, keep=0.55, size=(2400, HIGH)).transform(
        SIZE, Image.Transform.AFFINE, (1, 0.55, 60, 0, 1, 0), Image.Resampling.BILINEAR
    )
    lit = overlap(curve(billows, steps(0.3, 0.85)), fade([(0, 0.05), (0.3, 0.3), (0.58, 1), (1, 1)]))
    shine(image, lit, "#e0602a", 0.8)
    shade(image, curve(clouds(rng, cells=(4, 4), octaves=7), steps(0.5, 0.85)), 0.6)
    glow(image, (700, 560), 760, "#ff7a30", 0.5, flat=0.5)


def _flames(image: Image.Image, crest: list[Point], rng: random.Random) -> None:
    """The front runs down from the crest in broken lines, each with its own glare."""
    for start, end, drop in ((140, 620, 16), (520, 1090, 70), (960, 1420, 34)):
        for x in range(start, end, 7):
            if rng.random() < 0.3:
                continue
            down = drop * (0.4 + 0.6 * math.sin(math.pi * (x - start) / (end - start))) + rng.uniform(-7, 7)
            y, tall = level(crest, x) + down, rng.uniform(5, 20) * rng.choice((1, 1, 1.9))
            glow(image, (x, y - tall * 0.4), tall * 3.4, "#ff5a18", 0.32)
            tongue = [
                (x - 5, y),
                (x - 2, y - tall * 0.5),
                (x + tall * 0.2, y - tall),
                (x + 3, y - tall * 0.4),
                (x + 6, y),
            ]
            lay(image, polygons([tongue], blur=1.2), rng.choice(("#ffb347", "#ffd98a", "#ff8a2a")), 0.95)
    sparks = [(rng.uniform(100, 1450), 470 - 330 * rng.random() ** 1.4, rng.uniform(0.5, 1.3)) for _ in range(260)]
    shine(image, dots(sparks, blur=0.5), "#ffa04a", 0.8)


def airport() -> Image.Image:
    """A runway from its threshold, wet, every lamp with its reflection."""
    rng = seeded("airport")
    image = gradient([(0, "#070b16"), (0.3, "#151d2e"), (0.41, "#3b4152"), (0.43, "#12161f"), (1, "#05070b")])
    shine(image, overlap(clouds(rng), fade([(0, 0.2), (0.4, 1), (0.42, 0), (1, 0)])), "#56607a", 0.5)
    _asphalt(image, rng)
    _terminal(image, rng)
    for across, colour, count, size in (
        (-1.0, "#ffe2b0", 26, 1.0),
        (1.0, "#ffe2b0", 26, 1.0),
        (0.0, "#eaf2ff", 40, 0.55),
        (-1.75, "#4f8bff", 22, 0.7),
        (1.75, "#4f8bff", 22, 0.7),
    ):
        for index in range(count):
            depth = 1.08 * (count / (count + 22 * index)) if index else 1.08
            _lamp(image, 800 + across * 640 * depth, 447 + 520 * depth, depth * size, colour)
    for across in range(-9, 10):
        _lamp(image, 800 + across * 62, 447 + 520 * 0.86, 0.5, "#35e08a")
    _landing(image, 800, 262)
    wet = curve(clouds(rng, cells=(5, 70), octaves=3), steps(0.45, 0.9))
    shade(image, overlap(wet, fade([(0, 0), (0.42, 0), (0.55, 1), (1, 1)])), 0.22)
    _rain(image, rng)
    return finished(image, rng, grain=0.12, vignette=0.4)


def _asphalt(image: Image.Image, rng: random.Random) -> None:
    """The runway, a little paler than the grass, with the sky on its wet skin."""
    runway = polygons([[(788, 449), (812, 449), (1640, HIGH), (-40, HIGH)]], blur=2)
    shine(image, runway, "#39445a", 0.5)
    pools = curve(clouds(rng, cells=(6, 30), octaves=5), steps(0.45, 0.85))
    shine(image, overlap(runway, pools), "#66738f", 0.3)
    glow(image, (800, 640), 420, "#ffe9c8", 0.2, flat=1)


def _lamp(image: Image.Image, x: float, y: float, size: float, colour: str) -> None:
    """A lamp, its halo in the rain and its long track on the wet ground."""
    radius = max(1.2, 9 * size)
    glow(image, (x, y + radius * 9), radius * 13, colour, 0.42, flat=1.0)
    track = strokes([[(x, y), (x, y + radius * 14)]], width=radius * 0.9, blur=radius * 0.7)
    shine(image, track, colour, 0.38)
    glow(image, (x, y), radius * 6, colour, 0.7)
    lay(image, dots([(x, y, radius * 0.7)], blur=0.6), mix(colour, "#ffffff", 0.65))


def _terminal(image: Image.Image, rng: random.Random) -> None:
    """Buildings along the horizon with their windows, and a tower."""
    blocks = [
        box(x, 447 - high, wide, high + 4)
        for x, wide, high in (
            (90, 330, 30),
            (300, 150, 44),
            (1090, 260, 26),
            (1290, 240, 40),
            (1196, 14, 92),
            (1184, 38, 20),
        )
    ]
    blocks[-1] = box(1184, 340, 38, 18)
    lay(image, polygons(blocks, blur=1), "#0b0f18")
    lights = [
        (rng.choice((rng.uniform(95, 445), rng.uniform(1095, 1525))), rng.uniform(426, 446), rng.uniform(0.7, 1.8))
        for _ in range(170)
    ]
    shine(image, dots(lights, blur=0.8), "#ffd08a", 0.9)
    shine(image, polygons([box(1186, 344, 34, 7)], blur=1), "#9fd0c0", 0.7)
    for x in (130, 260, 410, 1110, 1300, 1480):
        glow(image, (x, 432), 120, "#ffb866", 0.4, flat=0.6)
        glow(image, (x, 520), 90, "#ffb866", 0.2, flat=1.6)


def _landing(image: Image.Image, x: float, y: float) -> None:
    """An aircraft on its approach, head on, behind its own lights."""
    wings = [(x - 128, y - 12), (x - 14, y + 8), (x + 14, y + 8), (x + 128, y - 12), (x + 14, y - 2), (x - 14, y - 2)]
    lay(image, polygons([wings, [(x - 3, y - 46), (x + 3, y - 46), (x + 5, y), (x - 5, y)]], blur=0.8), "#04060a")
    lay(image, dots([(x, y, 15), (x - 46, y + 12, 8), (x + 46, y + 12, 8)], blur=0.8), "#04060a")
    for lamp, radius, colour in (
        (x - 24, 130, "#fff0d0"),
        (x + 24, 130, "#fff0d0"),
        (x - 128, 40, "#ff4030"),
        (x + 128, 40, "#30ff70"),
    ):
        glow(image, (lamp, y + (6 if radius > 100 else -12)), radius, colour, 0.75)
        lay(image, dots([(lamp, y + (6 if radius > 100 else -12), radius / 30)], blur=0.8), "#fffaf0")


def _rain(image: Image.Image, rng: random.Random) -> None:
    """Streaks, seen where there is light behind them."""
    for count, long, width, strength in ((900, 26, 0.6, 0.22), (240, 60, 1.1, 0.2)):
        lines = []
        for _ in range(count):
            x, y = rng.uniform(0, WIDE), rng.uniform(-50, HIGH)
            lines.append([(x, y), (x - long * 0.12, y + long * rng.uniform(0.6, 1.2))])
        shine(image, strokes(lines, width=width, blur=0.7), "#cfd8ea", strength)
