"""When the sender of a file has finished it: it stands still, and nobody has it open for writing.

Who has it open only the kernel knows. It is asked for a read lease (fcntl(2), F_SETLEASE), which
it refuses while any process may write to the file, and which is given back at once. Leases are
Linux's, for root or the owner of a file, and not for every network file system; where there are
none, a file must stand still for longer.
"""

import errno
import fcntl
import os
import signal
from pathlib import Path

#: Seconds for which a file must be unchanged; where the kernel cannot say who writes to it; and an
#: empty one, whose sender has only begun.
_STILL, _STILL_UNSEEN, _STILL_EMPTY = 0.25, 3.0, 10.0
_SET_LEASE = getattr(fcntl, "F_SETLEASE", None)
_FLAGS = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC


def may_be_finished(*, size: int, still: float) -> bool:
    """Whether a file that was unchanged for so many seconds is worth asking the kernel about."""
    return still >= (_STILL if size else _STILL_EMPTY)


def is_finished(path: Path, *, still: float, probe: Path) -> bool:
    """Whether the sender of the file, which was unchanged for so many seconds, will write no more."""
    writer = has_writer(path, probe=probe)
    return still >= _STILL_UNSEEN if writer is None else not writer


def has_writer(path: Path, *, probe: Path) -> bool | None:
    """Whether any process has the file open for writing; None where the kernel cannot say.

    `probe` is a file beside it to which nobody writes. Some network file systems refuse a lease
    on every file, and then on that one too: their refusal says nothing.
    """
    leased = _is_leased(path)
    if leased is None or (not leased and not _is_leased(probe)):
        return None
    return not leased


def _is_leased(path: Path) -> bool | None:
    """Whether the kernel gives us a read lease on the file; None where it has none to give."""
    if _SET_LEASE is None:
        return None
    try:
        handle = os.open(path, _FLAGS)
    except OSError:
        return None
    try:
        # A writer who comes just now makes the kernel send a signal: not SIGIO, which would end this process.
        fcntl.fcntl(handle, fcntl.F_SETSIG, signal.SIGURG)
        fcntl.fcntl(handle, _SET_LEASE, fcntl.F_RDLCK)
        fcntl.fcntl(handle, _SET_LEASE, fcntl.F_UNLCK)
    except OSError as refusal:
        return False if refusal.errno == errno.EAGAIN else None
    finally:
        os.close(handle)
    return True
