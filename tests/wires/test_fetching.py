"""One file from the web: conditional, bounded, and never from where it must not come."""

import gzip
import socket
import time
from http.server import BaseHTTPRequestHandler
from pathlib import Path

import pytest
from pytest_django.fixtures import Settings

from tests.wires.origin import Origin, send, serving
from wires import guarding
from wires.fetching import Fetched, Unreachable, fetch

MOST = 100_000


def get(url: str, *, within: float = 5, most: int = MOST, **more: object) -> Fetched:
    return fetch(url, most_bytes=most, within=within, **more)  # type: ignore[arg-type]


def test_a_file_comes_with_what_the_server_knows_of_it(origin: Origin) -> None:
    url = origin.gives("/a/wire.json?x", b"{}")
    origin.gives("/a/wire.json", b"{}", etag='"1"', last_modified="Tue, 03 Mar 2026 09:00:00 GMT")
    assert get(url) == Fetched(200, b"{}", '"1"', "Tue, 03 Mar 2026 09:00:00 GMT", "wire.json")
    asked = origin.asked[0][1]
    assert asked["user-agent"].startswith("Newsroom/")
    assert "if-none-match" not in asked


def test_nothing_newer_is_304_and_no_bytes(origin: Origin) -> None:
    url = origin.gives("/wire", b"", status=304, etag='"1"')
    found = get(url, etag='"1"', last_modified="Tue, 03 Mar 2026 09:00:00 GMT")
    assert (found.status, found.data) == (304, b"")
    asked = origin.asked[0][1]
    assert (asked["if-none-match"], asked["if-modified-since"]) == ('"1"', "Tue, 03 Mar 2026 09:00:00 GMT")


def test_the_server_may_name_the_file(origin: Origin) -> None:
    url = origin.gives("/wire", b"x", content_disposition="attachment; filename*=UTF-8''..%2Fh%C3%A6r.xml")
    assert get(url).filename == "hær.xml"


def test_a_server_of_the_house_that_nobody_named_is_not_asked(origin: Origin, settings: Settings) -> None:
    settings.INSIDE_HOSTS = frozenset()
    with pytest.raises(Unreachable) as refusal:
        get(origin.gives("/wire", b"x"))
    assert str(refusal.value) == (
        f"127.0.0.1 was not asked: the address names port {origin.port}, and on the web only 80 and 443 are allowed. "
        f"If it is meant, whoever runs the newsroom must name {origin.host} in NEWSROOM_INSIDE_HOSTS."
    )
    with pytest.raises(Unreachable, match=r"not on the public internet.*name 127\.0\.0\.1 in NEWSROOM_INSIDE_HOSTS"):
        get("http://127.0.0.1/wire")
    assert origin.asked == []


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("ftp://wire.example/x", "Only addresses that begin with https"),
        ("file:///etc/passwd", "Only addresses that begin with https"),
        ("https://anna:secret@wire.example/x", "do not belong into an address"),
        ("https://wire.example:22/x", "only 80 and 443"),
        ("https://[::1/x", "cannot be read"),
        ("", "Only addresses"),
    ],
)
def test_other_addresses_are_refused_unasked(url: str, said: str) -> None:
    with pytest.raises(Unreachable, match=said):
        get(url)


def test_redirects_are_followed_and_no_secret_goes_along_to_another_server(origin: Origin, settings: Settings) -> None:
    with serving() as other:
        settings.INSIDE_HOSTS = frozenset({origin.host, other.host})
        target = other.gives("/there", b"found")
        origin.gives("/near", b"", status=302, location=target)
        url = origin.gives("/far", b"", status=301, location="/near")
        assert get(url, headers={"Authorization": "Bearer s3cret"}, etag='"1"').data == b"found"
        assert [headers.get("authorization") for _, headers in origin.asked] == ["Bearer s3cret"] * 2
        assert "authorization" not in other.asked[0][1]
        assert "if-none-match" not in other.asked[0][1]


@pytest.mark.parametrize(
    ("target", "said"),
    [
        ("http://127.0.0.1/x", "leads elsewhere. 127.0.0.1 is not on the public internet. Nothing was asked of it."),
        ("http://169.254.169.254/latest", "leads elsewhere. 169.254.169.254 is a link-local address"),
        ("http://127.0.0.1:1/x", "leads elsewhere. 127.0.0.1 was not asked: the address names port 1,"),
        ("file:///etc/passwd", "Only addresses"),
    ],
)
def test_a_redirect_is_checked_like_the_first_address_and_never_advised(origin: Origin, target: str, said: str) -> None:
    url = origin.gives("/wire", b"", status=302, location=target)
    with pytest.raises(Unreachable) as refusal:
        get(url)
    assert said in str(refusal.value)
    assert "NEWSROOM_INSIDE_HOSTS" not in str(refusal.value)


def test_a_server_that_redirects_for_ever_is_left(origin: Origin) -> None:
    url = origin.gives("/round", b"", status=302, location="/round")
    with pytest.raises(Unreachable, match="more than 5 times"):
        get(url)
    assert len(origin.asked) == 6


def test_a_name_that_changes_its_address_leads_nowhere_else(
    origin: Origin, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The check sees a public address; who asks again, as rebinding hopes, would get ours."""
    answers = iter([["93.184.216.34"], ["127.0.0.1"]])
    asked: list[str] = []
    settings.INSIDE_HOSTS = frozenset()

    def resolve(host: str, *_: object, **__: object) -> list[object]:
        return [(0, 0, 0, "", (address, 80)) for address in next(answers)]

    def connect(address: tuple[str, int], *_: object, **__: object) -> socket.socket:
        asked.append(address[0])
        raise TimeoutError

    monkeypatch.setattr(socket, "getaddrinfo", resolve)
    monkeypatch.setattr(socket, "create_connection", connect)
    with pytest.raises(Unreachable, match="does not answer"):
        get("http://wire.example/x")
    assert asked == ["93.184.216.34"]


def test_a_file_that_says_it_is_too_large_is_not_read(origin: Origin) -> None:
    url = origin.gives("/wire", b"", content_length=str(MOST + 1))
    with pytest.raises(Unreachable, match="more than the 0 MB"):
        get(url)


def test_a_file_that_never_ends_is_cut_off(origin: Origin) -> None:
    def endless(request: BaseHTTPRequestHandler) -> None:
        request.send_response(200)
        request.end_headers()
        while not origin.over.is_set():
            request.wfile.write(b"x" * 10_000)

    origin.answers["/endless"] = endless
    with pytest.raises(Unreachable, match="that are allowed"):
        get(origin.url("/endless"))


def test_a_small_packet_that_unpacks_to_much_is_refused(origin: Origin) -> None:
    bomb = gzip.compress(b"\0" * 50_000_000)
    assert len(bomb) < MOST
    url = origin.gives("/bomb", bomb, content_encoding="gzip")
    with pytest.raises(Unreachable, match="that are allowed"):
        get(url)


@pytest.mark.parametrize("size", [0, 1, 5_000, 99_999])
def test_a_packed_file_comes_unpacked_and_whole(origin: Origin, size: int) -> None:
    body = bytes(number % 251 for number in range(size))
    url = origin.gives("/packed", gzip.compress(body[:100]) + gzip.compress(body[100:]), content_encoding="gzip")
    assert get(url).data == body


@pytest.mark.parametrize(
    ("body", "coding", "said"),
    [
        (gzip.compress(b"x" * 5000, mtime=0)[:-9], "gzip", "broke off"),
        (b"no gzip", "gzip", "cannot be unpacked"),
        (b"x", "br", "nobody had asked"),
    ],
    ids=["half", "no gzip", "brotli"],
)
def test_what_cannot_be_unpacked_is_refused(origin: Origin, body: bytes, coding: str, said: str) -> None:
    with pytest.raises(Unreachable, match=said):
        get(origin.gives("/packed", body, content_encoding=coding))


def test_a_file_that_breaks_off_is_not_taken_for_whole(origin: Origin) -> None:
    def broken(request: BaseHTTPRequestHandler) -> None:
        send(request, b"half", content_length="8")
        request.close_connection = True

    origin.answers["/broken"] = broken
    with pytest.raises(Unreachable, match="could not be fetched"):
        get(origin.url("/broken"))


@pytest.mark.parametrize("part", ["headers", "body"])
def test_a_server_that_drips_is_left_in_time(origin: Origin, part: str) -> None:
    def drip(request: BaseHTTPRequestHandler) -> None:
        request.wfile.write(b"HTTP/1.1 200 OK\r\n" + (b"\r\n" if part == "body" else b""))
        while not origin.over.wait(0.02):
            request.wfile.write(b"x")

    origin.answers["/drip"] = drip
    began = time.monotonic()
    with pytest.raises(Unreachable, match=r"longer than|too long"):
        get(origin.url("/drip"), within=0.3)
    assert time.monotonic() - began < 2


def test_a_silent_server_is_left_in_time(origin: Origin, monkeypatch: pytest.MonkeyPatch) -> None:
    origin.answers["/silent"] = lambda _: (origin.over.wait(10), None)[1]
    with pytest.raises(Unreachable, match=r"silent for too long|longer than"):
        get(origin.url("/silent"), within=0.3)


@pytest.mark.parametrize(
    ("status", "said", "asked", "gone"),
    [
        (503, "120", 120, False),
        (429, "soon", 0, False),
        (410, "", 0, True),
        (401, "", 0, False),
        (204, "", 0, False),
    ],
)
def test_other_answers_are_sentences(origin: Origin, status: int, said: str, asked: float, gone: bool) -> None:
    url = origin.gives("/wire", b"", status=status, **({"retry_after": said} if said else {}))
    with pytest.raises(Unreachable, match=f"answered {status} ") as failure:
        get(url)
    assert (failure.value.asked, failure.value.gone) == (asked, gone)


def test_a_moment_to_come_back_is_counted_from_now(origin: Origin) -> None:
    url = origin.gives("/wire", b"", status=503, retry_after="Fri, 31 Dec 2099 23:59:59 GMT")
    with pytest.raises(Unreachable) as failure:
        get(url)
    assert failure.value.asked > 10**6


def test_the_environment_names_no_proxy(origin: Origin, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    monkeypatch.setenv("ALL_PROXY", "http://127.0.0.1:9")
    assert get(origin.gives("/wire", b"x")).data == b"x"


def test_no_secret_stands_in_a_sentence(origin: Origin) -> None:
    with pytest.raises(Unreachable) as failure:
        get(origin.url("/x?key=s3cret"), headers={"X-Key": "s3cret"})
    assert "s3cret" not in str(failure.value)
    assert guarding.SILENCE < 60


def test_an_encrypted_server_must_show_a_certificate_that_is_trusted(
    certificate: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    with serving(certificate=certificate) as origin:
        settings.INSIDE_HOSTS = frozenset({origin.host})
        url = origin.gives("/wire", b"found")
        with pytest.raises(Unreachable, match=r"(?i)certificate"):
            get(url)
        monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
        assert get(url).data == b"found"


def test_no_secret_follows_from_an_encrypted_server_to_another(
    origin: Origin, trusted: Path, settings: Settings
) -> None:
    with serving(certificate=trusted) as encrypted:
        settings.INSIDE_HOSTS = frozenset({origin.host, encrypted.host})
        url = encrypted.gives("/far", status=302, location=origin.gives("/near", b"found"))
        with pytest.raises(Unreachable, match="No password was sent there"):
            get(url, headers={"Authorization": "Bearer s3cret"})
        assert origin.asked == []
        assert get(url).data == b"found"
