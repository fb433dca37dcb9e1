"""A picture of a parliament: its chamber at night."""

import math
import random

from PIL import Image

from newsroom.demo.drawing.canvas import HIGH, WIDE, Point, Stops, gradient, mix, seeded
from newsroom.demo.drawing.light import finished, glow, lay, lay_round, lensed, shade, shine
from newsroom.demo.drawing.masks import curve, fade, polygons, steps, strokes
from newsroom.demo.drawing.people import Figure, figures
from newsroom.demo.drawing.shapes import View, box
from newsroom.demo.drawing.textures import clouds

_CHAMBER = View(horizon=250, eye=8.5, focal=1150)


#: Metres from the camera to the Speaker's chair, about which the benches are bent.
_CHAIR = 24.0


#: The blocks of benches, in degrees from the axis, with the gangways left free between them.
_BLOCKS = ((-68, -45), (-41, -16), (-12.5, 12.5), (16, 41), (45, 68))


#: Turned wood, lit from its left.
_POST: Stops = [(0, "#4a2d1b"), (0.35, "#a0703f"), (0.7, "#5b3720"), (1, "#2a180f")]


def chamber() -> Image.Image:
    """A parliament seen from the gallery at night: rings of benches, desk lamps, a lit chair, nearly nobody."""
    rng = seeded("chamber")
    image = gradient([(0, "#2a1a14"), (0.2, "#4a2e1f"), (0.32, "#2e1c15"), (1, "#120b0a")])
    _panelling(image)
    _well(image)
    for row in range(9):
        _bench(image, 6.4 + 1.75 * row, 0.25 + 0.42 * row, row, rng)
    _clerk(image)
    _dusk(image, rng)
    return finished(lensed(image, radius=26), rng, grain=0.11, vignette=0.36)


def _dusk(image: Image.Image, rng: random.Random) -> None:
    """The lamps over the chair are on, those over the benches are not."""
    rows = fade([(0, 0.62), (0.3, 0.1), (0.5, 0), (0.75, 0.3), (1, 0.6)])
    shade(image, rows, 0.55)
    shade(image, fade([(0, 1), (0.22, 0.35), (0.5, 0), (0.78, 0.35), (1, 1)], sideways=True), 0.45)
    glow(image, (800, 390), 760, "#ffcf8c", 0.5, flat=0.7)
    shade(image, curve(clouds(rng, cells=(6, 5), octaves=5), steps(0.4, 1)), 0.22)


def _panelling(image: Image.Image) -> None:
    """The wall behind the chair: pilasters, tall windows after dark, a canopy in the light."""
    left, top = _CHAMBER(-24, 14, _CHAIR + 3)
    right, foot = _CHAMBER(24, 0, _CHAIR + 3)
    wall = [(left, top), (right, top), (right, foot), (left, foot)]
    lay(image, polygons([wall]), gradient([(0, "#22150f"), (0.2, "#5b3a24"), (0.42, "#3b2417"), (1, "#2a1910")]))
    for step in range(-9, 10):
        x, high = _CHAMBER(2.1 * step, 10.5, _CHAIR + 2.9)
        lay_round(image, polygons([box(x - 9, high, 18, foot - high)], blur=0.8), _POST)
        if step % 2 and abs(step) > 1:
            _window(image, step)
    for up in (3.1, 10.4):
        y = _CHAMBER(0, up, _CHAIR + 2.9)[1]
        lay(image, polygons([box(left, y - 5, right - left, 10)], blur=0.8), "#8a5c33")
        shade(image, polygons([box(left, y + 5, right - left, 9)], blur=3), 0.5)
    _canopy(image)


def _window(image: Image.Image, step: int) -> None:
    (x, high), (beyond, low) = (
        _CHAMBER(2.1 * step + 0.42, 9.4, _CHAIR + 2.9),
        _CHAMBER(2.1 * step + 1.68, 3.9, _CHAIR + 2.9),
    )
    pane = polygons(
        [[(x, high + 12), (x + 8, high), (beyond - 8, high), (beyond, high + 12), (beyond, low), (x, low)]], blur=0.8
    )
    lay(image, pane, gradient([(0, "#16233f"), (0.25, "#2c4468"), (1, "#3b5474")]))
    bars = [
        [((x + beyond) / 2, high), ((x + beyond) / 2, low)],
        *[[(x, y), (beyond, y)] for y in (high + 40, high + 80, high + 120)],
    ]
    shade(image, strokes(bars, width=1.6, blur=0.5), 0.7)


def _canopy(image: Image.Image) -> None:
    """The Speaker's chair and what stands over it, the one place in full light."""
    (left, high), (right, foot) = _CHAMBER(-1.6, 6.6, _CHAIR + 2), _CHAMBER(1.6, 0.4, _CHAIR + 2)
    glow(image, (800, (high + foot) / 2), 330, "#ffce86", 0.7)
    lay(
        image,
        polygons([box(left, high, right - left, foot - high)], blur=0.8),
        gradient([(0, "#c08447"), (0.3, "#8d2f2b"), (0.45, "#5d1d1c"), (1, "#5d1d1c")]),
    )
    folds = [
        [(left + (right - left) * step / 10, high + 30), (left + (right - left) * step / 10, foot)]
        for step in range(1, 10)
    ]
    shade(image, strokes(folds, width=3, blur=1.8), 0.4)
    lay(image, polygons([box(left - 12, high - 4, right - left + 24, 22)], blur=0.8), "#a9733c")
    lay(image, polygons([box(left - 20, high - 12, right - left + 40, 10)], blur=0.8), "#c9914f")
    shade(image, polygons([box(left, high + 18, right - left, 20)], blur=5), 0.55)
    for x in (left - 6, right + 6):
        lay_round(image, polygons([box(x - 8, high + 12, 16, foot - high)], blur=0.8), _POST)
    lay(image, polygons([box(775, foot - 84, 50, 84)], blur=1.5), "#3a1512")
    desk = [
        _CHAMBER(-2.6, 1.7, _CHAIR),
        _CHAMBER(2.6, 1.7, _CHAIR),
        _CHAMBER(2.6, 0, _CHAIR),
        _CHAMBER(-2.6, 0, _CHAIR),
    ]
    lay(
        image,
        polygons([desk], blur=0.8),
        gradient([(0, "#b87c43"), (0.32, "#b87c43"), (0.42, "#4e2e1a"), (1, "#4e2e1a")]),
    )
    shine(image, strokes([desk[:2]], width=4, blur=1), "#ffe0a6", 0.8)


def _well(image: Image.Image) -> None:
    """The carpet between the benches and the table with the papers."""
    floor = polygons(
        [[_CHAMBER(-16, 0, _CHAIR + 2.6), _CHAMBER(16, 0, _CHAIR + 2.6), (WIDE + 400, HIGH), (-400, HIGH)]]
    )
    lay(image, floor, gradient([(0, "#7d2f28"), (0.36, "#6b2822"), (0.6, "#301312"), (1, "#160a0a")]))
    glow(image, _CHAMBER(0, 0, _CHAIR - 3), 420, "#ffb066", 0.35, flat=0.35)
    table = [
        _CHAMBER(-1.3, 0.8, _CHAIR - 2.2),
        _CHAMBER(1.3, 0.8, _CHAIR - 2.2),
        _CHAMBER(1.3, 0.8, _CHAIR - 4.6),
        _CHAMBER(-1.3, 0.8, _CHAIR - 4.6),
    ]
    front = [table[3], table[2], _CHAMBER(1.3, 0, _CHAIR - 4.6), _CHAMBER(-1.3, 0, _CHAIR - 4.6)]
    shade(image, polygons([front], blur=9), 0.6)
    lay(image, polygons([front], blur=0.8), "#3f2415")
    lay(image, polygons([table], blur=0.8), "#2f5142")
    papers = [box(x, y, 20, 8) for x, y in ((768, table[0][1] + 7), (812, table[0][1] + 12), (790, table[0][1] + 22))]
    lay(image, polygons(papers, blur=0.6), "#f7ead0")


def _arc(away: float, up: float, low: float, high: float) -> list[Point]:
    """A piece of a ring about the chair, at `away` metres from it and `up` above the floor; degrees from the axis."""
    turns = [math.radians(low + (high - low) * step / 24) for step in range(25)]
    return [_CHAMBER(away * math.sin(turn), up, max(1.4, _CHAIR - away * math.cos(turn))) for turn in turns]


def _bench(image: Image.Image, away: float, floor: float, row: int, rng: random.Random) -> None:
    """A ring of benches in five blocks: the desk before it, the leather backs, here and there a lamp."""
    far = 1 - row / 8
    for low, high in _BLOCKS:
        desk, edge = _arc(away - 0.35, floor + 0.85, low, high), _arc(away + 0.15, floor + 0.92, low, high)
        lay(image, polygons([desk + edge[::-1]], blur=0.8), mix("#8a5530", "#b5753f", far))
        shine(image, strokes([edge], width=2.2, blur=0.8), "#ffd49a", 0.5)
        _backs(image, away + 0.75, floor, (low, high), far)
        back = _arc(away + 0.98, floor + 1.06, low, high) + _arc(away + 0.98, floor - 0.4, low, high)[::-1]
        lay(image, polygons([back], blur=0.8), mix("#1c100b", "#4a2a1a", far))
        shine(image, strokes([_arc(away + 0.98, floor + 1.06, low, high)], width=2.6, blur=0.8), "#e0a566", 0.55)
        panels = [[_arc(away + 0.98, floor + up, low, high)[step] for up in (1.0, 0.0)] for step in range(0, 25, 3)]
        shade(image, strokes(panels, width=2, blur=0.8), 0.5)
        _desk_lamps(image, away, floor, (low, high), rng)


def _backs(image: Image.Image, away: float, floor: float, block: tuple[float, float], far: float) -> None:
    """Green leather, buttoned, one cushion a seat."""
    low, high = block
    seats = max(3, round(math.radians(high - low) * away / 0.8))
    for seat in range(seats):
        start, end = (low + (high - low) * (seat + part) / seats for part in (0.06, 0.94))
        cushion = _arc(away, floor + 1.02, start, end)[::8] + _arc(away, floor + 0.45, start, end)[::-8]
        lay(image, polygons([cushion], blur=1.1), mix("#16302a", "#3d6b58", far))
        shine(image, strokes([cushion[:4]], width=2.4, blur=1.2), "#9cc7a8", 0.4)


def _desk_lamps(image: Image.Image, away: float, floor: float, block: tuple[float, float], rng: random.Random) -> None:
    for step in range(3, 24, 6):
        if rng.random() < 0.42:
            x, y = _arc(away - 0.2, floor + 1.22, *block)[step]
            size = _CHAMBER.focal / max(2.0, _CHAIR - away)
            if -50 < x < WIDE + 50 and size < 260:
                glow(image, (x, y + size * 0.25), size * 1.3, "#ffb65c", 0.55, flat=0.6)
                lay(
                    image,
                    polygons(
                        [
                            [
                                (x - size * 0.1, y),
                                (x + size * 0.1, y),
                                (x + size * 0.07, y - size * 0.08),
                                (x - size * 0.07, y - size * 0.08),
                            ]
                        ],
                        blur=1,
                    ),
                    "#2f6b4a",
                )
                shine(image, polygons([box(x - size * 0.09, y, size * 0.18, size * 0.035)], blur=1.2), "#fff0c4")


def _clerk(image: Image.Image) -> None:
    """A clerk, on the way to the table."""
    x, foot = _CHAMBER(-2.5, 0, _CHAIR - 1.8)
    tall = 1.75 * _CHAMBER.focal / (_CHAIR - 1.8)
    shade(image, polygons([[(x - 8, foot), (x + 8, foot), (x + 4, foot + 26), (x - 18, foot + 26)]], blur=4), 0.5)
    lay(image, figures([Figure(x, foot, tall, stride=0.04, hem=0.4, turn=0.8)]), "#1b1211", 0.95)
