"""What the model says of an image, against the image that a Docker Engine makes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest

from dockerlayers.analysis import analyze
from dockerlayers.model.images import BaseImage
from dockerlayers.model.references import parse_platform
from dockerlayers.model.types import HistoryEntry
from dockerlayers.render.document import to_document
from dockerlayers_site.engine.docker import Docker, Version
from tests.engine.cases import EngineCase, load_cases
from tests.engine.conftest import build
from tests.engine.differences import HISTORY, missing_feature, of_today

Entry = tuple[str, bool]

CASES = [*load_cases("images"), *load_cases("build")]


def history_of(document: Mapping[str, Any], model: Sequence[HistoryEntry], version: Version) -> list[Entry]:
    """Return the engine's history in the words of today."""
    entries = document.get("history", ())
    texts = [entry.created_by for entry in model] + [""] * len(entries)
    return [
        (of_today(entry.get("created_by", ""), text, HISTORY, version), entry.get("empty_layer", False))
        for entry, text in zip(entries, texts, strict=False)
    ]


def config_of(document: Mapping[str, Any]) -> dict[str, Any]:
    """Return what is set in a config; the OCI specification keeps ArgsEscaped for other uses."""
    return {key: value for key, value in document["config"].items() if value and key != "ArgsEscaped"}


@pytest.mark.engine
@pytest.mark.parametrize("case", CASES, ids=str)
def test_image_is_what_the_model_says(
    case: EngineCase, docker: Docker, images: Mapping[str, BaseImage], tmp_path: Path
) -> None:
    if missing := missing_feature(case.needs, docker.version):
        pytest.skip(missing)
    build(docker, case, tmp_path)
    document = docker.read_image(case.tag)
    analysis = analyze(
        case.dockerfile,
        target=case.target,
        build_args=case.arguments,
        labels=case.labels,
        platform=parse_platform(f"{document['os']}/{document['architecture']}"),
        images=images,
    )
    assert analysis.build, analysis.error
    history = analysis.build.history
    assert [entry[:2] for entry in history] == history_of(document, history, docker.version)
    assert to_document(analysis)["config"] == config_of(document)
    assert analysis.build.author == document.get("author", "")
    assert sum(not entry.empty_layer for entry in history) == len(document["rootfs"]["diff_ids"])
