"""Print every distinct sentence on the lines of Dockerfiles, with how often it is said.

usage: python benchmarks/sentences.py [--shown N] FOLDER

FOLDER holds Dockerfiles; those with an error say nothing and are left out. Counted is the one sentence of
each line. First stand, by instruction, the sentences that say nothing: they repeat the names that the line
holds, a variable's or a program's, and tell neither a value nor what it is for.
"""

from __future__ import annotations

import argparse
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from dockerlayers.analysis import analyze
from dockerlayers.explain.annotations import Annotation
from dockerlayers.explain.breakdown import explain
from dockerlayers.texts.inline import Inline, Piece, plain
from dockerlayers.texts.texts import Texts, load_texts

BARE = (
    "arg.several",
    "arg.global.several",
    "run.shell",
    "run.many",
    "run.script",
    "run.heredoc.input",
    "run.heredoc.script",
)
"""The sentences, or the actions of RUN's, that hold nothing but names."""


class BareSentences:
    """Knows the sentences that say nothing."""

    def __init__(self, texts: Texts) -> None:
        where = f"(?:{_pattern(texts, 'run.no-network', {})}|{_pattern(texts, 'run.host-network', {})})?"
        action = {key: _pattern(texts, key, {}) for key in BARE}
        runs = [
            _pattern(texts, key, {"action": one, "where": where, "mounts": ".+"})
            for one in (action[key] for key in BARE if key.startswith("run."))
            for key in ("run.sentence", "run.mounted")
        ]
        others = [action[key] for key in BARE if not key.startswith("run.")]
        self.pattern = re.compile("|".join((*others, *runs)), re.DOTALL)

    def __contains__(self, say: Inline) -> bool:
        return bool(self.pattern.fullmatch(plain(say)))


def _pattern(texts: Texts, key: str, slots: dict[str, str]) -> str:
    parts = texts.sentences[key].template.parts
    return "".join(
        re.escape(plain((part,))) if isinstance(part, Piece) else slots.get(part, r"(?:`[^`]*`(?:, )?|\d)+")
        for part in parts
    )


def list_rows(folder: Path) -> Iterator[Annotation]:
    """List the lines of all Dockerfiles below a folder that have a sentence."""
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        analysis = analyze(path.read_bytes().decode("utf-8", "replace"))
        if analysis.error or not analysis.build:
            continue
        for group in explain(analysis).groups:
            yield from (row for row in group.rows if row.say and row.instruction)


def main() -> None:
    parser = argparse.ArgumentParser(description="Print every distinct sentence with its count.")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--shown", type=int, help="only so many sentences of either kind")
    arguments = parser.parse_args()
    bare = BareSentences(load_texts())
    said: Counter[tuple[str, str]] = Counter()
    nothing: Counter[tuple[str, str]] = Counter()
    for row in list_rows(arguments.folder):
        assert row.instruction  # list_rows() leaves out the others
        (nothing if row.say in bare else said)[(row.instruction.name, plain(row.say))] += 1
    lines: Counter[str] = Counter()
    for counter in (nothing, said):
        for (name, _), count in counter.items():
            lines[name] += count
    share = f"{nothing.total()} lines ({nothing.total() / (lines.total() or 1):.1%}) say nothing"
    print(f"{lines.total()} lines, {len(said) + len(nothing)} sentences; {share}")
    for name, count in lines.most_common():
        without = sum(number for (of, _), number in nothing.items() if of == name)
        print(f"  {name:<12} {count:6}   say nothing {without:5} ({without / count:6.1%})")
    for title, counter in (("say nothing:", nothing), ("say something:", said)):
        print(title)
        for (name, text), count in counter.most_common(arguments.shown):
            print(f"{count:6} {name:<12} {text}")


if __name__ == "__main__":
    main()
