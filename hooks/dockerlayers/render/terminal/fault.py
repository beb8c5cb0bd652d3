"""An error, as a compiler tells it."""

from __future__ import annotations

from dockerlayers.errors import DockerfileError
from dockerlayers.message import format_error
from dockerlayers.render.terminal.characters import masked, visible


def format_fault(error: DockerfileError, source: str, path: str) -> str:
    """Write an error as `path:line:column: message`, with the line at fault, a caret and the hint."""
    shown = DockerfileError(
        visible(error.message),
        span=error.span,
        hint=visible(error.hint) if error.hint else None,
        path=visible(path),
    )
    lines = source.split("\n", error.span.line) if error.span else []
    line = lines[error.span.line - 1].rstrip("\r") if error.span and error.span.line <= len(lines) else None
    return format_error(shown, None if line is None else masked(line))
