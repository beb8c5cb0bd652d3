"""The commands that build an image and run it, to be copied."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from shlex import quote

from dockerlayers.overview.types import Demands, Overview
from dockerlayers.patterns import lazy_pattern

NAME = "my-app"
"""What the image is called in the commands."""
_VALUE = "value"
OUTPUT = "out"
"""The folder that takes the files of a build without an image to be run."""
_MOST = 5
_PRIVILEGED = 1024
"""The ports below may be taken, and need root on some hosts."""
_MOVED = 8000
_USUAL = "tcp"
_NO_NAME = lazy_pattern(r"/+$|[^a-z0-9_./-]+")


@dataclass(frozen=True, kw_only=True)
class Commands:
    """The commands, as lists of words that a shell can take; `run` is () where nothing is there to be run.

    With `is_export`, the build writes its files into a folder in place of an image.
    """

    build: tuple[str, ...]
    run: tuple[str, ...] = ()
    is_export: bool = False


def write_commands(overview: Overview, demands: Demands) -> Commands:
    """Write the commands for a whole Dockerfile."""
    start, base = overview.start, overview.base
    is_export = not start.command and base is not None and base.is_empty
    output = ["--output", OUTPUT] if is_export else ["-t", NAME]
    build = ("docker", "build", *_options(demands), *output, ".")
    run = () if is_export else ("docker", "run", "--rm", *_run_options(overview, demands), NAME)
    return Commands(build=build, run=run, is_export=is_export)


def join_words(words: tuple[str, ...]) -> str:
    """Write a command on one line, in quotes where a shell needs them."""
    return " ".join(map(quote, words))


def _options(demands: Demands) -> Iterator[str]:
    """Yield the options of `docker build`.

    Source: https://docs.docker.com/reference/cli/docker/buildx/build/
    """
    if demands.platform:
        yield from ("--platform", demands.platform)
    if demands.target:
        yield from ("--target", demands.target)
    for argument in demands.arguments:
        given = _VALUE if argument.given is None else argument.given
        yield from ("--build-arg", f"{argument.name}={given}")
    for secret in demands.secrets:
        source = f"env={secret.env}" if secret.is_env else f"src=./{secret.id}.txt"
        yield from ("--secret", f"id={secret.id},{source}")
    for name in demands.ssh:
        yield from ("--ssh", name)
    for name in demands.allowed:
        yield from ("--allow", name)


def _run_options(overview: Overview, demands: Demands) -> Iterator[str]:
    """Yield the options of `docker run`.

    Source: https://docs.docker.com/reference/cli/docker/container/run/
    """
    start = overview.start
    if demands.platform:
        yield from ("--platform", demands.platform)
    if start.is_prompt:
        yield "-it"
    if len(start.ports) > _MOST:
        yield "-P"
    else:
        for published in publish(start.ports):
            yield from ("-p", published)
    for volume, path in name_volumes(start.volumes):
        yield from ("-v", f"{volume}:{path}")
    for name in start.needs:
        yield from ("-e", f"{name}={_VALUE}")


def publish(ports: tuple[str, ...]) -> Iterator[str]:
    """Write what publishes ports of the config: on the host each has one of its own that needs no rights."""
    taken: set[tuple[int, str]] = set()
    for port in ports:
        number, _, protocol = port.partition("/")
        own = int(number)
        host = own + _MOVED if own < _PRIVILEGED else own
        while (host, protocol) in taken:
            host += 1
        taken.add((host, protocol))
        yield f"{host}:{own}" + ("" if protocol == _USUAL else f"/{protocol}")


def name_volumes(paths: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    """Name a volume after each path, no name twice."""
    told: dict[str, int] = {}
    for path in paths:
        name = "-".join(filter(None, (NAME, _NO_NAME.sub("-", path.lower()).rpartition("/")[2].strip("-."))))
        told[name] = told.get(name, 0) + 1
        yield name if told[name] == 1 else f"{name}-{told[name]}", path
