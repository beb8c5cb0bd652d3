"""Compound commands: what a reserved word or a parenthesis begins."""

from __future__ import annotations

from collections.abc import Callable

from dockerlayers.patterns import lazy_pattern
from dockerlayers.syntax.shell.blocks import END_OF_RESERVED, BlockReader
from dockerlayers.syntax.shell.conditions import read_condition
from dockerlayers.syntax.shell.cursor import NotUnderstoodError
from dockerlayers.syntax.shell.nodes import Redirect, SimpleCommand
from dockerlayers.syntax.shell.pieces import PARENTHESIS

_FUNCTION_NAME = lazy_pattern(r"""[^ \t\n;&|()<>'"\\`$]++""")
_FUNCTION = lazy_pattern(rf"{_FUNCTION_NAME.pattern}(?=[ \t]*+\([ \t]*+\))")
_ENDS = ("", "\n", ";", "&", ")")
_PARENTHESES = lazy_pattern(r"\([ \t]*\)")
_OPTIONS = {
    "!": lazy_pattern(r"(?!)"),
    "time": lazy_pattern(r"-p(?=[ \t])"),
    "coproc": lazy_pattern(
        rf"\w++(?=[ \t]++(?:\(|(?:if|for|select|while|until|case|\{{|\[\[){END_OF_RESERVED}))"
    ),
}
"""What may follow the words that stand before a command."""


class CompoundReader(BlockReader):
    """Reads one command of any kind, simple or compound."""

    def read_command(self) -> None:
        """Read a command with what stands before it; nothing need follow that.

        command = { "!" | "time" | "coproc" } , ( compound command | function | simple command )
        """
        if self.skip_prefixes() and self.peek() in _ENDS:
            return
        word = self.find_reserved()
        function = _FUNCTION.match(self.text, self.position, self.end)
        if word or self.looking_at("("):
            self.read_compound(word)
        elif function:
            self.found.functions.add(function[0])
            self.position = function.end()
            self.read_function_body()
        else:
            command = self.read_simple_command()
            if self.looking_at("("):
                raise NotUnderstoodError
            self.found.commands.append(command)

    def skip_prefixes(self) -> bool:
        """Take the words that stand before a command; say whether there were any."""
        start = self.position
        word = self.find_reserved()
        while word in _OPTIONS:
            self.take(word)
            self.skip_blanks()
            options = _OPTIONS[word].match(self.text, self.position, self.end)
            if options:
                self.take(options[0])
                self.skip_blanks()
            word = self.find_reserved()
        return self.position > start

    def read_compound(self, word: str) -> None:
        """Read a compound command and its redirections.

        compound command = reserved word … | "(" , commands , ")" | "((" … "))" | "[[" … "]]"
        """
        reader = _READERS.get(word)
        if not reader:
            raise NotUnderstoodError
        self.enter()
        reader(self)
        self.leave()
        if word != "[[":
            self.found.redirects += self.read_redirects()

    def read_redirects(self) -> tuple[Redirect, ...]:
        """Read the redirections behind a compound command."""
        redirects = []
        self.skip_blanks()
        while redirect := self.find_redirect():
            redirects.append(redirect)
            self.skip_blanks()
        return tuple(redirects)

    def read_parenthesis(self) -> None:
        """Read a subshell or arithmetic."""
        if not self.find_arithmetic_command():
            self.take("(")
            self.read_commands(PARENTHESIS)
            self.take(")")

    def read_condition(self) -> None:
        """Read `[[ … ]]` and its redirections, as one command."""
        start = self.position
        words = read_condition(self)
        end = self.position
        redirects = self.read_redirects()
        end = redirects[-1].end if redirects else end
        self.found.commands.append(SimpleCommand((), words, redirects, start, end))

    def read_function(self) -> None:
        """Read a function that begins with its reserved word.

        function = "function" , name , [ "(" , ")" ] , body
        """
        self.take("function")
        self.skip_blanks()
        name = _FUNCTION_NAME.match(self.text, self.position, self.end)
        if not name:
            raise NotUnderstoodError
        self.found.functions.add(name[0])
        self.position = name.end()
        self.read_function_body()

    def read_function_body(self) -> None:
        """Read a function's parentheses and the compound command that it is.

        body = [ "(" , ")" ] , compound command
        """
        self.skip_blanks()
        if _PARENTHESES.match(self.text, self.position, self.end):
            self.take("(")
            self.skip_blanks()
            self.take(")")
        self.skip_lines()
        self.read_compound(self.find_reserved())


_READERS: dict[str, Callable[[CompoundReader], None]] = {
    "": CompoundReader.read_parenthesis,
    "{": CompoundReader.read_group,
    "[[": CompoundReader.read_condition,
    "if": CompoundReader.read_if,
    "while": CompoundReader.read_while,
    "until": CompoundReader.read_while,
    "for": CompoundReader.read_for,
    "select": CompoundReader.read_for,
    "case": CompoundReader.read_case,
    "function": CompoundReader.read_function,
}
