"""Measures beside a Dockerfile on a page: taken from its record as long as that holds."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from dockerlayers.cli.folder import FolderReader
from dockerlayers.measured.types import MeasuredLayer
from dockerlayers.measured.write import write_record
from dockerlayers_site.fences.defaults import FenceDefaults
from dockerlayers_site.fences.fence import Figure, read_block
from dockerlayers_site.fences.places import Block, FencePlace
from tests.support.records import make_record

DOCKERFILE = "FROM scratch\nCOPY app.py /\n"
FILES = {
    "app/Dockerfile": DOCKERFILE,
    "app/Dockerfile.before": "FROM scratch\nCOPY . /\n",
    "app/app.py": "print(1)\n",
    "app/.dockerignore": "*.log\n",
    "app/build.log": "1\n",
}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Write a project with two Dockerfiles and a record of both."""
    for name, text in FILES.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    reader = FolderReader(str(tmp_path / "app"))
    records = {}
    for name, size in (("Dockerfile", 1000), ("Dockerfile.before", 5000)):
        path = tmp_path / "app" / name
        records[name] = make_record(
            fingerprint=reader.take_fingerprint(str(path), path.read_bytes()),
            layers=(MeasuredLayer(line=2, byte_count=size),),
        )
    (tmp_path / "app/measured.json").write_text(write_record(records), encoding="utf-8")
    return tmp_path


def read(root: Path, options: str, content: str = "") -> Figure:
    lines = (f"```dockerfile {options}", *content.splitlines(), "```")
    block = Block(tag="dockerfile", lines=lines, start=0, end=len(lines) - 1, is_closed=True, width=0)
    place = FencePlace(path="docs/page.md", lines=lines, line=1)
    figure = read_block(block, content, place, root=root, defaults=FenceDefaults())
    assert isinstance(figure, Figure)
    return figure


def size_of(figure: Figure) -> int | None:
    return figure.measured.own_bytes if figure.measured else None


def test_a_file_is_shown_with_the_record_beside_it(root: Path) -> None:
    figure = read(root, 'file="app/Dockerfile"')
    assert size_of(figure) == 1000
    assert figure.record
    assert (figure.record.path, figure.record.name) == ("app/measured.json", "app-measured.json")


def test_in_a_comparison_both_have_their_own(root: Path) -> None:
    figure = read(root, 'file="app/Dockerfile" compare="app/Dockerfile.before"')
    assert figure.other
    assert figure.other.measured
    assert (size_of(figure), figure.other.measured.own_bytes) == (1000, 5000)


@pytest.mark.parametrize("name", ["app.py", "Dockerfile", ".dockerignore"])
def test_one_byte_that_changes_takes_the_figures_away(root: Path, name: str) -> None:
    path = root / "app" / name
    path.write_text(f"{path.read_text(encoding='utf-8')}#", encoding="utf-8")
    figure = read(root, 'file="app/Dockerfile" compare="app/Dockerfile.before"')
    assert figure.measured is None
    assert figure.other
    assert figure.other.measured is None
    assert not figure.warnings


def test_what_is_ignored_may_change(root: Path) -> None:
    (root / "app/build.log").write_text("2\n", encoding="utf-8")
    assert size_of(read(root, 'file="app/Dockerfile"')) == 1000


def test_a_dockerfile_of_the_page_names_its_record(root: Path) -> None:
    assert size_of(read(root, 'measured="app/measured.json"', DOCKERFILE)) == 1000
    assert size_of(read(root, 'measured="app/measured.json"', "FROM scratch\nCOPY x /\n")) is None
    assert size_of(read(root, "", DOCKERFILE)) is None


def test_measures_can_be_turned_off_and_belong_to_the_whole_build(root: Path) -> None:
    assert read(root, 'file="app/Dockerfile" measured=off').record is None
    assert read(root, 'file="app/Dockerfile" build-arg="A=1"').record is None


@pytest.mark.parametrize(
    ("options", "column", "message"),
    [
        ('measured="app/measure.json"', 25, "app/measure.json does not exist"),
        ('measured="../measured.json"', 25, "../measured.json is outside of the project"),
        ('measured=""', 25, "measured needs a value"),
        ('measured="app/measured.json" target="a"', 15, "measured has no effect on a build with target"),
        ('measured="app/measured.json" breakdown=off', 15, "measured has no effect on breakdown=off"),
    ],
)
def test_a_wrong_option_is_told_with_its_place(root: Path, options: str, column: int, message: str) -> None:
    figure = read(root, options, DOCKERFILE)
    assert figure.problem
    assert f"docs/page.md:1:{column}: {message}" in str(figure.problem)


def test_what_is_wrong_with_a_record_is_told_with_its_place_and_the_rest_is_shown(root: Path) -> None:
    path = root / "app/measured.json"
    document = json.loads(path.read_text(encoding="utf-8"))
    document["engin"] = document.pop("engine")
    path.write_text(json.dumps(document, indent=1), encoding="utf-8")
    figure = read(root, 'file="app/Dockerfile"')
    assert figure.problem is None
    [warning] = figure.warnings
    assert "app/measured.json:" in str(warning)
    assert "unknown key: engin" in str(warning)
    assert "docs/page.md" in str(warning)
    assert figure.measured is None


def test_a_record_of_other_files_tells_nothing(root: Path) -> None:
    (root / "Dockerfile").write_text(DOCKERFILE, encoding="utf-8")
    assert read(root, 'file="Dockerfile" measured="app/measured.json"').measured is None
