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


def measure_library(dockerfiles: Sequence[str]) -> list[tuple[str, str]]:
    """Return what was measured, each with its words."""
    analyses = [analyze(text) for text in dockerfiles]
    good = [one for one in analyses if not one.error]
    for one in good[:5]:
        render_breakdown(one, root_id="x")
    begin = time.process_time()
    for text in dockerfiles:
        analyze(text)
    analysis = (time.process_time() - begin) / len(dockerfiles)
    begin = time.process_time()
    for one in good:
        render_breakdown(one, root_id="x")
    render = (time.process_time() - begin) / max(len(good), 1)
    return [
        ("analysis, a file", f"{analysis * 1000:.1f} ms"),
        ("explain and render, a file", f"{render * 1000:.1f} ms"),
        (f"{_INSTRUCTIONS:,} instructions analysed, explained and rendered, memory", f"{_memory():.0f} MiB"),
        ("the command, `dockerlayers --version`", f"{_start():.0f} ms"),
    ]


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
