"""What the contestants answer: asked in a program of its own, and written down as it comes.

A browser may die under load and leave its driver waiting for ever. So each answer has a time limit, after
which all that belongs to the browser is ended, and what is missing is asked in a new one. What is written
down stays: a measurement that was broken off goes on from there.
"""

import json
import os
import select
import signal
import subprocess
import sys
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.search.contestants import Contestant
from benchmarks.search.queries import Query
from tests.support.site import ROOT

# Seconds for a browser to start and a contestant to read its index, and for one answer.
SETUP_LIMIT = 90
ANSWER_LIMIT = 20
# So often one query may break a browser before it counts as one without an answer.
TRIES = 2
PROGRESS = 10


@dataclass(frozen=True, kw_only=True)
class Answers:
    """What a contestant found for each query, and how long it took, in milliseconds."""

    index_bytes: int
    setup: float
    first: float
    times: tuple[float, ...]
    pages: dict[str, tuple[str, ...]]


def ask_all(address: str, contestant: Contestant, queries: list[Query], notebook: Path) -> Answers:
    """Return the contestant's answers, those of the notebook and the missing ones."""
    texts = list(dict.fromkeys(query.text for query in queries))
    failures = 0
    print(f"{contestant.name} is asked", flush=True)
    while missing := [text for text in texts if text not in _known(notebook)]:
        if failures == TRIES and not _known(notebook):
            raise SystemExit(f"{contestant.name} does not start.")
        if failures == TRIES:
            print(f"{contestant.name}: no answer to {missing[0]!r}", flush=True)
            _note(notebook, {"query": missing[0], "pages": [], "ms": ANSWER_LIMIT * 1000})
            failures = 0
            continue
        answered = _ask(address, contestant, missing, notebook)
        failures = 1 if answered else failures + 1
    return _answers(contestant, texts, notebook)


def _answers(contestant: Contestant, texts: list[str], notebook: Path) -> Answers:
    known, lines = _known(notebook), _lines(notebook)
    setup = next((line["setup"] for line in lines if "setup" in line), 0)
    first = next((line["ms"] for line in lines if "query" in line), 0)
    return Answers(
        index_bytes=contestant.index_bytes,
        setup=setup,
        first=first,
        times=tuple(known[text]["ms"] for text in texts),
        pages={text: tuple(known[text]["pages"]) for text in texts},
    )


def _ask(address: str, contestant: Contestant, texts: list[str], notebook: Path) -> int:
    """Ask in a new browser, until all is answered or an answer stays out; return how many came."""
    asked = {
        "script": address + contestant.script,
        "index": address + contestant.index if contestant.index else None,
        "kind": contestant.kind,
        "queries": texts,
        "base": address,
    }
    command = [sys.executable, "-m", "benchmarks.search.asking"]
    answered, told = 0, time.monotonic()
    # A session of its own, so that the browser ends with the program.
    with subprocess.Popen(
        command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, bufsize=0, start_new_session=True
    ) as program:
        assert program.stdin
        try:
            program.stdin.write(json.dumps(asked).encode())
            program.stdin.close()
            while line := _next_line(program, ANSWER_LIMIT if answered else SETUP_LIMIT):
                answered += "query" in line
                _note(notebook, line)
                if time.monotonic() > told + PROGRESS or answered == len(texts):
                    print(f"{contestant.name}: {answered} of {len(texts)} queries", flush=True)
                    told = time.monotonic()
            if answered < len(texts):
                print(
                    f"{contestant.name}: stopped after {answered} queries",
                    flush=True,
                )
        finally:
            _end(program)
    return answered


def _next_line(program: subprocess.Popen[bytes], limit: float) -> dict[str, Any] | None:
    """Return the next line, or None where there is none in time."""
    assert program.stdout
    ready, _, _ = select.select([program.stdout], [], [], limit)
    # A line is written at once: one that begins also ends. What was read ahead would not show as ready.
    line = program.stdout.readline() if ready else b""
    return json.loads(line) if line else None


def _end(program: subprocess.Popen[bytes]) -> None:
    with suppress(ProcessLookupError):
        os.killpg(program.pid, signal.SIGKILL)


def _note(notebook: Path, line: dict[str, Any]) -> None:
    with notebook.open("a", encoding="utf-8") as file:
        file.write(json.dumps(line, ensure_ascii=False) + "\n")


def _lines(notebook: Path) -> list[dict[str, Any]]:
    if not notebook.is_file():
        return []
    # The last line may have been broken off.
    lines = notebook.read_text(encoding="utf-8").split("\n")[:-1]
    return [json.loads(line) for line in lines]


def _known(notebook: Path) -> dict[str, dict[str, Any]]:
    return {line["query"]: line for line in _lines(notebook) if "query" in line}
