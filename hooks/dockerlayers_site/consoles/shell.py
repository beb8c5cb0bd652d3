"""The shell of a page: one for all of its commands, so that `cd`, variables and functions last."""

from __future__ import annotations

import os
import select
import signal
import subprocess
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType

from dockerlayers_site.engine.docker import Docker

# Reads the path of a command, runs it as its own lines, and says how it ended. `$?` is what it was before.
# Nothing that it runs is to hold the two pipes.
_DRIVER = """
while IFS= read -r __path <&{orders}; do
  . "$__path" >"$__path.output" 2>&1 </dev/null {orders}<&- {answers}>&-
  echo "$?" >&{answers}
done
"""
_MOST_BYTES = 1_000_000
SYSTEM = ("/usr/local/sbin", "/usr/local/bin", "/usr/sbin", "/usr/bin", "/sbin", "/bin")
"""Where a system keeps its programs."""


class ShellError(Exception):
    """A command did not come to its end; the text says why."""


@dataclass(frozen=True, kw_only=True)
class Ran:
    """What a command printed, on both channels, and its exit status."""

    output: str
    status: int


class PageShell:
    """A shell in a scratch folder, beside the engine; no command of it reads from the terminal."""

    def __init__(self, docker: Docker, folder: Path, environment: Mapping[str, str]) -> None:
        self.folder = folder
        self.work, self.control, home = (folder / name for name in ("work", "control", "home"))
        for path in (self.work, self.control, home):
            path.mkdir(parents=True)
        self.count, self.status = 0, 0
        orders, self.order = os.pipe()
        self.answer, answers = os.pipe()
        variables = {**environment, "HOME": str(home), "DOCKER_HOST": docker.host}
        variables["PATH"] = f"{_write_command(docker, folder / 'bin')}:{environment['PATH']}"
        script = _DRIVER.format(orders=orders, answers=answers)
        self.process = subprocess.Popen(
            (*docker.connect, "bash", "--noprofile", "--norc", "-c", script),
            cwd=self.work,
            env=variables,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            pass_fds=(orders, answers),
            start_new_session=True,
        )
        os.close(orders)
        os.close(answers)

    def __enter__(self) -> PageShell:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def run(self, command: str, seconds: float) -> Ran:
        """Run a command; raise ShellError where it does not end in time, or ends the shell."""
        self.count += 1
        path = self.control / f"command-{self.count}"
        path.write_text(f"(exit {self.status})\n{command}\n", encoding="utf-8")
        try:
            os.write(self.order, f"{path}\n".encode())
        except BrokenPipeError:
            raise ShellError("the shell has ended") from None
        ready, _, _ = select.select([self.answer], [], [], seconds)
        answer = os.read(self.answer, 16) if ready else b""
        output = _read(path.with_name(f"{path.name}.output"))
        if not ready:
            self.close()
            raise ShellError(_add(f"it has not ended in {seconds:g} seconds", output))
        if not answer:
            raise ShellError(_add("it ended the shell of the page", output))
        self.status = int(answer)
        return Ran(output=output, status=self.status)

    def close(self) -> None:
        """End the shell and all that it started."""
        for descriptor in (self.order, self.answer):
            with suppress(OSError):
                os.close(descriptor)
        with suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()


def _write_command(docker: Docker, folder: Path) -> Path:
    """Write a `docker` that speaks to the engine of the page, wherever its files are."""
    folder.mkdir()
    # Beside the engine, the folder of this script is there as well.
    call = f'PATH={os.pathsep.join(SYSTEM)} exec {docker.command} "$@"'
    if docker.enter:
        call = f"""exec {" ".join(docker.enter)} sh -c 'cd "$0" && {call}' "$PWD" "$@\""""
    command = folder / "docker"
    command.write_text(f"#!/bin/sh\n{call}\n", encoding="utf-8")
    command.chmod(0o755)
    return folder


def _read(path: Path) -> str:
    with suppress(FileNotFoundError), path.open("rb") as file:
        return file.read(_MOST_BYTES).decode(errors="replace")
    return ""


def _add(reason: str, output: str) -> str:
    last = output.rstrip().split("\n")[-5:]
    return (
        "\n".join([f"{reason}; it printed last:", *(f"  {line}" for line in last)])
        if output.strip()
        else reason
    )


def environment_of_pages(path: Sequence[str]) -> Mapping[str, str]:
    """Return the variables of every page: the same on all machines."""
    return {
        "PATH": os.pathsep.join(path),
        "LANG": "C.UTF-8",
        "TZ": "UTC",
        "TERM": "dumb",
        "COLUMNS": "80",
        "BUILDKIT_PROGRESS": "plain",
        "BUILDX_BUILDER": "default",
        "COMPOSE_ANSI": "never",
        "COMPOSE_PROGRESS": "plain",
        "DOCKER_CLI_HINTS": "false",
    }
