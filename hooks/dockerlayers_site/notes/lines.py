"""The lines that are written for Python-Markdown, each with the line of the note from which it comes."""

from __future__ import annotations

from collections.abc import Sequence

from dockerlayers_site.notes.inline import Keep

_SEPARATOR = "<!-- -->"


class Lines:
    """Write lines one behind the other; `prefix` is what stands before each line."""

    def __init__(self, source: Sequence[str], keep: Keep) -> None:
        self.source = source
        self.keep = keep
        self.lines: list[str] = []
        self.origins: list[int] = []
        self.prefix = ""
        # What stands before the first line of a container, if that is not written yet.
        self.first: str | None = None
        # The type of the block before, "" at the begin of a container.
        self.before = ""
        # Whether what is written stands right in an item of a tight list.
        self.is_tight = False

    def line(self, text: str, origin: int) -> None:
        """Write one line."""
        prefix, self.first = (self.prefix if self.first is None else self.first), None
        self.lines.append((prefix + text) if text else prefix.rstrip())
        self.origins.append(origin)

    def gap(self, kind: str, origin: int, *, is_close: bool = False) -> None:
        """Part a block from the one before: by an empty line, if it may not be `is_close`."""
        if self.first is not None and kind != "paragraph":
            # Python-Markdown begins an item with text alone.
            self.separator(origin)
            self.before = "text"
        if self.before and not is_close:
            self.line("", origin)
        if self.before == kind and kind in ("bullet_list", "ordered_list", "list", "blockquote"):
            self.separator(origin)
            self.line("", origin)
        self.before = kind

    def code(self, mark: str, header: str, content: str | None, origins: range) -> None:
        """Write code between two marks.

        Superfences puts an empty line where there is none: without one here, all lines below count wrong.
        """
        last = len(self.source) - 1
        self.line(mark + header, max(origins[0], 0))
        for line, origin in zip((content or "").split("\n"), origins[1:], strict=False):
            self.line(line, min(origin, last))
        self.line(mark, min(origins[-1], last))

    def separator(self, origin: int) -> None:
        """Write what parts two blocks of one kind, and stands for an empty one."""
        self.line(self.keep(_SEPARATOR), origin)
