"""Which suite of Debian is installed, and what is said where none can be. A script plays debootstrap."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from dockerlayers_site.engine import EngineError, install, start_engine, stop_engine
from dockerlayers_site.engine.install import find_installed, install_engine, root_of
from dockerlayers_site.engine.suites import SUITES

SID, TRIXIE, BOOKWORM = SUITES


@pytest.fixture
def programs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Be root, with an `unshare` that shares all."""
    folder = tmp_path / "programs"
    folder.mkdir()
    write_program(folder / "unshare", 'shift; exec "$@"')
    write_program(folder / "nsenter", "exit 1")
    monkeypatch.setenv("PATH", f"{folder}:{os.environ['PATH']}")
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    monkeypatch.setattr(install, "apt_get", list)
    return folder


def write_program(path: Path, script: str) -> None:
    path.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    path.chmod(0o755)


def play_debootstrap(programs: Path, *failing: str) -> None:
    """Make a folder of each suite, and fail midway for some, with the words of the real one."""
    script = f"""
    suite=$3 folder=$4
    mkdir -p "$folder/var/cache/apt/archives"
    echo "$*" >"$folder/packages"
    case " {" ".join(failing)} " in *" $suite "*) echo "E: Couldn't find these debs"; exit 1 ;; esac
    """
    write_program(programs / "debootstrap", script)


def test_newest_suite_is_installed_with_what_makes_an_engine(programs: Path, tmp_path: Path) -> None:
    play_debootstrap(programs)
    assert install_engine(tmp_path / "engine") == SID
    root = root_of(tmp_path / "engine", SID)
    assert "docker.io" in (root / "packages").read_text(encoding="utf-8")
    assert "docker-compose" in (root / "packages").read_text(encoding="utf-8")
    assert not (root / "var/cache/apt/archives").exists()


def test_older_suite_stands_in_and_it_is_told_which(
    programs: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    play_debootstrap(programs, "sid", "trixie")
    assert install_engine(tmp_path) == BOOKWORM
    told = capsys.readouterr().out
    assert (
        f"Debian sid could not be installed: Couldn't find these debs, see {tmp_path}/sid/install.log" in told
    )
    assert "Debian trixie could not be installed" in told
    assert f"Installing the Docker Engine of Debian bookworm below {tmp_path}" in told


def test_what_is_installed_is_kept(
    programs: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    play_debootstrap(programs, "sid")
    assert install_engine(tmp_path) == TRIXIE
    (programs / "debootstrap").unlink()
    capsys.readouterr()
    assert install_engine(tmp_path) == TRIXIE
    assert capsys.readouterr().out == ""


def test_what_a_suite_has_got_since_is_added(
    programs: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    play_debootstrap(programs)
    write_program(programs / "chroot", f'echo "$*" >>{tmp_path}/calls')
    assert install_engine(tmp_path) == SID
    listed = root_of(tmp_path, SID) / "var/lib/dpkg/info"
    listed.mkdir(parents=True)
    for name in SID.packages:
        (listed / f"{name}.list").touch()
    assert install_engine(tmp_path) == SID
    assert not (tmp_path / "calls").exists()
    (listed / "procps.list").unlink()
    capsys.readouterr()
    assert install_engine(tmp_path) == SID
    assert capsys.readouterr().out.startswith("Installing procps for the Docker Engine below")
    assert "install --yes --no-install-recommends procps\n" in (tmp_path / "calls").read_text(
        encoding="utf-8"
    )
    (listed / "procps:amd64.list").touch()
    assert install_engine(tmp_path) == SID
    assert capsys.readouterr().out == ""


def test_half_a_suite_is_none(programs: Path, tmp_path: Path) -> None:
    play_debootstrap(programs, *(suite.name for suite in SUITES))
    with pytest.raises(EngineError, match=r"no suite of Debian .*sid: Couldn't .*trixie: .*bookworm: "):
        install_engine(tmp_path)
    assert find_installed(tmp_path) is None
    play_debootstrap(programs)
    assert install_engine(tmp_path) == SID


def test_only_root_installs(programs: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    play_debootstrap(programs)
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    monkeypatch.setenv("ENGINE_FOLDER", str(tmp_path / "engine"))
    with pytest.raises(EngineError, match="only root can install, start and stop one here"):
        start_engine(own=True)
    (tmp_path / "engine").mkdir()
    with pytest.raises(EngineError, match="only root"):
        stop_engine()


@pytest.mark.usefixtures("programs")
def test_what_a_machine_lacks_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(install, "find_program", lambda name: None if name == "debootstrap" else name)
    with pytest.raises(EngineError, match=r"this needs debootstrap \(on Debian: "):
        install_engine(tmp_path)
