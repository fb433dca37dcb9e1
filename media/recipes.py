"""The ladder: in which crops, widths and formats each photograph is made ready.

Pure arithmetic in pixels; widths and heights are those of the upright picture.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

#: Widths in pixels: phones at one, two and three device pixels, columns, the lead of a page.
WIDTHS = (320, 480, 640, 800, 1024, 1300, 1600, 2000)
#: Pixels that WebP can count along one side.
LONGEST = 16_383
#: Formats by the ending of their files, smallest file first.
FORMATS = {"webp": "image/webp", "jpg": "image/jpeg"}


@dataclass(frozen=True)
class Crop:
    """A ratio of width to height, None for the whole picture; the widths and formats in which it is made."""

    ratio: float | None
    widths: tuple[int, ...] = WIDTHS
    formats: tuple[str, ...] = tuple(FORMATS)


#: The crops by name. "social" stands beside a link to a story on other sites: they take one size and cut what has
#: another shape than 1.91 to 1; all of them read JPEG.
CROPS = {"full": Crop(None), "3x2": Crop(3 / 2), "social": Crop(1200 / 630, widths=(1200,), formats=("jpg",))}

Box = tuple[int, int, int, int]


@dataclass(frozen=True)
class Rung:
    """One step of the ladder: a crop at a width."""

    crop: str
    width: int
    height: int

    @property
    def name(self) -> str:
        return name(self.crop, self.width)


def name(crop: str, width: int) -> str:
    """The recipe's name: "full-640"."""
    return f"{crop}-{width}"


def rungs(width: int, height: int) -> list[Rung]:
    """Every rung for a picture of that size: crop by crop, the widest first.

    None is wider than the crop of the original; its own width, up to the widest, is one of
    them, so that a small picture is not served smaller still. A very tall picture is as wide
    as its height allows.
    """
    return [rung for crop in CROPS for rung in _rungs(crop, *cropped(crop, width, height))]


def _rungs(crop: str, width: int, height: int) -> Iterator[Rung]:
    widths = CROPS[crop].widths
    widest = max(1, min(width, max(widths), width * LONGEST // height))
    for step in sorted({step for step in widths if step <= widest} | {widest}, reverse=True):
        yield Rung(crop, step, scaled(width, height, step))


def scaled(width: int, height: int, step: int) -> int:
    """The height that goes with a width, of a picture or crop of that size."""
    return min(LONGEST, max(1, round(height * step / width)))


def cropped(crop: str, width: int, height: int) -> tuple[int, int]:
    """The size of the largest such crop inside a picture."""
    ratio = CROPS[crop].ratio
    if ratio is None:
        return width, height
    return max(1, min(width, round(height * ratio))), max(1, min(height, round(width / ratio)))


def box(crop: str, width: int, height: int, *, focal_x: float, focal_y: float) -> Box:
    """The crop's edges (left, top, right, bottom), as near to the focal point as the picture allows.

    The focal point is given in parts of the width and height, 0 to 1 from the top left.
    """
    wide, high = cropped(crop, width, height)
    left = _near(focal_x * width, wide, width)
    top = _near(focal_y * height, high, height)
    return left, top, left + wide, top + high


def _near(focus: float, size: int, whole: int) -> int:
    return min(max(0, round(focus - size / 2)), whole - size)


def made(ready: list[str], crop: str, formats: Iterable[str] = FORMATS) -> list[int]:
    """The widths, rising, at which a crop is ready in each of the formats; `ready` as Photo keeps it."""
    widths = [{_width(file) for file in ready if _is(file, crop, fmt)} for fmt in formats]
    return sorted(set.intersection(*widths))


def _is(file: str, crop: str, fmt: str) -> bool:
    return file.startswith(f"{crop}-") and file.endswith(f".{fmt}")


def _width(file: str) -> int:
    return int(file.rsplit("-", 1)[1].split(".", 1)[0])


def nearest(widths: list[int], wanted: int) -> int | None:
    """The narrowest of the widths that is wide enough, else the widest; None where none is."""
    return min(
        (width for width in widths if width >= wanted),
        default=max(widths, default=None),
    )
