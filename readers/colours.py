"""The newspaper's one colour, made readable on white and on black. Pure.

WCAG 2.2, success criterion 1.4.3: text needs a contrast of 4.5 to 1. Whatever colour was
chosen, it is darkened or lightened by steps until it has that, and no further.
"""

from dataclasses import dataclass
from functools import lru_cache

#: The backgrounds of newspaper.css, and the contrast that text on them must have.
PAPER, DARK = "#ffffff", "#141311"
ENOUGH = 4.5
_STEPS = 100

Rgb = tuple[float, float, float]


@dataclass(frozen=True)
class Accent:
    """The colour as the two schemes use it, #rrggbb."""

    on_paper: str
    on_dark: str


@lru_cache(maxsize=16)
def accent(chosen: str) -> Accent:
    """The chosen colour (#rrggbb) for both schemes."""
    return Accent(_readable(chosen, "#000000", on=PAPER), _readable(chosen, "#ffffff", on=DARK))


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours, 1 to 21 (WCAG 2.2, contrast ratio)."""
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def _readable(chosen: str, towards: str, *, on: str) -> str:
    """The first colour on the way from the chosen one to black or white that can be read."""
    mixed = (_mixed(chosen, towards, step / _STEPS) for step in range(_STEPS + 1))
    return next(colour for colour in mixed if contrast(colour, on) >= ENOUGH)


def _mixed(one: str, other: str, share: float) -> str:
    parts = zip(_rgb(one), _rgb(other), strict=True)
    return "#" + "".join(f"{round(a + (b - a) * share):02x}" for a, b in parts)


def _luminance(colour: str) -> float:
    """Relative luminance of an sRGB colour (WCAG 2.2)."""
    red, green, blue = (_linear(part / 255) for part in _rgb(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4


def _rgb(colour: str) -> Rgb:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)
