"""What stands before the lines of a breakdown, without a word on how it is shown."""

from __future__ import annotations

from dataclasses import dataclass

from dockerlayers.texts.inline import Inline


@dataclass(frozen=True, kw_only=True)
class ComposeKey:
    """Keys of a Compose service, and what they do with what the file says; `lines` are those of the file."""

    keys: tuple[str, ...]
    say: Inline
    lines: tuple[int, ...]


@dataclass(frozen=True, kw_only=True)
class HowTo:
    """How the image is built and run: commands to be copied, and what they need.

    `run` is "" where there is nothing to be run. `given` tells of what stands in the commands, `context` of
    the files, `replaces` of what may be written behind the image's name.
    """

    build: str
    run: str
    given: tuple[Inline, ...]
    context: Inline
    replaces: Inline
    compose: tuple[ComposeKey, ...]


@dataclass(frozen=True, kw_only=True)
class Praise:
    """Something that is done well, on which lines, and what it is good for."""

    rule: str
    url: str
    title: str
    good: Inline
    why: Inline
    lines: tuple[tuple[int, int], ...]


@dataclass(frozen=True, kw_only=True)
class Opening:
    """What the whole file makes: `say` is () where nothing is known; a fragment has no `howto`."""

    say: Inline = ()
    howto: HowTo | None = None
    praises: tuple[Praise, ...] = ()
