"""The house rules that no other tool checks: names, sizes, and a map that names every room."""

import ast
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path
from statistics import median

import pytest

ROOT = Path(__file__).resolve().parent.parent
APPS = ("newsroom", "desk", "api", "wires", "readers", "articles", "media", "staff", "ground")
BANNED_NAMES = {"utils", "helpers", "common", "services", "core", "misc", "lib", "managers"}


def tracked(pattern: str = "") -> list[Path]:
    """The files of the project as git knows them, new ones included."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard"]
    names = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout.splitlines()
    return [ROOT / name for name in names if name.endswith(pattern) and (ROOT / name).exists()]


def modules() -> list[Path]:
    """The project's own modules: no tests, no migrations, no empty package files."""
    return [
        path
        for path in tracked(".py")
        if path.relative_to(ROOT).parts[0] in (*APPS, "benchmarks")
        and "migrations" not in path.parts
        and path.read_text().strip()
    ]


def _parsed(path: Path) -> ast.Module:
    try:
        return ast.parse(path.read_text())
    except SystemError:  # Before 3.11.8 Python could take its own depth for a mismatch (gh-106905): seldom, not twice.
        return ast.parse(path.read_text())


def functions(path: Path) -> Iterator[tuple[str, int]]:
    """Each function's name and number of lines without its docstring."""
    for node in ast.walk(_parsed(path)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            assert node.end_lineno is not None
            doc = node.body[0] if ast.get_docstring(node) else None
            doc_lines = (doc.end_lineno or 0) - doc.lineno + 1 if doc else 0
            yield node.name, node.end_lineno - node.lineno + 1 - doc_lines


def test_the_map_names_every_module() -> None:
    told = (ROOT / "ARCHITECTURE.md").read_text()
    missing = [str(path.relative_to(ROOT)) for path in modules() if f"`{path.relative_to(ROOT)}`" not in told]
    assert missing == []


def test_the_map_names_no_module_that_is_gone() -> None:
    told = re.findall(r"`([a-z_/0-9]+\.py)`", (ROOT / "ARCHITECTURE.md").read_text())
    assert [name for name in told if not (ROOT / name).exists()] == []


def test_the_readme_lists_every_setting_of_the_environment() -> None:
    settings = (ROOT / "newsroom" / "settings.py").read_text()
    names = re.findall(r"environment\.\w+\(\s*\"([A-Z_]+)\"", settings)
    told = (ROOT / "README.md").read_text()
    assert [name for name in names if f"`{name}`" not in told] == []


@pytest.mark.parametrize("path", modules(), ids=lambda path: str(path.relative_to(ROOT)))
def test_files_and_functions_are_small(path: Path) -> None:
    assert len(path.read_text().splitlines()) <= 400
    assert [(name, lines) for name, lines in functions(path) if lines > 40] == []


def test_the_median_function_is_short() -> None:
    assert median(lines for path in modules() for _, lines in functions(path)) <= 8


def test_names_say_what_is_inside() -> None:
    assert [path for path in modules() if path.stem in BANNED_NAMES or path.parent.name in BANNED_NAMES] == []


def test_every_folder_of_tests_is_a_package_with_tests() -> None:
    folders = {path.parent for path in tracked(".py") if path.is_relative_to(ROOT / "tests")}
    assert [folder for folder in folders if not (folder / "__init__.py").exists()] == []


@pytest.mark.parametrize(
    ("pattern", "only_in", "why"),
    [
        (r"\bpost_save\b|\bpre_save\b", set(), "save() does no work and tells nobody; verbs send facts"),
        (r"clock_timestamp", {"ground/clock.py"}, "one reader of the database's clock"),
        (r"timezone\.now\(|datetime\.now\(|datetime\.utcnow\(", {"ground/clock.py"}, "one clock"),
        (
            r"live_from__lte|live_until__gt",
            {"articles/querysets.py", "articles/standing.py", "articles/models/edition.py"},
            "one definition of public",
        ),
        (r"\.defer\(\w*_id=|configure_task", {"newsroom/switchboard.py"}, "only the switchboard defers jobs"),
        (r"warn_unsaved_form|search_models", set(), "known faults of the admin's look"),
        (r"os\.environ\b(?!\.setdefault)", {"newsroom/environment.py"}, "settings are read once"),
    ],
)
def test_what_may_stand_in_one_place_only(pattern: str, only_in: set[str], why: str) -> None:
    found = {str(path.relative_to(ROOT)) for path in modules() if re.search(pattern, path.read_text())}
    assert found - only_in - {"benchmarks/__main__.py"} <= set(), why


def test_lock_files_are_hashed_and_name_no_registry() -> None:
    for name in ("requirements.lock", "requirements-test.lock"):
        text = (ROOT / name).read_text()
        assert "://" not in text
        assert all("--hash=sha256:" in entry for entry in re.split(r"\n(?=[a-z])", text.strip()))
