"""The names of files: what may be a picture, and under which names a story's picture may come."""

import hashlib
import os
import posixpath
from os import PathLike
from pathlib import PurePosixPath
from urllib.parse import unquote, urlsplit

_PICTURES = frozenset({".jpg", ".jpeg", ".jpe", ".png", ".webp", ".gif", ".tif", ".tiff"})
#: First bytes of JPEG, PNG, GIF and TIFF; WebP has its own in the middle.
_MAGIC = (b"\xff\xd8\xff", b"\x89PNG\r\n", b"GIF8", b"II*\0", b"MM\0*")
_LONGEST = 255
#: How the key of a picture begins that is known by a whole web address.
WEB = "web:"


def is_picture(filename: str, head: bytes = b"") -> bool:
    """Whether the file is sent as a picture: by its ending, else by its first 12 bytes."""
    if PurePosixPath(filename).suffix.lower() in _PICTURES:
        return True
    return head.startswith(_MAGIC) or (head[:4] == b"RIFF" and head[8:12] == b"WEBP")


def printable(filename: str) -> str:
    """The name of a file as text that a database keeps: letters that are none replaced, the end of it if too long."""
    return as_text(filename)[-_LONGEST:] or "unnamed"


def as_text(path: str | PathLike[str]) -> str:
    """The name or path of a file for a sentence, however long: letters that are none replaced."""
    return _letters(os.fsencode(path).decode("utf-8", "replace"))


def _letters(name: str) -> str:
    return "".join(letter for letter in name if letter.isprintable())


def key(filename: str) -> str:
    """The name as pictures are found by it."""
    # Cut last: some letters are two in lower case.
    return as_text(filename).lower()[-_LONGEST:] or "unnamed"


def web_key(href: str) -> str:
    """The key of a picture by its whole web address, which no file in a folder has; empty for what is none.

    The last part of it is no name: a site may call every picture lead.jpg.
    """
    return f"{WEB}{digest(href)}" if href.lower().startswith(("https://", "http://")) else ""


def digest(text: str) -> str:
    """The SHA-256 of a text, in hex."""
    return digest_of(text.encode("utf-8", "surrogatepass"))


def digest_of(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def candidates(href: str, *, beside: str) -> list[str]:
    """The keys under which a picture may lie in its feed's folder, the nearest first.

    `beside` is the name of the file that mentions it, inside the same folder. An address that
    leads out of the folder has no candidates: nothing outside it is ever looked for.
    """
    path = _path(href)
    if not path:
        return []
    folder = PurePosixPath(beside).parent
    names = [posixpath.normpath(folder / name) for name in (path, posixpath.basename(path))]
    names += [path, posixpath.basename(path)]
    return [key(name) for name in dict.fromkeys(names) if len(name) <= _LONGEST]


def _path(href: str) -> str:
    """The address as a path inside a folder; of a web address the last part; empty where it is neither."""
    try:
        parts = urlsplit(href.strip())
    except ValueError:
        return ""
    local = not (parts.scheme or parts.netloc or parts.path.startswith("/"))
    path = unquote(parts.path if local else posixpath.basename(parts.path)).replace("\\", "/")
    # Before the steps are looked at: a letter that no name keeps may stand between two dots.
    path = _letters(path).removeprefix("./")
    steps = path.split("/")
    forbidden = path.startswith("/") or (not local and len(steps) > 1)
    if forbidden or any(step.startswith(".") or not step for step in steps):
        return ""
    return path
