"""Whom to name beside a photograph. Pure."""

import re


def line(byline: str, credit: str, *, default: str = "") -> str:
    """Photographer and agency as they are printed, "Name/Agency": neither twice, in whatever case.

    A credit that names the photographer already stands alone; the default where nobody is named.
    """
    if byline and re.search(rf"(?<!\w){re.escape(byline)}(?!\w)", credit, re.IGNORECASE):
        return credit
    return "/".join(filter(None, (byline, credit))) or default
