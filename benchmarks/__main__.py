"""Measure the newsroom: `python -m benchmarks [NAME…]`, against a throw-away database.

Each benchmark is a module here with `run() -> list[str]`, lines to print. Speeds are given beside
something measured in the same run, because machines differ and are noisy.
"""

import os
import shutil
import sys
import tempfile
from importlib import import_module
from pathlib import Path

NAMES = ("pages", "intake", "wires", "scale")


def main() -> None:
    names = sys.argv[1:] or list(NAMES)
    if unknown := [name for name in names if name not in NAMES]:
        sys.exit(f"There is no benchmark {', '.join(unknown)}. Choose from {', '.join(NAMES)}.")
    folder = Path(tempfile.mkdtemp(prefix="newsroom-bench-", dir="/tmp"))
    folder.chmod(0o755)  # PostgreSQL may run as another user
    os.environ |= {"NEWSROOM_VAR": str(folder), "DJANGO_SETTINGS_MODULE": "benchmarks.settings"}
    try:
        _prepare()
        for name in names:
            print(f"\n{name}")
            print("\n".join(import_module(f"benchmarks.{name}").run()))
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _prepare() -> None:
    django = import_module("django")
    django.setup()
    import_module("django.core.management").call_command("migrate", verbosity=0)


if __name__ == "__main__":
    main()
