"""Lists of files as FTP servers write them: MLSD (RFC 3659), and what `LIST` gives where there is no MLSD. Pure."""

import re
from datetime import UTC, datetime

#: A line of `ls -l`: mode, links, owner and group (one of them may be missing), size, three words of time, name.
_UNIX = re.compile(
    r"(?P<mode>[-dlbcps])[-rwxsStTlL]{9}\S*\s+(?:\S+\s+){1,3}?(?P<size>\d+)\s+"
    r"(?P<time>\S+\s+\d{1,2}\s+[\d:]{4,5}|\d{4}-\d\d-\d\d\s+\d\d:\d\d) (?P<name>.+)"
)
#: A line of a Windows server: date, time, size or <DIR>, name.
_WINDOWS = re.compile(r"(?P<time>\d\d-\d\d-\d\d(?:\d\d)?\s+\d\d:\d\d(?:[AP]M)?)\s+(?P<size>\d+|<DIR>)\s+(?P<name>.+)")

#: Name, size, the moment in seconds since 1970 where it is exact, and the words it was listed with.
Row = tuple[str, int, float | None, str]


def of_mlsd(text: str) -> list[Row]:
    """The files of an MLSD; folders, links and lines that are none are left out."""
    return [row for line in _lines(text) if (row := _mlsd_row(line))]


def of_list(text: str) -> list[Row]:
    """The files of a LIST. Its times have no zone, and often no year: they tell a change, and no age."""
    return [row for line in _lines(text) if (row := _list_row(line))]


def moment(said: str) -> float | None:
    """A time of RFC 3659 §2.3, which is in UTC, as seconds since 1970."""
    try:
        return datetime.strptime(said[:14], "%Y%m%d%H%M%S").replace(tzinfo=UTC).timestamp()
    except ValueError:
        return None


def _lines(text: str) -> list[str]:
    """Split at ends of lines alone: other letters that Python takes for one may stand in a name."""
    return [line for line in re.split(r"\r?\n", text) if line]


def _mlsd_row(line: str) -> Row | None:
    said, found, name = line.partition(" ")
    facts = {key.lower(): value for key, _, value in (fact.partition("=") for fact in said.split(";"))}
    if not found or not name or "/" in name or facts.get("type", "file").lower() != "file":
        return None
    size, changed = facts.get("size", ""), facts.get("modify", "")
    return name, int(size) if size.isascii() and size.isdigit() else -1, moment(changed), changed


def _list_row(line: str) -> Row | None:
    if match := _UNIX.fullmatch(line):
        is_file = match["mode"] == "-"
    elif match := _WINDOWS.fullmatch(line):
        is_file = match["size"] != "<DIR>"
    else:
        return None
    if not is_file or "/" in match["name"]:
        return None
    return match["name"], int(match["size"]), None, " ".join(match["time"].split())
