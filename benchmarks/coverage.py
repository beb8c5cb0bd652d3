"""Count how much of the shell commands in Dockerfiles is explained.

usage: python benchmarks/coverage.py [--missing] FOLDER

FOLDER holds Dockerfiles. Counted is every simple command of every RUN that has a name, also those that
sudo, xargs or a script of `sh -c` run, and every option, each letter of `-xzf` by itself. Commands of
which is only said that a file, a function or what a variable holds is run are counted apart, as not
explained. With --missing also what occurs most and is not explained.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from dockerlayers.errors import DockerfileError
from dockerlayers.explain.gloss.instruction import read_source
from dockerlayers.explain.gloss.readings import Knowledge, Reading, list_all
from dockerlayers.explain.gloss.scripts import read_script
from dockerlayers.explain.gloss.sources import DEFAULT_SHELL, is_windows, read_instruction
from dockerlayers.syntax.nodes import Form, Instruction
from dockerlayers.syntax.parser import parse_dockerfile
from dockerlayers.texts.texts import load_texts

SHOWN = 60


class Count:
    def __init__(self) -> None:
        self.commands: Counter[Knowledge] = Counter()
        self.options: Counter[Knowledge] = Counter()
        self.unknown_programs: Counter[str] = Counter()
        self.unknown_options: Counter[str] = Counter()

    def add(self, reading: Reading, *, is_posix: bool = True) -> None:
        knowledge = reading.knowledge if is_posix else Knowledge.NONE
        self.commands[knowledge] += 1
        if knowledge is Knowledge.NONE:
            self.unknown_programs[reading.name.rsplit("/", 1)[-1]] += 1
        for use in reading.uses:
            is_known = use.option and knowledge is Knowledge.PROGRAM
            self.options[Knowledge.PROGRAM if is_known else knowledge_of_option(knowledge)] += 1
            if not is_known and knowledge is Knowledge.PROGRAM:
                self.unknown_options[f"{reading.name} {use.code}"] += 1

    def show(self, title: str) -> None:
        print(title)
        for what, counter in (("simple commands", self.commands), ("options", self.options)):
            total, known = counter.total(), counter[Knowledge.PROGRAM]
            general = counter[Knowledge.GENERAL]
            print(
                f"  {what:<16} {total:6}   explained {known:6} ({known / (total or 1):6.1%})"
                f"   of a file, function or variable {general:5} ({general / (total or 1):5.1%})"
            )


def knowledge_of_option(command: Knowledge) -> Knowledge:
    return Knowledge.GENERAL if command is Knowledge.GENERAL else Knowledge.NONE


def list_runs(source: str) -> Iterator[tuple[Instruction, Sequence[str], bool]]:
    """List every RUN with the shell that holds there, and whether the stage is of Windows."""
    shells: dict[str, Sequence[str]] = {}
    shell: Sequence[str] = DEFAULT_SHELL
    name, on_windows = "", False
    windows: set[str] = set()
    for instruction in parse_dockerfile(source).instructions:
        words = [word.text for word in instruction.words]
        if instruction.name == "FROM" and words:
            shell = shells.get(words[0].lower(), DEFAULT_SHELL)
            on_windows = words[0].lower() in windows or is_windows(words[0])
            name = words[-1].lower()
            windows |= {name} if on_windows else set()
        elif instruction.name == "SHELL":
            shell = words
        shells[name] = shell
        owner = instruction.trigger or instruction
        if owner.name == "RUN":
            yield instruction, shell, on_windows


def count(folder: Path) -> tuple[Count, Count]:
    texts = load_texts()
    posix, everything = Count(), Count()
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        try:
            runs = list(list_runs(path.read_bytes().decode("utf-8", "replace")))
        except DockerfileError:
            continue
        for instruction, shell, on_windows in runs:
            owner = instruction.trigger or instruction
            found = None if on_windows else read_instruction(owner, shell)
            if found:
                script = read_source(texts, found)
            elif owner.form is Form.EXEC:
                continue
            else:
                script = read_script(texts, "\n".join(word.text for word in owner.words))
            for reading in list_all(script.readings):
                if reading.name:
                    everything.add(reading, is_posix=bool(found))
                if reading.name and found:
                    posix.add(reading)
    return posix, everything


def main() -> None:
    parser = argparse.ArgumentParser(description="Count how much of the shell commands is explained.")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--missing", action="store_true")
    arguments = parser.parse_args()
    posix, everything = count(arguments.folder)
    posix.show("scripts for a POSIX shell")
    everything.show("all scripts, also those for PowerShell and cmd")
    if arguments.missing:
        print("programs that are not known:")
        print("  " + ", ".join(f"{name} {n}" for name, n in posix.unknown_programs.most_common(SHOWN)))
        print("options that are not known:")
        print("  " + ", ".join(f"{name} {n}" for name, n in posix.unknown_options.most_common(SHOWN)))


if __name__ == "__main__":
    main()
