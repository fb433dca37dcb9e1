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


def test_a_mail_address_becomes_a_server(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("X", "smtp+starttls://anna%40news:p%2Fss@mail.example")
    server = environment.MailServer("mail.example", 587, "anna@news", "p/ss", starttls=True)
    assert environment.mail_server("X") == server
    assert "p/ss" not in repr(server)
    monkeypatch.setenv("X", "smtps://mail.example:4650")
    assert environment.mail_server("X") == environment.MailServer("mail.example", 4650, tls=True)
    monkeypatch.setenv("X", "smtp://[2001:db8::1]")
    assert environment.mail_server("X") == environment.MailServer("2001:db8::1", 25)


@pytest.mark.parametrize(
    "value", ["desk@news.example", "Harbour Post <desk@news.example>", "ميناء <desk@news.example>"]
)
def test_a_sender_is_an_address_with_or_without_a_name(monkeypatch: pytest.MonkeyPatch, value: str) -> None:
    monkeypatch.setenv("X", value)
    assert environment.sender("X", "") == value


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
        (environment.mail_server, "mail.example", "X must look like smtp"),
        (environment.mail_server, "http://anna:oyster@mail.example", "smtps:// is encrypted from the first byte"),
        (environment.mail_server, "smtp://", "X must look like smtp"),
        (environment.mail_server, "smtps://anna:oys/ter@mail.example", "/ as %2F"),
        (environment.mail_server, "smtps://anna:oyster@mail.example/?timeout=3", "X must look like smtp"),
        (environment.mail_server, "smtps://anna:oyster@mail.example:many", "X must look like smtp"),
        (lambda name: environment.sender(name, ""), "", "X must name whom mails come from"),
        (lambda name: environment.sender(name, ""), "Harbour Post", "X must name whom mails come from"),
        (lambda name: environment.sender(name, ""), "desk@", "X must name whom mails come from"),
        (lambda name: environment.sender(name, ""), "desk@x.example\nBcc: a@x.example", "X must name whom"),
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
    assert environment.mail_server("X").host == ""
    assert environment.sender("X", "a@x.example") == "a@x.example"


def test_hosts_may_have_a_port(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("X", "Wire.local, 10.0.0.5:8080 [::1]:993")
    assert environment.hosts("X") == {"wire.local", "10.0.0.5:8080", "[::1]:993"}
    monkeypatch.delenv("X")
    assert environment.hosts("X") == frozenset()


@pytest.mark.parametrize(
    "value", ["https://wire.local", "wire.local:port", "anna@wire.local", "*.local", "wire.local/x"]
)
def test_what_is_no_host_stops_the_start(monkeypatch: pytest.MonkeyPatch, value: str) -> None:
    monkeypatch.setenv("X", value)
    with pytest.raises(environment.WrongSetting, match="names"):
        environment.hosts("X")
