"""A process that ends when the one that started it ends, even by kill -9.

Linux has a signal for that (prctl(2), PR_SET_PDEATHSIG); elsewhere a thread looks at the parent once a second.
Standard library only: the database keeper runs before anything else is there.
"""

import ctypes
import os
import signal
import sys
import threading
import time

_PR_SET_PDEATHSIG = 1
# Loaded here and not between fork and exec, where loading a library could wait for a lock for ever.
_LIBC = ctypes.CDLL(None, use_errno=True) if sys.platform == "linux" else None


def end_with_parent(number: signal.Signals, *, parent: int) -> None:
    """Send this process `number` when its parent ends; at once if `parent` is gone already.

    Between fork and exec it does nothing outside Linux, because a thread does not outlive the exec.
    """
    if _LIBC is not None:
        _LIBC.prctl(_PR_SET_PDEATHSIG, int(number), 0, 0, 0)
    if os.getppid() != parent:
        os.kill(os.getpid(), number)


def watch_parent(number: signal.Signals) -> None:
    """The same for a running process: Linux's signal, or the thread where there is none."""
    parent = os.getppid()
    end_with_parent(number, parent=parent)
    if _LIBC is None:
        threading.Thread(target=_look, args=(number, parent), daemon=True).start()


def _look(number: signal.Signals, parent: int) -> None:
    while os.getppid() == parent:
        time.sleep(1)
    os.kill(os.getpid(), number)
