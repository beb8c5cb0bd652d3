"""The shell of a page: one for all of its commands, so that `cd`, variables and functions last."""

from __future__ import annotations

import os
import select
import signal
import subprocess
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType

from dockerlayers_site.consoles.terminal import END_OF_INPUT, Said, Terminal, clean, without_echo
from dockerlayers_site.engine.docker import Docker

# Reads the path of a command, runs it as its own lines, and says how it ended. `$?` is what it was before.
# Nothing that it runs is to hold the two pipes.
_DRIVER = """
while IFS= read -r __path <&{orders}; do
  . "$__path" <"$__path.input" >"$__path.output" 2>&1 {orders}<&- {answers}>&-
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
        self.terminal: Terminal | None = None
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
        """Run a command without a terminal; raise ShellError if it takes too long or ends the shell."""
        path = self._order(command, input=Path(os.devnull))
        ready, _, _ = select.select([self.answer], [], [], seconds)
        output = _read(path.with_name(f"{path.name}.output"))
        if not ready:
            self.close()
            raise ShellError(_add(_too_long(seconds), output))
        return self._take_answer(output)

    def talk(self, command: str, typed: Sequence[str], seconds: float) -> tuple[Ran, list[Said]]:
        """Run a command at a terminal, and type there at each prompt; return what was said to each.

        Where nothing is left to be typed, the input ends. Raise ShellError as `run` does.
        """
        # Kept to the end: it is the shell's own from the first time on, and to lose it would end the shell.
        terminal = self.terminal = self.terminal or Terminal()
        self._order(command, input=Path(terminal.path), output=Path(terminal.path))
        heard = self._hear(terminal, seconds)
        first, said = heard.output, list[Said]()
        for text in typed:
            if heard.prompt is None:
                raise ShellError(_add(f"it ended before this was typed: {text}", heard.output))
            terminal.type(f"{text}\r")
            prompt, heard = heard.prompt, self._hear(terminal, seconds)
            said.append(Said(output=without_echo(heard.output, text), prompt=prompt))
        while heard.prompt is not None:
            terminal.type(END_OF_INPUT)
            heard = self._hear(terminal, seconds)
        return self._take_answer(first), said

    def _hear(self, terminal: Terminal, seconds: float) -> Said:
        heard = terminal.read(self.answer, time.monotonic() + seconds)
        if not heard:
            self.close()
            raise ShellError(_add(_too_long(seconds), clean(terminal.text)))
        return heard

    def _order(self, command: str, *, input: Path, output: Path | None = None) -> Path:  # noqa: A002
        self.count += 1
        path = self.control / f"command-{self.count}"
        path.write_text(f"(exit {self.status})\n{command}\n", encoding="utf-8")
        path.with_name(f"{path.name}.input").symlink_to(input)
        if output:
            path.with_name(f"{path.name}.output").symlink_to(output)
        try:
            os.write(self.order, f"{path}\n".encode())
        except BrokenPipeError:
            raise ShellError("the shell has ended") from None
        return path

    def _take_answer(self, output: str) -> Ran:
        answer = os.read(self.answer, 16)
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
        if self.terminal:
            self.terminal.close()
            self.terminal = None


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


def _too_long(seconds: float) -> str:
    return f"it has not ended in {seconds:g} seconds"


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
