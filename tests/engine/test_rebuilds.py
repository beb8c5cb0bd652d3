"""What is built again when something changes, against a Docker Engine's build cache."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import pytest

from dockerlayers.analyze import analyze
from dockerlayers.model.changes import Rebuild
from dockerlayers.model.images import read_image
from dockerlayers.model.rebuild import RebuildModel
from dockerlayers.model.types import Build, Effect, Stage
from dockerlayers_site.engine.docker import Docker
from tests.engine.cases import EngineCase, changed, load_cases, question
from tests.engine.conftest import CONFIG, build
from tests.engine.differences import missing_feature
from tests.engine.progress import read_steps
from tests.engine.rootfs import pack_rootfs

FRESH = "dockerlayers.test/fresh:latest"
IMAGES = {FRESH: read_image({"config": {"Env": ["PATH=/bin"], "Cmd": ["sh"]}, "history": [{}]})}

CASES = load_cases("rebuild")
every_case = pytest.mark.parametrize("case", CASES, ids=str)


def model_of(case: EngineCase) -> Build:
    analysis = analyze(case.dockerfile, target=case.target, build_args=case.arguments, images=IMAGES)
    assert analysis.build, analysis.error
    return analysis.build


def import_fresh(docker: Docker) -> None:
    """Make a base image that no build has seen, so that nothing comes from an earlier one's cache."""
    docker.import_image(pack_rootfs(uuid4().hex), FRESH, CONFIG)


def lines_built(model: Build, output: str) -> Iterator[int]:
    """Yield the lines of the layers that did not come from the cache, as the engine's output tells."""
    observed = read_steps(output)
    for stage in model.stages:
        steps = observed.get(stage.name or f"stage-{stage.index}", []) if len(model.stages) > 1 else None
        if steps is None:
            [steps] = observed.values()
        lines = _layer_lines(stage) if stage.is_built else []
        yield from (line for line, step in zip(lines, steps, strict=True) if not step.is_cached)


def _layer_lines(stage: Stage) -> list[int]:
    return [step.instruction.line for step in stage.steps if step.effect is Effect.LAYER]


@every_case
def test_model_tells_what_the_case_says(case: EngineCase) -> None:
    affected = RebuildModel(model_of(case)).ask(question(case))
    lines = {
        state: [step.instruction.line for one in affected if one.state is state for step in one.layers]
        for state in Rebuild
    }
    assert lines == {Rebuild.CACHED: [], Rebuild.MAYBE: list(case.open), Rebuild.REBUILT: list(case.rebuilt)}


@pytest.mark.engine
@every_case
def test_engine_builds_again_what_the_case_says(case: EngineCase, docker: Docker, tmp_path: Path) -> None:
    if missing := missing_feature(case.needs, docker.version):
        pytest.skip(missing)
    import_fresh(docker)
    first = list(lines_built(model_of(case), build(docker, case, tmp_path)))
    stages = model_of(case).stages
    assert first == [line for stage in stages if stage.is_built for line in _layer_lines(stage)]
    if "base" in case.change:
        docker.must("image", "rm", FRESH)
        import_fresh(docker)
    docker.must("image", "rm", case.tag)
    second = lines_built(model_of(changed(case)), build(docker, changed(case), tmp_path))
    expected = {*case.rebuilt, *(line for line, state in case.open.items() if state == "rebuilt")}
    assert sorted(second) == sorted(expected)
    docker.must("image", "rm", case.tag, FRESH)
