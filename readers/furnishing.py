"""What stands around every page: the newspaper's name, its sections, the words at its foot."""

from dataclasses import dataclass, field

from articles.filling import Link
from articles.models import Site


@dataclass(frozen=True)
class SectionEntry:
    """A section in the navigation, with its own sections; `ids` are of all of them."""

    link: Link
    ids: list[int]
    children: list[Link] = field(default_factory=list)


def sections_of(site: Site) -> list[SectionEntry]:
    """The sections in the site's order, from what `articles.reading.furniture` brought along."""
    rows = site.section_rows  # type: ignore[attr-defined]
    entries = []
    for row in (row for row in rows if row["parent"] is None):
        children = [child for child in rows if child["parent"] == row["id"]]
        ids = [row["id"], *(child["id"] for child in children)]
        entries.append(SectionEntry(_link(row), ids, [_link(child) for child in children]))
    return entries


def section_ids(site: Site, section_id: int) -> list[int]:
    """The section and the sections in it."""
    rows = site.section_rows  # type: ignore[attr-defined]
    return [section_id, *(row["id"] for row in rows if row["parent"] == section_id)]


def children_of(site: Site, section_id: int) -> list[Link]:
    """The sections in a section."""
    return [_link(row) for row in site.section_rows if row["parent"] == section_id]  # type: ignore[attr-defined]


def _link(row: dict) -> Link:
    return Link(row["name"], f"/{row['slug']}/")
