"""The picture itself: what it costs to decode a large one."""

import io
import subprocess
import sys
from itertools import pairwise
from pathlib import Path

import pytest
from PIL import Image

from media import pixels
from tests.media import drawn

#: Decodes the file of the first argument in a process of its own and prints the most memory it held, in kilobytes.
_CHILD = """
import sys
from media import pixels
before = {line.split(":")[0]: line.split()[1] for line in open("/proc/self/status") if "kB" in line}
with open(sys.argv[1], "rb") as source:
    pixels.upright(source, width=1000, max_pixels=10**9)
after = {line.split(":")[0]: line.split()[1] for line in open("/proc/self/status") if "kB" in line}
print(int(after["VmHWM"]) - int(before["VmHWM"]))
"""


@pytest.mark.skipif(sys.platform != "linux", reason="memory is read from /proc")
def test_no_second_picture_stands_in_memory_beside_a_large_one(tmp_path: Path) -> None:
    place = tmp_path / "large.png"
    Image.new("RGBA", (5000, 5000), (200, 30, 30, 128)).save(place, compress_level=1)
    told = subprocess.run([sys.executable, "-c", _CHILD, place], capture_output=True, text=True, check=True)
    assert int(told.stdout) < 1.5 * 5000 * 5000 * 4 / 1024


def test_a_reduced_picture_is_wide_enough_and_has_no_seams() -> None:
    ramp = Image.linear_gradient("L").resize((1500, 3000)).convert("RGBA")
    flat = pixels.upright(io.BytesIO(drawn.encoded(ramp, "PNG")), width=300, max_pixels=10**8)
    assert (flat.mode, flat.size) == ("RGB", (500, 1000))
    column = [flat.getpixel((250, row))[0] for row in range(1000)]
    assert all(0 <= below - above <= 2 for above, below in pairwise(column))
