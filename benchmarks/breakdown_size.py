"""Measure how large a breakdown is for a reader, and how long its author waits for it.

usage: python benchmarks/breakdown_size.py [FOLDER]

FOLDER holds Dockerfiles: those of about 20 and 200 lines are measured. The least of several runs counts,
so that a busy machine does not. Sizes are those of the HTML, or of all styles and scripts, with gzip;
nodes are the elements that a browser makes of the HTML.
"""

import gzip
import statistics
import sys
import time
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path

from dockerlayers.analysis import analyze
from dockerlayers.guide import Guide
from dockerlayers.render.html import render_breakdown
from dockerlayers.render.styles import load_scripts, load_styles

EXAMPLE = Path(__file__).resolve().parents[1] / "examples/python-web/Dockerfile"
LENGTHS = ((18, 22), (180, 220))
ROUNDS = 20
# As a page of the handbook has it, two folders below the first one.
_GUIDE = Guide(checks="../../build/checks/*/", instructions="../../dockerfile/*/")


@dataclass(frozen=True, kw_only=True)
class Figures:
    """Hold what was measured of one Dockerfile: kilobytes, elements and milliseconds."""

    size: float
    plain: float
    nodes: int
    time: float


class _Counter(HTMLParser):
    """Count elements."""

    def __init__(self) -> None:
        super().__init__()
        self.count = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        del tag, attrs
        self.count += 1


def count_nodes(markup: str) -> int:
    """Count the elements of some HTML."""
    counter = _Counter()
    counter.feed(markup)
    return counter.count


def measure(source: str) -> Figures | None:
    """Render a breakdown several times; None for a Dockerfile with an error."""
    if analyze(source).error:
        return None
    best = float("inf")
    for _ in range(ROUNDS):
        start = time.perf_counter()
        markup = render_breakdown(analyze(source), root_id="example", title="Dockerfile", guide=_GUIDE)
        best = min(best, time.perf_counter() - start)
    data = markup.encode()
    return Figures(
        size=len(gzip.compress(data)) / 1000,
        plain=len(data) / 1000,
        nodes=count_nodes(markup),
        time=best * 1000,
    )


def print_figures(name: str, found: list[Figures]) -> None:
    """Print the median and the largest of each figure."""
    print(f"{name}: {len(found)} files")
    units = {"size": "KB gzip", "plain": "KB", "nodes": "nodes", "time": "ms"}
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
    for kind, text in (("styles", load_styles()), ("scripts", load_scripts())):
        print(f"{kind}: {len(gzip.compress(text.encode())) / 1000:.1f} KB gzip")


if __name__ == "__main__":
    main()
