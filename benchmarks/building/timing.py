"""Run commands and say what they cost."""

from __future__ import annotations

import os
import subprocess
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, kw_only=True)
class Cost:
    """Seconds of processor and of the clock, and the most memory that its largest process had, in MB."""

    processor: float
    clock: float
    memory: float


def measure(
    command: Sequence[str | Path], folder: Path, environment: Mapping[str, str], *, cores: int | None = None
) -> Cost:
    """Run a command on so many cores, all where none is said; one that fails ends the benchmark."""
    allowed = sorted(os.sched_getaffinity(0))[:cores]
    log = folder / "bench.log"
    with log.open("wb") as output:
        begin = time.perf_counter()
        process = subprocess.Popen(
            command,
            cwd=folder,
            env={**os.environ, **environment},
            stdout=output,
            stderr=subprocess.STDOUT,
            preexec_fn=lambda: os.sched_setaffinity(0, allowed),
        )
        _, status, used = os.wait4(process.pid, 0)
        clock = time.perf_counter() - begin
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"{command}: {log.read_text(encoding='utf-8', errors='replace')[-2000:]}")
    return Cost(processor=used.ru_utime + used.ru_stime, clock=clock, memory=used.ru_maxrss / 1024)
