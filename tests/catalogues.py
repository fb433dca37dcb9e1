"""The catalogues of the interface: which words the code uses, and reading and making .po and .mo files.

`python -m tests.catalogues` makes every .mo file anew from the .po file beside it.
"""

import ast
import re
import struct
from collections.abc import Iterator
from pathlib import Path

from django.apps import apps
from django.template.engine import Engine
from django.templatetags.i18n import BlockTranslateNode, TranslateNode

ROOT = Path(__file__).resolve().parent.parent
LOCALES = ROOT / "readers" / "locale"
_TEMPLATES = ("templates/readers", "templates/articles")
_MODULES = ("readers", "articles")
_CALLS = {"_", "gettext", "gettext_lazy", "ngettext", "ngettext_lazy"}

#: A message: its words, and its words for many (empty where it has only one form).
Key = tuple[str, str]


def used() -> set[Key]:
    """Every message that the reader pages ask for."""
    return (
        {key for folder in _TEMPLATES for path in (ROOT / folder).glob("*.html") for key in _of_template(path)}
        | {key for folder in _MODULES for path in (ROOT / folder).rglob("*.py") for key in _of_module(path)}
        | {(str(label), "") for _, label in apps.get_model("articles.Coverage")._meta.get_field("status").choices}
    )


def _of_template(path: Path) -> Iterator[Key]:
    text = path.read_text()
    template = Engine.get_default().from_string(text)
    for words in re.findall(r'=_\("([^"]+)"\)', text):
        yield words, ""
    for node in template.nodelist.get_nodes_by_type(TranslateNode):
        if words := node.filter_expression.var.literal:
            yield str(words), ""
    for node in template.nodelist.get_nodes_by_type(BlockTranslateNode):
        yield node.render_token_list(node.singular)[0], node.render_token_list(node.plural)[0] if node.plural else ""


def _of_module(path: Path) -> Iterator[Key]:
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in _CALLS:
            words = [part.value for part in node.args if isinstance(part, ast.Constant) and isinstance(part.value, str)]
            if words:
                yield words[0], words[1] if len(words) > 1 else ""


def read(path: Path) -> dict[Key, list[str]]:
    """The messages of a .po file, each with its forms. Every text of it stands on one line (gettext manual, §3)."""
    found: dict[Key, list[str]] = {}
    words, many, forms = "", "", list[str]()
    for line in [*path.read_text().splitlines(), 'msgid ""']:
        name, _, quoted = line.partition(" ")
        if name == "msgid":
            if forms:
                found[words, many] = forms
            words, many, forms = ast.literal_eval(quoted), "", []
        elif name == "msgid_plural":
            many = ast.literal_eval(quoted)
        elif name.startswith("msgstr"):
            forms.append(ast.literal_eval(quoted))
    return found


def made(messages: dict[Key, list[str]]) -> bytes:
    """The messages as a .mo file: a header, two tables of lengths and offsets, the texts (gettext manual, §10.3)."""
    pairs = sorted(
        ("\0".join(filter(None, key)).encode(), "\0".join(forms).encode()) for key, forms in messages.items()
    )
    count, texts, tables = len(pairs), b"", [b"", b""]
    for side in (0, 1):
        for pair in pairs:
            tables[side] += struct.pack("<II", len(pair[side]), 28 + 16 * count + len(texts))
            texts += pair[side] + b"\0"
    return struct.pack("<7I", 0x950412DE, 0, count, 28, 28 + 8 * count, 0, 28) + b"".join(tables) + texts


if __name__ == "__main__":
    for source in LOCALES.rglob("*.po"):
        source.with_suffix(".mo").write_bytes(made(read(source)))
