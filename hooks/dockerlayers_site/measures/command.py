"""Measure Dockerfiles with a real engine, as `python -m dockerlayers_site measure [FOLDER …]`.

Each folder holds Dockerfiles, and may have a measure.toml that says what is edited between two builds. What
was measured is written beside them, into measured.json. Exit status: 0 when all that can be had here was
measured, 1 when a build failed or did other than the model says, 2 when nothing can be measured.
"""

from __future__ import annotations

import argparse
import fcntl
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from dockerlayers.measured import RECORD_NAME
from dockerlayers.measured.types import Measured
from dockerlayers.measured.write import write_record
from dockerlayers.sizes import show_size
from dockerlayers_site.bases import stand_ins_folder
from dockerlayers_site.engine import Docker, EngineError, find_engine, running_engine
from dockerlayers_site.engine.own import engine_folder
from dockerlayers_site.measures.bases import FRONTEND, BaseFinder
from dockerlayers_site.measures.errors import MeasureError, MissingBaseError
from dockerlayers_site.measures.measure import Bench, measure_dockerfile
from dockerlayers_site.measures.plan import load_plan

_EXAMPLES = Path("examples")
_ENGINE = "measures"
"""Our own engine for measures: the images of others stay what they are."""
_LOCK = "measures-lock"


def main(arguments: Sequence[str]) -> int:
    """Run the command and return its exit status."""
    options = _parser().parse_args(arguments)
    folders = [Path(name) for name in options.folders] or sorted(_EXAMPLES.iterdir())
    folders = [folder for folder in folders if any(list_dockerfiles(folder))]
    if not folders:
        print("measure: there is no Dockerfile to measure", file=sys.stderr)
        return 2
    try:
        with _bench(may_prune=options.prune, only_real=options.real) as bench:
            return _measure_all(bench, folders, write=not options.check)
    except EngineError as error:
        print(f"measure: nothing can be measured: {error}", file=sys.stderr)
        # As a test it is left out where there is no engine, as those are that need one.
        return 0 if options.check and not options.real else 2


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="dockerlayers_site measure", description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("folders", nargs="*", metavar="FOLDER", help="default: each below examples/")
    parser.add_argument("--check", action="store_true", help="write no record; without an engine, do nothing")
    parser.add_argument("--prune", action="store_true", help="empty the build cache of this machine's engine")
    parser.add_argument("--real", action="store_true", help="let no image stand in for a base image")
    return parser


@contextmanager
def _bench(*, may_prune: bool, only_real: bool) -> Iterator[Bench]:
    """Give an engine: that of this machine where it reaches the registry, else one of our own."""
    machine = find_engine()
    if machine and machine.run("pull", "--quiet", FRONTEND).returncode == 0:
        if not may_prune:
            raise EngineError("a cold build empties the build cache of this machine's engine: say PRUNE=1")
        yield _describe(machine, None)
    elif only_real:
        raise EngineError("no engine of this machine reaches the registry, and nothing may stand in")
    else:
        with running_engine(own=True, name=_ENGINE) as docker, (engine_folder() / _LOCK).open("w") as lock:
            # Two that empty one cache would find each other's steps built again.
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield _describe(docker, stand_ins_folder())


def list_dockerfiles(folder: Path) -> Iterator[Path]:
    """Yield the Dockerfiles of a folder."""
    for path in sorted(folder.glob("Dockerfile*")):
        if path.is_file() and not path.name.endswith(".dockerignore"):
            yield path


def _measure_all(bench: Bench, folders: Sequence[Path], *, write: bool) -> int:
    print(f"{bench.engine}, {bench.builder}, {bench.platform}", flush=True)
    start, failures, missing, done = time.monotonic(), 0, 0, 0
    for folder in folders:
        found: dict[str, Measured] = {}
        for path in list_dockerfiles(folder):
            try:
                found[path.name] = measure_dockerfile(bench, folder, path.name, load_plan(folder))
                print(f"{path}: {_summary(found[path.name])}", flush=True)
                done += 1
            except MissingBaseError as error:
                print(f"{path}: not measured: {error}", flush=True)
                missing += 1
            except (MeasureError, EngineError) as error:
                print(f"{path}: {error}", file=sys.stderr, flush=True)
                failures += 1
        if found and write:
            (folder / RECORD_NAME).write_text(write_record(found), encoding="utf-8")
    minutes = (time.monotonic() - start) / 60
    print(f"{done} measured, {missing} not to be measured here, {failures} failed, in {minutes:.1f} minutes")
    return 1 if failures else 0


def _describe(docker: Docker, bases: Path | None) -> Bench:
    buildx = docker.find_buildx()
    return Bench(
        docker=docker,
        bases=BaseFinder(docker, bases),
        engine=f"Docker Engine {docker.version_text}",
        builder=f"BuildKit of the engine, buildx {buildx}" if buildx else "BuildKit of the engine",
        platform=docker.read_platform(),
    )


def _summary(one: Measured) -> str:
    times = " ".join(f"{name.value} {build.seconds:.1f}s" for name, build in one.builds.items())
    wasted = sum(waste.byte_count for waste in one.waste)
    return f"{show_size(one.own_bytes)} in {len(one.layers)} layers, {show_size(wasted)} wasted; {times}"
