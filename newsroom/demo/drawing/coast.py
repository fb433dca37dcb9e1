"""Pictures of the coast: a lighthouse, a shipyard."""

import math
import random
from collections.abc import Sequence

from PIL import Image, ImageChops

from newsroom.demo.drawing.canvas import HIGH, WIDE, Point, gradient, seeded
from newsroom.demo.drawing.light import finished, glow, lay, shade, shine
from newsroom.demo.drawing.masks import curve, dots, fade, overlap, polygons, steps, strokes
from newsroom.demo.drawing.shapes import box, filled
from newsroom.demo.drawing.textures import clouds
from newsroom.demo.drawing.water import mirror, ripples


def lighthouse() -> Image.Image:
    """A tower on a rock, its beam over the sea, and the Milky Way."""
    rng = seeded("lighthouse")
    image = gradient(
        [(0, "#060a1d"), (0.35, "#102149"), (0.6, "#27508a"), (0.7, "#6f93b4"), (0.74, "#c9b79c"), (1, "#0a1428")]
    )
    _stars(image, rng)
    image.paste(gradient([(0, "#6f87a0"), (0.1, "#31527c"), (1, "#050b18")], size=(WIDE, 277)), (0, 790))
    lines = ripples(rng, 790)
    shade(image, lines, 0.4)
    shine(image, ImageChops.offset(lines, 40, -3), "#8fb2d8", 0.16)
    _beam(image, (1105, 372))
    _tower(image)
    _rock(image, rng)
    return finished(image, rng)


def _stars(image: Image.Image, rng: random.Random) -> None:
    """Stars, thicker in a slanting band of faint cloud."""
    cloud = clouds(rng, cells=(5, 5), octaves=6, keep=0.6)
    band = fade([(0, 0), (0.4, 0), (0.5, 1), (0.6, 0), (1, 0)], size=(2200, 2200)).rotate(38, Image.Resampling.BILINEAR)
    band = band.crop((430, 560, 430 + WIDE, 560 + HIGH))
    sky = fade([(0, 1), (0.45, 0.8), (0.7, 0), (1, 0)])
    milky = overlap(curve(cloud, steps(0.25, 0.9)), band, sky)
    shine(image, milky, "#9db4e8", 0.42)
    for many, radius in ((2300, 0.62), (420, 0.95), (60, 1.5)):
        spots = [(rng.uniform(0, WIDE), rng.uniform(0, 760), radius * rng.uniform(0.7, 1.2)) for _ in range(many)]
        shine(image, overlap(dots(spots), sky), "#ffffff", 0.85)


def _beam(image: Image.Image, lamp: tuple[float, float]) -> None:
    x, y = lamp
    for spread, strength in ((120, 0.30), (64, 0.40), (24, 0.5)):
        cone = polygons([[(x, y), (-60, y - 150 - spread), (-60, y - 150 + spread)]], blur=9)
        shine(image, overlap(cone, fade([(0, 0), (0.25, 0.25), (0.68, 1), (1, 1)], sideways=True)), "#ffe7b0", strength)
    back = polygons([[(x, y), (WIDE + 40, y + 20), (WIDE + 40, y + 110)]], blur=12)
    shine(image, back, "#ffe7b0", 0.22)


#: A round wall lit from the right: its own colour and that of its painted bands.
_WHITE = [(0, "#2a3140"), (0.668, "#39414f"), (0.69, "#d9dce0"), (0.715, "#8b93a1"), (1, "#2a3140")]
_RED = [(0, "#3d1015"), (0.67, "#4c151b"), (0.69, "#b3353a"), (0.715, "#6b1d23"), (1, "#3d1015")]


def _tower(image: Image.Image) -> None:
    """The banded tower with gallery and lantern."""
    wall = polygons([[(1072, 790), (1086, 410), (1124, 410), (1138, 790)]])
    bands = polygons([box(1050, top, 120, 62) for top in (470, 594, 718)])
    lay(image, wall, gradient(_WHITE, sideways=True))
    lay(image, overlap(wall, bands), gradient(_RED, sideways=True))
    roof = [(1086, 350), (1105, 322), (1124, 350)]
    gallery: list[Sequence[Point]] = [box(1078, 400, 54, 9), box(1088, 348, 34, 6), roof, box(1103, 306, 4, 18)]
    lay(image, polygons(gallery), "#161c28")
    lay(image, polygons([box(1090, 354, 30, 46)]), "#ffe9b4")
    glow(image, (1105, 374), 260, "#ffd98c", 0.9)
    glow(image, (1105, 374), 80, "#fff3cf", 1.0)


def _rock(image: Image.Image, rng: random.Random) -> None:
    """The headland, and the keeper's house with its windows lit."""
    rise = steps(430, 930)
    edge = [
        (x, 1090 - 230 * rise(x) - 95 * math.exp(-(((x - 1120) / 260) ** 2)) - rng.uniform(0, 20))
        for x in range(400, WIDE + 20, 14)
    ]
    stone = gradient([(0, "#1a2231"), (0.72, "#1d2534"), (0.86, "#090d16"), (1, "#05080f")])
    lay(image, polygons([filled(edge, HIGH)]), stone)
    lay(image, polygons([box(1150, 744, 96, 44), [(1144, 746), (1198, 716), (1252, 746)]]), "#10151f")
    lay(image, polygons([box(1180, 758, 12, 14), box(1212, 758, 12, 14)]), "#ffcf7a")
    glow(image, (1200, 766), 60, "#ffb858", 0.6)


def shipyard() -> Image.Image:
    """Gantry cranes and an unfinished hull against a red morning."""
    rng = seeded("shipyard")
    image = gradient(
        [(0, "#39445e"), (0.25, "#8a6a75"), (0.45, "#db8a63"), (0.62, "#ffca84"), (0.72, "#ffe0a8"), (1, "#ffe0a8")]
    )
    lay(
        image,
        overlap(
            curve(clouds(rng, cells=(3, 9), octaves=6), steps(0.5, 0.85)), fade([(0, 1), (0.6, 0.5), (0.7, 0), (1, 0)])
        ),
        "#ffb98a",
        0.5,
    )
    glow(image, (980, 720), 700, "#ffdf9c", 0.85)
    lay(image, dots([(980, 664, 60)], blur=2), "#fffbe6")
    for scale, foot, colour, places in (
        (0.42, 770, "#c98a6b", (120, 470, 700, 1250, 1480)),
        (0.72, 800, "#8a5550", (260, 1330)),
        (1.15, 850, "#2a2230", (560,)),
    ):
        for x in places:
            _crane(image, x, foot, scale, colour)
    _hull(image)
    mirror(image, 856, rng, tint="#3a2530", share=0.45)
    for x, y in ((842, 700), (1112, 742), (690, 764)):
        _sparks(image, x, y, rng)
    return finished(image, rng)


def _crane(image: Image.Image, x: float, foot: float, scale: float, colour: str) -> None:
    """A portal crane: two legs, a long girder with its lattice, a jib and cables."""

    def to(dx: float, dy: float) -> tuple[float, float]:
        return x + dx * scale, foot - dy * scale

    legs = [
        [to(-90, 0), to(-60, 470)],
        [to(-30, 0), to(-60, 470)],
        [to(90, 0), to(62, 470)],
        [to(30, 0), to(62, 470)],
        [to(-76, 210), to(76, 210)],
    ]
    girder = [
        [to(-250, 470), to(420, 470)],
        [to(-250, 500), to(420, 500)],
        [to(-250, 470), to(-250, 500)],
        [to(420, 470), to(420, 500)],
    ]
    stays = [
        [to(0, 640), to(-250, 500)],
        [to(0, 640), to(400, 500)],
        [to(0, 640), to(200, 500)],
        [to(-22, 500), to(0, 640)],
        [to(22, 500), to(0, 640)],
    ]
    lattice = [
        [to(-250 + 30 * step, 470 if step % 2 else 500), to(-220 + 30 * step, 500 if step % 2 else 470)]
        for step in range(22)
    ]
    hook = [[to(300, 470), to(300, 250)], [to(290, 250), to(310, 250)]]
    lay(image, strokes(legs + girder, width=11 * scale), colour)
    lay(image, strokes(stays + lattice + hook, width=4 * scale), colour)
    lay(image, polygons([[to(150, 470), to(190, 470), to(186, 436), to(154, 436)]]), colour)


def _hull(image: Image.Image) -> None:
    """A bow in the dock, scaffolded."""
    hull = [(590, 640), (1190, 602), (1320, 560), (1262, 700), (1214, 862), (560, 862)]
    lay(
        image,
        polygons([hull, box(0, 838, WIDE, 30)]),
        gradient([(0, "#251c2a"), (0.55, "#3a2630"), (0.8, "#1a131d"), (1, "#1a131d")]),
    )
    scaffold = [[(x, 596), (x, 850)] for x in range(600, 1180, 52)] + [
        [(590, y), (1190, y - 20)] for y in range(620, 850, 46)
    ]
    lay(image, strokes(scaffold, width=2), "#4a3138")
    shine(image, strokes([[(590, 640), (1190, 602), (1320, 560)]], width=3, blur=1), "#ffc28a", 0.7)


def _sparks(image: Image.Image, x: float, y: float, rng: random.Random) -> None:
    """Somebody welding."""
    glow(image, (x, y), 110, "#bcd8ff", 0.7)
    glow(image, (x, y), 34, "#ffffff", 1.0)
    trails = [[(x, y), (x + rng.gauss(0, 34), y + abs(rng.gauss(0, 62)))] for _ in range(16)]
    shine(image, strokes(trails, width=1.2, blur=0.5), "#ffd9a0", 0.9)
