"""Drafts and an editor, written by a process of the house that is to publish them."""

from tests import world


def write(number: int) -> None:
    """That many drafts, ready to be published; their ids are printed."""
    world.site()
    world.editor()
    for one in range(number):
        print(world.draft(f"Ferry {one} leaves Halmsund", tags=["ferries"]).public_id)  # noqa: T201
