"""Parse a POSIX or bash script into its simple commands.

Source: https://pubs.opengroup.org/onlinepubs/9799919799/utilities/V3_chap02.html#tag_19_10
and, for what bash adds to it, https://www.gnu.org/software/bash/manual/bash.html
"""

from __future__ import annotations

import re
from functools import lru_cache
from operator import attrgetter

from dockerlayers.patterns import lazy_pattern
from dockerlayers.syntax.shell.backticks import Unescaped
from dockerlayers.syntax.shell.compound import CompoundReader
from dockerlayers.syntax.shell.cursor import Findings, NotUnderstoodError
from dockerlayers.syntax.shell.nodes import Script

_SEPARATOR = lazy_pattern(r"&&|\|\||\|&|\||;(?![;&])|&")
_JOINING = ("&&", "||", "|&", "|")
_CASE_END = lazy_pattern(r";;&|;;|;&")
_END = frozenset({""})
_BACKTICKS = lazy_pattern(r"`(?=((?:[^`\\]|\\.)*))\1`", re.DOTALL)
_BY_START = attrgetter("start")


def parse_script(text: str) -> Script:
    """Parse the text of a script; what is not understood ends it, and never raises."""
    found = Findings()
    is_whole = True
    try:
        _Parser(text, 0, len(text), found).read_commands(_END, may_be_empty=True)
    except (NotUnderstoodError, RecursionError):
        is_whole = False
    return Script(
        text=text,
        commands=tuple(sorted(found.commands, key=_BY_START)),
        operators=tuple(sorted(found.operators, key=_BY_START)),
        redirects=tuple(sorted(found.redirects, key=_BY_START)),
        heredocs=tuple(found.heredocs),
        comments=tuple(sorted(found.comments, key=_BY_START)),
        functions=frozenset(found.functions),
        is_whole=is_whole,
    )


parse_kept = lru_cache(maxsize=256)(parse_script)
"""Parse a script that has several readers, such as practices and sentences; the last ones are kept."""


class _Parser(CompoundReader):
    """Reads lists of commands, and those in backticks by a parser of their own."""

    def read_commands(self, closers: frozenset[str], *, may_be_empty: bool = False) -> str:
        """Read commands up to one of `closers`, and return it.

        commands = [ command , { separator , command } , [ ";" | "&" | newline ] ]
        """
        is_open = not may_be_empty
        is_separated = True
        while True:
            self.skip_lines()
            closer = self.find_closer()
            if closer in closers and not is_open:
                return closer
            if not is_separated:
                raise NotUnderstoodError
            self.read_command()
            self.skip_blanks()
            separator = self.find_separator()
            is_separated = bool(separator)
            is_open = separator in _JOINING

    def find_closer(self) -> str | None:
        """Return what may end commands and stands here; nothing at the end of the text."""
        if self.position == self.end:
            return ""
        if self.looking_at(")"):
            return ")"
        match = _CASE_END.match(self.text, self.position, self.end)
        return match[0] if match else self.find_reserved() or None

    def find_separator(self) -> str:
        """Take the operator or line end behind a command, if there is one."""
        match = _SEPARATOR.match(self.text, self.position, self.end)
        if match:
            self.take(match[0])
            return match[0]
        return "\n" if self.looking_at("\n") else ""

    def read_backticks(self, *, in_quotes: bool) -> None:
        """Read the commands between two backticks."""
        match = _BACKTICKS.match(self.text, self.position, self.end)
        if not match:
            raise NotUnderstoodError
        self.enter()
        start, end = match.span(1)
        if "\\" in match[1]:
            inner = Unescaped(self.text, start, end, in_quotes=in_quotes)
            found = Findings()
            parser = _Parser(inner.text, 0, len(inner.text), found, self.depth)
            parser.read_commands(_END, may_be_empty=True)
            inner.move(found, self.found)
        else:
            parser = _Parser(self.text, start, end, self.found, self.depth)
            parser.read_commands(_END, may_be_empty=True)
        self.leave()
        self.position = match.end()
