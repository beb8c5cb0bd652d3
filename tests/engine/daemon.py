"""A Docker Engine of one's own, in a temporary folder: no bridge, no firewall rules, nothing left behind."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.engine.docker import Docker, find_docker

_START_SECONDS = 60
_STOP_SECONDS = 30


def find_dockerd() -> str | None:
    """Find the engine's program; PATH may lack the folders of the system's own."""
    return shutil.which("dockerd", path=f"{os.environ.get('PATH', '')}:/usr/sbin:/sbin")


@contextmanager
def private_daemon() -> Iterator[Docker | None]:
    """Start dockerd where it is installed and may run, else yield None; stop it at the end."""
    program = find_dockerd()
    if not program or os.geteuid() != 0:
        yield None
        return
    with tempfile.TemporaryDirectory(prefix="dockerd-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        with (folder / "log").open("wb") as log:
            process = subprocess.Popen(
                _command(program, folder), stdin=subprocess.DEVNULL, stdout=log, stderr=log
            )
        try:
            yield _wait(process, f"unix://{folder}/docker.sock")
        finally:
            _stop(process)


def _command(program: str, folder: Path) -> list[str]:
    options = {
        "data-root": folder / "data",
        "exec-root": folder / "exec",
        "pidfile": folder / "pid",
        "host": f"unix://{folder}/docker.sock",
        # The folder is as good as the socket: who cannot enter it cannot connect.
        "group": os.getgid(),
        "bridge": "none",
        "iptables": "false",
        "ip6tables": "false",
        # Were containerd running already, dockerd would use it: keep apart from what others have there.
        "containerd-namespace": folder.name,
        "containerd-plugins-namespace": f"{folder.name}-plugins",
    }
    return [program, *(f"--{name}={value}" for name, value in options.items())]


def _wait(process: subprocess.Popen[bytes], host: str) -> Docker | None:
    """Wait until the engine answers; None when it ends, or takes too long."""
    end = time.monotonic() + _START_SECONDS
    while process.poll() is None and time.monotonic() < end:
        docker = find_docker(host)
        if docker:
            return docker
        time.sleep(0.2)
    return None


def _stop(process: subprocess.Popen[bytes]) -> None:
    process.terminate()
    try:
        process.wait(_STOP_SECONDS)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
