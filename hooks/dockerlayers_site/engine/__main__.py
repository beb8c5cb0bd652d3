"""A Docker Engine to build with, as `python -m dockerlayers_site.engine COMMAND`.

start            use the engine that answers, else install and start a current one
stop             stop the one that was started so; what is installed stays
run COMMAND …    run a command beside the engine, as `run docker compose up`
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from dockerlayers_site.engine.docker import Docker, inside
from dockerlayers_site.engine.errors import EngineError
from dockerlayers_site.engine.own import find_engine, start_engine, stop_engines


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command; return 1 where there is no engine."""
    options = _parser().parse_args(arguments)
    try:
        match options.command:
            case "start":
                print(describe(start_engine(own=options.own)))
            case "stop":
                print(
                    "Stopped the Docker Engine." if stop_engines() else "No Docker Engine was started here."
                )
            case _:
                _replace(find_engine(own=options.own), options.words)
    except EngineError as error:
        print(f"No Docker Engine: {error}.", file=sys.stderr)
        return 1
    return 0


def describe(engine: Docker) -> str:
    """Say in a line which engine it is, and which plugins its command has."""
    plugins = {"buildx": engine.find_buildx(), "Compose": engine.find_compose()}
    versions = [f"{name} {version}" for name, version in plugins.items() if version]
    return ", ".join([f"Docker Engine {engine.version_text}", *versions, engine.origin])


def _replace(engine: Docker | None, words: Sequence[str]) -> None:
    """Become a command beside the engine, in the same folder and at the same terminal."""
    if not engine:
        raise EngineError("none answers; `make engine` starts one")
    os.environ["DOCKER_HOST"] = engine.host
    program = engine.command if words[0] == "docker" else words[0]
    command = [*engine.enter, *inside(Path.cwd()), program, *words[1:]]
    sys.stdout.flush()
    os.execvp(command[0], command)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="dockerlayers_site.engine", description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--own", action="store_true", help="not the engine of this machine, if there is one")
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("start", help="use the engine that answers, else install and start one")
    commands.add_parser("stop", help="stop the one that was started so")
    run = commands.add_parser("run", help="run a command beside the engine")
    run.add_argument("words", nargs=argparse.REMAINDER, metavar="COMMAND")
    return parser


if __name__ == "__main__":
    sys.exit(main())
