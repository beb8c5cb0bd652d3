"""Parse one logical line: keyword, flags, and arguments by the instruction's own rule.

Source: https://github.com/moby/buildkit/blob/v0.32.2/frontend/dockerfile/parser/line_parsers.go
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from dockerlayers.errors import DockerfileError
from dockerlayers.syntax.characters import SEPARATOR, SPACE, SPACES, quote
from dockerlayers.syntax.nodes import Comment, Form, Instruction, LogicalLine, Pair, Word
from dockerlayers.syntax.words import (
    Stretch,
    parse_json_array,
    skip_spaces,
    split_at_blanks,
    split_flags,
    split_quoted,
)


class _Arguments(NamedTuple):
    words: tuple[Word, ...] = ()
    form: Form = Form.WORDS
    pairs: tuple[Pair, ...] = ()
    trigger: Instruction | None = None


def parse_instruction(
    line: LogicalLine, escape: str, comments: tuple[Comment, ...], first: int, last: int, start: int = 0
) -> Instruction:
    """Parse the instruction that a logical line holds from `start` on.

    instruction = keyword , [ blanks , { flag } , arguments ]
    """
    text = line.text
    end = len(text.rstrip(SPACE))
    start = skip_spaces(text, start, end)
    blank = SEPARATOR.search(text, start, end)
    stop = blank.start() if blank else end
    keyword = Word(text[start:stop], start, stop, line)
    flags, begin = split_flags(Stretch(line, blank.end(), end, escape)) if blank else ((), end)
    name = keyword.text.upper()
    words, form, pairs, trigger = _PARSERS.get(name, _parse_nothing)(Stretch(line, begin, end, escape))
    return Instruction(
        name,
        keyword,
        flags,
        Word(text[begin:end], begin, end, line),
        words,
        form,
        pairs,
        (),
        trigger,
        comments,
        first,
        last,
    )


def _parse_nothing(_: Stretch) -> _Arguments:
    """Leave the arguments of an unknown instruction alone."""
    return _Arguments()


def _parse_text(stretch: Stretch) -> _Arguments:
    """Take all of the text as one word."""
    return _Arguments((stretch.word(stretch.start, stretch.end),) if stretch.start < stretch.end else ())


def _parse_blanks(stretch: Stretch) -> _Arguments:
    """Split the text at blanks."""
    return _Arguments(split_at_blanks(stretch))


def _parse_command(stretch: Stretch) -> _Arguments:
    """Take a JSON array, else the text as a shell command.

    command = json array of strings | text
    """
    words = parse_json_array(stretch)
    if words is not None:
        return _Arguments(words, Form.EXEC)
    return _Arguments(_parse_text(stretch).words, Form.SHELL)


def _parse_paths(stretch: Stretch) -> _Arguments:
    """Take a JSON array, else words between blanks.

    paths = json array of strings | word , { blanks , word }
    """
    words = parse_json_array(stretch)
    if words is not None:
        return _Arguments(words, Form.EXEC)
    return _parse_blanks(stretch)


def _parse_health(stretch: Stretch) -> _Arguments:
    """Split the type off, then parse a command.

    health = type , [ blanks , command ]
    """
    line, start, end, _ = stretch
    if start >= end:
        return _Arguments()
    blank = SPACES.search(line.text, start, end)
    middle = blank.start() if blank else end
    command = _parse_command(stretch._replace(start=skip_spaces(line.text, middle, end)))
    return _Arguments((stretch.word(start, middle), *command.words), command.form)


def _parse_names(stretch: Stretch) -> _Arguments:
    """Split ARG's words, each a name or `name=value`.

    names = name , [ "=" , value ] , { blanks , name , [ "=" , value ] }
    """
    words = split_quoted(stretch)
    pairs = []
    for word in words:
        key, equals, value = word.text.partition("=")
        pairs.append(Pair(key, value if equals else None, word))
    return _Arguments(words, pairs=tuple(pairs))


def _parse_pairs(stretch: Stretch, name: str) -> _Arguments:
    """Split `key=value` words, or take the legacy `key rest of the line`.

    pairs = key , "=" , value , { blanks , key , "=" , value } | key , blanks , text
    """
    words = split_quoted(stretch)
    if not words:
        return _Arguments()
    if "=" not in words[0].text:
        return _parse_legacy_pair(stretch, name)
    pairs = []
    for word in words:
        key, equals, value = word.text.partition("=")
        if not equals:
            message = f"Syntax error - can't find = in {quote(word.text)}. Must be of the form: name=value"
            raise DockerfileError(message, span=word.span)
        pairs.append(Pair(key, value, word))
    return _Arguments(words, pairs=tuple(pairs))


def _parse_legacy_pair(stretch: Stretch, name: str) -> _Arguments:
    line, start, end, _ = stretch
    whole = stretch.word(start, end)
    blank = SEPARATOR.search(line.text, start, end)
    if not blank:
        raise DockerfileError(f"{name} must have two arguments", span=whole.span)
    key, value = line.text[start : blank.start()], line.text[blank.end() : end]
    return _Arguments((whole,), pairs=(Pair(key, value, whole, is_legacy=True),))


def _parse_env(stretch: Stretch) -> _Arguments:
    """Parse ENV's pairs."""
    return _parse_pairs(stretch, "ENV")


def _parse_label(stretch: Stretch) -> _Arguments:
    """Parse LABEL's pairs."""
    return _parse_pairs(stretch, "LABEL")


def _parse_trigger(stretch: Stretch) -> _Arguments:
    """Parse the instruction behind ONBUILD."""
    line, start, end, escape = stretch
    if start >= end:
        return _Arguments()
    trigger = parse_instruction(line, escape, (), line.pieces[0][1], line.pieces[-1][1], start)
    return _Arguments((trigger.keyword, *trigger.words), trigger=trigger)


_PARSERS: dict[str, Callable[[Stretch], _Arguments]] = {
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
