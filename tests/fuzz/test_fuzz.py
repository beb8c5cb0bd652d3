"""The seeds of the fuzzer, each held against every oracle, in one process and in two with other hashes."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from dockerlayers.analysis import analyze
from tests.fuzz.generate import Generator
from tests.fuzz.inputs import CORPUS, FuzzInput, read_input
from tests.fuzz.oracles import check_input, make_report, write_line, write_page
from tests.support.site import ROOT

SEEDS = sorted(CORPUS.iterdir())
GENERATED = 60
_DIGEST = "from tests.fuzz.test_fuzz import digest; print(digest())"


@pytest.mark.parametrize("path", SEEDS, ids=lambda path: path.name)
def test_every_oracle_holds_for_a_seed(path: Path) -> None:
    check_input(read_input(path.read_bytes()))


def test_every_oracle_holds_for_generated_files() -> None:
    for number in range(GENERATED):
        check_input(FuzzInput(source=Generator(number).dockerfile(), is_fragment=number % 2 > 0))


def digest() -> str:
    """Return what all seeds come to, as one number."""
    reports = [make_report(read_input(path.read_bytes())) for path in SEEDS]
    text = "\n".join(write_line(report) + write_page(report) for report in reports)
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def test_the_order_of_sets_is_seen_nowhere() -> None:
    digests = [
        subprocess.run(
            [sys.executable, "-c", _DIGEST],
            cwd=ROOT,
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": f"{ROOT / 'hooks'}{os.pathsep}{ROOT}"},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    ]
    assert digests[0] == digests[1]


def test_any_bytes_are_an_input() -> None:
    assert read_input(b"FROM \xff\n@@ options\nplatform *\n@@ x").source == "FROM \ufffd"
    given = read_input(
        b"FROM a\n@@ options\nfragment\narg A=b=c\nlabel d\ntarget a\nplatform linux/arm64\nline 1\nline x\n"
        b"file a\nchange A\nbase a\nother\n@@ files\na\nb/c\n@@ ignore\nb"
    )
    assert (given.is_fragment, given.arguments, given.labels) == (True, {"A": "b=c"}, {"d": ""})
    assert given.platform
    assert given.platform.architecture == "arm64"
    assert len(given.changes) == 4
    assert given.context
    assert [path for path in given.context.files if given.context.ignore.excludes(path)] == ["b/c"]


def test_the_generator_writes_each_instruction_valid_and_not() -> None:
    sources = [Generator(number).dockerfile() for number in range(400)]
    assert sources == [Generator(number).dockerfile() for number in range(400)]
    parsed = [analyze(source).dockerfile for source in sources]
    names = Counter(one.name for file in parsed if file for one in file.instructions)
    assert min(names[name] for name in ("FROM", "RUN", "COPY", "ENV", "HEALTHCHECK", "ONBUILD")) > 10
    assert 20 < parsed.count(None) < 200
