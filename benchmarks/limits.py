"""Measure how time and room grow with each thing that a Dockerfile may have more and more of.

usage: python -m benchmarks.limits [NAME ...]

Every file is analyzed and rendered in a process of its own: processor seconds, and the peak of what Python
allocates, traced in a second run. The exponent is that between the last two sizes: 1 is linear, 2 a square.
"""

from __future__ import annotations

import json
import math
import os
import subprocess
import sys
import time
import tracemalloc
from pathlib import Path

from tests.support.growth import KINDS, answer

_ROOT = Path(__file__).parents[1]
_MEBIBYTE = 1 << 20
_SHORTEST = 1e-4


def measure(name: str, size: int) -> tuple[float, int, str]:
    """Measure one file in a process of its own: seconds, bytes, and the error that refuses it."""
    words = [sys.executable, "-m", "benchmarks.limits", "--one", name, str(size)]
    path = f"{_ROOT / 'hooks'}{os.pathsep}{_ROOT}"
    done = subprocess.run(
        words, stdout=subprocess.PIPE, check=True, text=True, env={**os.environ, "PYTHONPATH": path}
    )
    seconds, room, error = json.loads(done.stdout)
    return seconds, room, error


def print_one(name: str, size: int) -> None:
    source = KINDS[name].write(size)
    answer(KINDS[name].write(2))  # loads what is loaded once
    start = time.process_time()
    error = answer(source)
    seconds = time.process_time() - start
    tracemalloc.start()
    answer(source)
    print(json.dumps([max(seconds, _SHORTEST), tracemalloc.get_traced_memory()[1], error]))


def print_kind(name: str) -> None:
    print(name)
    before: tuple[int, float, int] | None = None
    for size in KINDS[name].sizes:
        seconds, room, error = measure(name, size)
        exponents = ""
        if before and not error:
            growth = math.log(size / before[0])
            powers = (
                math.log(now / then) / growth for now, then in ((seconds, before[1]), (room, before[2]))
            )
            exponents = "  time n^{:.2f}, room n^{:.2f}".format(*powers)
        print(f"  {size:>7}  {seconds:8.3f} s  {room / _MEBIBYTE:8.1f} MiB{exponents}  {error}".rstrip())
        before = size, seconds, room


def main() -> None:
    if sys.argv[1:2] == ["--one"]:
        print_one(sys.argv[2], int(sys.argv[3]))
        return
    for name in sys.argv[1:] or KINDS:
        if name not in KINDS:
            sys.exit(f"{__doc__}\nNAME is one of: {', '.join(KINDS)}")
        print_kind(name)


if __name__ == "__main__":
    main()
