"""Renditions compared, and pictures put where they stood."""

from wires.agency_html import BodyImage
from wires.formats import pictures
from wires.stories import WireImage


def _worth(name: str, mime_type: str = "image/jpeg", width: int | None = None, size: int = 0) -> tuple[float, ...]:
    return pictures.worth(name, mime_type=mime_type, width=width, height=width, size=size)


def test_the_best_rendition_is_one_for_the_web_unmarked_and_large() -> None:
    ranked = [
        _worth("rnd:highRes"),
        _worth("web", width=900),
        _worth("preview", width=300),
        _worth("preview", size=9),
        _worth("preview", size=3),
        _worth("thumb", width=2000),
        _worth("watermarked", width=5000),
        _worth("original", "image/tiff", width=9000),
    ]
    assert ranked == sorted(ranked, reverse=True)


def test_a_picture_of_the_body_is_placed_by_any_of_its_addresses_and_another_added() -> None:
    placed = pictures.with_body_images(
        [WireImage("big.jpg", caption="The quay")],
        (BodyImage("small.jpg", "quay", "", 2), BodyImage("other.jpg", "", "A boat", 3)),
        {"big.jpg": 0, "small.jpg": 0},
    )
    assert placed == [
        WireImage("big.jpg", caption="The quay", alt="quay", position=2),
        WireImage("other.jpg", role="inline", caption="A boat", position=3),
    ]
