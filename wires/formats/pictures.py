"""Pictures of any format: which of several renditions is the best, and where in the body they stand."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from wires.agency_html import BodyImage
from wires.stories import WireImage

#: What a browser shows; other image types are taken only where nothing else is sent.
_WEB_TYPES = frozenset({"image/jpeg", "image/jpg", "image/png", "image/webp", "image/gif"})
#: Names of the picture as it was supplied (IPTC rendition NewsCodes; Superdesk), lower case, without an alias.
ORIGINALS = frozenset({"original", "supplied", "highres", "hires", "full", "master"})
#: Role of a picture that only the body shows.
INLINE = "inline"
#: Names of pictures to look at in a list.
_SMALL = frozenset({"thumb", "thumbnail", "icon"})


def worth(
    name: str, *, mime_type: str, width: int | None, height: int | None, told: str = "", size: int = 0
) -> tuple[bool, bool, bool, float, bool, int]:
    """How good a rendition is, to compare: a web type, unmarked, by pixels, then by its name and size in bytes.

    `told` is what else the sender says of it; a picture as supplied whose pixels are unknown is the largest.
    """
    name = name.lower().rpartition(":")[2]
    original = name in ORIGINALS
    unknown = float("inf") if original else 0.0
    pixels = float(width * height) if width and height else unknown
    marked = "watermark" in f"{name} {told}".lower()
    return not mime_type or mime_type in _WEB_TYPES, not marked, name not in _SMALL, pixels, original, size


def with_body_images(
    pictures: Iterable[WireImage], images: tuple[BodyImage, ...], addresses: Mapping[str, int]
) -> list[WireImage]:
    """The pictures, those of the body put where they stood; one that is only there is added.

    `addresses` are those of all renditions, each with the place of its picture among `pictures`.
    """
    placed = list(pictures)
    for image in images:
        index = addresses.get(image.href)
        if index is None:
            placed.append(
                WireImage(image.href, role=INLINE, caption=image.caption, alt=image.alt, position=image.position)
            )
        else:
            placed[index] = _placed(placed[index], image)
    return placed


def _placed(picture: WireImage, image: BodyImage) -> WireImage:
    alt = picture.alt or ("" if image.alt == image.caption else image.alt)
    return replace(picture, caption=picture.caption or image.caption, alt=alt, position=image.position)
