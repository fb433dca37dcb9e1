"""The scripts in bin/: each says what it does, and what is missing, in a sentence."""

import os
import runpy
import shutil
import socket
import subprocess
import sys
from pathlib import Path

import pytest

BASE = Path(__file__).resolve().parents[2]


def run(*command: str | Path, **environment: str) -> subprocess.CompletedProcess[str]:
    words = [str(word) for word in command]
    return subprocess.run(
        words, capture_output=True, text=True, cwd="/", env={**os.environ, **environment}, check=False, timeout=60
    )


@pytest.fixture
def clone(tmp_path: Path) -> Path:
    """The scripts and lock files in a folder with a space, without an environment."""
    folder = tmp_path / "my newsroom"
    shutil.copytree(BASE / "bin", folder / "bin")
    for lock in BASE.glob("*.lock"):
        shutil.copy(lock, folder)
    return folder


@pytest.mark.parametrize("name", ["setup", "demo", "test", "bench"])
def test_each_script_says_in_short_what_it_does(clone, name):
    shown = run(clone / "bin" / name, "--help")

    assert shown.returncode == 0
    assert shown.stdout.startswith(f"usage: bin/{name}")
    assert shown.stdout.count("\n") <= 15
    assert not (clone / ".venv").exists()


def test_a_second_setup_finds_nothing_to_do():
    if not (BASE / ".venv" / "installed.json").exists():
        pytest.skip("this environment was not made by bin/setup")

    shown = run(sys.executable, BASE / "bin" / "setup", "--test")

    assert (shown.returncode, shown.stdout, shown.stderr) == (0, "", "")


def test_a_python_that_is_too_old_gets_a_sentence(clone):
    script = clone / "bin" / "setup"
    script.write_text(script.read_text().replace("OLDEST = (3, 11)", "OLDEST = (3, 99)"))

    shown = run(sys.executable, script)

    assert shown.returncode == 1
    assert shown.stderr.startswith("Newsroom needs Python 3.11 or later and this is 3.")
    assert shown.stderr.count("\n") == 1


def test_a_failing_pip_leaves_no_mark_that_all_is_installed(clone):
    (clone / "requirements.lock").write_text("no-such-package==1 --hash=sha256:" + "0" * 64 + "\n")

    shown = run(sys.executable, clone / "bin" / "setup", PIP_NO_INDEX="1")

    assert shown.returncode == 1
    assert "pip could not install from requirements.lock" in shown.stderr
    assert not (clone / ".venv" / "installed.json").exists()


def test_the_demo_says_at_once_that_its_port_is_in_use(clone):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        shown = run(clone / "bin" / "demo", "--port", port)

    assert shown.returncode == 1
    assert shown.stderr == f"Cannot listen on port {port}: Address already in use. Choose another with --port.\n"
    assert not (clone / ".venv").exists()


def test_the_demo_is_told_of_its_surroundings_and_of_nothing_that_makes_up_a_newsroom(monkeypatch):
    given = {"NEWSROOM_INSIDE_HOSTS": "wire.local:8080", "NEWSROOM_MAIL_URL": "smtp://x", "NEWSROOM_SECRET_KEY": "s"}
    for name, value in {**given, "DATABASE_URL": "postgresql://real/news"}.items():
        monkeypatch.setenv(name, value)
    demo = runpy.run_path(str(BASE / "bin" / "demo"))

    environment = demo["environment_for"](8000)

    assert environment["NEWSROOM_INSIDE_HOSTS"] == "wire.local:8080"
    assert not environment.keys() & {"NEWSROOM_MAIL_URL", "NEWSROOM_SECRET_KEY", "DATABASE_URL"}
    assert environment["NEWSROOM_VAR"] == str(BASE / "var" / "demo")


@pytest.mark.parametrize("lock", ["requirements.lock", "requirements-test.lock"])
def test_lock_files_name_no_registry_and_hash_everything(lock):
    text = (BASE / lock).read_text()

    assert "://" not in text
    assert text.count("--hash=sha256:") > text.count("==")
