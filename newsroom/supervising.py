"""A tree of processes under one supervisor: all start, the dead start again, all stop together.

Knows nothing of what the processes do.
"""

import os
import signal
import subprocess
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial

from newsroom.lineage import end_with_parent

#: Seconds between SIGTERM and SIGKILL.
GRACE = 4.0
#: Seconds after which a process counts as healthy and its former failures are forgotten.
_HEALTHY = 20.0
_LONGEST_PAUSE = 15.0
_SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


@dataclass
class Part:
    """One process of the tree, and how it has fared."""

    name: str
    command: Sequence[str]
    process: subprocess.Popen[bytes] | None = None
    failures: int = 0
    starts_at: float = field(default=0.0)
    started_at: float = field(default=0.0)

    @property
    def pause(self) -> float:
        """Seconds to wait before the next start: 0.5, 1, 2, 4, 8, 15."""
        return min(0.5 * 2 ** (self.failures - 1), _LONGEST_PAUSE)

    def start(self) -> None:
        # A session of its own, so that Ctrl-C in the terminal reaches only the supervisor; and no life
        # without it: the kernel ends the process when the supervisor is killed.
        self.process = subprocess.Popen(
            list(self.command),
            stdin=subprocess.DEVNULL,
            start_new_session=True,
            preexec_fn=partial(end_with_parent, signal.SIGTERM, parent=os.getpid()),  # noqa: PLW1509
        )
        self.started_at = time.monotonic()

    def kill_group(self) -> None:
        """The process and whatever it started itself."""
        if self.process is not None:
            try:
                os.killpg(self.process.pid, signal.SIGKILL)
            except ProcessLookupError:
                return


class Tree:
    """The parts, kept alive by `run()` until a signal or `stop()`."""

    def __init__(self, parts: Sequence[Part], *, say: Callable[[str], object], grace: float = GRACE) -> None:
        self.parts = parts
        self.say = say
        self.grace = grace
        self._stopping = threading.Event()
        self._end_by = 0.0
        self._at_once = threading.Event()

    def stop(self) -> None:
        """Ask all to end; asked twice, kill them."""
        if self._stopping.is_set():
            self._at_once.set()
            return
        self._end_by = time.monotonic() + self.grace
        self._stopping.set()

    def run(self, *, tick: Callable[[], object] = lambda: None) -> None:
        """Start everything and stay until SIGINT, SIGTERM or SIGHUP. `tick` is called every second.

        Belongs in the main thread of a process, which it gives its signal handlers for that time.
        """
        before = {number: signal.signal(number, lambda *_: self.stop()) for number in _SIGNALS}
        try:
            self._watch(tick)
        finally:
            self._end()
            for number, handler in before.items():
                signal.signal(number, handler)

    def _watch(self, tick: Callable[[], object]) -> None:
        next_tick = time.monotonic() + 1
        while not self._stopping.is_set():
            for part in self.parts:
                self._look_after(part)
            if time.monotonic() >= next_tick:
                tick()
                next_tick = time.monotonic() + 1
            self._stopping.wait(0.1)

    def _look_after(self, part: Part) -> None:
        if part.process is not None and part.process.poll() is not None:
            self._bury(part, part.process.returncode)
        if part.process is None and time.monotonic() >= part.starts_at:
            part.start()

    def _bury(self, part: Part, status: int) -> None:
        part.kill_group()
        part.process = None
        part.failures = 1 if time.monotonic() - part.started_at > _HEALTHY else part.failures + 1
        part.starts_at = time.monotonic() + part.pause
        self.say(f"{part.name} {_ended(status)}; it starts again in {part.pause:g} s.")

    def _end(self) -> None:
        """SIGTERM to each; `grace` seconds after the order to stop, SIGKILL to what is left of each group."""
        running = [part for part in self.parts if part.process is not None]
        for part in running:
            _terminate(part)
        while any(_is_alive(part) for part in running) and time.monotonic() < self._end_by:
            if self._at_once.is_set():
                break
            time.sleep(0.02)
        for part in running:
            if _is_alive(part):
                self.say(f"{part.name} did not end within {self.grace:g} s and was killed.")
            part.kill_group()
            if part.process is not None:
                part.process.wait()


def _is_alive(part: Part) -> bool:
    return part.process is not None and part.process.poll() is None


def _terminate(part: Part) -> None:
    if part.process is not None:
        part.process.terminate()


def _ended(status: int) -> str:
    return f"was ended by {signal.Signals(-status).name}" if status < 0 else f"ended with status {status}"
