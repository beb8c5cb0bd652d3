"""The recipes of CONTRIBUTING.md, followed word for word in a copy of the library."""

from __future__ import annotations

import os
import re
import shutil
import sys
import textwrap
from pathlib import Path
from typing import NamedTuple

import pytest
import yaml

from tests.support.commands import run_command
from tests.support.site import ROOT

_BLOCK = re.compile(r"^( *)```(\w+)\n(.*?)^\1```", re.MULTILINE | re.DOTALL)
_PATH = re.compile(r"`((?:hooks|tests)/[\w./-]+\.\w+)`")


class Block(NamedTuple):
    """What a recipe writes or runs, and the files that its own step names before it."""

    language: str
    text: str
    paths: list[str]


def read_recipe(title: str) -> list[Block]:
    contributing = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    section = contributing.split(f"\n### {title}\n")[1].split("\n### ")[0]
    blocks, end = [], 0
    for match in _BLOCK.finditer(section):
        step = re.split(r"^\d\. ", section[end : match.start()], flags=re.MULTILINE)[-1]
        blocks.append(Block(match[2], textwrap.dedent(match[3]), _PATH.findall(step)))
        end = match.end()
    return blocks


class Copy:
    """The library in a folder of its own."""

    def __init__(self, root: Path) -> None:
        self.root = root
        ignored = shutil.ignore_patterns("__pycache__")
        shutil.copytree(ROOT / "hooks/dockerlayers", root / "hooks/dockerlayers", ignore=ignored)

    def write(self, block: Block, path: str) -> None:
        (self.root / path).parent.mkdir(parents=True, exist_ok=True)
        (self.root / path).write_text(block.text, encoding="utf-8")

    def append(self, block: Block, path: str) -> None:
        """Add a block at the end of a file that is there."""
        with (self.root / path).open("a", encoding="utf-8") as file:
            file.write(f"\n{block.text}")

    def run(self, command: str) -> str:
        """Run a command of a recipe; what goes wrong is a part of its output."""
        command = re.sub(r"\.venv/bin/(python -m )?", f"{sys.executable} -m ", command)
        environment = {**os.environ, "PYTHONPATH": str(self.root / "hooks"), "COLUMNS": "80"}
        return run_command(["sh", "-c", command], environment, self.root).stdout


@pytest.fixture
def copy(tmp_path: Path) -> Copy:
    return Copy(tmp_path)


def test_a_program_is_added(copy: Copy) -> None:
    facts, texts, shown, wrong = read_recipe("Add a program")
    for block in (facts, texts):
        copy.write(block, block.paths[0])
    command, said = shown.text.removeprefix("$ ").split("\n", 1)
    assert copy.run(command) == said
    path = copy.root / facts.paths[0]
    path.write_text(facts.text.replace("value =", "valeu ="), encoding="utf-8")
    assert copy.run(command.partition("| sed")[0]).endswith(wrong.text)


def test_a_practice_is_added(copy: Copy) -> None:
    find, entry, words, bad, good, _ = read_recipe("Add a practice")
    module = copy.root / find.paths[0]
    head = "PRACTICES = (\n"
    before, table = module.read_text(encoding="utf-8").split(head)
    added = entry.text.split("# those that are there\n")[1]
    parts = (before, find.text, "\n\n", head, table.removesuffix(")\n"), added)
    module.write_text("".join(parts), encoding="utf-8")
    copy.append(words, words.paths[0])
    name = words.text.partition("]")[0].removeprefix("[")
    for block, is_found in ((bad, True), (good, False)):
        (copy.root / "Dockerfile").write_text(yaml.safe_load(block.text)["dockerfile"], encoding="utf-8")
        told = copy.run(".venv/bin/dockerlayers analyze Dockerfile")
        assert "FROM debian:12" in told
        assert (name in told) is is_found


def test_a_language_is_added(copy: Copy) -> None:
    begin, look, check = read_recipe("Add a language")
    shutil.copytree(ROOT / "examples/python-web", copy.root / "examples/python-web")
    assert copy.run(begin.text) == ""
    labels = copy.root / "hooks/dockerlayers/texts/en/labels.toml"
    korean = labels.read_text(encoding="utf-8")
    other = re.sub("^layers = .*", 'layers = "{n} new layers"', korean, flags=re.MULTILINE)
    labels.write_text(other, encoding="utf-8")
    assert "4 new layers" in copy.run(look.text)
    missing = copy.run(check.text)
    assert "missing: texts/en/sentences.toml: " in missing
    assert "missing: texts/en/labels.toml: " not in missing
    labels.write_text(other.replace("{n} new", "{count} new"), encoding="utf-8")
    assert "texts/en/labels.toml: layers: there is no slot {count} here" in copy.run(check.text)
