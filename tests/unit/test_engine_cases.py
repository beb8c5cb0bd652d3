"""The model against BuildKit's own answers: see the READMEs of engine-cases/ and fuzz-cases/."""

import json
from pathlib import Path
from typing import Any

import pytest

from dockerlayers.analysis import Analysis, analyze
from dockerlayers.cli.images import load_images
from dockerlayers.model.images import BaseImage
from dockerlayers.render.document import to_document
from tests.support.agreement import find_differences, read_not_yet

CASES = Path(__file__).parents[1] / "engine-cases"
FUZZ_CASES = Path(__file__).parents[1] / "fuzz-cases"
NOT_YET = read_not_yet(CASES / "not-yet.txt")
FUZZ_NOT_YET = read_not_yet(FUZZ_CASES / "not-yet.txt")


@pytest.fixture(scope="module")
def images() -> dict[str, BaseImage]:
    return load_images(str(CASES / "images.json"))


def run_case(folder: Path, arguments: list[str], images: dict[str, BaseImage]) -> Analysis:
    pairs = [argument.partition("=") for argument in arguments[1::2]]
    options = list(zip(arguments[::2], arguments[1::2], pairs, strict=True))
    source = (folder / "Dockerfile").read_bytes().decode("utf-8")
    return analyze(
        source,
        target=next((value for name, value, _ in options if name == "--target"), None),
        build_args={key: value for name, _, (key, _, value) in options if name == "--build-arg"},
        labels={key: value for name, _, (key, _, value) in options if name == "--label"},
        images=images,
    )


def marked(folder: Path) -> Any:
    """Expect that a case fails which is known to, and no other."""
    wrong = [pytest.mark.xfail(reason="the model does not say so yet", strict=True)]
    return pytest.param(folder, id=folder.name, marks=wrong if folder.name in NOT_YET else [])


def test_there_are_all_cases() -> None:
    names = {path.parent.name for path in CASES.glob("*/expected.json")}
    assert len(names) == 131
    assert names >= NOT_YET


@pytest.mark.parametrize("folder", [marked(path) for path in sorted(CASES.glob("*/"))])
def test_agrees_with_buildkit(folder: Path, images: dict[str, BaseImage]) -> None:
    expected = json.loads((folder / "expected.json").read_text(encoding="utf-8"))
    assert find_differences(expected, to_document(run_case(folder, expected["args"], images))) == {}


def test_agrees_with_buildkit_on_what_a_program_wrote() -> None:
    images = load_images(str(FUZZ_CASES / "images.json"))
    cases = [json.loads(line) for line in (FUZZ_CASES / "cases.jsonl").read_text("utf-8").split("\n")[:-1]]
    answers = {case["name"]: to_document(analyze(case["dockerfile"], images=images)) for case in cases}
    assert len(answers) == 1462
    found = {case["name"]: find_differences(case, answers[case["name"]]) for case in cases}
    assert {name: kinds for name, kinds in found.items() if kinds and name not in FUZZ_NOT_YET} == {}
    assert [name for name in sorted(FUZZ_NOT_YET) if not found[name]] == [], "take these from not-yet.txt"
