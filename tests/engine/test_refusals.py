"""A Dockerfile that cannot be built: the engine's first error is the model's."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

import pytest

from dockerlayers.analysis import analyze
from dockerlayers.model.images import BaseImage
from dockerlayers_site.engine.docker import Docker
from tests.engine.cases import EngineCase, load_cases, write_case
from tests.engine.differences import ERRORS, missing_feature, of_today

# The command and each service that hands the error on say so in front, in as many ways as there are versions.
PREFIX = re.compile(
    r"^(?:ERROR: )?(?:failed to build: )?(?:failed to solve(?: with frontend dockerfile\.v0)?: )?"
    r"(?:failed to run Build function: )?(?:failed to create LLB definition: )?"
)


@pytest.mark.engine
@pytest.mark.parametrize("case", load_cases("refuse"), ids=str)
def test_error_is_what_the_model_says(
    case: EngineCase, docker: Docker, images: Mapping[str, BaseImage], tmp_path: Path
) -> None:
    if missing := missing_feature(case.needs, docker.version):
        pytest.skip(missing)
    dockerfile, context = write_case(case, tmp_path)
    done = docker.build(dockerfile, context, case.tag, case.options)
    output = done.stdout.decode(errors="replace")
    assert done.returncode != 0, output
    error = analyze(
        case.dockerfile,
        target=case.target,
        build_args=case.arguments,
        images=images,
    ).error
    assert error, f"the model accepts what an engine refuses: {output}"
    line = output.strip().splitlines()[-1]
    assert of_today(PREFIX.sub("", line), error.engine_text, ERRORS, docker.version) == error.engine_text
