"""Run the sessions of the pages, as `python -m dockerlayers_site consoles COMMAND`.

check     run them, and compare what they print with what the pages show
accept    run them, and take what they print into the pages; read it in the diff
list      list them, and those that are not run, with the reason
"""

from __future__ import annotations

import argparse
import os
import signal
import sys
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from datetime import UTC, datetime
from pathlib import Path
from queue import SimpleQueue

from dockerlayers_site.consoles.accepting import accept_page
from dockerlayers_site.consoles.pages import Console, ConsolePage, read_page
from dockerlayers_site.consoles.record import find_other_engine, load_record
from dockerlayers_site.consoles.run import Difference, PageRun, run_page
from dockerlayers_site.consoles.stage import NO_ENGINE, Stage, open_stages
from dockerlayers_site.engine import EngineError
from dockerlayers_site.engine.__main__ import describe

_DOCS = "docs"
_MOST_JOBS = 4
# About as many as there is time for where it is bounded.
_PAGES_A_DAY = 20
_NO_ENGINE = "there is no engine for it"
_NO_TURN = "its turn did not come"
_UNRECORDED = "its sessions have changed since they were run last: run `make accept-consoles`"


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command; return 1 where a session differs, 2 where a page cannot be read.

    Where there is no engine for sessions, those that need none are run, and that is said in a line; it is a
    failure if one was asked for.
    """
    options = _parser().parse_intermixed_args(arguments)
    # What is asked to end stops the engine it started first.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    root = Path()
    try:
        pages = [page for page in map_pages(root, options.page) if page.consoles or page.problems]
    except OSError as error:
        print(error, file=sys.stderr)
        return 2
    problems = [problem for page in pages for problem in page.problems]
    for problem in problems:
        print(problem)
    if problems:
        return 2
    if options.command == "list":
        _list(pages)
        return 0
    needing = sum(page.needs_engine for page in pages)
    with ExitStack() as opened:
        stages: tuple[Stage, ...] = ()
        try:
            most = max(1, min(options.jobs, needing))
            opening = open_stages(most, is_own=options.own, is_real=options.real)
            stages = opened.enter_context(opening) if needing else ()
            print(describe(stages[0].docker) if stages else "No engine is needed.", flush=True)
        except EngineError as error:
            print(
                f"Pages that need an engine are {'wrong' if options.own else 'skipped'}: {error}.", flush=True
            )
        accepts = options.command == "accept"
        ordered = pages if options.seconds is None else _in_turn(pages, root)
        is_right = _run(ordered, stages, root, accepts=accepts, most=options.seconds)
    return int(not is_right or bool(needing and options.own and not stages))


def map_pages(root: Path, names: Sequence[str]) -> Iterator[ConsolePage]:
    """Read pages: those that are named, else all."""
    found = [Path(name) for name in names] or sorted((root / _DOCS).rglob("*.md"))
    return (read_page(root, _below(path, root)) for path in found)


def _below(path: Path, root: Path) -> str:
    path = path if path.exists() else root / _DOCS / path
    return path.resolve().relative_to(root.resolve()).as_posix()


def _in_turn(pages: Sequence[ConsolePage], root: Path) -> list[ConsolePage]:
    """Put pages first that were not run as they are, and begin with another one of the rest each day."""
    recorded = [page for page in pages if load_record(root, page)]
    first = datetime.now(UTC).toordinal() * _PAGES_A_DAY % max(1, len(recorded))
    return [*(page for page in pages if page not in recorded), *recorded[first:], *recorded[:first]]


def _run(
    pages: Sequence[ConsolePage],
    stages: Sequence[Stage],
    root: Path,
    *,
    accepts: bool,
    most: int | None = None,
) -> bool:
    """Run the pages, each on the next engine that is free; tell what differs or take it over.

    After `most` seconds no other is begun that was right before. Say whether all is right.
    """
    free: SimpleQueue[Stage] = SimpleQueue()
    for stage in stages:
        free.put(stage)
    start = time.monotonic()

    def run(page: ConsolePage) -> PageRun:
        is_late = most is not None and time.monotonic() - start > most
        if is_late and load_record(root, page):
            return _skip(page, _NO_TURN)
        if not page.needs_engine:
            return run_page(page, NO_ENGINE, root)
        if not stages:
            return _skip(page, _NO_ENGINE)
        stage = free.get()
        try:
            other = None if accepts else find_other_engine(root, page, stage.docker.version_text)
            if other:
                version = stage.docker.version_text
                return _skip(page, f"its output is of Docker Engine {other}, and this is {version}")
            return run_page(page, stage, root)
        except EngineError as error:
            return PageRun(page=page, differences=[Difference(line=1, command="", text=str(error))])
        finally:
            free.put(stage)

    runs, is_right = [], []
    docker = (*stages, NO_ENGINE)[0].docker
    with ThreadPoolExecutor(max(1, len(stages))) as pool:
        try:
            for done in pool.map(run, pages):
                runs.append(done)
                _tell(done)
                is_right.append(accept_page(done, docker, root) if accepts else _check(done, root))
        finally:
            pool.shutdown(cancel_futures=True)
    _sum_up(pages, runs, time.monotonic() - start, most)
    return all(is_right)


def _skip(page: ConsolePage, reason: str) -> PageRun:
    return PageRun(page=page, skipped={one.line: reason for one in page.consoles})


def _sum_up(pages: Sequence[ConsolePage], runs: Sequence[PageRun], seconds: float, most: int | None) -> None:
    """Tell what was not run, and how many were."""
    skipped = [(done.page.path, line, reason) for done in runs for line, reason in done.skipped.items()]
    for path, line, reason in skipped:
        if reason != _NO_TURN:
            print(f"{path}:{line}: not run: {reason}")
    late = sum(reason == _NO_TURN for *_, reason in skipped)
    if late:
        print(
            f"{late} sessions had no turn in {most} seconds: they are as they were when they were run last."
        )
    print(
        f"{sum(len(page.consoles) for page in pages)} sessions on {len(pages)} pages:"
        f" {sum(done.count for done in runs)} run, {len(skipped)} not run,"
        f" {sum(len(done.differences) for done in runs)} differences,"
        f" {seconds:.0f} s"
    )


def _tell(done: PageRun) -> None:
    if not done.count and not done.differences:
        return
    page = done.page
    for one in done.differences:
        command = one.command.replace("\n", "\n    ")
        print(
            f"{page.path}:{one.line}: {one.text}"
            if not command
            else f"{page.path}:{one.line}: $ {command}\n    {one.text}"
        )
    print(
        f"{page.path}: {done.count} run, {len(done.differences)} differences, {done.seconds:.1f} s",
        flush=True,
    )


def _check(done: PageRun, root: Path) -> bool:
    """Say whether a page is right, and recorded as it is."""
    if done.differences:
        return False
    is_recorded = not done.count or load_record(root, done.page) is not None
    if not is_recorded:
        print(f"{done.page.path}: {_UNRECORDED}")
    return is_recorded


def _list(pages: Sequence[ConsolePage]) -> None:
    for page in pages:
        for one in page.consoles:
            print(f"{page.path}:{one.line}: {_say(one)}")


def _say(console: Console) -> str:
    if console.options.norun:
        return f"not run: {console.options.norun}"
    return f"{len(console.turns)} commands, first {console.turns[0].command.splitlines()[0]}"


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="dockerlayers_site consoles", description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("command", choices=("check", "accept", "list"))
    parser.add_argument("page", nargs="*", help="pages, as docs/page.md or page.md; without one, all")
    parser.add_argument("--own", action="store_true", help="an engine of their own, or fail")
    jobs = min(os.cpu_count() or 1, _MOST_JOBS)
    parser.add_argument("--jobs", type=int, default=jobs, help="so many pages at a time, each on an engine")
    parser.add_argument("--seconds", type=int, help="begin none after so long that is as it was run last")
    parser.add_argument("--real", action="store_true", help="pull the real base images, make no stand-ins")
    return parser
