"""One file from the web: guarded, bounded in time and size, never from an address that was not checked."""

import email.message
import email.utils
import posixpath
import ssl
import zlib
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC
from http import HTTPStatus
from typing import Any
from urllib.parse import unquote

import httpcore
import httpx

from ground import clock
from wires import guarding
from wires.guarding import Deadline, Unreachable

__all__ = ["Fetched", "NotLetIn", "Unreachable", "fetch"]

_MOST_REDIRECTS = 5
_REDIRECTS = {301, 302, 303, 307, 308}
_USUAL_PORTS = {"http": 80, "https": 443}
_TIMES = httpx.Timeout(connect=guarding.CONNECT, read=guarding.SILENCE, write=guarding.SILENCE, pool=5.0)
_OURS = {"User-Agent": "Newsroom/1 (wire intake)", "Accept": "*/*", "Accept-Encoding": "gzip"}
#: What a connection may fail with below httpx, whose own transports turn it into httpx's.
_FAILED = (
    httpx.HTTPError,
    httpcore.NetworkError,
    httpcore.ProtocolError,
    httpcore.TimeoutException,
    httpcore.ConnectionNotAvailable,
)


class NotLetIn(Unreachable):
    """The server asks for a login, or for another one."""


@dataclass(frozen=True, slots=True)
class Fetched:
    """What a server gave: 200 with the bytes, or 304 and none."""

    status: int
    data: bytes
    etag: str
    last_modified: str
    filename: str


def fetch(
    url: str,
    *,
    most_bytes: int,
    within: float,
    etag: str = "",
    last_modified: str = "",
    headers: Mapping[str, str] | None = None,
) -> Fetched:
    """The file at the address, in one GET and at most five redirects.

    `etag` and `last_modified` are those of the last time: nothing newer gives 304. `headers`,
    which may hold a secret, go to the origin of `url` alone. Raises Unreachable with a sentence.
    """
    deadline = Deadline(within)
    known = {"If-None-Match": etag, "If-Modified-Since": last_modified}
    conditions = {name: value for name, value in known.items() if value}
    with httpx.Client(
        transport=_Guarded(deadline), timeout=_TIMES, trust_env=False, follow_redirects=False, headers=_OURS
    ) as client:
        try:
            return _followed(client, url, {**conditions, **(headers or {})}, bool(headers), most_bytes)
        except _FAILED as failure:
            raise Unreachable(_sentence(url, failure)) from failure


def _followed(client: httpx.Client, url: str, headers: dict[str, str], secret: bool, most_bytes: int) -> Fetched:
    """The file, or what is behind its redirects. Each hop is checked as if it were the first."""
    at = first = _checked(url)
    for _ in range(_MOST_REDIRECTS + 1):
        with _may_be_asked(at, first), client.stream("GET", at, headers=headers) as response:
            if response.status_code not in _REDIRECTS or "location" not in response.headers:
                return _answer(response, most_bytes)
            to = _checked(response.headers["location"], relative_to=at)
        if secret and at.scheme == "https" and to.scheme == "http":
            raise Unreachable(f"{_shown(at)} leads to an address without encryption. No password was sent there.")
        if _origin(at) != _origin(to):
            headers, secret = {}, False
        at = to
    raise Unreachable(f"{url.partition('?')[0]} leads on and on, more than {_MOST_REDIRECTS} times.")


def _checked(url: str, *, relative_to: httpx.URL | None = None) -> httpx.URL:
    try:
        found = relative_to.join(url) if relative_to else httpx.URL(url)
    except (httpx.InvalidURL, ValueError) as failure:
        raise Unreachable("The address cannot be read.") from failure
    if found.scheme not in _USUAL_PORTS or not found.host:
        raise Unreachable("Only addresses that begin with https:// or http:// are fetched.")
    if found.userinfo:
        raise Unreachable("A name and a password do not belong into an address. Write them into their own fields.")
    return found


@contextmanager
def _may_be_asked(at: httpx.URL, first: httpx.URL) -> Iterator[None]:
    """Raises Unreachable where it may not; of what a redirect leads to nobody is advised to allow it."""
    try:
        _refuse_port(at)
        yield
    except guarding.Refused as refusal:
        if at == first:
            raise
        raise Unreachable(f"{_shown(first)} leads elsewhere. {refusal.fact}") from refusal


def _refuse_port(url: httpx.URL) -> None:
    port = url.port or _USUAL_PORTS[url.scheme]
    if port not in _USUAL_PORTS.values() and not guarding.is_inside(url.host, port):
        fact = f"{url.host} was not asked: the address names port {port}, and on the web only 80 and 443 are allowed."
        raise guarding.Refused(fact, guarding.to_name(url.host, port))


def _answer(response: httpx.Response, most_bytes: int) -> Fetched:
    status = response.status_code
    if status not in {200, 304}:
        raise _refused(response)
    data = b"" if status == 304 else _bytes(response, most_bytes)
    return Fetched(
        status=status,
        data=data,
        etag=response.headers.get("etag", "")[:500],
        last_modified=response.headers.get("last-modified", "")[:100],
        filename=_filename(response),
    )


def _refused(response: httpx.Response) -> Unreachable:
    status = response.status_code
    words = HTTPStatus(status).phrase if status in HTTPStatus._value2member_map_ else "no status that is known"
    said = f"{response.url.host} answered {status} ({words})."
    if status in {401, 403}:
        return NotLetIn(said, asked=_retry_after(response))
    if status == 410:
        said += " By this it says that there will never be anything again."
    return Unreachable(said, asked=_retry_after(response), gone=status == 410)


def _retry_after(response: httpx.Response) -> float:
    """Seconds for which the server asks (RFC 9110 §10.2.3), as a number or as a moment; 0 without."""
    said = response.headers.get("retry-after", "").strip()
    if said.isascii() and said.isdecimal():
        return float(said[:9])
    try:
        moment = email.utils.parsedate_to_datetime(said)
    except ValueError:
        return 0
    return max((moment.astimezone(UTC) - clock.now()).total_seconds(), 0)


def _bytes(response: httpx.Response, most_bytes: int) -> bytes:
    """The body, whole and unpacked, bounded on the wire and after that."""
    said = response.headers.get("content-length", "")
    if said.isdecimal() and int(said) > most_bytes:
        raise _too_large(most_bytes)
    raw = _bounded(response.iter_raw(64 * 1024), most_bytes)
    coding = response.headers.get("content-encoding", "identity").strip().lower()
    if coding in {"", "identity"}:
        return b"".join(raw)
    if coding not in {"gzip", "x-gzip"}:
        raise Unreachable(f"The server packed the file as {coding[:20]}, which nobody had asked for.")
    return b"".join(_bounded(_unpacked(raw), most_bytes))


def _bounded(pieces: Iterable[bytes], most_bytes: int) -> Iterator[bytes]:
    total = 0
    for piece in pieces:
        total += len(piece)
        if total > most_bytes:
            raise _too_large(most_bytes)
        yield piece


def _unpacked(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """The gzip stream unpacked, a megabyte at a time: a small piece may hold a thousand times its size."""
    stream, is_whole = zlib.decompressobj(wbits=31), True
    for piece in pieces:
        waiting = piece
        while waiting:
            try:
                yield stream.decompress(waiting, 2**20)
            except zlib.error as failure:
                raise Unreachable("The file is packed, and it cannot be unpacked.") from failure
            waiting, is_whole = stream.unconsumed_tail, stream.eof
            if stream.eof:
                waiting, stream = stream.unused_data, zlib.decompressobj(wbits=31)
    yield stream.flush()
    if not is_whole:
        raise Unreachable("The file is packed, and it broke off before its end.")


def _too_large(most_bytes: int) -> Unreachable:
    return Unreachable(f"The file has more than the {most_bytes / 2**20:.0f} MB that are allowed.")


def _filename(response: httpx.Response) -> str:
    """What the server calls the file, else the last part of its address."""
    message = email.message.Message()
    message["Content-Disposition"] = response.headers.get("content-disposition", "")
    named = message.get_filename("") or unquote(response.url.path)
    return posixpath.basename(named.replace("\\", "/").rstrip("/")) or response.url.host


def _origin(url: httpx.URL) -> tuple[str, str, int]:
    return url.scheme, url.host, url.port or _USUAL_PORTS[url.scheme]


def _shown(url: httpx.URL) -> str:
    return str(url.copy_with(query=None, fragment=None))


def _sentence(url: str, failure: Exception) -> str:
    """What the connection failed with. The words below are httpx's and hold no secret."""
    said = str(failure) or type(failure).__name__
    if isinstance(failure, httpx.TimeoutException | httpcore.TimeoutException):
        said = f"the server was silent for too long ({said})"
    return f"{url.partition('?')[0]} could not be fetched: {said.rstrip('.')}."


class _Guarded(httpx.BaseTransport):
    """Connections to checked addresses alone, for as long as the deadline lets them."""

    def __init__(self, deadline: Deadline) -> None:
        self._pool = httpcore.ConnectionPool(
            ssl_context=ssl.create_default_context(), network_backend=_Network(deadline)
        )

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        url = request.url
        answer = self._pool.handle_request(
            httpcore.Request(
                method=request.method,
                url=httpcore.URL(scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=url.raw_path),
                headers=request.headers.raw,
                content=request.stream,
                extensions=request.extensions,
            )
        )
        return httpx.Response(
            answer.status, headers=answer.headers, stream=_Body(answer.stream), extensions=answer.extensions
        )

    def close(self) -> None:
        self._pool.close()


class _Body(httpx.SyncByteStream):
    """The body as it comes."""

    def __init__(self, pieces: Any) -> None:
        self._pieces = pieces

    def __iter__(self) -> Iterator[bytes]:
        yield from self._pieces

    def close(self) -> None:
        self._pieces.close()


class _Network(httpcore.NetworkBackend):
    """Sockets to checked addresses; what httpcore calls the host is only the name for TLS."""

    def __init__(self, deadline: Deadline) -> None:
        self._deadline = deadline

    def connect_tcp(self, host: str, port: int, *_: Any, **__: Any) -> httpcore.NetworkStream:
        return guarding.at_first(host, port, lambda address: self._opened(address, port))

    def _opened(self, address: str, port: int) -> httpcore.NetworkStream:
        try:
            opened = _SOCKETS.connect_tcp(address, port, timeout=self._deadline.left(at_most=guarding.CONNECT))
        except httpcore.ConnectTimeout as failure:
            raise TimeoutError from failure
        except httpcore.ConnectError as failure:
            raise OSError(str(failure)) from failure
        return _Stream(opened, self._deadline)


class _Stream(httpcore.NetworkStream):
    """A connection that waits for no byte longer than until the deadline."""

    def __init__(self, stream: httpcore.NetworkStream, deadline: Deadline) -> None:
        self._stream, self._deadline = stream, deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._stream.read(max_bytes, self._deadline.left(at_most=timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, self._deadline.left(at_most=timeout))

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        left = self._deadline.left(at_most=timeout)
        return _Stream(self._stream.start_tls(ssl_context, server_hostname, left), self._deadline)

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)


_SOCKETS = httpcore.SyncBackend()
