"""The catalogues of the interface: which words the code uses, and reading and making .po and .mo files.

`python -m tests.catalogues` makes every .mo file anew from the .po file beside it.
"""

import ast
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from babel.messages.mofile import read_mo, write_mo
from babel.messages.pofile import read_po
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
    """The messages of a .po or .mo file, each with its forms; the header is none of them."""
    with path.open("rb") as file:
        catalogue = read_mo(file) if path.suffix == ".mo" else read_po(file, abort_invalid=True)
    return {_key(message.id): _forms(message.string) for message in catalogue if message.id}


def _key(words: str | Sequence[str]) -> Key:
    return (words, "") if isinstance(words, str) else (words[0], words[1])


def _forms(words: str | Sequence[str]) -> list[str]:
    return [words] if isinstance(words, str) else list(words)


def compile_beside(path: Path) -> None:
    """Make the .mo file of that .po file."""
    with path.open("rb") as source, path.with_suffix(".mo").open("wb") as target:
        write_mo(target, read_po(source, abort_invalid=True))


if __name__ == "__main__":
    for source in LOCALES.rglob("*.po"):
        compile_beside(source)
