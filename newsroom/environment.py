"""Typed readers for the environment: a wrong value stops the start with one clear sentence."""

import os
from pathlib import Path
from urllib.parse import SplitResult, parse_qsl, unquote, urlsplit

#: Never with the address itself: there is a password in it.
_ADDRESS = (
    "must look like postgresql://user:password@host:5432/name. "
    "Write what stands for itself in a password with a percent sign: / as %2F, @ as %40, : as %3A."
)


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


def _parts(address: str) -> SplitResult | None:
    """The parts of an address whose host and port can be read."""
    try:
        parts = urlsplit(address)
        parts.port  # noqa: B018 (reading it is the check)
    except ValueError:
        return None
    return parts
