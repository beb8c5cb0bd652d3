"""The command `dockerlayers`: read Dockerfiles, print what is known of them."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from typing import TextIO

from dockerlayers.cli.arguments import AboutArguments, Arguments, parse_arguments
from dockerlayers.cli.usage import UsageError

OK, INVALID, USAGE, INTERRUPTED, BROKEN_PIPE = 0, 1, 2, 130, 141


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command and return its exit status."""
    try:
        arguments = parse_arguments(argv, os.environ)
        _prepare(sys.stdout, "text" if isinstance(arguments, AboutArguments) else arguments.format)
        is_valid = _run(arguments)
        sys.stdout.flush()
    except UsageError as error:
        _refuse(error)
        return USAGE
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        with suppress(BrokenPipeError):
            sys.stdout.close()  # or the interpreter tries once more at its end, and complains
        return BROKEN_PIPE
    return OK if is_valid else INVALID


# What reads Dockerfiles is loaded for one: `--version`, `--help` and a mistake need none of it.


def _run(arguments: Arguments | AboutArguments) -> bool:
    if isinstance(arguments, AboutArguments):
        from dockerlayers.cli.about import tell_about

        return tell_about(arguments, sys.stdout)
    from dockerlayers.cli.reports import run

    return run(arguments, sys.stdin.buffer, sys.stdout, sys.stderr)


def _refuse(error: UsageError) -> None:
    from dockerlayers.render.terminal.characters import visible

    print(f"dockerlayers: {visible(str(error))}", file=sys.stderr)


def _prepare(stdout: TextIO, kind: str) -> None:
    """Let documents be UTF-8 everywhere, and no character be too strange to print."""
    if isinstance(stdout, io.TextIOWrapper):
        encoding = None if kind == "text" else "utf-8"
        stdout.reconfigure(encoding=encoding, errors="backslashreplace", newline="\n")
