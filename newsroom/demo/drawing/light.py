"""Colour, light and shadow laid on a picture where a mask shows, and the last touch of film."""

import random
from functools import cache

from PIL import Image, ImageChops, ImageFilter, ImageOps

from newsroom.demo.drawing.canvas import Point, Stops, gradient, rgb
from newsroom.demo.drawing.masks import curve, weaker
from newsroom.demo.drawing.textures import noise

#: What a lens spills: the brightest third of the scale.
_BRIGHT = [max(0, round((value - 150) * 255 / 105)) for value in range(256)] * 3


def lay(image: Image.Image, mask: Image.Image, colour: str | Image.Image, strength: float = 1.0) -> None:
    """Cover what the mask shows with a colour, or with another picture."""
    within = mask.getbbox()
    if within:
        cover = rgb(colour) if isinstance(colour, str) else colour.crop(within)
        image.paste(cover, within, weaker(mask.crop(within), strength))


def lay_round(image: Image.Image, mask: Image.Image, stops: Stops) -> None:
    """Give what the mask shows the light of a round body: the stops run from its left edge to its right."""
    within = mask.getbbox()
    if within:
        cover = gradient(stops, sideways=True, size=(within[2] - within[0], within[3] - within[1]))
        image.paste(cover, within, mask.crop(within))


def shine(image: Image.Image, mask: Image.Image, colour: str, strength: float = 1.0) -> None:
    """Add light of a colour where the mask shows."""
    within = mask.getbbox()
    if within:
        lit = ImageOps.colorize(weaker(mask.crop(within), strength), "#000000", colour)
        image.paste(ImageChops.screen(image.crop(within), lit), within)


def shade(image: Image.Image, mask: Image.Image, strength: float = 1.0) -> None:
    """Take light away where the mask shows."""
    within = mask.getbbox()
    if within:
        dark = ImageOps.invert(weaker(mask.crop(within), strength)).convert("RGB")
        image.paste(ImageChops.multiply(image.crop(within), dark), within)


@cache
def _disc() -> Image.Image:
    """Light that falls off from the middle, to nothing at the edge."""
    return curve(ImageOps.invert(Image.radial_gradient("L")), lambda value: max(0.0, (value - 0.29) / 0.71) ** 2)


def glow(
    image: Image.Image, centre: Point, radius: float, colour: str, strength: float = 1.0, *, flat: float = 1
) -> None:
    """Add a soft light; `flat` is its height as a part of its width."""
    wide, high = max(2, round(2 * radius)), max(2, round(2 * radius * flat))
    left, top = round(centre[0] - wide / 2), round(centre[1] - high / 2)
    part = image.crop((left, top, left + wide, top + high))
    shine(part, _disc().resize((wide, high), Image.Resampling.BILINEAR), colour, strength)
    image.paste(part, (left, top))


def soft(image: Image.Image, radius: float) -> Image.Image:
    """The picture out of focus."""
    return image.filter(ImageFilter.GaussianBlur(radius))


def lensed(image: Image.Image, *, radius: float = 18, strength: float = 0.5) -> Image.Image:
    """The picture through glass: what is bright spills over its edges."""
    small = image.reduce(4)
    bright = small.point(_BRIGHT).filter(ImageFilter.GaussianBlur(radius / 4))
    spilt = bright.resize(image.size, Image.Resampling.BICUBIC).point(
        [round(value * strength) for value in range(256)] * 3
    )
    return ImageChops.screen(image, spilt)


def finished(image: Image.Image, rng: random.Random, *, grain: float = 0.1, vignette: float = 0.3) -> Image.Image:
    """The picture as if on film: darker towards the corners, with grain."""
    corners = curve(Image.radial_gradient("L").resize(image.size, Image.Resampling.BILINEAR), lambda value: value**2.2)
    shade(image, corners, vignette)
    half = (image.width * 2 // 3, image.height * 2 // 3)
    speckle = noise(rng, size=half).filter(ImageFilter.GaussianBlur(0.5)).resize(image.size, Image.Resampling.BILINEAR)
    return Image.blend(image, ImageChops.overlay(image, speckle.convert("RGB")), grain)
