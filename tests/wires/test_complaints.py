"""What is wrong with a place is said once, and again only after it was right."""

from pathlib import Path

import pytest

from wires import complaints


@pytest.fixture(autouse=True)
def nothing_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(complaints, "_said", {})


def test_the_same_is_said_once_and_something_else_at_once(caplog: pytest.LogCaptureFixture) -> None:
    for what in ("It is full.", "It is full.", "It is closed."):
        complaints.complain(Path("inbox"), what)
    assert caplog.messages == ["'inbox': It is full.", "'inbox': It is closed."]


def test_what_was_right_meanwhile_is_said_again(caplog: pytest.LogCaptureFixture) -> None:
    complaints.complain(Path("inbox"), "It is full.")
    complaints.forget(Path("inbox"))
    complaints.complain(Path("inbox"), "It is full.")
    assert len(caplog.messages) == 2


def test_a_name_that_is_no_text_can_be_said(caplog: pytest.LogCaptureFixture) -> None:
    complaints.complain(Path("fil\udce9"), "It is full.")
    assert caplog.text.encode()
