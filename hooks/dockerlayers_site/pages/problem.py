"""What is wrong in a file of the project, and where."""

from __future__ import annotations

from dataclasses import dataclass

from dockerlayers.errors import format_place
from dockerlayers.message import format_message
from dockerlayers.syntax.nodes import Span


@dataclass(frozen=True, kw_only=True)
class Problem:
    """Something that an author has to mend; as a text, it is the message for the log.

    `path` begins at the project's folder. `span` is None where no more than the file is known, `excerpt` the
    line in which it begins; `shown_by` is the `page:line` that shows the file, if that is another.
    """

    text: str
    path: str
    span: Span | None = None
    excerpt: str | None = None
    hint: str | None = None
    shown_by: str | None = None

    @property
    def line(self) -> int:
        """Return the line, from 1."""
        return self.span.line if self.span else 1

    @property
    def column(self) -> int:
        """Return the column, from 1."""
        return self.span.column if self.span else 1

    def __str__(self) -> str:
        said = f"{format_place(self.path, self.span)}: {self.text}"
        message = format_message(said, span=self.span, line_text=self.excerpt, hint=self.hint)
        return f"{message}\n    shown by {self.shown_by}" if self.shown_by else message
