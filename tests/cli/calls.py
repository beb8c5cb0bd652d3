"""Call the command: in this process, or as a program of its own."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

from dockerlayers.cli.main import main

HOOKS = Path(__file__).parents[2] / "hooks"
PROGRAM = (sys.executable, "-m", "dockerlayers")


@dataclass(frozen=True, kw_only=True)
class Result:
    status: int
    out: str
    err: str


@dataclass(frozen=True, kw_only=True)
class Caller:
    """Calls `dockerlayers analyze` in this process."""

    capsys: pytest.CaptureFixture[str]
    monkeypatch: pytest.MonkeyPatch

    def __call__(self, *arguments: str | Path, stdin: bytes = b"") -> Result:
        self.monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin)))
        try:
            status = main(["analyze", *map(str, arguments)])
        except SystemExit as ended:
            status = int(ended.code or 0)
        captured = self.capsys.readouterr()
        return Result(status=status, out=captured.out, err=captured.err)


def environment(**changes: str) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if name not in ("NO_COLOR", "COLUMNS", "TERM")}
    return {**kept, "PYTHONPATH": str(HOOKS), **changes}


def run_program(
    *arguments: str | Path,
    stdin: bytes = b"",
    env: Mapping[str, str] | None = None,
    cwd: Path | None = None,
) -> subprocess.CompletedProcess[bytes]:
    command: Sequence[str | Path] = (*PROGRAM, "analyze", *arguments)
    return subprocess.run(
        command,
        input=stdin,
        capture_output=True,
        check=False,
        cwd=cwd,
        env=env or environment(),
        timeout=60,
    )
