"""What a shell script consists of: simple commands, and what joins them.

All offsets count characters of the script's text from 0; an end is exclusive.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple


class ShellWord(NamedTuple):
    """One word as written, and its `value` after quote removal.

    `value` is None where the word holds an expansion: a variable, a substitution, an array. Globs, braces and
    the tilde stay as written.
    """

    text: str
    start: int
    end: int
    value: str | None


class Redirect(NamedTuple):
    """A redirection: `2>&1` has the operator `>&`, the target `1` and the descriptor `2`.

    The target of a here-document is its delimiter; its body is one of the script's `heredocs`.
    """

    operator: str
    target: ShellWord | None
    descriptor: str | None
    start: int
    end: int


class SimpleCommand(NamedTuple):
    """A program with its words. `assignments` are the `NAME=value` before it; `words` may be empty.

    `[[ … ]]` is one too: everything between the brackets is a word of it, operators as well.
    """

    assignments: tuple[ShellWord, ...]
    words: tuple[ShellWord, ...]
    redirects: tuple[Redirect, ...]
    start: int
    end: int


class Operator(NamedTuple):
    """What joins or frames commands: `&&`, `|`, `;`, a parenthesis, a reserved word, all of `(( … ))`."""

    text: str
    start: int
    end: int


class ShellComment(NamedTuple):
    """A comment, from its `#` to the end of its line."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, kw_only=True)
class Script:
    """A script's simple commands in source order, also those in compound commands and substitutions.

    `is_whole` is False where something could not be understood: then only what comes before it is here.
    `redirects` are those of compound commands, `heredocs` the bodies of here-documents, `functions` the names
    of those that the script defines.
    """

    text: str
    commands: tuple[SimpleCommand, ...]
    operators: tuple[Operator, ...]
    redirects: tuple[Redirect, ...]
    heredocs: tuple[ShellWord, ...]
    comments: tuple[ShellComment, ...]
    functions: frozenset[str]
    is_whole: bool
