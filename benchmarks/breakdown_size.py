"""Measure how large a breakdown is for a reader, and how long its author waits for it.

usage: python benchmarks/breakdown_size.py [FOLDER]

FOLDER holds Dockerfiles: those of about 20 and 200 lines are measured. The least of several runs counts,
so that a busy machine does not. Sizes are those of the HTML, or of all styles and scripts, with gzip.
"""

import gzip
import statistics
import sys
import time
from dataclasses import dataclass
from pathlib import Path

from dockerlayers.analysis import analyze
from dockerlayers.render.html import render_breakdown
from dockerlayers.render.styles import SCRIPTS, STYLES, load_asset

EXAMPLE = Path(__file__).resolve().parents[1] / "examples/python-web/Dockerfile"
LENGTHS = ((18, 22), (180, 220))
ROUNDS = 20


@dataclass(frozen=True, kw_only=True)
class Figures:
    """Hold what was measured of one Dockerfile: kilobytes and milliseconds."""

    size: float
    plain: float
    time: float


def measure(source: str) -> Figures | None:
    """Render a breakdown several times; None for a Dockerfile with an error."""
    if analyze(source).error:
        return None
    best = float("inf")
    for _ in range(ROUNDS):
        start = time.perf_counter()
        markup = render_breakdown(analyze(source), root_id="example", title="Dockerfile")
        best = min(best, time.perf_counter() - start)
    data = markup.encode()
    return Figures(size=len(gzip.compress(data)) / 1000, plain=len(data) / 1000, time=best * 1000)


def print_figures(name: str, found: list[Figures]) -> None:
    """Print the median and the largest of each figure."""
    print(f"{name}: {len(found)} files")
    units = {"size": "KB gzip", "plain": "KB", "time": "ms"}
    for field, unit in units.items():
        values = [getattr(figures, field) for figures in found]
        print(f"  {unit:<8} median {statistics.median(values):6.1f}   most {max(values):6.1f}")


def main() -> None:
    for path in map(Path, sys.argv[1:2]):
        texts = [
            one.read_bytes().decode("utf-8", "replace") for one in sorted(path.rglob("*")) if one.is_file()
        ]
        for least, most in LENGTHS:
            chosen = [text for text in texts if least <= len(text.splitlines()) <= most]
            found = [figures for figures in map(measure, chosen) if figures]
            if found:
                print_figures(f"{least} to {most} lines", found)
    example = measure(EXAMPLE.read_text(encoding="utf-8"))
    assert example
    print_figures("examples/python-web", [example])
    for kind, names in (("styles", STYLES), ("scripts", SCRIPTS)):
        size = sum(len(gzip.compress(load_asset(name).encode())) for name in names)
        print(f"{kind}: {len(names)} files, {size / 1000:.1f} KB gzip")


if __name__ == "__main__":
    main()
