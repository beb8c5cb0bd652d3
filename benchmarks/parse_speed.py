"""Compare the time of a full analysis with that of BuildKit's own parser, which only parses.

usage: python benchmarks/parse_speed.py FOLDER

What has «Dockerfile» in its name below FOLDER counts; a table or a record that lies beside it is none. The
PyPI package `dockerfile` wraps BuildKit's Go parser. For each file the two run in turn, and the least of
several runs counts, so that a busy machine slows both down alike.
"""

import contextlib
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

import dockerfile

from dockerlayers.analysis import analyze
from dockerlayers.errors import DockerfileError
from dockerlayers.syntax.parser import parse_dockerfile

ROUNDS = 7
LENGTHS = (10, 100, 1_000, 10_000)


def seconds(function: Callable[[str], object], source: str) -> float:
    start = time.perf_counter()
    with contextlib.suppress(DockerfileError, dockerfile.GoParseError):
        function(source)
    return time.perf_counter() - start


CONTESTANTS: dict[str, Callable[[str], object]] = {
    "BuildKit's parser, parsing": dockerfile.parse_string,
    "dockerlayers, parsing": parse_dockerfile,
    "dockerlayers, full analysis": analyze,
}


def measure(sources: list[str]) -> dict[str, list[float]]:
    """Return, per contestant, the least seconds of each file."""
    best = {name: [float("inf")] * len(sources) for name in CONTESTANTS}
    for _ in range(ROUNDS):
        for index, source in enumerate(sources):
            for name, function in CONTESTANTS.items():
                best[name][index] = min(best[name][index], seconds(function, source))
    return best


def print_corpus(folder: Path) -> None:
    paths = sorted(path for path in folder.rglob("*Dockerfile*") if path.is_file())
    sources = [path.read_bytes().decode("utf-8", "replace") for path in paths]
    best = measure(sources)
    base = best["BuildKit's parser, parsing"]
    print(f"{len(sources)} files, least of {ROUNDS} runs each")
    for name, times in best.items():
        ratios = [ours / theirs for ours, theirs in zip(times, base, strict=True)]
        print(
            f"  {name:<28} {statistics.mean(times) * 1e6:7.0f} us a file"
            f"   sum {sum(times) / sum(base):5.2f}   median {statistics.median(ratios):5.2f}"
        )


def print_growth() -> None:
    print("full analysis, by the number of instructions")
    block = "ARG V=1\nENV A=$V B=b\nRUN echo $A && \\\n    echo b\nCOPY a b /c/\nLABEL x=y\n"
    for length in LENGTHS:
        source = "FROM busybox\n" + block * (length // 5)
        least = min(seconds(analyze, source) for _ in range(3))
        print(f"  {length:>6}: {least * 1e3:9.2f} ms, {least / length * 1e6:6.1f} us an instruction")


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    print_corpus(Path(sys.argv[1]))
    print_growth()
