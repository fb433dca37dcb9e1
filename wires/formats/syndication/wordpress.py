"""What WordPress puts into its feeds and its exports (WXR 1.0 to 1.2) besides the text.

Source: wp-admin/includes/export.php (the elements of wp:), wp-includes/formatting.php (wpautop: blank
lines are paragraphs), wp-includes/shortcodes.php.
"""

import re

from wires.formats.syndication.elements import Node

#: Kinds of posts that are the site's machinery, not something that was written.
_MACHINERY = frozenset(
    "nav_menu_item revision custom_css customize_changeset oembed_cache user_request wp_block wp_template "
    "wp_template_part wp_global_styles wp_navigation wp_font_family wp_font_face acf-field acf-field-group".split()
)
#: Shortcodes that always stand alone.
_ALONE = frozenset("gallery embed video audio playlist caption".split())
_CAPTION = re.compile(
    r"\[(?:wp_)?caption[^\[\]]{0,500}\]\s{0,20}((?:<a\b[^<>]*>)?\s{0,20}<img\b[^<>]*>\s{0,20}(?:</a>)?)([^\[\]<]{0,2000})"
)
_SHORTCODE = re.compile(r"\[(/?)([a-z][a-z0-9_-]*)(?:\s[^\[\]]{0,500})?/?\]", re.IGNORECASE)
_BLOCK_TAG = re.compile(
    r"(</?(?:p|div|h[1-6]|ul|ol|blockquote|table|figure|pre|hr|section|aside)\b[^<>]*>)", re.IGNORECASE
)
_BLANK_LINES = re.compile(r"\n[ \t]*(?:\n[ \t]*)+")


def is_machinery(entry: Node) -> bool:
    """Whether an entry of an export is part of the site rather than something written: a menu, a draft's copy."""
    return entry.exact("wp:post_type") in _MACHINERY


def as_html(written: str) -> str:
    """The text of a post as its readers see it: paragraphs for blank lines, captions with their pictures."""
    html = _without_shortcodes(written.replace("\r\n", "\n"))
    if "<p>" in html or "<p " in html:
        return html
    depth = 0
    pieces = []
    for number, piece in enumerate(_BLOCK_TAG.split(html)):
        is_tag = number % 2 == 1
        if is_tag and not piece.lower().startswith("<hr"):
            depth = max(0, depth + (-1 if piece.startswith("</") else 1))
        pieces.append(piece if is_tag or depth else _paragraphs(piece))
    return "".join(pieces)


def _paragraphs(words: str) -> str:
    blocks = filter(None, map(str.strip, _BLANK_LINES.split(words)))
    return "".join("<p>" + block.replace("\n", "<br>") + "</p>" for block in blocks)


def _without_shortcodes(html: str) -> str:
    if "[" not in html:
        return html
    html = _CAPTION.sub(r"<figure>\1<figcaption>\2</figcaption></figure>", html)
    closed = {found[2].lower() for found in _SHORTCODE.finditer(html) if found[1]}
    names = closed | _ALONE
    return _SHORTCODE.sub(lambda found: "" if found[2].lower() in names or "_" in found[2] else found[0], html)
