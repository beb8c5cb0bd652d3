"""Measures of small Dockerfiles, taken with a Docker Engine."""

from __future__ import annotations

from pathlib import Path
from uuid import uuid4

import pytest

from dockerlayers.measured.read import read_record
from dockerlayers.measured.types import Cause, Measured, Occasion
from dockerlayers.measured.write import write_record
from dockerlayers.model.changes import Rebuild
from dockerlayers_site.engine.docker import Docker
from dockerlayers_site.measures import measure
from dockerlayers_site.measures.bases import BaseFinder
from dockerlayers_site.measures.builder import Builder
from dockerlayers_site.measures.errors import MeasureError, MissingBaseError
from dockerlayers_site.measures.measure import Bench, measure_dockerfile
from dockerlayers_site.measures.plan import load_plan
from tests.engine.conftest import CONFIG
from tests.engine.rootfs import pack_rootfs

pytestmark = pytest.mark.engine

# Tests in other processes measure at the same time.
FRESH = f"dockerlayers.test/measured:{uuid4().hex[:12]}"
FILES = {
    "Dockerfile": f"""\
# syntax=docker/dockerfile:1
FROM {FRESH} AS work
RUN head -c 70000 /dev/zero >/big && echo 1 >/kept
RUN rm /big

FROM work AS test
RUN test -f /kept

FROM work
COPY . /app/
CMD ["true"]
""",
    ".dockerignore": "*.log\nDockerfile\nmeasure*\n.dockerignore\n",
    "app.py": "print(1)\n",
    "build.log": "1\n",
    "measure.toml": """\
[[source]]
file = "app.py"
put = "# {mark}"

[[dependency]]
file = "build.log"
put = "2"
""",
}


class _Found(BaseFinder):
    """Takes what the tests have made for what it is called."""

    def _bring(self, reference: str) -> str | None:
        return "busybox" if reference == FRESH else super()._bring(reference)


@pytest.fixture
def bench(docker: Docker, tmp_path: Path) -> Bench:
    docker.import_image(pack_rootfs(uuid4().hex), FRESH, CONFIG)
    finder = _Found(docker, tmp_path / "bases")
    return Bench(
        docker=docker,
        bases=finder,
        engine="Docker",
        builder="BuildKit",
        platform="linux/amd64",
        # That is the engine's for others too: the base is fresh instead.
        empties_cache=False,
    )


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "project"
    folder.mkdir()
    for name, text in FILES.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def taken(bench: Bench, folder: Path) -> Measured:
    return measure_dockerfile(bench, folder, "Dockerfile", load_plan(folder))


def test_a_dockerfile_is_measured(bench: Bench, folder: Path) -> None:
    measured = taken(bench, folder)
    assert [(layer.line, layer.byte_count) for layer in measured.layers] == [(3, 70002), (4, 0), (10, 9)]
    [lost] = measured.waste
    assert (lost.line, lost.cause, lost.byte_count, lost.by_line) == (3, Cause.DELETED, 70000, 4)
    builds = measured.builds
    assert (builds[Occasion.COLD].built, builds[Occasion.COLD].cached) == ((3, 4, 10), ())
    assert (builds[Occasion.WARM].built, builds[Occasion.WARM].cached) == ((), (3, 4, 10))
    assert (builds[Occasion.SOURCE].built, builds[Occasion.SOURCE].cached) == ((10,), (3, 4))
    assert builds[Occasion.DEPENDENCY].built == ()
    assert (measured.base, measured.base_bytes) == (FRESH, None)
    assert [entry.byte_count for entry in measured.history] == [70002, 0, 9, 0]
    assert read_record(write_record({"Dockerfile": measured})) == {"Dockerfile": measured}


def test_a_model_that_says_otherwise_ends_the_measures(
    bench: Bench, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(measure, "foresee", lambda *_: dict.fromkeys((3, 4, 10), Rebuild.CACHED))
    with pytest.raises(
        MeasureError, match="line 10 was built, and the model says that it comes from the cache"
    ):
        taken(bench, folder)


def test_a_build_that_fails_and_tests_that_fail_are_told(bench: Bench, folder: Path) -> None:
    (folder / "Dockerfile").write_text(FILES["Dockerfile"].replace("-f /kept", "-f /lost"), encoding="utf-8")
    with pytest.raises(MeasureError, match="test -f /lost"):
        taken(bench, folder)
    (folder / "Dockerfile").write_text(f"FROM {FRESH}\nRUN false\n", encoding="utf-8")
    with pytest.raises(MeasureError, match="RUN false"):
        taken(bench, folder)


def test_a_base_that_cannot_be_had_and_a_wrong_file_are_told(bench: Bench, folder: Path) -> None:
    (folder / "Dockerfile").write_text("FROM nobody/knows:this\n", encoding="utf-8")
    with pytest.raises(MissingBaseError, match="nothing stands in for nobody/knows:this"):
        taken(bench, folder)
    (folder / "Dockerfile").write_text("FORM scratch\n", encoding="utf-8")
    with pytest.raises(MeasureError, match=r"the model refuses it: .*unknown instruction: FORM"):
        taken(bench, folder)


def test_nothing_is_left_in_the_engine_but_its_cache(bench: Bench, folder: Path, tmp_path: Path) -> None:
    builder = Builder(bench.docker, folder, "Dockerfile", tmp_path / "copy", (), has_registry=False)
    builder.build()
    assert bench.docker.run("image", "inspect", builder.tag).returncode == 0
    builder.remove_image()
    assert bench.docker.run("image", "inspect", builder.tag).returncode != 0
