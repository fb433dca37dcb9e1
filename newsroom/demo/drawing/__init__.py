"""The demo's pictures, drawn by program: no photograph, no model, no file from elsewhere.

`SCENES` names them all; `jpeg` gives one as the bytes that an agency would send, without metadata.
"""

import io
from collections.abc import Callable

from PIL import Image

from newsroom.demo.drawing import above, coast, land, night, street, town, water

#: Scene → what draws it, the same to the bit each time.
SCENES: dict[str, Callable[[], Image.Image]] = {
    "airport": night.airport,
    "bridge": town.bridge,
    "dam": land.dam,
    "harbour": water.harbour,
    "lighthouse": coast.lighthouse,
    "market": street.market,
    "mountains": land.mountains,
    "observatory": night.observatory,
    "saltpans": above.saltpans,
    "satellite": above.satellite,
    "shipyard": coast.shipyard,
    "skyline": town.skyline,
    "stadium": town.stadium,
    "storm": water.storm,
    "table": above.table,
    "tents": land.tents,
    "wheat": land.wheat,
    "wildfire": night.wildfire,
    "window": street.window,
}


def jpeg(scene: str) -> bytes:
    """The scene as a JPEG of some 400 KB."""
    buffer = io.BytesIO()
    SCENES[scene]().save(buffer, "JPEG", quality=88, optimize=True, progressive=True)
    return buffer.getvalue()
