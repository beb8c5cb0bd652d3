"""What can be wrong with a fence, and where the writer finds it."""

from __future__ import annotations

from dataclasses import dataclass

from dockerlayers.errors import DockerfileError
from dockerlayers.message import format_error


class FenceError(DockerfileError):
    """A fence that cannot be shown as its author asked; `span` points into the header, `line` is 1 there."""


@dataclass(frozen=True, kw_only=True)
class Problem:
    """An error at its place in a file of the project: the page, or the Dockerfile that the page shows.

    `line_text` is the line it points at; `shown_by` the `page:line` that shows the file, if that is another.
    """

    error: DockerfileError
    line_text: str | None
    shown_by: str | None = None

    def __str__(self) -> str:
        message = format_error(self.error, self.line_text)
        return f"{message}\n    shown by {self.shown_by}" if self.shown_by else message
