"""Where the parser stands in a script, and what it found so far."""

from __future__ import annotations

from dockerlayers.patterns import lazy_pattern
from dockerlayers.syntax.shell.nodes import Operator, Redirect, ShellComment, ShellWord, SimpleCommand

MAX_DEPTH = 40
"""How deep constructs may be nested: each takes about ten frames of Python's stack."""

_BLANKS = lazy_pattern(r"(?:[ \t]|\\\n)+")
_COMMENT = lazy_pattern(r"#[^\n]*")


class NotUnderstoodError(Exception):
    """The text goes on in a way that is not the shell's grammar, or too deep; it never leaves the package."""


class Findings:
    """What was found in a text, in the order in which it ended."""

    def __init__(self) -> None:
        self.commands: list[SimpleCommand] = []
        self.operators: list[Operator] = []
        self.redirects: list[Redirect] = []
        self.heredocs: list[ShellWord] = []
        self.comments: list[ShellComment] = []
        self.functions: set[str] = set()
        self.not_arithmetic: set[int] = set()

    def sizes(self) -> tuple[int, int, int, int, int]:
        """Count what was found, for `forget`."""
        return (
            len(self.commands),
            len(self.operators),
            len(self.redirects),
            len(self.heredocs),
            len(self.comments),
        )

    def forget(self, sizes: tuple[int, int, int, int, int]) -> None:
        """Forget what was found since."""
        commands, operators, redirects, heredocs, comments = sizes
        del self.commands[commands:]
        del self.operators[operators:]
        del self.redirects[redirects:]
        del self.heredocs[heredocs:]
        del self.comments[comments:]


class Cursor:
    """A place in `text`, before `end`; `depth` counts the constructs around it."""

    def __init__(self, text: str, position: int, end: int, found: Findings, depth: int = 0) -> None:
        self.text = text
        self.position = position
        self.end = end
        self.found = found
        self.depth = depth

    def looking_at(self, token: str) -> bool:
        """Say whether `token` stands here."""
        return self.text.startswith(token, self.position, self.end)

    def peek(self) -> str:
        """Return the character that stands here, or nothing at the end."""
        return self.text[self.position] if self.position < self.end else ""

    def skip_blanks(self) -> None:
        """Skip blanks, joined lines, and a comment up to its line's end."""
        match = _BLANKS.match(self.text, self.position, self.end)
        if match:
            self.position = match.end()
        comment = _COMMENT.match(self.text, self.position, self.end)
        if comment:
            self.found.comments.append(ShellComment(comment[0], *comment.span()))
            self.position = comment.end()

    def take(self, token: str) -> None:
        """Take an operator or reserved word, which must stand here."""
        if not self.looking_at(token):
            raise NotUnderstoodError
        start = self.position
        self.position += len(token)
        self.found.operators.append(Operator(token, start, self.position))

    def enter(self) -> None:
        """Go into a construct."""
        self.depth += 1
        if self.depth > MAX_DEPTH:
            raise NotUnderstoodError

    def leave(self) -> None:
        """Come out of a construct."""
        self.depth -= 1
