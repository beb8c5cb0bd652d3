"""Every example is a project of its own: shown by a page, and passing its own tests."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from dockerlayers.cli.folder import FolderReader
from dockerlayers.measured import RECORD_NAME
from dockerlayers.measured.read import read_record
from dockerlayers.measured.write import write_record

ROOT = Path(__file__).parents[1]
EXAMPLES = sorted(path for path in (ROOT / "examples").iterdir() if path.is_dir())
SHOWN = re.compile(r"^[>\s]*(?:`{3,}|~{3,}).*\bfile=\"(?P<file>[^\"]+)\"")
# Of this one, no base image can be had without a registry, nor what Maven fetches.
NOT_MEASURED = {"spring-layers"}
FENCE = re.compile(r"^[>\s]*(?P<marks>`{3,}|~{3,})")


def shown_files(page: str) -> set[str]:
    """Return the files that a page's fences show; a fence inside another one is only text."""
    shown: set[str] = set()
    closing: str | None = None
    for line in page.splitlines():
        fence = FENCE.match(line)
        if fence is None:
            continue
        if closing is None:
            closing = fence["marks"]
            shown.update(match["file"] for match in [SHOWN.match(line)] if match)
        elif fence["marks"].startswith(closing) and not line[fence.end() :].strip():
            closing = None
    return shown


def not_shown(examples: list[Path], pages: list[str]) -> list[str]:
    """Return the examples of which no page shows a Dockerfile."""
    shown = set().union(*(shown_files(page) for page in pages))
    return [
        example.name
        for example in examples
        if not any(f"examples/{example.name}/{file.name}" in shown for file in example.glob("*Dockerfile*"))
    ]


def run_tests(example: Path) -> subprocess.CompletedProcess[str]:
    """Run an example's tests by themselves, as someone would who has copied the folder out of here."""
    options = ["-q", "-W", "error", "-p", "no:cacheprovider", "-c", os.devnull, "--rootdir", str(example)]
    return subprocess.run(
        [sys.executable, "-m", "pytest", *options, "tests"],
        cwd=example,
        env=os.environ | {"PYTHONDONTWRITEBYTECODE": "1", "PYTEST_ADDOPTS": ""},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def test_there_are_examples() -> None:
    assert "python-web" in [example.name for example in EXAMPLES]


def test_every_example_is_shown_by_a_page() -> None:
    pages = [path.read_text(encoding="utf-8") for path in ROOT.glob("docs/**/*.md")]
    assert not not_shown(EXAMPLES, pages)


def test_an_example_that_no_page_shows_is_found(tmp_path: Path) -> None:
    (tmp_path / "alone").mkdir()
    (tmp_path / "alone" / "Dockerfile").touch()
    examples = [tmp_path / "alone"]
    header = '```dockerfile title="x" file="examples/alone/Dockerfile"'
    assert not_shown(examples, ["examples/alone/Dockerfile"]) == ["alone"]
    assert not_shown(examples, [f"````markdown\n{header}\n```\n````\n"]) == ["alone"]
    assert not_shown(examples, [header.replace("alone/", "other/")]) == ["alone"]
    assert not_shown(examples, ["", f"> {header}\n> ```\n"]) == []


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda path: path.name)
def test_example_is_whole(example: Path) -> None:
    assert [*example.glob("*Dockerfile*")]
    assert (example / ".dockerignore").is_file()


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda path: path.name)
def test_tests_of_the_example_pass(example: Path) -> None:
    result = run_tests(example)
    assert result.returncode == 0, result.stdout + result.stderr


@pytest.mark.parametrize(("test", "code"), [("assert False", 1), ("", 5)])
def test_failing_and_missing_tests_of_an_example_are_noticed(tmp_path: Path, test: str, code: int) -> None:
    (tmp_path / "tests").mkdir()
    body = f"def test_it():\n    {test}\n" if test else ""
    (tmp_path / "tests" / "test_it.py").write_text(body, encoding="utf-8")
    assert run_tests(tmp_path).returncode == code


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda path: path.name)
def test_a_record_holds_for_what_is_there_and_names_nothing_of_the_machine(example: Path) -> None:
    record = example / RECORD_NAME
    if not record.is_file():
        assert example.name in NOT_MEASURED
        return
    text = record.read_text(encoding="utf-8")
    folder = FolderReader(str(example))
    for name, measured in read_record(text).items():
        path = example / name
        assert folder.take_fingerprint(str(path), path.read_bytes()) == measured.fingerprint, name
        assert write_record(read_record(text)) == text
    assert not re.findall(r"\w+://[^\s\"]+|/tmp/|/work\b|/home/\w+/", text)
