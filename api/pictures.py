"""Pictures as programs want them: every ready size by its whole address."""

from collections.abc import Iterator

from api import schemas
from articles.filling import Figure, absolute
from media import pictures


def picture(found: pictures.Picture | None) -> schemas.Picture | None:
    """The prepared picture with its sizes; no query."""
    return None if found is None else _sized(found)


def _sized(found: pictures.Picture) -> schemas.Picture:
    return schemas.Picture(
        url=absolute(found.src),
        width=found.width,
        height=found.height,
        colour=found.colour,
        renditions=[
            *_renditions(found.webp_srcset, "image/webp"),
            *_renditions(found.jpg_srcset, "image/jpeg"),
        ],
    )


def _renditions(srcset: str, mime_type: str) -> Iterator[schemas.Rendition]:
    """The entries of a srcset: an address, a space, a width like `640w` (HTML, srcset attributes)."""
    for entry in filter(None, srcset.split(", ")):
        path, width = entry.rsplit(" ", 1)
        yield schemas.Rendition(url=absolute(path), width=int(width.removesuffix("w")), type=mime_type)


def figure(found: Figure) -> schemas.Figure:
    """The prepared figure with its picture in every size; no query."""
    return schemas.Figure(
        role=found.role,
        caption=found.caption,
        credit=found.credit,
        alt=found.alt,
        picture=_sized(found.picture),
    )
