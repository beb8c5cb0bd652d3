"""Measure Dockerfiles with a real engine, as `python -m dockerlayers_site measure [FOLDER …]`.

Each folder holds Dockerfiles, and may have a measure.toml that says what is edited between two builds. What
was measured is written beside them, into measured.json. Exit status: 0 when all that can be had here was
measured, 1 when a build failed or did other than the model says, 2 when nothing can be measured.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from dockerlayers.measured.types import RECORD_NAME, Measured
from dockerlayers.measured.write import write_record
from dockerlayers.render.sizes import show_size
from dockerlayers_site.engine import Docker, EngineError, running_engine
from dockerlayers_site.engine.own import engine_folder
from dockerlayers_site.measures.bases import FRONTEND, BaseFinder
from dockerlayers_site.measures.errors import MeasureError, MissingBaseError
from dockerlayers_site.measures.measure import Bench, measure_dockerfile
from dockerlayers_site.measures.plan import load_plan

_EXAMPLES = Path("examples")
_ENGINE = "measures"
"""Our own engine for measures: the images of others stay what they are."""
_ASK_PRUNE = "for a cold build, the build cache of this machine's engine is emptied: say --prune (PRUNE=1)"


def main(arguments: Sequence[str]) -> int:
    """Run the command and return its exit status."""
    options = _parser().parse_args(arguments)
    folders = [Path(name) for name in options.folders] or sorted(_EXAMPLES.iterdir())
    folders = [folder for folder in folders if any(list_dockerfiles(folder))]
    if not folders:
        print("measure: there is no Dockerfile to measure", file=sys.stderr)
        return 2
    try:
        if has_registry():
            if not options.prune:
                print(f"measure: {_ASK_PRUNE}", file=sys.stderr)
                return 2
            with running_engine() as docker:
                return _measure_all(docker, None, folders, write=not options.check)
        if options.real:
            print("measure: no registry is reached, and nothing may stand in", file=sys.stderr)
            return 2
        with running_engine(own=True, name=_ENGINE) as docker:
            return _measure_all(docker, engine_folder() / "bases", folders, write=not options.check)
    except EngineError as error:
        print(f"measure: no Docker Engine: {error}", file=sys.stderr)
        return 2


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="dockerlayers_site measure", description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("folders", nargs="*", metavar="FOLDER", help="default: each below examples/")
    parser.add_argument("--check", action="store_true", help="measure, and write no record")
    parser.add_argument("--prune", action="store_true", help="empty the build cache of this machine's engine")
    parser.add_argument(
        "--real", action="store_true", help="fail rather than let an image stand in for a base"
    )
    return parser


def has_registry() -> bool:
    """Say whether an engine of this machine reaches the registry."""
    from dockerlayers_site.engine import find_engine

    docker = find_engine()
    return docker is not None and docker.run("pull", "--quiet", FRONTEND).returncode == 0


def list_dockerfiles(folder: Path) -> Iterator[Path]:
    """Yield the Dockerfiles of a folder."""
    for path in sorted(folder.glob("Dockerfile*")):
        if path.is_file() and not path.name.endswith(".dockerignore"):
            yield path


def _measure_all(docker: Docker, bases: Path | None, folders: Sequence[Path], *, write: bool) -> int:
    bench = _bench(docker, bases)
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


def _bench(docker: Docker, bases: Path | None) -> Bench:
    platform = docker.must("version", "--format", "{{.Server.Os}}/{{.Server.Arch}}").decode().strip()
    buildx = docker.find_buildx()
    return Bench(
        docker=docker,
        bases=BaseFinder(docker, bases),
        engine=f"Docker Engine {docker.version_text}",
        builder=f"BuildKit of the engine, buildx {buildx}" if buildx else "BuildKit of the engine",
        platform=platform,
    )


def _summary(one: Measured) -> str:
    times = " ".join(f"{name.value} {build.seconds:.1f}s" for name, build in one.builds.items())
    wasted = sum(waste.byte_count for waste in one.waste)
    return f"{show_size(one.own_bytes)} in {len(one.layers)} layers, {show_size(wasted)} wasted; {times}"
