"""The demo's pictures, drawn by program: no photograph, no model, no file from elsewhere.

`SCENES` names them all; `jpeg` gives one as the bytes that an agency would send, without metadata.
"""

import io
from collections.abc import Callable

from PIL import Image

from newsroom.demo.drawing import (
    above,
    aerial,
    assembly,
    coast,
    descent,
    fields,
    land,
    night,
    portico,
    rails,
    roads,
    rooms,
    rowing,
    sea,
    snow,
    stage,
    street,
    terminal,
    town,
    valley,
    waiting,
    water,
    wild,
)

#: Scene → what draws it, the same to the bit each time.
SCENES: dict[str, Callable[[], Image.Image]] = {
    "airport": night.airport,
    "bridge": town.bridge,
    "camels": aerial.camels,
    "carriage": rails.carriage,
    "chamber": assembly.chamber,
    "containers": terminal.containers,
    "corridor": rooms.corridor,
    "court": portico.court,
    "dam": land.dam,
    "eels": wild.eels,
    "glacier": wild.glacier,
    "hairpins": descent.hairpins,
    "harbour": water.harbour,
    "larches": valley.larches,
    "lighthouse": coast.lighthouse,
    "market": street.market,
    "mountains": land.mountains,
    "observatory": night.observatory,
    "orchestra": stage.orchestra,
    "pitch": fields.pitch,
    "pool": aerial.pool,
    "pylons": fields.pylons,
    "regatta": rowing.regatta,
    "saltpans": above.saltpans,
    "satellite": above.satellite,
    "schoolbus": roads.schoolbus,
    "sheeptrack": valley.sheeptrack,
    "shipyard": coast.shipyard,
    "skyline": town.skyline,
    "snowbound": snow.snowbound,
    "stadium": town.stadium,
    "storm": water.storm,
    "table": above.table,
    "tankers": sea.tankers,
    "tents": land.tents,
    "tripods": waiting.tripods,
    "turbines": sea.turbines,
    "wheat": land.wheat,
    "wildfire": night.wildfire,
    "window": street.window,
}


def jpeg(scene: str) -> bytes:
    """The scene as a JPEG of some 400 KB."""
    buffer = io.BytesIO()
    SCENES[scene]().save(buffer, "JPEG", quality=88, optimize=True, progressive=True)
    return buffer.getvalue()
