"""Time what rewriting adds to the conversion of notes: milliseconds for 10 KB of Markdown.

usage: python benchmarks/notes_speed.py FOLDER

FOLDER holds notes. The least processor time of several runs counts, so that a busy machine does not.
The time of a note is scaled to 10 KB; notes below 2 KB are too small to tell.
"""

import statistics
import sys
import time
from pathlib import Path

from dockerlayers_site.notes.rewrite import rewrite_note

ROUNDS = 7
SIZE = 10_240
SMALLEST = 2_048


def seconds(lines: list[str]) -> float:
    start = time.process_time()
    rewrite_note(lines, keep=lambda html: html)
    return time.process_time() - start


def main() -> None:
    paths = sorted(Path(sys.argv[1]).rglob("*.md"))
    notes = [path.read_text(encoding="utf-8-sig") for path in paths]
    sizes = [len(note.encode()) for note in notes]
    times = [min(seconds(note.split("\n")) for _ in range(ROUNDS)) * 1_000 for note in notes]
    scaled = sorted(took * SIZE / size for took, size in zip(times, sizes, strict=True) if size >= SMALLEST)
    print(f"notes {len(notes)}, {sum(sizes):,} bytes")
    print(f"all together {sum(times) * SIZE / sum(sizes):.2f} ms for 10 KB")
    print(f"median note {statistics.median(scaled):.2f} ms, slowest {scaled[-1]:.2f} ms for 10 KB")


if __name__ == "__main__":
    main()
