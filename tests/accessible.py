"""What stands in somebody's way on a page, as axe sees it: colours, names, order, and what can be reached."""

from typing import Any, NamedTuple

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

#: What WCAG 2.2 asks for at level AA; the size of what is pressed is left out unless it is named.
AA = {
    "runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]},
    "rules": {"target-size": {"enabled": True}},
}


class Hindrance(NamedTuple):
    """One place that breaks one of axe's rules. `impact`: minor, moderate, serious, critical."""

    rule: str
    impact: str
    html: str


def hindrances(page: Page, *, within: str | None = None, rules: dict[str, Any] | None = None) -> list[Hindrance]:
    """All of them, in the whole page or in what a CSS selector names, by all of axe's rules or by these options."""
    # What is in order is not listed: that takes a quarter of the time.
    found = Axe().run(page, context=within, options={"resultTypes": ["violations"], **(rules or {})})
    return [
        Hindrance(broken["id"], broken["impact"], node["html"])
        for broken in found.response["violations"]
        for node in broken["nodes"]
    ]
