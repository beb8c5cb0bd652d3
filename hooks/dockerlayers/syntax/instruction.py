"""Parse one logical line: keyword, flags, and arguments by the instruction's own rule.

Source: https://github.com/moby/buildkit/blob/v0.32.2/frontend/dockerfile/parser/line_parsers.go
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import NamedTuple

from dockerlayers.errors import DockerfileError
from dockerlayers.patterns import lazy_pattern
from dockerlayers.syntax.characters import SEPARATOR, SPACE, quote
from dockerlayers.syntax.flags import split_flags, split_type
from dockerlayers.syntax.nodes import (
    Comment,
    Form,
    Instruction,
    LogicalLine,
    Pair,
    Word,
    make_instruction,
    make_pair,
    make_word,
)
from dockerlayers.syntax.words import (
    cut,
    parse_json_array,
    skip_spaces,
    split_at_blanks,
    split_quoted,
)

_HEAD = lazy_pattern(f"[{SPACE}]*([^\\t\\v\\f\\r ]*)[\\t\\v\\f\\r ]*")


class _Arguments(NamedTuple):
    words: tuple[Word, ...] = ()
    form: Form = Form.WORDS
    pairs: tuple[Pair, ...] = ()
    trigger: Instruction | None = None


_Fields = tuple[tuple[Word, ...], Form, tuple[Pair, ...], Instruction | None]
_make_arguments: Callable[[_Fields], _Arguments] = partial(tuple.__new__, _Arguments)


def parse_instruction(
    line: LogicalLine, escape: str, comments: tuple[Comment, ...], first: int, last: int, start: int = 0
) -> Instruction:
    """Parse the instruction that a logical line holds from `start` on.

    instruction = keyword , [ blanks , { flag } , arguments ]
    """
    text = line.text
    end = len(text.rstrip(SPACE))
    head = _HEAD.match(text, start, end)
    assert head  # it matches nothing at all as well
    written = head[1]
    keyword = make_word((written, *head.span(1), line))
    flags, arguments = split_flags(line, head.end(), end)
    # `ı` and `ſ` become ASCII in upper case, and are no letters of an instruction
    name = written.upper() if written.isascii() else written
    # ONBUILD in ONBUILD is refused later, however deep it goes on
    parser = _parse_nothing if start and name == "ONBUILD" else _PARSERS.get(name, _parse_nothing)
    words, form, pairs, trigger = parser(arguments, escape)
    return make_instruction(
        (name, keyword, flags, arguments, words, form, pairs, (), trigger, comments, first, last)
    )


def _parse_nothing(_: Word, __: str) -> _Arguments:
    """Leave the arguments of an unknown instruction alone."""
    return _Arguments()


def _parse_text(arguments: Word, _: str) -> _Arguments:
    """Take all of the text as one word."""
    return _make_arguments(((arguments,) if arguments.text else (), Form.WORDS, (), None))


def _parse_blanks(arguments: Word, _: str) -> _Arguments:
    """Split the text at blanks."""
    return _Arguments(split_at_blanks(arguments))


def _parse_command(arguments: Word, _: str) -> _Arguments:
    """Take a JSON array, else the text as a shell command.

    command = json array of strings | text
    """
    words = parse_json_array(arguments)
    if words is not None:
        return _make_arguments((words, Form.EXEC, (), None))
    return _make_arguments(((arguments,) if arguments.text else (), Form.SHELL, (), None))


def _parse_paths(arguments: Word, _: str) -> _Arguments:
    """Take a JSON array, else words between blanks.

    paths = json array of strings | word , { blanks , word }
    """
    words = parse_json_array(arguments)
    if words is not None:
        return _make_arguments((words, Form.EXEC, (), None))
    return _make_arguments((split_at_blanks(arguments), Form.WORDS, (), None))


def _parse_health(arguments: Word, _: str) -> _Arguments:
    """Split the type off, then parse a command.

    health = type , [ blanks , command ]
    """
    if not arguments.text:
        return _Arguments()
    kind, rest = split_type(arguments)
    trimmed = cut(rest.origin, skip_spaces(rest.origin.text, rest.start, rest.end), rest.end)
    words = parse_json_array(trimmed)
    if words is not None:
        return _Arguments((kind, *words), Form.EXEC)
    return _Arguments((kind, rest) if rest.text else (kind,), Form.SHELL)


def _parse_names(arguments: Word, escape: str) -> _Arguments:
    """Split ARG's words, each a name or `name=value`.

    names = name , [ "=" , value ] , { blanks , name , [ "=" , value ] }
    """
    words = split_quoted(arguments, escape)
    pairs = []
    for word in words:
        key, equals, value = word.text.partition("=")
        pairs.append(make_pair((key, value if equals else None, word, False)))
    return _Arguments(words, pairs=tuple(pairs))


def _parse_pairs(arguments: Word, escape: str, name: str) -> _Arguments:
    """Split `key=value` words, or take the legacy `key rest of the line`.

    pairs = key , "=" , value , { blanks , key , "=" , value } | key , blanks , text
    """
    words = split_quoted(arguments, escape)
    if not words:
        return _Arguments()
    if "=" not in words[0].text:
        return _parse_legacy_pair(arguments, name)
    pairs = []
    for word in words:
        key, equals, value = word.text.partition("=")
        if not equals:
            message = f"Syntax error - can't find = in {quote(word.text)}. Must be of the form: name=value"
            raise DockerfileError(message, span=word.span)
        pairs.append(make_pair((key, value, word, False)))
    return _Arguments(words, pairs=tuple(pairs))


def _parse_legacy_pair(arguments: Word, name: str) -> _Arguments:
    parts = SEPARATOR.split(arguments.text, 1)
    if len(parts) == 1:
        raise DockerfileError(f"{name} must have two arguments", span=arguments.span)
    return _Arguments((arguments,), pairs=(Pair(parts[0], parts[1], arguments, is_legacy=True),))


def _parse_env(arguments: Word, escape: str) -> _Arguments:
    """Parse ENV's pairs."""
    return _parse_pairs(arguments, escape, "ENV")


def _parse_label(arguments: Word, escape: str) -> _Arguments:
    """Parse LABEL's pairs."""
    return _parse_pairs(arguments, escape, "LABEL")


def _parse_trigger(arguments: Word, escape: str) -> _Arguments:
    """Parse the instruction behind ONBUILD."""
    _, start, end, line = arguments
    if start >= end:
        return _Arguments()
    trigger = parse_instruction(line, escape, (), line.numbers[0], line.numbers[-1], start)
    return _Arguments((trigger.keyword, *trigger.words), trigger=trigger)


_PARSERS: dict[str, Callable[[Word, str], _Arguments]] = {
    "ADD": _parse_paths,
    "ARG": _parse_names,
    "CMD": _parse_command,
    "COPY": _parse_paths,
    "ENTRYPOINT": _parse_command,
    "ENV": _parse_env,
    "EXPOSE": _parse_blanks,
    "FROM": _parse_blanks,
    "HEALTHCHECK": _parse_health,
    "LABEL": _parse_label,
    "MAINTAINER": _parse_text,
    "ONBUILD": _parse_trigger,
    "RUN": _parse_command,
    "SHELL": _parse_command,
    "STOPSIGNAL": _parse_text,
    "USER": _parse_text,
    "VOLUME": _parse_paths,
    "WORKDIR": _parse_text,
}

INSTRUCTION_NAMES = tuple(_PARSERS)
