"""Run an engine in namespaces of its own: whatever it mounts, starts or connects ends with it."""

from __future__ import annotations

import json
import os
import signal
import subprocess
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from uuid import uuid4

from dockerlayers_site.engine.errors import EngineError
from dockerlayers_site.engine.install import root_of
from dockerlayers_site.engine.processes import Process, find_child, hold_mounts, is_in_use, launch, wait_until
from dockerlayers_site.engine.suites import SUITES, Suite

_START = Path(__file__).with_name("start.sh")
_SLIRP = Path(__file__).with_name("slirp.sh")
_CGROUPS = Path("/sys/fs/cgroup")
# Written as soon as the root is the engine's.
_READY = "run/resolv.machine"

_RUNNING = "running.json"

_START_SECONDS = 60
_STOP_SECONDS = 30


@dataclass(frozen=True, kw_only=True)
class Sandbox:
    """Namespaces in which an engine runs: their first process, the suite of Debian, the control group.

    `name` tells it from others that run what is installed in the same folder; each has data of its own.
    """

    process: Process
    suite: str
    cgroup: str
    name: str = ""

    @property
    def enter(self) -> tuple[str, ...]:
        """What stands before a command that runs beside the engine."""
        return ("nsenter", f"--target={self.process.number}", "--mount", "--pid", "--net", "--")

    @property
    def connect(self) -> tuple[str, ...]:
        """What stands before a program of this machine that is to reach the containers and their ports."""
        return ("nsenter", f"--target={self.process.number}", "--net", "--")


def start_sandbox(folder: Path, suite: Suite, name: str = "") -> Sandbox:
    """Start the engine that is installed below a folder; whether it answers is the client's to ask."""
    data = folder / _named(name, "data") if name else root_of(folder, suite) / "var/lib/docker"
    data.mkdir(parents=True, exist_ok=True)
    log = _engine_log(folder, suite, name)
    cgroup = f"dockerlayers-{uuid4().hex[:8]}"
    # The parent that stays outside of the namespace of processes has nothing to do but to wait.
    command = ("unshare", "--mount", "--propagation=slave", "--pid", "--net", "--fork", "sh", _START)
    words = (
        root_of(folder, suite),
        Path.cwd(),
        data,
        log.name,
        f"--cgroup-parent={cgroup}",
        "--host=unix:///run/docker.sock",
    )
    log.unlink(missing_ok=True)
    process = _first_process(launch((*command, *words), folder / _named(name, "start.log")))
    if not process:
        raise failed_start(folder, suite, name)
    sandbox = Sandbox(process=process, suite=suite.name, cgroup=cgroup, name=name)
    _record(folder, name).write_text(json.dumps(asdict(sandbox)), encoding="utf-8")
    _connect(sandbox, folder)
    return sandbox


def _first_process(parent: Process | None) -> Process | None:
    """Wait for process 1 and its root; None where its parent ended before."""
    first: Process | None = None

    def has_root() -> bool:
        nonlocal first
        if not parent or not parent.is_alive:
            first = None
            return True
        first = find_child(parent.number)
        return first is not None and Path(f"/proc/{first.number}/root", _READY).exists()

    wait_until(has_root, _START_SECONDS)
    return first


def _connect(sandbox: Sandbox, folder: Path) -> None:
    """Give the engine a way to the network; where there is none for it, it runs without."""
    enter = ("nsenter", f"--target={sandbox.process.number}", "--mount", "--pid", "--")
    script = ("unshare", "--mount", "sh", "-c", _SLIRP.read_text(encoding="utf-8"))
    launch((*enter, *script), folder / _named(sandbox.name, "network.log"))


def find_sandbox(folder: Path, name: str = "") -> Sandbox | None:
    """Find the one that runs; what is left of one that ended by itself is removed."""
    try:
        fields = json.loads(_record(folder, name).read_text(encoding="utf-8"))
    except FileNotFoundError:
        return None
    sandbox = Sandbox(**{**fields, "process": Process(**fields["process"])})
    if sandbox.process.is_alive:
        return sandbox
    _forget(folder, sandbox)
    return None


def stop_sandbox(folder: Path, name: str = "") -> bool:
    """Stop the one that runs, and say whether there was one."""
    sandbox = find_sandbox(folder, name)
    if not sandbox:
        return False
    with hold_mounts(sandbox.process) as mounts:
        ask = ("sh", "-c", 'kill "$(cat /run/docker.pid)"')
        subprocess.run((*sandbox.enter, *ask), stdin=subprocess.DEVNULL, capture_output=True, check=False)
        # The engine stops its containers first. All that does not listen ends with process 1.
        if not wait_until(lambda: not sandbox.process.is_alive, _STOP_SECONDS):
            sandbox.process.send(signal.SIGKILL)
        # Those outside that wait for it end last, and with them and what is held here the mounts.
        wait_until(lambda: mounts is None or not is_in_use(mounts), _STOP_SECONDS)
    _forget(folder, sandbox)
    return True


def _forget(folder: Path, sandbox: Sandbox) -> None:
    # One in each hierarchy, below the group that this process is in.
    for top in list(_CGROUPS.rglob(sandbox.cgroup)):
        for path, _, _ in os.walk(top, topdown=False):
            with suppress(OSError):
                Path(path).rmdir()
    _record(folder, sandbox.name).unlink(missing_ok=True)


def failed_start(folder: Path, suite: Suite, name: str = "") -> EngineError:
    """Return the error of an engine that did not start, with its last words."""
    logs = (_engine_log(folder, suite, name), folder / _named(name, "start.log"))
    texts = (path.read_text(encoding="utf-8", errors="replace").strip() for path in logs if path.is_file())
    reason = next((text.splitlines()[-1] for text in texts if text), "it says nothing")
    return EngineError(f"the engine of Debian {suite.name} does not start here: {reason}")


def _engine_log(folder: Path, suite: Suite, name: str) -> Path:
    return root_of(folder, suite) / "var/log" / _named(name, "dockerd.log")


def _named(name: str, file: str) -> str:
    return f"{name}-{file}" if name else file


def installed_suite(sandbox: Sandbox) -> Suite:
    """Return the suite that a sandbox runs."""
    return next(suite for suite in SUITES if suite.name == sandbox.suite)


def list_sandboxes(folder: Path) -> tuple[str, ...]:
    """Return the names of those that were started and not stopped."""
    records = (path.name for path in folder.glob(f"*{_RUNNING}"))
    return tuple(name.removesuffix(_RUNNING).removesuffix("-") for name in records)


def _record(folder: Path, name: str) -> Path:
    return folder / _named(name, _RUNNING)
