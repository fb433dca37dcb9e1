"""Typed readers for the environment: a wrong value stops the start with one clear sentence."""

import os
from dataclasses import dataclass, field
from email.utils import parseaddr
from pathlib import Path
from urllib.parse import SplitResult, parse_qsl, unquote, urlsplit

#: Never with the address itself: there is a password in it.
_ADDRESS = (
    "must look like postgresql://user:password@host:5432/name. "
    "Write what stands for itself in a password with a percent sign: / as %2F, @ as %40, : as %3A."
)
_MAIL_ADDRESS = (
    "must look like smtp+starttls://user:password@host:587; smtps:// is encrypted from the first byte, smtp:// never. "
    "Write what stands for itself in a name or password with a percent sign: / as %2F, @ as %40, : as %3A."
)
#: How a mail server is spoken to → its usual port (RFC 6409, RFC 8314), STARTTLS, TLS from the first byte.
_MAIL = {"smtp": (25, False, False), "smtp+starttls": (587, True, False), "smtps": (465, False, True)}


class WrongSetting(SystemExit):
    """A setting in the environment that cannot be used; printed, not traced."""

    def __init__(self, name: str, problem: str) -> None:
        super().__init__(f"{name} {problem}")


def text(name: str, default: str = "") -> str:
    return os.environ.get(name, "").strip() or default


def flag(name: str, *, default: bool) -> bool:
    value = text(name, "yes" if default else "no").lower()
    if value not in {"yes", "no", "true", "false", "1", "0"}:
        raise WrongSetting(name, f"is {value!r}; write yes or no.")
    return value in {"yes", "true", "1"}


def whole(name: str, default: int) -> int:
    value = text(name, str(default))
    if not value.isdecimal():
        raise WrongSetting(name, f"is {value!r}; write a whole number.")
    return int(value)


def words(name: str, default: str = "") -> list[str]:
    """A list, separated by commas or spaces."""
    return text(name, default).replace(",", " ").split()


def hosts(name: str) -> frozenset[str]:
    """Names or addresses of machines, with a port where one is given: `wire.local`, `10.0.0.5:8080`, `[::1]:993`."""
    found = frozenset(word.lower() for word in words(name))
    for word in found:
        parts = _parts(f"//{word}")
        if parts is None or not parts.hostname or parts.path or parts.query or "@" in word or "*" in word:
            raise WrongSetting(name, f"names {word!r}; write a host, or a host and a port like wire.local:8080.")
    return found


def folder(name: str, default: Path) -> Path:
    return Path(text(name, str(default))).expanduser().resolve()


def database(name: str) -> dict[str, object] | None:
    """Django's settings for a postgresql:// address (RFC 3986), or None where none is given.

    Parameters after `?` go to libpq as they are: `?sslmode=require`.
    """
    address = text(name)
    if not address:
        return None
    parts = _parts(address)
    if parts is None or parts.scheme not in {"postgres", "postgresql"} or not parts.path.strip("/"):
        raise WrongSetting(name, _ADDRESS)
    options = dict(parse_qsl(parts.query))
    return {
        "NAME": unquote(parts.path.strip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": options.pop("host", "") or unquote(parts.hostname or ""),
        "PORT": str(parts.port or ""),
        "OPTIONS": options,
    }


@dataclass(frozen=True)
class MailServer:
    """Where mails are handed over; no host means nowhere."""

    host: str = ""
    port: int = 25
    user: str = ""
    password: str = field(default="", repr=False)
    starttls: bool = False
    tls: bool = False


def mail_server(name: str) -> MailServer:
    """The server behind an address (RFC 3986) like smtp+starttls://user:password@host:587."""
    address = text(name)
    if not address:
        return MailServer()
    parts = _parts(address)
    if parts is None or parts.scheme not in _MAIL or not parts.hostname or parts.path.strip("/") or parts.query:
        raise WrongSetting(name, _MAIL_ADDRESS)
    usual, starttls, tls = _MAIL[parts.scheme]
    user, password = unquote(parts.username or ""), unquote(parts.password or "")
    return MailServer(parts.hostname, parts.port or usual, user, password, starttls, tls)


def sender(name: str, default: str) -> str:
    """Whom mails come from: an address, or a name and an address (RFC 5322). Without a default it must be given."""
    given = text(name, default)
    address = parseaddr(given)[1]
    user, _, host = address.rpartition("@")
    if not (user and host and given.isprintable()) or " " in address:
        raise WrongSetting(name, "must name whom mails come from, like Harbour Post <desk@news.example.org>.")
    return given


def _parts(address: str) -> SplitResult | None:
    """The parts of an address whose host and port can be read."""
    try:
        parts = urlsplit(address)
        parts.port  # noqa: B018 (reading it is the check)
    except ValueError:
        return None
    return parts
