"""An engine is given to sessions only where nothing of anybody gets lost. A script plays the engine."""

from __future__ import annotations

import fcntl
from collections.abc import Callable
from pathlib import Path

import pytest

from dockerlayers_site.bases import LABEL, load_bases
from dockerlayers_site.consoles import stage
from dockerlayers_site.consoles.stage import Stage, is_empty, open_stages
from dockerlayers_site.engine import Docker, EngineError

BUSYBOX = load_bases()[0]
Play = Callable[[str], Docker]


@pytest.fixture
def play(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Play:
    """Play a docker command whose answers are the cases of a shell script; its calls are written down."""
    monkeypatch.setenv("ENGINE_FOLDER", str(tmp_path))
    monkeypatch.setattr(stage, "can_start_own", lambda: False)

    def write(cases: str) -> Docker:
        command = tmp_path / "docker"
        command.write_text(
            f'#!/bin/sh\necho "$*" >>{tmp_path}/calls\ncase "$*" in\n{cases}\nesac\n', encoding="utf-8"
        )
        command.chmod(0o755)
        docker = Docker(
            command=str(command), host="", version=(28, 5), version_text="28.5.2", origin="of a test"
        )
        monkeypatch.setattr(stage, "find_docker", lambda: docker)
        return docker

    return write


def calls(tmp_path: Path) -> list[str]:
    return (tmp_path / "calls").read_text(encoding="utf-8").splitlines()


@pytest.mark.parametrize(
    "case",
    [
        "'container ls'*) echo 1 ;;",
        "'volume ls'*) echo data ;;",
        "'network ls'*) echo 2 ;;",
        "'image ls'*) echo 3 ;;",
    ],
)
def test_an_engine_with_anything_on_it_is_left_alone(case: str, play: Play, tmp_path: Path) -> None:
    play(case)
    with pytest.raises(EngineError, match="that of this machine has containers, images or volumes"):  # noqa: SIM117
        with open_stages(2, is_own=False, is_real=False):
            pytest.fail("it was given")
    assert not [call for call in calls(tmp_path) if " rm " in call or "prune" in call]


def test_an_empty_engine_is_given_with_real_images_and_emptied(play: Play, tmp_path: Path) -> None:
    docker = play("")
    assert is_empty(docker)
    with open_stages(2, is_own=False, is_real=False) as stages:
        assert stages == (Stage(docker=docker, folder=tmp_path / "bases", is_real=True),)
        (tmp_path / "calls").unlink()
    assert "builder prune --all --force" in calls(tmp_path)


@pytest.mark.parametrize("is_own", [False, True])
def test_without_any_engine_it_is_said_what_is_needed(
    is_own: bool, play: Play, monkeypatch: pytest.MonkeyPatch
) -> None:
    play("")
    monkeypatch.setattr(stage, "find_docker", lambda: None)
    with pytest.raises(EngineError, match="sessions need an engine of their own, which root can start"):  # noqa: SIM117
        with open_stages(1, is_own=is_own, is_real=False):
            pytest.fail("it was given")


def test_a_page_sees_its_images_alone(play: Play, tmp_path: Path) -> None:
    docker = play(
        f"""
        "image ls --no-trunc"*) echo "1 busybox:1.35"; echo "1 busybox:latest"; echo "2 app:latest" ;;
        "image ls --all"*) echo 1; echo 2; echo 3 ;;
        "container ls"*) echo c1; echo c2 ;;
        "volume ls"*) echo data ;;
        "image inspect"*{LABEL}*) echo "of a test|{BUSYBOX.key}" ;;
        """
    )
    found = Stage(docker=docker, folder=tmp_path, is_real=False).set_up("$ docker run busybox:1.35")
    assert found == {"busybox:1.35": "of a test"}
    removed = [call for call in calls(tmp_path) if " rm" in call]
    assert removed == [
        "container rm --force --volumes c1 c2",
        "volume rm --force data",
        "image rm --force busybox:latest app:latest",
        "image rm --force 2 3",
    ]


def test_a_real_image_is_pulled(play: Play, tmp_path: Path) -> None:
    docker = play(
        '"image inspect --format"*) echo "busybox@sha256:12" ;;\n"image inspect busybox:1.35") exit 1 ;;'
    )
    real = Stage(docker=docker, folder=tmp_path, is_real=True)
    assert real.set_up("FROM busybox:1.35") == {"busybox:1.35": "sha256:12"}
    assert "pull --quiet busybox:1.35" in calls(tmp_path)
    play('"image inspect"* | pull*) exit 1 ;;')
    with pytest.raises(EngineError, match=r"busybox:1\.35 cannot be pulled"):
        real.set_up("FROM busybox:1.35")


def test_two_runs_have_an_engine_each(tmp_path: Path) -> None:
    with stage.take_name(tmp_path) as first, stage.take_name(tmp_path) as second:
        assert (first, second) == ("sessions-1", "sessions-2")
    with (tmp_path / "sessions-1.lock").open() as lock:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        with stage.take_name(tmp_path) as third:
            assert third == "sessions-2"
