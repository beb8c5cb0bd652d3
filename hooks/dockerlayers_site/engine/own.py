"""Find an engine, or start one: that of this machine, else one of Debian's in a folder of its own."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from dockerlayers_site.engine.docker import DEFAULT_HOST, Docker, connect, find_docker
from dockerlayers_site.engine.errors import EngineError
from dockerlayers_site.engine.install import install_engine
from dockerlayers_site.engine.processes import wait_until
from dockerlayers_site.engine.sandbox import (
    Sandbox,
    failed_start,
    find_sandbox,
    installed_suite,
    list_sandboxes,
    start_sandbox,
    stop_sandbox,
)

_START_SECONDS = 90


def engine_folder() -> Path:
    """Return where engines are kept: ENGINE_FOLDER, else .cache/engine where the project is."""
    return Path(os.environ.get("ENGINE_FOLDER") or ".cache/engine").absolute()


def find_engine(*, own: bool = False, name: str = "") -> Docker | None:
    """Find an engine that answers: that of this machine, unless `own` leaves it out, else the own one.

    Own engines of other names run what is installed once, with images and containers of their own.
    """
    machine = None if own or name else find_docker()
    if machine:
        return machine
    # Nobody else can enter.
    sandbox = find_sandbox(engine_folder(), name) if os.geteuid() == 0 else None
    return _ask(sandbox) if sandbox else None


def start_engine(*, own: bool = False, name: str = "") -> Docker:
    """Return the engine that answers, else install and start one; raise EngineError where none can be."""
    engine = find_engine(own=own, name=name)
    if engine:
        return engine
    folder = engine_folder()
    with _alone(folder):
        # Another may have started it meanwhile.
        return find_engine(own=own, name=name) or _start(folder, name)


def stop_engine(name: str = "") -> bool:
    """Stop the own engine, and say whether there was one; what is installed stays for the next time."""
    folder = engine_folder()
    if not folder.is_dir():
        return False
    with _alone(folder):
        return stop_sandbox(folder, name)


def stop_engines() -> bool:
    """Stop the own engines of all names, and say whether there was one."""
    stopped = [stop_engine(name) for name in list_sandboxes(engine_folder())]
    return any(stopped)


@contextmanager
def running_engine(*, own: bool = False, name: str = "") -> Iterator[Docker]:
    """Give an engine for a while: one that did not run before is stopped in the end."""
    running = find_engine(own=own, name=name)
    try:
        yield running or start_engine(own=own, name=name)
    finally:
        if not running:
            stop_engine(name)


def _start(folder: Path, name: str) -> Docker:
    suite = install_engine(folder)
    stop_sandbox(folder, name)
    sandbox = start_sandbox(folder, suite, name)
    found: list[Docker] = []

    def answers() -> bool:
        found.extend(engine for engine in [_ask(sandbox)] if engine)
        return bool(found) or not sandbox.process.is_alive

    wait_until(answers, _START_SECONDS)
    if not found:
        stop_sandbox(folder, name)
        raise failed_start(folder, suite, name)
    return found[0]


def _ask(sandbox: Sandbox) -> Docker | None:
    origin = f"of Debian {installed_suite(sandbox).name}, in a folder of its own"
    return connect("docker", DEFAULT_HOST, origin=origin, enter=sandbox.enter, connect=sandbox.connect)


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """Let root alone change what is here, one at a time."""
    if os.geteuid() != 0:
        raise EngineError("only root can install, start and stop one here")
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
