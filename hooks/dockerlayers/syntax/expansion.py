"""Quotes, escapes and `$variables` in a word, as BuildKit's `shell.Lex` processes them.

Source: https://github.com/moby/buildkit/blob/v0.32.2/frontend/dockerfile/shell/lex.go
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import cache
from typing import NamedTuple

from dockerlayers.errors import DockerfileError
from dockerlayers.patterns import lazy_pattern
from dockerlayers.syntax.characters import SPACE, quote
from dockerlayers.syntax.patterns import GO_END, replace, trim

_BLANK = lazy_pattern(f"[{SPACE}]")
_NAME = lazy_pattern(r"[A-Za-z_][A-Za-z0-9_]*+(?![^\x00-\x7f])")
_VARIABLE = lazy_pattern(r"\$(?:\{([A-Za-z_][A-Za-z0-9_]*+)\}|([A-Za-z_][A-Za-z0-9_]*+)(?![^\x00-\x7f]))")
_BOM = "\ufeff"
"""Go's `text/scanner`, which reads each word, drops it in front."""
_SPECIAL_PARAMETERS = "@*#?-$!0"
_END = ""
MOST_CHARACTERS = 1 << 20
"""How long a word may become: Linux itself takes no longer command line by default than twice that."""


class Expansion(NamedTuple):
    """What a word becomes: its text, the words it splits into, the variables it uses, set and not set."""

    text: str
    words: tuple[str, ...] = ()
    used: tuple[str, ...] = ()
    unset: tuple[str, ...] = ()


class ExpansionError(DockerfileError):
    """A malformed word; `unset` are the variables without a value that were met before the fault."""

    unset: tuple[str, ...] = ()


class Lexer(NamedTuple):
    """How words are processed: the escape token, and what is left as written.

    Substitutions may be nested a few hundred deep, by the depth of Python's stack, and a word may become
    `MOST_CHARACTERS` long; BuildKit has no limit.
    """

    escape: str = "\\"
    raw_quotes: bool = False
    raw_escapes: bool = False
    plain_quotes: bool = False
    """Quotes have no meaning (the bodies of COPY's heredocs)."""
    skip_unset: bool = False
    """A variable that is not set stays as written instead of vanishing."""

    def is_plain(self, word: str) -> bool:
        """Say whether a word has nothing in it to be processed."""
        return (
            "$" not in word
            and "'" not in word
            and '"' not in word
            and self.escape not in word
            and word[:1] != _BOM
        )

    def expand(self, word: str, variables: Mapping[str, str]) -> Expansion:
        """Process one word; raise ExpansionError, without a place, where it is malformed."""
        if self.is_plain(word):
            return Expansion(word)
        inner = word[1:-1] if len(word) > 1 and word[0] == '"' == word[-1] else word
        if (
            self[1:4] == _USUAL
            and word[0] != _BOM
            and "'" not in inner
            and '"' not in inner
            and self.escape not in inner
        ):
            result = _expand_simple(inner, variables, self.skip_unset)
            if result:
                return result
        return _Run(self, word, variables).expand()

    def split(self, text: str, variables: Mapping[str, str]) -> Expansion:
        """Process text and split it into words, at blanks that are not quoted."""
        if self.is_plain(text) and not _BLANK.search(text) and "<" not in text:
            return Expansion(text, (text,) if text else ())
        return _Run(self, text, variables).expand()


_USUAL = Lexer()[1:4]  # raw_quotes, raw_escapes, plain_quotes


def _expand_simple(text: str, variables: Mapping[str, str], skip_unset: bool) -> Expansion | None:
    """Expand `$name` and `${name}` at once; return None where a `$` stands before something else."""
    used: dict[str, None] = {}
    unset: dict[str, None] = {}
    length = 0

    def value(match: re.Match[str]) -> str:
        name = match[1] or match[2]
        found = variables.get(name)
        (unset if found is None else used)[name] = None
        if found:
            nonlocal length
            length += len(found)
            check_length(length)
            return found
        return match[0] if skip_unset and found is None else ""

    result, count = _VARIABLE.subn(value, text)
    if count != text.count("$"):
        return None
    return Expansion(result, (), tuple(used), tuple(unset))


def check_length(length: int) -> None:
    """Refuse a word that becomes too long."""
    if length > MOST_CHARACTERS:
        raise ExpansionError(f"a word becomes longer than {MOST_CHARACTERS} characters")


class _Words:
    """Collects words: blanks from outside quotes separate them."""

    def __init__(self) -> None:
        self.done: list[str] = []
        self.current: list[str] = []

    def add(self, text: str) -> None:
        first, *rest = _BLANK.split(text)
        self.add_quoted(first)
        for piece in rest:
            self.finish()
            self.add_quoted(piece)

    def add_quoted(self, text: str) -> None:
        if text:
            self.current.append(text)

    def finish(self) -> tuple[str, ...]:
        if self.current:
            self.done.append("".join(self.current))
            self.current = []
        return tuple(self.done)


class _Run:
    """One pass over one text."""

    def __init__(self, lexer: Lexer, text: str, variables: Mapping[str, str]) -> None:
        self.lexer = lexer
        self.text = text
        self.variables = variables
        self.position = 1 if text[:1] == _BOM else 0
        self.length = 0
        self.raw_escapes = lexer.raw_escapes
        self.used: dict[str, None] = {}
        self.unset: dict[str, None] = {}

    def expand(self) -> Expansion:
        try:
            text, words = self.until(_END, self.raw_escapes)
        except ExpansionError:
            raise
        except DockerfileError as error:
            failure = ExpansionError(f"failed to process {quote(self.text)}: {error.message}")
            failure.unset = tuple(self.unset)
            raise failure from None
        except RecursionError:
            raise ExpansionError("substitutions are nested too deeply") from None
        return Expansion(text, words, tuple(self.used), tuple(self.unset))

    def peek(self) -> str:
        return self.text[self.position : self.position + 1]

    def next(self) -> str:
        character = self.text[self.position : self.position + 1]
        self.position += 1 if character else 0
        return character

    def lookup(self, name: str) -> tuple[str, bool]:
        value = self.variables.get(name)
        (self.unset if value is None else self.used)[name] = None
        self.length += len(value or "")
        check_length(self.length)
        return value or "", value is not None

    def until(self, stop: str, raw_escapes: bool) -> tuple[str, tuple[str, ...]]:
        """Process up to the `stop` character, or to the end where it is empty."""
        outer, self.raw_escapes = self.raw_escapes, raw_escapes
        try:
            return self._until(stop)
        finally:
            self.raw_escapes = outer

    def _until(self, stop: str) -> tuple[str, tuple[str, ...]]:
        result: list[str] = []
        words = _Words()
        plain = _plain(self.lexer.escape, stop)
        while self.position < len(self.text):
            run = plain.match(self.text, self.position)
            if run:
                self.position = run.end()
                result.append(run[0])
                words.add(run[0])
                continue
            character = self.text[self.position]
            if character == stop:
                self.position += 1
                return "".join(result), words.finish()
            handler = self._handler(character)
            if handler:
                piece = handler()
                (words.add if character == "$" else words.add_quoted)(piece)
            elif character == self.lexer.escape:
                piece = self.escaped()
                words.add_quoted(piece)
            else:
                piece = self.next()
                words.add(piece)
            result.append(piece)
        if stop:
            raise DockerfileError(f"unexpected end of statement while looking for matching {stop}")
        return "".join(result), words.finish()

    def escaped(self) -> str:
        """Take an escape and the character behind it; at the very end it vanishes."""
        mark = self.next() if self.raw_escapes else self.next() and ""
        return mark + self.next()

    def _handler(self, character: str) -> Callable[[], str] | None:
        match character:
            case "$":
                return self.dollar
            case "<":
                return self.possible_heredoc
            case "'" if not self.lexer.plain_quotes:
                return self.single_quotes
            case '"' if not self.lexer.plain_quotes:
                return self.double_quotes
        return None

    def possible_heredoc(self) -> str:
        """Keep the blanks of `<< NAME` inside the word."""
        self.next()
        if self.peek() != "<":
            return "<"
        self.next()
        start = self.position
        while self.peek() and self.peek() in "\t\r\n ":
            self.next()
        return "<<" + self.text[start : self.position]

    def single_quotes(self) -> str:
        start = self.position
        end = self.text.find("'", start + 1)
        if end < 0:
            self.position = len(self.text)
            raise DockerfileError("unexpected end of statement while looking for matching single-quote")
        self.position = end + 1
        return self.text[start : end + 1] if self.lexer.raw_quotes else self.text[start + 1 : end]

    def double_quotes(self) -> str:
        mark = self.next() if self.lexer.raw_quotes else self.next() and ""
        result = [mark]
        plain = _plain(self.lexer.escape, '"')
        while (character := self.peek()) != '"':
            run = plain.match(self.text, self.position)
            if run:
                self.position = run.end()
                result.append(run[0])
                continue
            if not character:
                raise DockerfileError("unexpected end of statement while looking for matching double-quote")
            result.append(self.dollar() if character == "$" else self.quoted_character())
        self.next()
        return "".join([*result, mark])

    def quoted_character(self) -> str:
        character = self.next()
        if character != self.lexer.escape:
            return character
        before = character if self.raw_escapes else ""
        following = self.peek()
        if not following:
            return before
        if following in ('"', "$", self.lexer.escape):
            character = self.next()
        return before + character

    def name(self) -> str:
        """Read a variable's name: letters, digits and `_`; or digits alone; or one special parameter."""
        start = self.position
        usual = _NAME.match(self.text, start)
        if usual:
            self.position = usual.end()
            return usual[0]
        first = self.peek()
        if first and first in _SPECIAL_PARAMETERS and not first.isdecimal():
            return self.next()
        accepts = str.isdecimal if first.isdecimal() else _is_name_character
        while self.peek() and accepts(self.peek()):
            self.next()
        return self.text[start : self.position]

    def dollar(self) -> str:
        self.next()
        if self.peek() != "{":
            name = self.name()
            if not name:
                return "$"
            value, is_set = self.lookup(name)
            return value if is_set or not self.lexer.skip_unset else f"${name}"
        self.next()
        if not self.peek():
            raise DockerfileError("syntax error: missing '}'")
        if self.peek() in "{}:":
            raise DockerfileError("syntax error: bad substitution")
        return self.braces(self.name())

    def braces(self, name: str) -> str:
        operator = self.next()
        if operator == "}":
            value, is_set = self.lookup(name)
            return value if is_set or not self.lexer.skip_unset else f"${{{name}}}"
        if operator == "/":
            return self.replace(name)
        null_is_unset = operator == ":"
        written = operator
        if null_is_unset:
            operator = self.next()
            written += operator or GO_END
        elif operator not in ("+", "-", "?", "#", "%"):
            raise _unsupported_modifier(operator or GO_END)
        word = self.operand("}", operator in ("#", "%"), "syntax error: missing '}'")
        value, is_set = self.lookup(name)
        if self.lexer.skip_unset and not is_set:
            return f"${{{name}{written}{word}}}"
        if operator not in ("+", "-", "?", "#", "%"):
            raise _unsupported_modifier(written)
        return _modify(name, operator, word, value, is_set, null_is_unset)

    def operand(self, stop: str, raw_escapes: bool, missing: str) -> str:
        try:
            return self.until(stop, raw_escapes)[0]
        except DockerfileError:
            if not self.peek():
                raise DockerfileError(missing) from None
            raise

    def replace(self, name: str) -> str:
        is_global = self.peek() == "/"
        if is_global:
            self.next()
        pattern = self.operand("/", True, "syntax error: missing '/' in ${}")
        replacement = self.operand("}", True, "syntax error: missing '}'")
        value, is_set = self.lookup(name)
        if self.lexer.skip_unset and not is_set:
            return f"${{{name}/{pattern}/{replacement}}}"
        result = replace(pattern, replacement, value, most=MOST_CHARACTERS, is_global=is_global)
        self.length += len(result)
        check_length(self.length)
        return result


@cache
def _plain(escape: str, stop: str) -> re.Pattern[str]:
    """Match a run of characters without a meaning of their own."""
    return re.compile(f"[^$<'\"{re.escape(escape + stop)}]+")


def _is_name_character(character: str) -> bool:
    return character.isalpha() or character.isdecimal() or character == "_"


def _unsupported_modifier(written: str) -> DockerfileError:
    return DockerfileError(f"unsupported modifier ({written}) in substitution")


def _modify(name: str, operator: str, word: str, value: str, is_set: bool, null_is_unset: bool) -> str:
    is_missing = not is_set or (null_is_unset and not value)
    match operator:
        case "-":
            return word if is_missing else value
        case "+":
            return "" if is_missing else word
        case "?":
            if not is_missing:
                return value
            state = "empty" if is_set else "unset"
            raise DockerfileError(f"{name}: {word or f'is not allowed to be {state}'}")
    greedy = word.startswith(operator)
    return trim(word[1:] if greedy else word, value, greedy, at_end=operator == "%")
