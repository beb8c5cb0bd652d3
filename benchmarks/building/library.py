"""What the library costs: a file, a very long one, and the start of the command."""

from __future__ import annotations

import statistics
import subprocess
import sys
import time
import tracemalloc
from collections.abc import Sequence

from dockerlayers.analysis import analyze
from dockerlayers.render.html import render_breakdown
from tests.support.growth import answer
from tests.support.site import ROOT

_INSTRUCTIONS = 10_000
_STARTS = 11
_ROUNDS = 4

Times = list[tuple[float, float]]


def measure_library(dockerfiles: Sequence[str]) -> list[tuple[str, str]]:
    """Return what was measured, each with its words.

    Of each file the least of its rounds counts, half of them before all else and half behind: the first
    rounds load what every file needs, and a machine that is slow for a minute is slow in some rounds only.
    """
    good = [text for text in dockerfiles if not analyze(text).error]
    rounds = [_time(good) for _ in range(_ROUNDS)]
    memory, start = _memory(), _start()
    rounds += [_time(good) for _ in range(_ROUNDS)]
    least = [tuple(map(min, zip(*times, strict=True))) for times in zip(*rounds, strict=True)]
    analysis, render = (statistics.mean(seconds) * 1000 for seconds in zip(*least, strict=True))
    lines = statistics.mean(len(text.splitlines()) for text in good)
    which = f"of {len(good)} with {lines:.0f} lines on average, warm, least of {len(rounds)} rounds"
    return [
        (f"analysis, a file {which}", f"{analysis:.2f} ms"),
        (f"explain and render, a file {which}", f"{render:.1f} ms"),
        (f"{_INSTRUCTIONS:,} instructions analysed, explained and rendered, memory", f"{memory:.0f} MiB"),
        ("the command, `dockerlayers --version`", f"{start:.0f} ms"),
    ]


def _time(dockerfiles: Sequence[str]) -> Times:
    """Return the processor's seconds for the analysis of each file, and for all that is told of it then."""
    times: Times = []
    for text in dockerfiles:
        begin = time.process_time()
        analysis = analyze(text)
        middle = time.process_time()
        render_breakdown(analysis, root_id="x")
        times.append((middle - begin, time.process_time() - middle))
    return times


def _memory() -> float:
    source = "FROM alpine\n" + "".join(f"RUN echo {number}\n" for number in range(_INSTRUCTIONS))
    tracemalloc.start()
    answer(source)
    peak = tracemalloc.get_traced_memory()[1] / 2**20
    tracemalloc.stop()
    return peak


def _start() -> float:
    command = (sys.executable, "-m", "dockerlayers", "--version")
    seconds = []
    for _ in range(_STARTS):
        begin = time.perf_counter()
        subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
        seconds.append(time.perf_counter() - begin)
    return statistics.median(seconds) * 1000
