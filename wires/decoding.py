"""Bytes of a wire file into text, without losing a letter silently."""

import codecs
from dataclasses import dataclass

#: Longer marks first: the mark of UTF-32 begins with that of UTF-16.
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_LATIN = frozenset({"iso8859-1", "cp1252", "ascii"})
#: A file that names one of these and has neither its mark nor its zeros is UTF-8 or nearly.
_UNICODE = frozenset({"utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-le", "utf-32-be"})
#: What a file means that names the left (WHATWG Encoding Standard, labels): the same and more letters.
_MEANT = {
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "big5": "big5hkscs",
    "euc_kr": "cp949",
    "shift_jis": "cp932",
    "iso8859-9": "cp1254",
    "iso8859-11": "cp874",
    "tis-620": "cp874",
}
#: Not of files: for names of hosts and for source code. Some take quadratic time, or fail in ways of their own.
_NO_ENCODINGS = frozenset({"", "idna", "punycode", "unicode-escape", "raw-unicode-escape"})
_HANDLER = "wires.windows-1252"


@dataclass(frozen=True, slots=True)
class Decoded:
    """The text, and sentences for the editor where the bytes were not what they should be."""

    text: str
    warnings: tuple[str, ...] = ()


def decode(data: bytes, *, declared: str = "") -> Decoded:
    """The text of a file: by its mark, by its zero bytes, as it declares, else as UTF-8.

    What declares ISO-8859-1 is read as Windows-1252, and others as what contains them (WHATWG Encoding
    Standard, labels), unless it is UTF-8 in truth. A byte that is not in the encoding is read as
    Windows-1252, what such senders usually mean, or else replaced; the bytes around it keep their own
    letters. Both are told.
    """
    mark, encoding = next(((mark, name) for mark, name in _MARKS if data.startswith(mark)), (b"", _by_zero_bytes(data)))
    if mark or encoding != "utf-8" or not declared:
        return _decoded(data[len(mark) :], encoding)
    return _as_declared(data, declared)


def _as_declared(data: bytes, declared: str) -> Decoded:
    try:
        name = codecs.lookup(declared).name
        "".encode(name)
    except (LookupError, ValueError):
        name = ""
    if name in _NO_ENCODINGS:
        read = _decoded(data, "utf-8")
        return Decoded(
            read.text, (*read.warnings, f"The encoding “{declared[:40]}”, which the file names, is unknown.")
        )
    if name in _UNICODE:
        return _decoded(data, "utf-8")
    if not data.isascii() and _is(data, "utf-8"):
        return Decoded(data.decode(), (f"The file says that it is {name} and is UTF-8 in truth: it was read as that.",))
    if name in _LATIN:
        return Decoded(data.decode("latin-1").translate(WINDOWS))
    return _decoded(data, _MEANT.get(name, name))


def _is(data: bytes, encoding: str) -> bool:
    try:
        data.decode(encoding)
    except UnicodeDecodeError:
        return False
    return True


def _decoded(data: bytes, encoding: str) -> Decoded:
    try:
        return Decoded(data.decode(encoding))
    except UnicodeDecodeError as error:
        return _repaired(data, encoding, error)


def _by_zero_bytes(data: bytes) -> str:
    """UTF-16 without a mark shows in the zeros beside the first two letters, where those are ASCII."""
    zeros = [byte == 0 for byte in data[:4]]
    if zeros == [True, False, True, False]:
        return "utf-16-be"
    return "utf-16-le" if zeros == [False, True, False, True] else "utf-8"


def _repaired(data: bytes, encoding: str, error: UnicodeDecodeError) -> Decoded:
    if encoding == "utf-8":
        count = sum(1 for letter in data.decode("utf-8", "surrogateescape") if "\udc80" <= letter <= "\udcff")
        sentence = (
            f"The file is not clean UTF-8 ({count} bytes, the first at {error.start}): those were read as "
            "Windows-1252. Check accented letters and quotation marks."
        )
        return Decoded(data.decode("utf-8", _HANDLER), (sentence,))
    sentence = f"The file is damaged or cut off ({encoding}): what could not be read is \N{REPLACEMENT CHARACTER} now."
    return Decoded(data.decode(encoding, "replace"), (sentence,))


def _as_windows(error: UnicodeError) -> tuple[str | bytes, int]:
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return error.object[error.start : error.start + 1].decode("latin-1").translate(WINDOWS), error.start + 1


#: The C1 control codes as the letters that Windows-1252 has there (WHATWG Encoding Standard).
WINDOWS = {code: letter for code in range(0x80, 0xA0) if (letter := bytes([code]).decode("cp1252", "ignore"))}
codecs.register_error(_HANDLER, _as_windows)
