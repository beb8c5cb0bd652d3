"""Commands in backticks: a text of its own, in which a backslash escapes once more."""

from __future__ import annotations

from collections.abc import Sequence

from dockerlayers.patterns import lazy_pattern
from dockerlayers.syntax.shell.cursor import Findings
from dockerlayers.syntax.shell.nodes import Operator, Redirect, ShellComment, ShellWord, SimpleCommand

_ESCAPED = lazy_pattern(r"\\([$`\\])")
_ESCAPED_IN_QUOTES = lazy_pattern(r'\\([$`\\"])')


class Unescaped:
    """Text from between backticks without its escapes, and where each character of it stands."""

    def __init__(self, source: str, start: int, end: int, *, in_quotes: bool) -> None:
        self.source = source
        pattern = _ESCAPED_IN_QUOTES if in_quotes else _ESCAPED
        pieces: list[str] = []
        self.offsets: list[int] = []
        for match in pattern.finditer(source, start, end):
            pieces += (source[start : match.start()], match[1])
            self.offsets += range(start, match.start() + 1)
            start = match.end()
        self.text = "".join((*pieces, source[start:end]))
        self.offsets += range(start, end + 1)

    def move(self, inner: Findings, outer: Findings) -> None:
        """Add what was found in the text to what was found around it."""
        outer.commands += map(self._command, inner.commands)
        outer.operators += (Operator(*self._place(one.start, one.end)) for one in inner.operators)
        outer.redirects += map(self._redirect, inner.redirects)
        outer.heredocs += map(self._word, inner.heredocs)
        outer.comments += (ShellComment(*self._place(one.start, one.end)) for one in inner.comments)
        outer.functions |= inner.functions

    def _place(self, start: int, end: int) -> tuple[str, int, int]:
        first, last = self.offsets[start], self.offsets[end]
        return self.source[first:last], first, last

    def _word(self, word: ShellWord) -> ShellWord:
        return ShellWord(*self._place(word.start, word.end), word.value)

    def _words(self, words: Sequence[ShellWord]) -> tuple[ShellWord, ...]:
        return tuple(map(self._word, words))

    def _redirect(self, redirect: Redirect) -> Redirect:
        _, start, end = self._place(redirect.start, redirect.end)
        target = redirect.target and self._word(redirect.target)
        return Redirect(redirect.operator, target, redirect.descriptor, start, end)

    def _command(self, command: SimpleCommand) -> SimpleCommand:
        _, start, end = self._place(command.start, command.end)
        redirects = tuple(map(self._redirect, command.redirects))
        return SimpleCommand(
            self._words(command.assignments), self._words(command.words), redirects, start, end
        )
