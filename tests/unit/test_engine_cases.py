"""The model against BuildKit's own answers: a folder a case, see the README there."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from dockerlayers.analyze import Analysis, analyze
from dockerlayers.model.images import BaseImage, read_image
from dockerlayers.render.document import to_document

CASES = Path(__file__).parents[1] / "engine-cases"
SUGGESTION = re.compile(r"\s*\(did you mean [^)]*\)")
GO_WORDING = re.compile(r"^(json:|invalid character|time:|strconv\.|unexpected end of JSON)")


@pytest.fixture(scope="module")
def images() -> dict[str, BaseImage]:
    documents = json.loads((CASES / "images.json").read_text(encoding="utf-8"))
    return {name: read_image(document) for name, document in documents.items()}


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


def comparable(checks: list[dict[str, Any]]) -> list[tuple[str, str, str]]:
    """Undefined variables of one word come in any order, and so does what is suggested for them."""
    return sorted(
        (check["rule"], SUGGESTION.sub("", check["detail"]), str(check["lines"])) for check in checks
    )


def test_there_are_all_cases() -> None:
    assert len(list(CASES.glob("*/expected.json"))) == 111


@pytest.mark.parametrize("folder", sorted(CASES.glob("*/")), ids=lambda folder: folder.name)
def test_agrees_with_buildkit(folder: Path, images: dict[str, BaseImage]) -> None:
    expected = json.loads((folder / "expected.json").read_text(encoding="utf-8"))
    answer: dict[str, Any] = to_document(run_case(folder, expected["args"], images))
    assert answer["ok"] == expected["ok"]
    assert comparable(answer["checks"]) == comparable(expected["checks"])
    if expected["ok"]:
        assert answer["history"] == expected["history"]
        assert answer["config"] == {key: value for key, value in expected["config"].items() if value}
        assert answer["author"] == expected["author"]
        return
    if not GO_WORDING.match(expected["error"]):
        assert SUGGESTION.sub("", answer["error"]) == SUGGESTION.sub("", expected["error"])
    if expected["error_lines"]:
        assert answer["error_lines"] == expected["error_lines"]
