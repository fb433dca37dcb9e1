"""A picture of a hospital: a corridor with the morning at its end."""

import random
from functools import cache

from PIL import Image, ImageOps

from newsroom.demo.drawing.canvas import HIGH, SIZE, WIDE, Point, gradient, seeded
from newsroom.demo.drawing.light import finished, glow, lay, shade, shine
from newsroom.demo.drawing.masks import curve, dots, fade, overlap, polygons, steps, strokes
from newsroom.demo.drawing.people import Figure, figures
from newsroom.demo.drawing.shapes import View
from newsroom.demo.drawing.textures import clouds, receding

#: The corridor: its half width, height and length in metres.
_HALF, _TALL, _LONG = 1.5, 2.75, 46.0
_CORRIDOR = View(horizon=500, eye=1.55, focal=1180, middle=770)


def corridor() -> Image.Image:
    """A hospital corridor in the early morning: daylight at its end, on the polished floor, on one parked bed."""
    rng = seeded("corridor")
    image = Image.new("RGB", SIZE, "#141b1c")
    _surfaces(image)
    _doors(image)
    _lamps(image)
    _end(image)
    _floor(image, rng)
    _bed(image)
    _nurse(image)
    _air(image, rng)
    return finished(image, rng, grain=0.11, vignette=0.34)


def _surfaces(image: Image.Image) -> None:
    """Ceiling, floor and walls, each paler towards the light; a darker band below the handrail."""
    for shape, near, far in (
        (_CORRIDOR.lying(_TALL, -_HALF, _HALF, 0.5, _LONG), "#3d4645", "#c9d3cd"),
        (_CORRIDOR.lying(0, -_HALF, _HALF, 0.5, _LONG), "#1e2829", "#8fa19c"),
        (_CORRIDOR.beside(-_HALF, 0, _TALL, 0.5, _LONG), "#4b5654", "#d2dad2"),
        (_CORRIDOR.beside(_HALF, 0, _TALL, 0.5, _LONG), "#39454a", "#b9c7c6"),
    ):
        _lit_along(image, polygons([shape], blur=0.6), near, far)
    for side, near, far in ((-_HALF, "#3c5450", "#a9bfb4"), (_HALF, "#2d4348", "#8fabaa")):
        _lit_along(image, polygons([_CORRIDOR.beside(side, 0.1, 0.92, 0.5, _LONG)], blur=0.6), near, far)
        _lit_along(image, polygons([_CORRIDOR.beside(side, 0, 0.1, 0.5, _LONG)], blur=0.6), "#1a2324", "#6f8380")
        shade(image, polygons([_CORRIDOR.beside(side, 0.8, 0.9, 0.5, _LONG)], blur=3), 0.35)
        rail = polygons([_CORRIDOR.beside(side * 0.965, 0.86, 0.96, 0.5, _LONG)], blur=0.6)
        _lit_along(image, rail, "#5d4a38", "#cbb79a")
        shine(image, polygons([_CORRIDOR.beside(side * 0.965, 0.935, 0.96, 0.5, _LONG)], blur=0.6), "#ffffff", 0.22)


def _lit_along(image: Image.Image, mask: Image.Image, near: str, far: str) -> None:
    """A colour that goes over into another towards the vanishing point."""
    within = mask.getbbox()
    light = ImageOps.colorize(_daylight().crop(within), near, far)
    image.paste(light, within, mask.crop(within))


@cache
def _daylight() -> Image.Image:
    """How much of the window's light gets so far."""
    away = curve(Image.radial_gradient("L").resize((2400, 2000)), lambda value: max(0.0, 1 - value * 1.35) ** 2.1)
    left, top = round(1200 - _CORRIDOR.middle), round(1000 - _CORRIDOR.horizon)
    return away.crop((left, top, left + WIDE, top + HIGH))


def _doors(image: Image.Image) -> None:
    """Doors in their frames on both sides; one stands open and lets the light of a ward out."""
    for side in (-1, 1):
        for number, near in enumerate((5.2, 9.6, 14.0, 19.5, 25.0, 31.0)):
            if side < 0 and number == 1:
                continue
            far, across = near + 1.25, side * _HALF
            _lit_along(
                image,
                polygons([_CORRIDOR.beside(across, 0, 2.16, near - 0.1, far + 0.1)], blur=0.6),
                "#5a625f",
                "#d5dcd5",
            )
            _lit_along(image, polygons([_CORRIDOR.beside(across, 0, 2.1, near, far)], blur=0.6), "#3b4a55", "#9db0b6")
            shade(image, polygons([_CORRIDOR.beside(across, 0, 2.1, near, near + 0.12)], blur=1.5), 0.35)
            lay(
                image,
                polygons([_CORRIDOR.beside(across, 1.35, 1.85, near + 0.75, near + 1.0)], blur=0.8),
                "#c3d6d6",
                0.5,
            )
    near, far = 9.2, 10.9
    lay(image, polygons([_CORRIDOR.beside(-_HALF, 0, 2.16, near - 0.1, far + 0.1)], blur=0.8), "#a9b3aa")
    lay(image, polygons([_CORRIDOR.beside(-_HALF, 0, 2.1, near, far)], blur=0.8), "#fff3d6")
    shine(image, polygons([_CORRIDOR.beside(-_HALF, 0, 2.1, near, far)], blur=26), "#ffe2ad", 0.7)
    fan = [
        _CORRIDOR(-_HALF, 0, near),
        _CORRIDOR(-_HALF, 0, far),
        _CORRIDOR(_HALF, 0, far - 0.2),
        _CORRIDOR(_HALF, 0, near - 0.9),
    ]
    shine(image, polygons([fan], blur=9), "#ffe0ac", 0.5)
    shine(image, polygons([_CORRIDOR.beside(_HALF, 0, 1.7, near - 0.7, far - 0.2)], blur=14), "#ffe0ac", 0.4)


def _lamps(image: Image.Image) -> None:
    """Panels in the ceiling; most are off in the morning."""
    for number in range(9):
        near = 3.6 + 4.4 * number
        panel = [_CORRIDOR.lying(_TALL - 0.01, -0.32, 0.32, near, near + 1.3)]
        lit = number in (3, 6)
        _lit_along(image, polygons(panel, blur=0.8), "#566160" if not lit else "#f3f6ea", "#e6ece4")
        if lit:
            shine(image, polygons(panel, blur=22), "#f1f6e4", 0.55)


def _end(image: Image.Image) -> None:
    """A tall window at the end of the corridor, with its bars, too bright to see through."""
    left, top = _CORRIDOR(-1.15, 2.45, _LONG - 0.4)
    right, bottom = _CORRIDOR(1.15, 0.25, _LONG - 0.4)
    frame = [(left, top), (right, top), (right, bottom), (left, bottom)]
    glow(image, (_CORRIDOR.middle, _CORRIDOR.horizon), 520, "#eef4e6", 0.55)
    glow(image, (_CORRIDOR.middle, _CORRIDOR.horizon), 190, "#fffdf0", 0.9)
    lay(image, polygons([frame], blur=1.2), "#fffef4")
    bars = [[(x, top), (x, bottom)] for x in (left + (right - left) / 3, left + 2 * (right - left) / 3)]
    lay(
        image,
        strokes([*bars, [(left, (2 * top + bottom) / 3), (right, (2 * top + bottom) / 3)]], width=1.6, blur=0.7),
        "#b9c8c0",
        0.8,
    )


def _floor(image: Image.Image, rng: random.Random) -> None:
    """Linoleum, polished: what stands on it hangs in it, upside down and blurred; scuffs and joints."""
    floor = polygons([_CORRIDOR.lying(0, -_HALF, _HALF, 0.5, _LONG)])
    x, y = _CORRIDOR(0, 0, _LONG)
    for wide, strength, blur in ((0.75, 0.85, 7), (1.0, 0.5, 22), (1.9, 0.34, 60)):
        streak = [(x - 24 * wide, y), (x + 24 * wide, y), (x + 190 * wide, HIGH + 40), (x - 190 * wide, HIGH + 40)]
        light = overlap(polygons([streak], blur=blur), floor, fade([(0, 1), (0.5, 1), (0.72, 0.5), (1, 0.2)]))
        shine(image, light, "#f4f8ea", strength)
    for side, near in ((-1, 5.2), (1, 5.2), (1, 9.6), (-1, 14.0), (1, 14.0), (-1, 19.5), (1, 19.5)):
        hanging = polygons([_CORRIDOR.beside(side * _HALF, -1.5, 0, near, near + 1.25)], blur=7)
        shade(image, overlap(hanging, floor), 0.3)
    lit = polygons([_CORRIDOR.beside(-_HALF, -1.8, 0, 9.2, 10.9)], blur=9)
    shine(image, overlap(lit, floor), "#ffe6b8", 0.5)
    worn = receding(curve(clouds(rng, cells=(24, 60), octaves=5, size=(1200, 1400)), steps(0.35, 0.9)), 505, scale=0.7)
    shade(image, overlap(worn, floor), 0.06)
    joints = [[_CORRIDOR(-_HALF, 0, away), _CORRIDOR(_HALF, 0, away)] for away in (2.9, 4.9, 6.9, 8.9, 12.9, 16.9)]
    shade(image, strokes(joints, width=1.2, blur=0.8), 0.25)


def _bed(image: Image.Image) -> None:
    """A bed on wheels along the right wall, made, waiting."""
    near, far, left, right = 6.2, 8.2, 0.52, 1.36
    shade(image, polygons([_CORRIDOR.lying(0, left - 0.1, right, near - 0.15, far)], blur=12), 0.75)
    corners = [(x, z) for x in (left + 0.05, right - 0.05) for z in (far, near)]
    lay(
        image,
        strokes([[_CORRIDOR(x, 0.08, z), _CORRIDOR(x, 0.5, z)] for x, z in corners], width=5, blur=0.6),
        "#56645f",
    )
    lay(image, dots([(*_CORRIDOR(x, 0.07, z), 66 / z) for x, z in corners], blur=0.8), "#1a2122")
    lay(image, polygons([_CORRIDOR.lying(0.5, left, right, near, far)]), "#7e8d88")
    lay(image, polygons([_CORRIDOR.facing(left, right, 0.42, 0.5, near)], blur=0.6), "#4c5a57")
    left, right = left + 0.02, right - 0.02
    for up, colour in ((0.52, "#93a6a2"), (0.56, "#a9bab6"), (0.6, "#bccbc7"), (0.64, "#cfdbd7")):
        lay(image, polygons([_CORRIDOR.lying(up, left, right, near + 0.02, far - 0.02)], blur=1.2), colour)
    front = polygons([_CORRIDOR.facing(left, right, 0.5, 0.64, near)], blur=1.5)
    lay(image, front, gradient([(0, "#aebdb8"), (1, "#5f706c")]))
    shade(image, front, 0.25)
    lay(image, polygons([_CORRIDOR.beside(left, 0.5, 0.64, near, far)], blur=0.8), "#93a39f")
    lay(image, polygons([_CORRIDOR.lying(0.74, left + 0.12, right - 0.12, far - 0.55, far - 0.12)], blur=5), "#eef3ec")
    _bed_rails(image, (left, right), (near, far))


def _bed_rails(image: Image.Image, sides: Point, ends: Point) -> None:
    """The rails along the bed and the hoops at its head and foot."""
    near, far = ends
    for x in sides:
        top = [[_CORRIDOR(x, 0.86, near + 0.3), _CORRIDOR(x, 0.86, far - 0.5)]]
        places = (near + 0.3, near + 0.7, near + 1.1, far - 0.5)
        posts = [[_CORRIDOR(x, 0.5, z), _CORRIDOR(x, 0.86, z)] for z in places]
        lay(image, strokes(top + posts, width=3.4, blur=0.5), "#8b9a96")
    for z, wide in ((near, 6), (far, 4.4)):
        upper_left, upper_right, low_right, low_left = _CORRIDOR.facing(*sides, 0.45, 0.98, z)
        lay(image, strokes([[low_left, upper_left, upper_right, low_right]], width=wide, blur=0.5), "#6b7a77")
        glint = [[(x, y - 1.5) for x, y in (upper_left, upper_right)]]
        shine(image, strokes(glint, width=1.6, blur=0.6), "#ffffff", 0.5)


def _nurse(image: Image.Image) -> None:
    """Somebody on the way to the window, against the light."""
    x, foot = _CORRIDOR(-0.28, 0, 21.5)
    tall = 1.72 * _CORRIDOR.focal / 21.5
    shadow = polygons([[(x - 6, foot), (x + 6, foot), (x - 14, foot + 250), (x - 58, foot + 250)]], blur=9)
    shade(image, overlap(shadow, fade([(0, 1), (foot / HIGH, 1), ((foot + 240) / HIGH, 0), (1, 0)])), 0.55)
    lay(image, figures([Figure(x, foot, tall, stride=0.05, hem=0.34)]), "#46575a", 0.94)


def _air(image: Image.Image, rng: random.Random) -> None:
    """The glare of the window in the air before it."""
    glow(image, (_CORRIDOR.middle, _CORRIDOR.horizon + 20), 760, "#dfeadf", 0.28)
    shade(image, curve(clouds(rng, cells=(5, 4), octaves=3), steps(0.4, 1)), 0.12)
