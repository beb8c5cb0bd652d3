"""What is built again when something changes, against a Docker Engine's build cache."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest

from dockerlayers.analysis import analyze
from dockerlayers.cli.main import main
from dockerlayers.model.changes import Rebuild
from dockerlayers.model.context import BuildContext
from dockerlayers.model.images import read_image
from dockerlayers.model.rebuild import RebuildModel
from dockerlayers.model.types import Build, Effect, Stage
from dockerlayers_site.engine.docker import Docker
from dockerlayers_site.engine.progress import read_steps
from tests.engine.cases import (
    FOLDER,
    IN_CONTEXT,
    EngineCase,
    asked,
    changed,
    load_cases,
    question,
    write_case,
)
from tests.engine.conftest import CONFIG, build
from tests.engine.differences import missing_feature
from tests.engine.rootfs import pack_rootfs
from tests.support.agreement import read_not_yet

FRESH = "dockerlayers.test/fresh:latest"
IMAGES = {FRESH: read_image({"config": {"Env": ["PATH=/bin"], "Cmd": ["sh"]}, "history": [{}]})}

CASES = load_cases("rebuild")
IN_CONTEXT_CASES = load_cases(IN_CONTEXT)
# What the engine does, and the model does not say yet.
NOT_YET = read_not_yet(FOLDER / IN_CONTEXT / "not-yet.txt")
every_case = pytest.mark.parametrize("case", CASES, ids=str)


def marked(case: EngineCase) -> Any:
    """Expect that a case fails which is known to, and no other."""
    wrong = [pytest.mark.xfail(reason="the model does not say so yet", strict=True)]
    return pytest.param(case, id=case.name, marks=wrong if case.name in NOT_YET else [])


def model_of(case: EngineCase) -> Build:
    analysis = analyze(case.dockerfile, target=case.target, build_args=case.arguments, images=IMAGES)
    assert analysis.build, analysis.error
    return analysis.build


def from_own_base(case: EngineCase) -> tuple[EngineCase, str]:
    """Let a case start from an image of its own, so that those which run beside it keep theirs."""
    base = f"dockerlayers.test/fresh/{case.folder}/{case.name}:latest"
    dockerfile = case.dockerfile.replace(FRESH.removesuffix(":latest"), base)
    return EngineCase(**{**vars(case), "dockerfile": dockerfile}), base


def import_fresh(docker: Docker, reference: str) -> None:
    """Make a base image that no build has seen, so that nothing comes from an earlier one's cache."""
    docker.import_image(pack_rootfs(uuid4().hex), reference, CONFIG)


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
    affected = RebuildModel(model_of(case), BuildContext(files={})).ask(question(case))
    lines = {
        state: [step.instruction.line for one in affected if one.state is state for step in one.layers]
        for state in Rebuild
    }
    assert lines == {Rebuild.CACHED: [], Rebuild.MAYBE: list(case.open), Rebuild.REBUILT: list(case.rebuilt)}


@pytest.mark.parametrize("case", [marked(case) for case in IN_CONTEXT_CASES])
def test_command_tells_what_the_case_says(
    case: EngineCase, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    dockerfile, context = write_case(case, tmp_path)
    words = ("--format=json", f"--if-changed={asked(case)}", f"--context={context}", str(dockerfile))
    assert main(["analyze", *words]) == 0
    [answer] = json.loads(capsys.readouterr().out)["if_changed"]
    starts = {step.instruction.line for stage in model_of(case).stages for step in stage.steps}
    said = {
        line: one["state"]
        for one in answer["rebuilds"]
        for line in starts
        if one["lines"][0] <= line <= one["lines"][1]
    }
    assert said == {**dict.fromkeys(case.rebuilt, "rebuilt"), **dict.fromkeys(case.open, "maybe")}


@pytest.mark.engine
@pytest.mark.parametrize("case", [*CASES, *IN_CONTEXT_CASES], ids=lambda case: f"{case.folder}/{case}")
def test_engine_builds_again_what_the_case_says(case: EngineCase, docker: Docker, tmp_path: Path) -> None:
    if missing := missing_feature(case.needs, docker.version):
        pytest.skip(missing)
    before, base = from_own_base(case)
    import_fresh(docker, base)
    first = list(lines_built(model_of(case), build(docker, before, tmp_path)))
    stages = model_of(case).stages
    assert first == [line for stage in stages if stage.is_built for line in _layer_lines(stage)]
    if "base" in case.change:
        import_fresh(docker, base)
    second = lines_built(model_of(changed(case)), build(docker, changed(before), tmp_path))
    expected = [*case.rebuilt, *(line for line, state in case.open.items() if state == "rebuilt")]
    assert sorted(second) == sorted(expected)
