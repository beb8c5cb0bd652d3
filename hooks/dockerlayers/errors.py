"""What can be wrong with a Dockerfile, with its place."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from dockerlayers.syntax.nodes import Span

_SUGGESTION = "did you mean "


class DockerfileError(Exception):
    """A Dockerfile that BuildKit refuses.

    `message` is BuildKit's, without the prefix `dockerfile parse error on line N:` (which `engine_text`
    has) and without its «did you mean»; the suggestion, or another help, is in `hint`. `span` points at the
    word at fault, None where the whole file is; `lines` are the lines that BuildKit names. `path` is added
    by who read the file.
    """

    def __init__(
        self,
        message: str,
        *,
        span: Span | None = None,
        hint: str | None = None,
        lines: Iterable[int] = (),
        engine_text: str | None = None,
        path: str | None = None,
    ) -> None:
        super().__init__(message)
        self.message = message
        self.span = span
        self.hint = hint
        self.lines = tuple(lines)
        self.engine_text = engine_text or message
        self.path = path

    def __str__(self) -> str:
        return f"{format_place(self.path or '<Dockerfile>', self.span)}: {self.message}"

    @property
    def line(self) -> int:
        """The line to look at first; 0 where the whole file is at fault."""
        return self.span.line if self.span else next(iter(self.lines), 0)

    @property
    def suggestion(self) -> str | None:
        """The word that may have been meant; None where the hint names none."""
        if not self.hint or not self.hint.startswith(_SUGGESTION):
            return None
        return self.hint.removeprefix(_SUGGESTION).rstrip("?")


def format_place(path: str, span: Span | None) -> str:
    """Write a place as `path:line:column`, or the path alone."""
    return f"{path}:{span.line}:{span.column}" if span else path


@dataclass(frozen=True, kw_only=True)
class Diagnostic:
    """Something that the author of a Dockerfile should know, though it is no error."""

    message: str
    span: Span
    hint: str | None = None
