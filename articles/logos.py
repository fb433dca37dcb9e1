"""The newspaper's logo: which pictures may be one, what its file is called, and where readers get it.

The name holds a hash of the bytes and the size in pixels: so the address may be kept for ever,
and pages announce the size without opening the file. Drawings (SVG) are refused: they are
programs, and may load from elsewhere.
"""

import hashlib
import re
from dataclasses import dataclass

from articles.models import Site
from media import pixels

#: Bytes and pixels of the largest logo. It is loaded with every page.
LARGEST = 300_000
MOST_PIXELS = 4_000_000
FOLDER = "site/"
_SIZE = re.compile(r"-(\d+)x(\d+)(?:_\w+)?\.(\w+)\Z")
_TYPES = {ending: kind for kind, ending in pixels.FORMATS.values()}


class UnusableLogo(Exception):
    """The file cannot be the logo; says why and what to do. Nothing was stored."""


@dataclass(frozen=True)
class Logo:
    """The logo, ready to print; pixels."""

    url: str
    width: int
    height: int


def file_name(data: bytes) -> str:
    """What the file is called, "1f2e3d4c5b6a7988-600x120.png". Raises UnusableLogo."""
    if len(data) > LARGEST:
        raise UnusableLogo(
            f"The file is larger than {LARGEST // 1000} kB, and every page loads it. Save it smaller; nothing changed."
        )
    try:
        facts = pixels.inspect(data, max_pixels=MOST_PIXELS)
    except pixels.UnusableImage as fault:
        raise UnusableLogo(str(fault)) from fault
    return f"{hashlib.sha256(data).hexdigest()[:16]}-{facts.width}x{facts.height}.{facts.extension}"


def content_type(name: str) -> str:
    """The content type that goes with a file's name."""
    return _TYPES[name.rsplit(".", 1)[1]]


def logo(site: Site) -> Logo | None:
    """The site's logo, or None where its name stands in plain type."""
    stored = site.logo.name or ""
    found = _SIZE.search(stored)
    return Logo(f"/logo/{stored.removeprefix(FOLDER)}", int(found[1]), int(found[2])) if found else None
