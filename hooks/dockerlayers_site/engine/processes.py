"""Processes of this machine, as /proc tells of them."""

from __future__ import annotations

import os
import signal
import subprocess
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

_STEP_SECONDS = 0.05
# Places in /proc/PID/stat, counted behind the name, which may hold blanks and brackets.
_STATE, _PARENT, _STARTED = 0, 1, 19


@dataclass(frozen=True, kw_only=True)
class Process:
    """A process; its start tells it from a later one that has the same number."""

    number: int
    started: int

    @property
    def is_alive(self) -> bool:
        """Whether it still runs: one that only waits to be asked for its end does not."""
        fields = _read(self.number)
        return fields is not None and int(fields[_STARTED]) == self.started and fields[_STATE] != "Z"

    def send(self, what: signal.Signals) -> None:
        """Send a signal, if there still is one to take it."""
        if self.is_alive:
            with suppress(ProcessLookupError):
                os.kill(self.number, what)


def launch(command: Sequence[str | Path], log: Path) -> Process | None:
    """Start a command that outlives this program and its terminal; None where it ended at once."""
    script = 'log=$1; shift; "$@" </dev/null >"$log" 2>&1 & echo $!'
    done = subprocess.run(
        ("sh", "-c", script, "sh", log, *command), stdout=subprocess.PIPE, check=True, start_new_session=True
    )
    return find_process(int(done.stdout))


def find_process(number: int) -> Process | None:
    """Find the process that has a number now."""
    fields = _read(number)
    return Process(number=number, started=int(fields[_STARTED])) if fields else None


def find_child(parent: int) -> Process | None:
    """Find a process that another one started."""
    for number in _numbers():
        fields = _read(number)
        if fields and int(fields[_PARENT]) == parent:
            return Process(number=number, started=int(fields[_STARTED]))
    return None


@contextmanager
def hold_mounts(process: Process) -> Iterator[int | None]:
    """Hold the namespace of mounts that a process is in, as a file descriptor; None where it has ended.

    Only while it is held does its number tell it from others: the next one gets the lowest that is free.
    """
    mounts = None
    with suppress(OSError):
        mounts = os.open(_mounts(process.number), os.O_RDONLY)
    try:
        yield mounts
    finally:
        if mounts is not None:
            os.close(mounts)


def is_in_use(mounts: int) -> bool:
    """Say whether any process is in a namespace of mounts that is held."""
    held = os.fstat(mounts)
    for number in _numbers():
        with suppress(OSError):
            if os.path.samestat(held, _mounts(number).stat()):
                return True
    return False


def wait_until(is_so: Callable[[], bool], seconds: float) -> bool:
    """Ask again and again; say whether it came to be in time."""
    end = time.monotonic() + seconds
    while not is_so():
        if time.monotonic() > end:
            return False
        time.sleep(_STEP_SECONDS)
    return True


def _numbers() -> Iterator[int]:
    return (int(path.name) for path in Path("/proc").iterdir() if path.name.isdecimal())


def _mounts(number: int) -> Path:
    return Path(f"/proc/{number}/ns/mnt")


def _read(number: int) -> list[str] | None:
    try:
        text = Path(f"/proc/{number}/stat").read_text(encoding="utf-8", errors="replace")
    except (FileNotFoundError, ProcessLookupError):
        return None
    return text.rpartition(")")[2].split()
