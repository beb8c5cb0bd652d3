"""The command: what it measures, what it writes, and what it says where nothing can be measured."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from dockerlayers.measured.read import read_record
from dockerlayers.measured.types import Measured, MeasuredBuild, Occasion
from dockerlayers_site.engine import EngineError
from dockerlayers_site.measures import command
from dockerlayers_site.measures.errors import MeasureError, MissingBaseError
from dockerlayers_site.measures.measure import Bench
from dockerlayers_site.measures.plan import MeasurePlan
from tests.support.records import make_record

MEASURED = make_record(
    builds={Occasion.COLD: MeasuredBuild(seconds=1.25), Occasion.WARM: MeasuredBuild(seconds=0.5)}
)


class _Bench:
    engine, builder, platform = "Docker Engine 28.5.2", "buildx", "linux/amd64"


def measure(_: Bench, folder: Path, name: str, plan: MeasurePlan) -> Measured:
    """Stand in for an engine: what a file says is what becomes of it."""
    del plan
    text = (folder / name).read_text(encoding="utf-8")
    if "lost" in text:
        raise MissingBaseError("nothing stands in for lost")
    if "wrong" in text:
        raise MeasureError("line 2 was built, and the model says that it comes from the cache")
    return MEASURED


@pytest.fixture(autouse=True)
def bench(monkeypatch: pytest.MonkeyPatch) -> None:
    @contextmanager
    def give(**_: bool) -> Iterator[_Bench]:
        yield _Bench()

    monkeypatch.setattr(command, "_bench", give)
    monkeypatch.setattr(command, "measure_dockerfile", measure)


def write(folder: Path, **files: str) -> Path:
    folder.mkdir(exist_ok=True)
    for name, text in files.items():
        (folder / name.replace("__", ".")).write_text(text, encoding="utf-8")
    return folder


def test_every_dockerfile_of_a_folder_is_measured_and_written(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = write(
        tmp_path / "a", Dockerfile="FROM a", Dockerfile__before="FROM b", Dockerfile__dockerignore=""
    )
    assert command.main([str(folder)]) == 0
    record = read_record((folder / "measured.json").read_text(encoding="utf-8"))
    assert list(record) == ["Dockerfile", "Dockerfile.before"]
    said = capsys.readouterr().out.splitlines()
    assert said[0] == "Docker Engine 28.5.2, buildx, linux/amd64"
    assert said[1] == f"{folder}/Dockerfile: 0B in 0 layers, 0B wasted; cold 1.2s warm 0.5s"
    assert said[-1].startswith("2 measured, 0 not to be measured here, 0 failed, in ")


def test_what_cannot_be_had_is_counted_and_is_no_failure(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = write(tmp_path / "a", Dockerfile="FROM a", Dockerfile__before="FROM lost")
    assert command.main([str(folder)]) == 0
    assert list(read_record((folder / "measured.json").read_text(encoding="utf-8"))) == ["Dockerfile"]
    said = capsys.readouterr().out
    assert "Dockerfile.before: not measured: nothing stands in for lost" in said
    assert "1 measured, 1 not to be measured here, 0 failed" in said


def test_a_difference_from_the_model_is_a_failure_and_the_rest_goes_on(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    wrong = write(tmp_path / "a", Dockerfile="FROM wrong")
    right = write(tmp_path / "b", Dockerfile="FROM a")
    assert command.main([str(wrong), str(right)]) == 1
    assert not (wrong / "measured.json").exists()
    assert (right / "measured.json").is_file()
    assert "Dockerfile: line 2 was built" in capsys.readouterr().err


def test_a_check_writes_nothing(tmp_path: Path) -> None:
    folder = write(tmp_path / "a", Dockerfile="FROM a")
    assert command.main(["--check", str(folder)]) == 0
    assert not (folder / "measured.json").exists()


@pytest.mark.parametrize(("options", "status"), [((), 2), (("--check",), 0), (("--check", "--real"), 2)])
def test_without_an_engine_only_a_check_is_left_out(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    options: tuple[str, ...],
    status: int,
) -> None:
    def fail(**_: bool) -> None:
        raise EngineError("only root can install, start and stop one here")

    monkeypatch.setattr(command, "_bench", fail)
    assert command.main([*options, str(write(tmp_path / "a", Dockerfile="FROM a"))]) == status
    assert capsys.readouterr().err.startswith("measure: nothing can be measured: only root can")


def test_a_folder_without_a_dockerfile_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert command.main([str(tmp_path)]) == 2
    assert "there is no Dockerfile to measure" in capsys.readouterr().err
