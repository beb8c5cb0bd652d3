"""The names that authors give to rows: `# {#layer-deps}` above an instruction."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dockerlayers.errors import DockerfileError
from dockerlayers.explain.notes import find_names
from dockerlayers.explain.rows import Block, split_rows
from dockerlayers.patterns import lazy_pattern
from dockerlayers.syntax.nodes import Dockerfile, Span

_NAME = lazy_pattern(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*")
_RESERVED = lazy_pattern(r"title|image|history|files|stages|config|s\d+")
"""What a breakdown puts behind its own id for its other parts."""


@dataclass(frozen=True, kw_only=True)
class GivenName:
    """A name where it stands: `index` is that of its block."""

    text: str
    index: int
    span: Span


def check_names(dockerfile: Dockerfile) -> tuple[DockerfileError, ...]:
    """Find what is wrong with the names that the author of a Dockerfile gives to its rows."""
    return read_names(split_rows(dockerfile), dockerfile.lines)[1]


def read_names(
    blocks: Sequence[Block], lines: Sequence[str]
) -> tuple[dict[int, str], tuple[DockerfileError, ...]]:
    """Read the names of blocks, by index, and what is wrong with the others."""
    names: dict[int, str] = {}
    places: dict[str, int] = {}
    errors = []
    for given in _find_all(blocks, lines):
        fault = _find_fault(given, names, places)
        if fault:
            errors.append(DockerfileError(fault[0], span=given.span, hint=fault[1]))
        else:
            names[given.index] = given.text
            places[given.text] = given.span.line
    return names, tuple(errors)


def _find_all(blocks: Sequence[Block], lines: Sequence[str]) -> Iterator[GivenName]:
    for index, block in enumerate(blocks):
        comments = block.comments
        for number, match in find_names(lines[line - 1] for line in comments):
            line = comments[number]
            start, end = match.span("name")
            span = Span(line, start + 1, line, max(end, start + 1) + 1)
            yield GivenName(text=match["name"], index=index, span=span)


def _find_fault(given: GivenName, names: dict[int, str], places: dict[str, int]) -> tuple[str, str] | None:
    """Say what is wrong with a name, and what to do about it."""
    name = given.text
    if not _NAME.fullmatch(name):
        return f"invalid name: {name}", "use lower-case letters, digits and single hyphens: {#layer-deps}"
    if _RESERVED.fullmatch(name):
        return f"reserved name: {name}", "the breakdown names another part of itself so"
    if name in places:
        return f"name given twice: {name}", f"the first one is on line {places[name]} of this Dockerfile"
    if given.index in names:
        return f"second name for one instruction: {name}", f"it is {names[given.index]} already"
    return None
