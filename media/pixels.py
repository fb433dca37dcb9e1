"""The picture itself: opened with care, measured, turned upright, made ready for screens.

Pure: no files, no settings. Every fault of a file comes out as UnusableImage, whose message is
a sentence for the person who sent it.
"""

import io
import struct
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import BinaryIO

from PIL import Image, ImageCms

from media import metadata_exif

#: The formats taken in, by Pillow's names: the content type and the ending of the stored file.
#: MPO is what many cameras make of JPEG: the picture and a second one behind it.
FORMATS = {
    "JPEG": ("image/jpeg", "jpg"),
    "MPO": ("image/jpeg", "jpg"),
    "PNG": ("image/png", "png"),
    "WEBP": ("image/webp", "webp"),
    "GIF": ("image/gif", "gif"),
}
#: What Pillow may try. MPO has no opener of its own: it is found while a JPEG is opened.
_TRIED = ("JPEG", "PNG", "WEBP", "GIF")
#: Pixels up to which a file is decoded once while it is taken in, to see that it is whole.
#: Above it the job finds out: nobody should wait for that, and a page request may not hold it.
DECODED_AT_ONCE = 40_000_000
#: What Pillow raises on files that break off, lie about themselves or were made to harm.
_BROKEN = (
    OSError,
    ValueError,
    SyntaxError,
    EOFError,
    IndexError,
    KeyError,
    TypeError,
    OverflowError,
    RuntimeError,
    NotImplementedError,
    struct.error,
    zlib.error,
)
#: Rows of the reduced picture that are made at once.
_STRIP = 64
#: How much wider than the widest size a reduced picture stays, so that the last step is a fine one.
_ENOUGH = 1.5
_TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
#: What other files begin with, so that the refusal can name them. The order matters: an SVG
#: is XML, and both may be called text.
_OTHER_KINDS = (
    (b"%PDF", "a PDF document"),
    (b"II*\0", "a TIFF picture"),
    (b"MM\0*", "a TIFF picture"),
    (b"BM", "a BMP picture"),
    (b"8BPS", "a Photoshop document"),
    (b"PK\x03\x04", "a ZIP archive or an office document"),
    (b"<svg", "an SVG drawing"),
    (b"<!doctype html", "a web page"),
    (b"<html", "a web page"),
    (b"<?xml", "an XML file"),
)
_BRANDS = {b"heic": "a HEIC picture", b"heix": "a HEIC picture", b"mif1": "a HEIC picture", b"avif": "an AVIF picture"}
_REMEDY = "Nothing was stored. Save it as JPEG, PNG, WebP or GIF and send it again."
_SMALLER = "Nothing was stored. Save it smaller and send it again."
_AGAIN = "Nothing was stored. Send it again."
_TOO_MUCH = "The picture needs more memory than there is."

# Pillow's own limit (89 megapixels, an error from twice that) would refuse what the newsroom
# allows; `_checked_size` takes its place on every picture opened here.
Image.MAX_IMAGE_PIXELS = None


class UnusableImage(ValueError):
    """A file that cannot be used as a photograph: `what` is wrong with it, and what to do about it."""

    def __init__(self, what: str, remedy: str) -> None:
        self.what = what
        super().__init__(f"{what} {remedy}")


@dataclass(frozen=True)
class Facts:
    """What a photograph is: pixels of the upright picture, type, ending and main colour."""

    width: int
    height: int
    mime_type: str
    extension: str
    dominant_colour: str


def inspect(data: bytes, *, max_pixels: int) -> Facts:
    """The facts of a picture, or UnusableImage. The dimensions are checked before decoding."""
    with _opened(io.BytesIO(data), max_pixels=max_pixels) as image:
        mime_type, extension = FORMATS[image.format or ""]
        width, height = _upright_size(image)
        small = _smallest(image)
        colour = dominant_colour(small) if small else "#808080"
    return Facts(width, height, mime_type, extension, colour)


@contextmanager
def _opened(source: BinaryIO, *, max_pixels: int) -> Iterator[Image.Image]:
    """The picture with its header read and nothing decoded; faults in the block are named."""
    try:
        with Image.open(source, formats=_TRIED) as image:
            _check_size(image.size, max_pixels)
            yield image
    except UnusableImage:
        raise
    except MemoryError as fault:
        raise UnusableImage(_TOO_MUCH, _SMALLER) from fault
    except _BROKEN as fault:
        raise UnusableImage(*_why(source, fault)) from fault


def _check_size(size: tuple[int, int], max_pixels: int) -> None:
    width, height = size
    if width < 1 or height < 1:
        raise UnusableImage(f"The picture is empty: it says it is {width} by {height} pixels.", _REMEDY)
    if width * height > max_pixels:
        raise UnusableImage(
            f"The picture is too large: {width} by {height} pixels, and {max_pixels // 1_000_000} megapixels are"
            " allowed.",
            _SMALLER,
        )


def _why(source: BinaryIO, fault: Exception) -> tuple[str, str]:
    """What is wrong with the file, and what to do about it."""
    source.seek(0)
    head = source.read(1024)
    if not head:
        return "The file is empty.", _AGAIN
    if other := _other_kind(head):
        return f"The file is {other}, not a photograph.", _REMEDY
    if isinstance(fault, Image.UnidentifiedImageError):
        return "The file is not a picture, whatever its name says.", _REMEDY
    return "The picture is damaged or was cut off on the way.", _AGAIN


def _other_kind(head: bytes) -> str:
    if head[4:8] == b"ftyp":
        return _BRANDS.get(head[8:12], "a film or a picture of another kind")
    text = head.lstrip(b"\xef\xbb\xbf \t\r\n")
    if text[:5].lower() == b"<?xml" and b"<svg" in head.lower():
        return "an SVG drawing"
    return next((kind for mark, kind in _OTHER_KINDS if text[: len(mark)].lower() == mark.lower()), "")


def _upright_size(image: Image.Image) -> tuple[int, int]:
    width, height = image.size
    return (height, width) if metadata_exif.orientation(image) >= 5 else (width, height)


def _smallest(image: Image.Image) -> Image.Image | None:
    """The picture decoded as small as its format allows; None where that is too much at once."""
    if image.width * image.height > DECODED_AT_ONCE:
        return None
    image.draft(None, (64, 64))
    image.load()
    return _flat(image, factor=max(1, min(image.size) // 64))


def dominant_colour(picture: Image.Image) -> str:
    """The commonest of five colours of an RGB picture, as "#rrggbb": stands there until it loads."""
    few = picture.resize((32, 32), Image.Resampling.BOX).quantize(5)
    counts = few.histogram()
    at = 3 * counts.index(max(counts))
    red, green, blue = (few.getpalette() or [])[at : at + 3]
    return f"#{red:02x}{green:02x}{blue:02x}"


def upright(source: BinaryIO, *, width: int, max_pixels: int) -> Image.Image:
    """The picture decoded once: upright, sRGB, on white, not much wider than `width`.

    A JPEG is decoded at a half, quarter or eighth of its size as long as that is still at least
    `width` pixels wide. Other formats are decoded whole, and reduced before anything else is done.
    """
    with _opened(source, max_pixels=max_pixels) as image:
        turn = _TURNS.get(metadata_exif.orientation(image))
        image.draft(None, _draft_size(image, width))
        image.load()
        flat = _flat(image, factor=max(1, int(_upright_size(image)[0] / (width * _ENOUGH))))
    return flat.transpose(turn) if turn else flat


def _flat(image: Image.Image, *, factor: int) -> Image.Image:
    """The picture at that part of its size, in the web's colours, on white.

    Strip by strip, so that beside a large picture no second one stands in memory.
    """
    width, height = image.size
    flat = Image.new("RGB", (-(-width // factor), -(-height // factor)))
    for top in range(0, height, factor * _STRIP):
        strip = image.crop((0, top, width, min(height, top + factor * _STRIP)))
        flat.paste(on_white(_in_srgb(strip)).reduce(factor), (0, top // factor))
    return flat


def _draft_size(image: Image.Image, width: int) -> tuple[int, int]:
    """The least size of the stored picture that still shows `width` pixels when upright."""
    upright_width, _ = _upright_size(image)
    part = min(1.0, width / upright_width)
    return max(1, int(image.width * part)), max(1, int(image.height * part))


@contextmanager
def working() -> Iterator[None]:
    """Faults while a decoded picture is resized and written, named: a second attempt would meet them again."""
    try:
        yield
    except MemoryError as fault:
        raise UnusableImage(_TOO_MUCH, _SMALLER) from fault
    except _BROKEN as fault:
        raise UnusableImage(f"The picture cannot be written in another size ({fault}).", _REMEDY) from fault


def on_white(image: Image.Image) -> Image.Image:
    """The picture in plain RGB; what is transparent becomes white, 16 bits become 8."""
    if image.mode.startswith("I"):
        return image.convert("I").point([value // 256 for value in range(65536)], "L").convert("RGB")
    if image.has_transparency_data:
        layer = image.convert("RGBA")
        white = Image.new("RGB", layer.size, "white")
        white.paste(layer, mask=layer.getchannel("A"))
        return white
    return image if image.mode == "RGB" else image.convert("RGB")


def _in_srgb(image: Image.Image) -> Image.Image:
    """The picture in the colours of the web, where it says which colours it has itself."""
    profile = image.info.get("icc_profile")
    if not profile or image.mode not in {"RGB", "CMYK", "L"}:
        return image
    try:
        own = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        converted = ImageCms.profileToProfile(image, own, ImageCms.createProfile("sRGB"), outputMode="RGB")
    except (ImageCms.PyCMSError, *_BROKEN):
        return image
    return converted or image
