"""Namespaces for an engine, which a script plays: what is seen within, and that nothing is left."""

from __future__ import annotations

import os
import signal
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from dockerlayers_site.bases.rootfs import find_busybox
from dockerlayers_site.engine import EngineError, sandbox, start_engine, stop_engine
from dockerlayers_site.engine.install import root_of
from dockerlayers_site.engine.processes import (
    Process,
    find_process,
    hold_mounts,
    is_in_use,
    launch,
    wait_until,
)
from dockerlayers_site.engine.sandbox import Sandbox, find_sandbox, start_sandbox, stop_sandbox
from dockerlayers_site.engine.suites import SUITES

SUITE = SUITES[0]
PATIENT, STUBBORN = "trap 'exit 0' TERM", "trap '' TERM"

as_root = pytest.mark.skipif(os.geteuid() != 0 or not find_busybox(), reason="needs root and busybox")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Install a system of one program."""
    programs = root_of(tmp_path, SUITE) / "bin"
    programs.mkdir(parents=True)
    (programs.parent / "etc").mkdir()
    (programs.parent / "var/log").mkdir(parents=True)
    busybox = find_busybox()
    assert busybox
    (programs / "busybox").write_bytes(busybox.read_bytes())
    (programs / "busybox").chmod(0o755)
    for name in ("sh", "umount", "cat", "sleep"):
        (programs / name).symlink_to("busybox")
    monkeypatch.setenv("ENGINE_FOLDER", str(tmp_path))
    yield tmp_path
    stop_sandbox(tmp_path)


def play_engine(folder: Path, script: str) -> None:
    program = root_of(folder, SUITE) / "bin/dockerd"
    program.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    program.chmod(0o755)


def start(folder: Path, answer: str = PATIENT) -> Sandbox:
    """Start an engine that waits, and answers a signal in a way of its own."""
    play_engine(folder, f"{answer}\necho $$ >/run/docker.pid\nwhile :; do sleep 1; done")
    found = start_sandbox(folder, SUITE)
    pid = Path(f"/proc/{found.process.number}/root/run/docker.pid")
    assert wait_until(pid.exists, 10)
    return found


def read(found: Sandbox, path: str | Path) -> str:
    done = subprocess.run((*found.enter, "cat", path), capture_output=True, text=True, check=True)
    return done.stdout


def test_a_process_is_told_from_a_later_one_with_its_number(tmp_path: Path) -> None:
    process = launch(("sleep", "60"), tmp_path / "log")
    assert process
    assert process == find_process(process.number)
    assert process.is_alive
    assert not Process(number=process.number, started=process.started + 1).is_alive
    process.send(signal.SIGKILL)
    assert wait_until(lambda: not process.is_alive, 10)


@pytest.mark.engine
@as_root
def test_mounts_are_told_from_later_ones_that_take_their_number(tmp_path: Path) -> None:
    def launch_apart(name: str) -> Process:
        process = launch(("unshare", "--mount", "sh", "-c", "echo ready; exec sleep 60"), tmp_path / name)
        assert process
        assert wait_until(lambda: (tmp_path / name).read_text(encoding="utf-8") == "ready\n", 10)
        return process

    first = launch_apart("first")
    with hold_mounts(first) as mounts:
        assert mounts is not None
        first.send(signal.SIGKILL)
        assert wait_until(lambda: not first.is_alive, 10)
        # The kernel gives each the lowest number that is free.
        second = launch_apart("second")
        assert not is_in_use(mounts)
    second.send(signal.SIGKILL)
    with hold_mounts(first) as mounts:
        assert mounts is None


@pytest.mark.engine
@as_root
def test_files_have_the_same_path_within(folder: Path) -> None:
    (folder / "file").write_text("here", encoding="utf-8")
    found = start(folder)
    assert read(found, folder / "file") == "here"
    assert read(found, "/etc/resolv.conf") == "nameserver 10.0.2.3\n"
    network = Path(f"/proc/{found.process.number}/ns/net")
    assert network.readlink() != Path("/proc/self/ns/net").readlink()


@pytest.mark.engine
@as_root
@pytest.mark.parametrize("answer", [PATIENT, STUBBORN], ids=["patient", "stubborn"])
def test_nothing_is_left(folder: Path, answer: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sandbox, "_STOP_SECONDS", 2)
    found = start(folder, answer)
    assert find_sandbox(folder) == found
    with hold_mounts(found.process) as mounts:
        assert mounts is not None
        assert is_in_use(mounts)
        assert stop_sandbox(folder)
        assert not is_in_use(mounts)
    assert str(root_of(folder, SUITE)) not in Path("/proc/self/mounts").read_text(encoding="utf-8")
    assert list(Path("/sys/fs/cgroup").rglob(found.cgroup)) == []
    assert find_sandbox(folder) is None
    assert not stop_sandbox(folder)


@pytest.mark.engine
@as_root
def test_one_that_was_killed_is_forgotten(folder: Path) -> None:
    found = start(folder)
    found.process.send(signal.SIGKILL)
    assert wait_until(lambda: not found.process.is_alive, 10)
    assert find_sandbox(folder) is None
    assert not stop_engine()


@pytest.mark.engine
@as_root
def test_one_that_does_not_start_says_why(folder: Path) -> None:
    play_engine(folder, "echo starting; echo no room for images; exit 1")
    with pytest.raises(EngineError, match="of Debian sid does not start here: no room for images"):
        start_engine(own=True)
    assert find_sandbox(folder) is None


@pytest.mark.engine
@as_root
def test_one_of_another_name_has_data_of_its_own(folder: Path) -> None:
    first = start(folder)
    second = start_sandbox(folder, SUITE, "other")
    try:
        (folder / "other-data/mine").touch()
        assert read(second, "/var/lib/docker/mine") == ""
        assert not (root_of(folder, SUITE) / "var/lib/docker/mine").exists()
        assert (find_sandbox(folder), find_sandbox(folder, "other")) == (first, second)
    finally:
        stop_sandbox(folder, "other")
    assert find_sandbox(folder) == first
