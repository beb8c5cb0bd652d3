"""Simple commands, their redirections, and here-documents."""

from __future__ import annotations

import re
from typing import NamedTuple

from dockerlayers.patterns import lazy_pattern
from dockerlayers.syntax.shell.cursor import Findings, NotUnderstoodError
from dockerlayers.syntax.shell.nodes import Redirect, ShellWord, SimpleCommand
from dockerlayers.syntax.shell.pieces import Value, join_values
from dockerlayers.syntax.shell.words import WordReader, is_assignment

_REDIRECT = lazy_pattern(
    r"(?:(\d++|\{[A-Za-z_]\w*+\})?(<<<|<<-|<<|<>|<&|>&|>>|>\||<(?!\()|>(?!\())|(&>>|&>))", re.ASCII
)
_DECLARING = ("alias", "declare", "eval", "export", "let", "local", "readonly", "typeset")
"""The programs whose words may be arrays, too: `a=(x y)`."""

_TEMPLATE = lazy_pattern(r"[%?]")
_NOT_JOINED = r"^(?:(?<!\\\n)|(?<=\\\\\n))"
"""A line that the one before does not go on with; three backslashes there are taken for two."""

_QUOTES = lazy_pattern(r"[\"'\\]")


class _OpenHeredoc(NamedTuple):
    """A here-document whose body comes behind the next line end."""

    delimiter: str
    is_quoted: bool
    strips_tabs: bool


class CommandReader(WordReader):
    """Reads simple commands; `open_heredocs` are those announced on the current line."""

    def __init__(self, text: str, position: int, end: int, found: Findings, depth: int = 0) -> None:
        super().__init__(text, position, end, found, depth)
        self.open_heredocs: list[_OpenHeredoc] = []

    def skip_lines(self) -> None:
        """Skip blanks, comments, line ends, and the here-documents behind these."""
        self.skip_blanks()
        while self.looking_at("\n"):
            self.position += 1
            for heredoc in self.open_heredocs:
                self.read_heredoc(heredoc)
            self.open_heredocs = []
            self.skip_blanks()

    def read_simple_command(self) -> SimpleCommand:
        """Read a simple command up to the operator behind it.

        simple command = { assignment | redirection } , { word | redirection }
        """
        start = last = self.position
        assignments: list[ShellWord] = []
        words: list[ShellWord] = []
        redirects: list[Redirect] = []
        while True:
            redirect = self.find_redirect()
            if redirect:
                redirects.append(redirect)
            elif self.is_at_word:
                word = self.read_word(may_be_array=not words or words[0].text in _DECLARING)
                (words if words or not is_assignment(word) else assignments).append(word)
            else:
                break
            last = self.position
            self.skip_blanks()
        if last == start:
            raise NotUnderstoodError
        return SimpleCommand(tuple(assignments), tuple(words), tuple(redirects), start, last)

    def find_redirect(self) -> Redirect | None:
        """Read the redirection that stands here, if there is one.

        redirection = [ number | "{" , name , "}" ] , operator , [ blanks ] , word
        """
        match = _REDIRECT.match(self.text, self.position, self.end)
        if not match:
            return None
        self.position = match.end()
        if _TEMPLATE.match(self.text, self.position, self.end):
            raise NotUnderstoodError
        self.skip_blanks()
        if not self.is_at_word:
            raise NotUnderstoodError
        target = self.read_word()
        operator = match[2] or match[3]
        if operator in ("<<", "<<-"):
            plain = target.text if target.value is None else target.value
            name = _QUOTES.sub("", plain)
            heredoc = _OpenHeredoc(name, name != target.text, operator == "<<-")
            self.open_heredocs.append(heredoc)
        return Redirect(operator, target, match[1], match.start(), target.end)

    def read_heredoc(self, heredoc: _OpenHeredoc) -> None:
        """Read a body and the line that ends it; without such a line it is all of the rest."""
        start = self.position
        first = "^" if heredoc.is_quoted else _NOT_JOINED
        tabs = "\t*" if heredoc.strips_tabs else ""
        line = re.compile(f"{first}{tabs}{re.escape(heredoc.delimiter)}$", re.MULTILINE)
        last = line.search(self.text, start, self.end)
        stop = last.start() if last else self.end
        value = self.text[start:stop] if heredoc.is_quoted else self.expand_heredoc(stop)
        self.found.heredocs.append(ShellWord(self.text[start:stop], start, stop, value))
        self.position = min(last.end() + 1, self.end) if last else self.end

    def expand_heredoc(self, stop: int) -> Value:
        """Read the expansions in a body up to `stop`."""
        end, self.end = self.end, stop
        values: list[Value] = []
        while self.position < self.end:
            values.append(self.read_quoted_piece())
        self.end = end
        return join_values(values)
