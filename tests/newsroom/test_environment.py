"""Settings from the environment: right values are read, wrong ones stop the start with a sentence."""

from pathlib import Path

import pytest

from newsroom import environment


def test_a_database_address_becomes_djangos_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("X", "postgresql://anna:p%40ss@db.example:5433/news?sslmode=require")
    found = environment.database("X")
    assert found == {
        "NAME": "news",
        "USER": "anna",
        "PASSWORD": "p@ss",
        "HOST": "db.example",
        "PORT": "5433",
        "OPTIONS": {"sslmode": "require"},
    }


@pytest.mark.parametrize(
    ("reader", "value", "says"),
    [
        (lambda name: environment.flag(name, default=True), "maybe", "X is 'maybe'; write yes or no."),
        (lambda name: environment.whole(name, 3), "many", "X is 'many'; write a whole number."),
        (environment.database, "mysql://x/y", "X must look like postgresql://"),
        (environment.database, "postgresql://host", "X must look like postgresql://"),
        (environment.database, "postgresql://anna:oys/ter@host:5432/news", "/ as %2F"),
        (environment.database, "postgresql://anna:oyster@host:many/news", "X must look like postgresql://"),
        (environment.database, "postgresql://anna:oyster@[host/news", "X must look like postgresql://"),
    ],
)
def test_a_wrong_value_stops_the_start_with_a_sentence(
    monkeypatch: pytest.MonkeyPatch, reader: object, value: str, says: str
) -> None:
    monkeypatch.setenv("X", value)
    with pytest.raises(SystemExit, match=says) as stopped:
        reader("X")  # type: ignore[operator]
    assert "oys" not in str(stopped.value)


def test_what_is_not_set_is_the_default(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("X", "  ")
    assert environment.flag("X", default=True) is True
    assert environment.words("X", "a, b") == ["a", "b"]
    assert environment.folder("X", tmp_path) == tmp_path.resolve()
    assert environment.database("X") is None
