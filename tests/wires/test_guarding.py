"""Servers that are not public are not spoken to, whatever their name says, and none for ever."""

import socket
import threading
import time
from typing import Any

import pytest
from pytest_django.fixtures import Settings

from wires import guarding
from wires.guarding import Deadline, Unreachable

PRIVATE = """
    127.0.0.1 10.1.2.3 172.16.0.1 192.168.1.1 169.254.169.254 100.64.0.1 0.0.0.0 224.0.0.1 240.0.0.1 255.255.255.255
    192.0.2.1 ::1 :: fe80::1 fc00::1 ff02::1 ::ffff:127.0.0.1 ::ffff:8.8.8.8 2002:7f00:1::1 64:ff9b::7f00:1
    64:ff9b::a9fe:a9fe 2001:db8::1 2001:0:4136:e378:8000:63bf:3fff:fdd2
""".split()


def resolves(monkeypatch: pytest.MonkeyPatch, *addresses: str) -> None:
    rows = [(0, 0, 0, "", (address, 443)) for address in addresses]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: rows)


@pytest.mark.parametrize("address", PRIVATE)
def test_what_is_not_public_is_refused(monkeypatch: pytest.MonkeyPatch, address: str) -> None:
    resolves(monkeypatch, address)
    with pytest.raises(Unreachable, match="Nothing was asked of it"):
        guarding.addresses("wire.example", 443)


def test_the_refusal_says_what_to_do_where_it_is_meant(monkeypatch: pytest.MonkeyPatch) -> None:
    resolves(monkeypatch, "10.0.0.1")
    with pytest.raises(Unreachable) as refusal:
        guarding.addresses("wire.local", 443)
    assert str(refusal.value) == (
        "wire.local (10.0.0.1) is not on the public internet. Nothing was asked of it. "
        "If it is meant, whoever runs the newsroom must name wire.local in NEWSROOM_INSIDE_HOSTS."
    )


@pytest.mark.parametrize("address", ["169.254.169.254", "fe80::1", "::ffff:169.254.169.254", "64:ff9b::a9fe:a9fe"])
def test_nobody_is_advised_to_let_a_link_local_address_be_asked(monkeypatch: pytest.MonkeyPatch, address: str) -> None:
    resolves(monkeypatch, address)
    with pytest.raises(Unreachable) as refusal:
        guarding.addresses("wire.example", 443)
    assert str(refusal.value) == (
        f"wire.example ({address}) is a link-local address, at which no agency can be. Nothing was asked of it."
    )
    assert guarding.to_name(address, 8080) == ""


@pytest.mark.parametrize("address", ["93.184.216.34", "2606:2800:220:1::1", "64:ff9b::5db8:d822"])
def test_what_is_public_may_be_asked(monkeypatch: pytest.MonkeyPatch, address: str) -> None:
    resolves(monkeypatch, address)
    assert guarding.addresses("wire.example", 443) == [address]


def test_one_private_address_among_public_ones_is_enough(monkeypatch: pytest.MonkeyPatch) -> None:
    resolves(monkeypatch, "93.184.216.34", "10.0.0.1")
    with pytest.raises(Unreachable):
        guarding.addresses("wire.example", 443)


@pytest.mark.parametrize(
    ("named", "host", "port", "allowed"),
    [
        ("wire.local", "Wire.Local", 443, True),
        ("wire.local:8080", "wire.local", 8080, True),
        ("wire.local:8080", "wire.local", 443, False),
        ("[::1]:993", "::1", 993, True),
        ("other.local", "wire.local", 443, False),
    ],
)
def test_a_server_of_the_house_must_be_named(
    monkeypatch: pytest.MonkeyPatch, settings: Settings, named: str, host: str, port: int, allowed: bool
) -> None:
    resolves(monkeypatch, "10.0.0.1")
    settings.INSIDE_HOSTS = frozenset({named})
    assert guarding.is_inside(host, port) is allowed
    if not allowed:
        with pytest.raises(Unreachable):
            guarding.addresses(host, port)


def test_the_socket_goes_to_the_address_that_was_checked(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[Any] = []

    def connect(address: Any, **_: Any) -> socket.socket:
        asked.append(address)
        raise ConnectionRefusedError(111, "Connection refused")

    resolves(monkeypatch, "93.184.216.34", "93.184.216.35")
    monkeypatch.setattr(socket, "create_connection", connect)
    with pytest.raises(Unreachable, match=r"wire\.example \(port 22\) cannot be reached: Connection refused"):
        guarding.connect("wire.example", 22, deadline=Deadline(5))
    assert asked == [("93.184.216.34", 22), ("93.184.216.35", 22)]


def test_a_name_that_nobody_has_is_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> None:
        raise socket.gaierror(-2, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", fail)
    with pytest.raises(Unreachable, match=r"There is no server called wire\.example\."):
        guarding.addresses("wire.example", 443)


def test_a_deadline_hangs_up_on_a_server_that_says_nothing() -> None:
    ours, theirs = socket.socketpair()
    began = time.monotonic()
    with Deadline(0.1).ends(lambda: ours.shutdown(socket.SHUT_RDWR)):
        assert ours.recv(1) == b""
    assert time.monotonic() - began < 2
    ours.close()
    theirs.close()


def test_a_deadline_that_is_not_reached_leaves_no_thread() -> None:
    before = set(threading.enumerate())
    with Deadline(60).ends(lambda: None):
        [watch] = set(threading.enumerate()) - before
    watch.join(timeout=1)
    assert not watch.is_alive()
