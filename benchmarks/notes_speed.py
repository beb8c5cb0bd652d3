"""Time what rewriting adds to the conversion of notes, and what heavy ones cost: milliseconds for 10 KB.

usage: python -m benchmarks.notes_speed [FOLDER]

FOLDER holds notes. Without one, Markdown is made up that repeats one kind of mark (tests/support/heavy.py).
Beside the rewriting stands the whole page; most of that is Python-Markdown's and, for fences, Pygments'.
The least processor time of several runs counts, so that a busy machine does not.
The time of a note is scaled to 10 KB; notes below 2 KB are too small to tell.
"""

import gc
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from markdown import Markdown
from mkdocs.config import load_config

from dockerlayers_site.fences.defaults import FenceDefaults
from dockerlayers_site.fences.extension import DockerfileFences
from dockerlayers_site.glossary import load_english_names
from dockerlayers_site.links.extension import SectionIds
from dockerlayers_site.notes.extension import GitHubNotes
from dockerlayers_site.notes.rewrite import rewrite_note
from dockerlayers_site.pages.page_file import page_file
from tests.support.heavy import make_heavy

ROOT = Path(__file__).resolve().parents[1]
ROUNDS = 7
SIZE = 10_240
SMALLEST = 2_048


def least(step: Callable[[], object]) -> float:
    """Return the least milliseconds of some runs."""
    gc.collect()
    gc.disable()
    times = []
    for _ in range(ROUNDS):
        start = time.process_time()
        step()
        times.append(time.process_time() - start)
    gc.enable()
    return min(times) * 1_000


def rewrite(text: str) -> float:
    lines = text.split("\n")
    return least(lambda: rewrite_note(lines, keep=str, page=page_file("a.md", text)))


def time_notes(folder: Path) -> None:
    notes = [path.read_text(encoding="utf-8-sig") for path in sorted(folder.rglob("*.md"))]
    sizes = [len(note.encode()) for note in notes]
    times = [rewrite(note) for note in notes]
    scaled = sorted(took * SIZE / size for took, size in zip(times, sizes, strict=True) if size >= SMALLEST)
    print(f"notes {len(notes)}, {sum(sizes):,} bytes")
    print(f"all together {sum(times) * SIZE / sum(sizes):.2f} ms for 10 KB")
    print(f"median note {statistics.median(scaled):.2f} ms, slowest {scaled[-1]:.2f} ms for 10 KB")


def time_heavy() -> None:
    """Print what rewriting costs, and a page with all of ours, Python-Markdown and Pygments."""
    config = load_config(str(ROOT / "mkdocs.yml"), plugins=[], hooks=[])
    ours = [GitHubNotes(), SectionIds(terms=load_english_names()), _fences()]
    extensions: list[Any] = [*config.markdown_extensions, *ours]

    def convert(text: str) -> float:
        return least(
            lambda: Markdown(extensions=extensions, extension_configs=config.mdx_configs).convert(text)
        )

    empty = convert("")
    rows = [(rewrite(text), convert(text) - empty, kind) for kind, text in make_heavy(SIZE).items()]
    print(f"{'rewriting':>10} {'page':>8}  milliseconds for 10 KB of")
    for rewriting, page, kind in sorted(rows, reverse=True):
        print(f"{rewriting:10.1f} {page:8.1f}  {kind}")


def _fences() -> DockerfileFences:
    return DockerfileFences(root=Path(), defaults=FenceDefaults(checks=True, explain=None))


def main() -> None:
    if len(sys.argv) > 1:
        time_notes(Path(sys.argv[1]))
    else:
        time_heavy()


if __name__ == "__main__":
    main()
