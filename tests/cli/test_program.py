"""The command as users run it: a program with a status, files of any bytes, pipes."""

from __future__ import annotations

import importlib
import json
import os
import signal
import subprocess
import sys
import threading
import time
import tomllib
from pathlib import Path

import pytest

import dockerlayers
from tests.cli.calls import HOOKS, PROGRAM, environment, run_program

FINE = b"FROM scratch\nUSER app\n"


def test_is_installed_under_its_name() -> None:
    project = tomllib.loads((HOOKS.parent / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    module, _, function = project["scripts"]["dockerlayers"].partition(":")
    assert callable(getattr(importlib.import_module(module), function))
    assert dockerlayers.__doc__


@pytest.mark.parametrize(
    ("content", "status", "message"),
    [
        (FINE, 0, ""),
        (b"FROM scratch\nRUN a\xff\n", 0, "<stdin>:2:6: warning: byte 0xff is not UTF-8; read as U+FFFD\n"),
        (b"\xff\xfeF\x00R\x00", 1, "<stdin>:1:1: warning: byte 0xff is not UTF-8"),
        (b"FROM scratch\nRUN a\0b\n", 0, ""),
        (b"", 1, "<stdin>: the Dockerfile cannot be empty\n"),
        (b"\0" * 100, 1, "<stdin>:1:1: unknown instruction: \\x00\\x00"),
        (b"FROM scratch\nRUN " + b"a" * 65536, 1, "<stdin>:2:1: dockerfile line greater than max"),
        (b"FROM scratch\nRUN a " + b"a" * 65500, 0, ""),
        (b"FROM scratch\rRUN a", 1, "<stdin>:1:6: FROM requires either one or three arguments"),
        (os.urandom(4096), 1, "<stdin>:"),
    ],
    ids=["fine", "latin-1", "utf-16", "NUL", "empty", "NULs", "64 KiB", "almost", "old Mac", "noise"],
)
@pytest.mark.parametrize("format_name", ["text", "json", "jsonl", "html"])
def test_takes_any_bytes(content: bytes, status: int, message: str, format_name: str) -> None:
    done = run_program("--format", format_name, "-", stdin=content)
    err = done.stderr.decode()
    assert "Traceback" not in err
    assert err.startswith(message)
    assert bool(err) is bool(message)
    assert done.returncode == status
    assert b"\x1b" not in done.stderr
    # a page is for a browser, which obeys no control character
    assert b"\x1b" not in done.stdout or format_name == "html"
    if format_name.startswith("json"):
        assert json.loads(done.stdout)["ok"] is (status == 0)


def test_reads_a_fifo(tmp_path: Path) -> None:
    fifo = tmp_path / "fifo"
    os.mkfifo(fifo)
    writer = threading.Thread(target=fifo.write_bytes, args=(FINE,))
    writer.start()
    done = run_program("--format", "json", fifo)
    writer.join()
    assert (done.returncode, json.loads(done.stdout)["ok"]) == (0, True)


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="no device without an end")
def test_ends_where_the_input_does_not() -> None:
    done = run_program("/dev/zero")
    assert done.returncode == 2
    assert done.stderr == b"dockerlayers: cannot read /dev/zero: it is larger than 64 MiB\n"


def test_a_broken_pipe_is_quiet(tmp_path: Path) -> None:
    path = tmp_path / "Dockerfile"
    path.write_text("FROM scratch\n" + "ENV A=1\n" * 3000, encoding="utf-8")
    process = subprocess.Popen(
        [*PROGRAM, "analyze", str(path)], stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment()
    )
    assert process.stdout
    assert process.stderr
    process.stdout.readline()
    process.stdout.close()
    assert process.stderr.read() == b""
    process.stderr.close()
    assert process.wait(timeout=60) == 141


def test_an_interrupt_is_quiet() -> None:
    # What a shell starts in the background ignores an interrupt: so would this program.
    code = "import signal, sys; signal.signal(signal.SIGINT, signal.default_int_handler);"
    code += "from dockerlayers.cli.main import main; print('ready', file=sys.stderr, flush=True);"
    code += "sys.exit(main(['analyze', '-']))"
    process = subprocess.Popen(
        [sys.executable, "-c", code], stdin=subprocess.PIPE, stderr=subprocess.PIPE, env=environment()
    )
    assert process.stderr
    assert process.stdin
    assert process.stderr.readline() == b"ready\n"
    time.sleep(0.5)  # it now waits for its input
    process.send_signal(signal.SIGINT)
    status = process.wait(timeout=60)
    assert status == 130
    assert process.stderr.read() == b""
    process.stderr.close()
    process.stdin.close()


def test_writes_utf_8_whatever_the_locale_says(tmp_path: Path) -> None:
    path = tmp_path / "도커파일"
    path.write_text("FROM scratch\nENV A=한글\n", encoding="utf-8")
    env = environment(PYTHONIOENCODING="euc-kr", PYTHONUTF8="0")
    assert json.loads(run_program("--format", "json", path, env=env).stdout)["path"] == str(path)
    assert "한글" in run_program(path, env=env).stdout.decode("euc-kr")


def test_prints_what_the_encoding_does_not_have() -> None:
    done = run_program(
        "-", stdin="FROM scratch\nENV A=\U0001f40b\n".encode(), env=environment(PYTHONIOENCODING="ascii")
    )
    assert done.returncode == 0
    assert b"\\U0001f40b" in done.stdout


def test_cost_is_linear_in_length() -> None:
    """Ten thousand instructions take no more than a few seconds; a square would take minutes."""
    source = "FROM scratch\n" + "ENV A=1\nRUN echo $A\nCOPY a b\nWORKDIR /x\nLABEL a=b\n" * 2000
    done = run_program("--format", "jsonl", "-", stdin=source.encode())
    assert done.returncode == 0
    assert len(json.loads(done.stdout)["instructions"]) == 10001
