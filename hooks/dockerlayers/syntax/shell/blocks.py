"""What reserved words frame: groups, branches and loops."""

from __future__ import annotations

import re

from dockerlayers.patterns import lazy_pattern
from dockerlayers.syntax.shell.commands import CommandReader
from dockerlayers.syntax.shell.cursor import NotUnderstoodError
from dockerlayers.syntax.shell.nodes import Operator

END_OF_RESERVED = r"(?=[ \t\n;&|()<>]|\\\n|\Z)"
_RESERVED = lazy_pattern(
    "(?:if|then|elif|else|fi|for|select|while|until|do|done|case|in|esac|function|time|coproc"
    rf"|!|\{{|\}}|\[\[|\]\]){END_OF_RESERVED}"
)
_IN = lazy_pattern(f"in{END_OF_RESERVED}")
_NAME = lazy_pattern(r"[A-Za-z_]\w*", re.ASCII)
_THEN = frozenset({"then"})
_BRANCHES = frozenset({"elif", "else", "fi"})
_DO = frozenset({"do"})
_DONE = frozenset({"done"})
_BRACE = frozenset({"}"})
_CASE_ENDS = frozenset({";;&", ";;", ";&", "esac"})


class BlockReader(CommandReader):
    """Reads what stands between reserved words."""

    def find_reserved(self) -> str:
        """Return the reserved word that stands here, or nothing."""
        match = _RESERVED.match(self.text, self.position, self.end)
        return match[0] if match else ""

    def find_arithmetic_command(self) -> bool:
        """Read `((…))` if that stands here."""
        start = self.position
        if not self.looking_at("((") or not self.read_arithmetic(2):
            return False
        self.found.operators.append(Operator(self.text[start : self.position], start, self.position))
        return True

    def read_group(self) -> None:
        """Read commands in braces.

        group = "{" , commands , "}"
        """
        self.take("{")
        self.read_commands(_BRACE)
        self.take("}")

    def read_if(self) -> None:
        """Read a condition and its branches.

        if = "if" , commands , "then" , commands , { "elif" , … } , [ "else" , commands ] , "fi"
        """
        branch = "if"
        while branch != "fi":
            self.take(branch)
            if branch != "else":
                self.read_commands(_THEN)
                self.take("then")
            branch = self.read_commands(_BRANCHES)
        self.take("fi")

    def read_while(self) -> None:
        """Read a loop on a condition.

        while = ( "while" | "until" ) , commands , "do" , commands , "done"
        """
        self.take(self.find_reserved())
        self.read_commands(_DO)
        self.read_loop_body()

    def read_for(self) -> None:
        """Read a loop over words.

        for = ( "for" | "select" ) , name , [ "in" , { word } ] , [ ";" ] , body
        """
        self.take(self.find_reserved())
        self.skip_blanks()
        if not self.find_arithmetic_command():
            self.read_for_name()
        self.skip_blanks()
        if self.looking_at(";"):
            self.take(";")
        self.skip_lines()
        if self.find_reserved() == "{":
            self.read_group()
        else:
            self.read_loop_body()

    def read_for_name(self) -> None:
        """Read a loop's variable, and the words that it becomes."""
        name = _NAME.match(self.text, self.position, self.end)
        if not name:
            raise NotUnderstoodError
        self.position = name.end()
        self.skip_lines()
        if _IN.match(self.text, self.position, self.end):
            self.take("in")
            self.skip_blanks()
            while self.is_at_word:
                self.read_word()
                self.skip_blanks()

    def read_loop_body(self) -> None:
        """Read what a loop repeats.

        body = "do" , commands , "done"
        """
        if self.find_reserved() != "do":
            raise NotUnderstoodError
        self.take("do")
        self.read_commands(_DONE)
        self.take("done")

    def read_case(self) -> None:
        """Read the branches that a word chooses from.

        case = "case" , word , "in" , { [ "(" ] , patterns , ")" , commands , end } , "esac"
        """
        self.take("case")
        self.skip_blanks()
        self.read_word()
        self.skip_lines()
        if not _IN.match(self.text, self.position, self.end):
            raise NotUnderstoodError
        self.take("in")
        self.skip_lines()
        while self.find_reserved() != "esac":
            self.read_patterns()
            closer = self.read_commands(_CASE_ENDS, may_be_empty=True)
            if closer != "esac":
                self.take(closer)
            self.skip_lines()
        self.take("esac")

    def read_patterns(self) -> None:
        """Read the patterns of a branch.

        patterns = word , { "|" , word }
        """
        if self.looking_at("("):
            self.take("(")
        self.skip_blanks()
        self.read_word()
        self.skip_blanks()
        while self.looking_at("|"):
            self.take("|")
            self.skip_blanks()
            self.read_word()
            self.skip_blanks()
        self.take(")")
