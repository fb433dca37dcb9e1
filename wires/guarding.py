"""Which servers may be spoken to: public ones, at the very address that was checked, for a bounded time.

Whoever sets up a way in, or writes an address into a story, must not reach what only the
newsroom itself can: the machines beside it, its own database, the metadata of a cloud. A name
is resolved once, each of its addresses is checked, and the socket goes to one of those: a name
that has another address a moment later leads nowhere else.
"""

import ipaddress
import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import Any, TypeVar

from django.conf import settings

_Opened = TypeVar("_Opened")
Address = ipaddress.IPv4Address | ipaddress.IPv6Address

#: Seconds in which a server must take up a connection, and in which it must say something at all.
CONNECT, SILENCE = 10.0, 20.0
#: IPv4 inside IPv6 for networks without IPv4 (RFC 6052): what counts is the address inside.
_TRANSLATED = ipaddress.IPv6Network("64:ff9b::/96")


class Unreachable(Exception):
    """What was asked for could not be had. The message is a sentence for people.

    `asked` are the seconds after which the server wants to be asked again; `gone` says that it
    never wants to.
    """

    def __init__(self, sentence: str, *, asked: float = 0, gone: bool = False) -> None:
        self.asked, self.gone = asked, gone
        super().__init__(sentence)


class Refused(Unreachable):
    """What was not even asked. `fact` is the sentence without the advice, which is for whoever wrote the address."""

    def __init__(self, fact: str, advice: str = "") -> None:
        self.fact = fact
        super().__init__(f"{fact} {advice}".rstrip())


class Deadline:
    """The moment by which something must be over, whatever the other side does."""

    def __init__(self, seconds: float) -> None:
        self._seconds, self._end = seconds, time.monotonic() + seconds

    def left(self, *, at_most: float | None = None) -> float:
        """Seconds that are left, `at_most` these. Raises Unreachable where there are none."""
        left = self._end - time.monotonic()
        if left <= 0:
            raise Unreachable(f"The server took longer than {self._seconds:.0f} seconds for all of it.")
        return left if at_most is None else min(left, at_most)

    @property
    def is_over(self) -> bool:
        return time.monotonic() >= self._end

    @contextmanager
    def ends(self, hang_up: Callable[[], object]) -> Iterator[None]:
        """Hang up when it is over, also where the block below waits for the other side."""
        timer = threading.Timer(self.left(), _quietly, [hang_up])
        timer.daemon = True
        timer.start()
        try:
            yield
        finally:
            timer.cancel()


def addresses(host: str, port: int) -> list[str]:
    """The addresses of the host, all of which may be spoken to. Raises Unreachable."""
    found = list(dict.fromkeys(_resolved(host, port)))
    if not is_inside(host, port):
        for address in found:
            _refuse_private(host, address)
    return found


def is_inside(host: str, port: int) -> bool:
    """Whether the host is one of the house's own that NEWSROOM_INSIDE_HOSTS allows."""
    name = host.lower().strip("[]")
    return bool({name, f"[{name}]", f"{name}:{port}", f"[{name}]:{port}"} & settings.INSIDE_HOSTS)


def to_name(host: str, port: int | None = None) -> str:
    """What to do where the server is meant after all; empty where nobody should do it."""
    if _is_literal_link_local(host):
        return ""
    named = f"[{host}]" if ":" in host else host
    named = f"{named}:{port}" if port else named
    return f"If it is meant, whoever runs the newsroom must name {named} in NEWSROOM_INSIDE_HOSTS."


def connect(host: str, port: int, *, deadline: Deadline) -> socket.socket:
    """A socket to the host. Raises Unreachable."""
    return at_first(host, port, lambda address: _socket(address, port, deadline))


def at_first(host: str, port: int, open_at: Callable[[str], _Opened]) -> _Opened:
    """What opens at the first address of the host at which anything does. Raises Unreachable."""
    said = ""
    for address in addresses(host, port):
        try:
            return open_at(address)
        except ssl.SSLError as failure:
            raise Unreachable(f"{host} could not show who it is: {failure.reason or failure}.") from failure
        except TimeoutError:
            said = "it does not answer"
        except OSError as failure:
            said = failure.strerror or str(failure) or type(failure).__name__
    raise Unreachable(f"{host} (port {port}) cannot be reached: {said}.")


class Named(ssl.SSLContext):
    """TLS that asks for the certificate of a name, though the connection was made to an address."""

    name: str = ""
    _opened: ssl.SSLSocket | None = None

    def wrap_socket(
        self, sock: socket.socket, *_: Any, session: ssl.SSLSession | None = None, **__: Any
    ) -> ssl.SSLSocket:
        self._opened = super().wrap_socket(sock, server_hostname=self.name, session=session)
        return self._opened

    def hang_up(self) -> None:
        """End what was opened last: a server may also hang while it says its first words."""
        if self._opened:
            self._opened.shutdown(socket.SHUT_RDWR)


def tls(host: str) -> Named:
    """TLS to that host: its certificate is checked against what the system trusts."""
    context = Named(ssl.PROTOCOL_TLS_CLIENT)
    context.load_default_certs()
    context.name = host
    return context


def _socket(address: str, port: int, deadline: Deadline) -> socket.socket:
    opened = socket.create_connection((address, port), timeout=deadline.left(at_most=CONNECT))
    opened.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    opened.settimeout(deadline.left(at_most=SILENCE))
    return opened


def _resolved(host: str, port: int) -> list[str]:
    try:
        rows = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as failure:
        raise Unreachable(f"There is no server called {host}.") from failure
    return [str(row[4][0]) for row in rows]


def _refuse_private(host: str, address: str) -> None:
    found = ipaddress.ip_address(address)
    named = host if host == address else f"{host} ({address})"
    if _is_link_local(found):
        raise Refused(f"{named} is a link-local address, at which no agency can be. Nothing was asked of it.")
    if not _is_public(found):
        raise Refused(f"{named} is not on the public internet. Nothing was asked of it.", to_name(host))


def _is_literal_link_local(host: str) -> bool:
    with suppress(ValueError):
        return _is_link_local(ipaddress.ip_address(host))
    return False


def _is_link_local(address: Address) -> bool:
    """No agency is there, but what a cloud tells its machines alone."""
    if isinstance(address, ipaddress.IPv6Address):
        inside = address.ipv4_mapped or address.sixtofour
        if address in _TRANSLATED:
            inside = ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
        return (inside or address).is_link_local
    return address.is_link_local


def _is_public(address: Address) -> bool:
    if isinstance(address, ipaddress.IPv6Address):
        if address in _TRANSLATED:
            return _is_public(ipaddress.IPv4Address(int(address) & 0xFFFFFFFF))
        if address.ipv4_mapped or address.sixtofour or address.teredo:
            return False
    return address.is_global and not (address.is_multicast or address.is_reserved or address.is_unspecified)


def _quietly(hang_up: Callable[[], object]) -> None:
    with suppress(OSError):
        hang_up()
