"""The desk's own way to photographs, whether or not readers may see them."""

from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse

from desk.numbers import number
from media import files
from media.models import Photo

#: Pixels across in the lists and rows of the desk.
WIDTH = 320
_TYPES = {"jpg": "image/jpeg", "webp": "image/webp"}
#: Shown until the first size is ready, in the colours of neither theme.
_PLACEHOLDER = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 320 213" width="320" height="213">'
    '<rect width="320" height="213" fill="#8884"/>'
    '<text x="160" y="112" text-anchor="middle" font-family="sans-serif" font-size="18" fill="#888">'
    "{words}</text></svg>"
)


def address(photo: Photo, *, crop: str = "3x2", width: int = WIDTH) -> str:
    """Where the desk finds the picture. It changes when a new version is ready."""
    name = f"{crop}-{width}"
    return f"{reverse('admin:desk_photo', args=(photo.public_id, name, 'jpg'))}?v={photo.ready_version}-{photo.state}"


def photo(request: HttpRequest, public_id: UUID, recipe: str, fmt: str) -> HttpResponse | FileResponse:
    """The size that comes nearest, or a placeholder with the reason why there is none."""
    if not request.user.has_perm("media.view_photo"):
        raise PermissionDenied
    crop, _, digits = recipe.rpartition("-")
    width = number(digits)
    if width is None or fmt not in _TYPES:
        raise Http404
    found = get_object_or_404(Photo.objects.defer("source_metadata"), public_id=public_id)
    place = files.nearest_rendition(photo=found, crop=crop, width=width, fmt=fmt)
    if place is None:
        return _placeholder(found)
    return FileResponse(place.open("rb"), content_type=_TYPES[fmt], headers={"Cache-Control": "private, max-age=86400"})


def _placeholder(found: Photo) -> HttpResponse:
    words = found.get_state_display() if found.state != Photo.State.READY else "size not made"
    return HttpResponse(
        _PLACEHOLDER.format(words=words), content_type="image/svg+xml", headers={"Cache-Control": "private, no-store"}
    )
