"""Comments at the end of a line: Docker knows none, and takes them for arguments.

Source: https://docs.docker.com/reference/dockerfile/#format
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence

from dockerlayers.patterns import lazy_pattern
from dockerlayers.syntax.characters import SPACE
from dockerlayers.syntax.flags import split_flags
from dockerlayers.syntax.instruction import INSTRUCTION_NAMES
from dockerlayers.syntax.nodes import LogicalLine, Word
from dockerlayers.syntax.words import cut, split_at_blanks, split_quoted

_HEAD = lazy_pattern(rf"[{SPACE}]*(?:ONBUILD[{SPACE}]+)?([A-Za-z]+)[{SPACE}]+", re.IGNORECASE)
_CHECK = lazy_pattern(rf"CMD[{SPACE}]+", re.IGNORECASE)
_ARRAY_END = lazy_pattern(rf"\](?=[{SPACE}]*#)")
# A colour or a number has no blank behind its `#`, and is ASCII.
_PROSE = lazy_pattern(rf"#+(?:[{SPACE}]|[^\x00-\x7f]|$)")
_BEHIND_ESCAPE = lazy_pattern(r"[\\`][ \t]+(#.*)")
# Their shell form is a script, in which `#` begins a comment.
_SCRIPTS = frozenset(("RUN", "CMD", "ENTRYPOINT", "SHELL", "HEALTHCHECK"))
_PAIRS = frozenset(("ENV", "LABEL", "ARG"))
# What stands before the comment at least, so that it is none of the arguments.
_FEWEST = {"COPY": 2, "ADD": 2}


def find_trailing_comment(line: LogicalLine, escape: str = "\\") -> Word | None:
    """Find what its author means as a comment behind the arguments of an instruction."""
    head = _HEAD.match(line.text) if "#" in line.text else None
    if not head or head[1].upper() not in INSTRUCTION_NAMES:
        return None
    name, end = head[1].upper(), len(line.text.rstrip(SPACE))
    _, behind = split_flags(line, head.end(), end)
    begin = behind.start
    check = _CHECK.match(line.text, begin) if name == "HEALTHCHECK" else None
    arguments = cut(line, check.end() if check else begin, end)
    start = _find_start(
        name, arguments, escape, is_script=name in _SCRIPTS and (name != "HEALTHCHECK" or check)
    )
    return cut(line, start, end) if start is not None else None


def hint_at_comment(line: LogicalLine, escape: str = "\\") -> str | None:
    """Say what to do with the comment at the end of a line that is wrong; None where there is none."""
    comment = find_trailing_comment(line, escape)
    return _hint(comment.text) if comment else None


def hint_at_lines(number: int, lines: Sequence[str]) -> str | None:
    """Say what to do where a comment behind an escape ended the line before line `number`, from 1."""
    found = _BEHIND_ESCAPE.search(lines[number - 2]) if number > 1 else None
    return _hint(found[1]) if found else None


def _hint(comment: str) -> str:
    return f"a comment begins only at the start of a line: put {comment} into a line of its own, above"


def _find_start(name: str, arguments: Word, escape: str, *, is_script: object) -> int | None:
    if arguments.text.startswith("["):
        return _behind_array(arguments)
    if is_script:
        return None
    words = split_quoted(arguments, escape) if name in _PAIRS else split_at_blanks(arguments)
    is_legacy = name in ("ENV", "LABEL") and bool(words) and "=" not in words[0].text
    fewest = 2 if is_legacy else _FEWEST.get(name, 1)
    for word in words[fewest:]:
        if word.text.startswith("#") and (not is_legacy or _PROSE.match(word.origin.text, word.start)):
            return word.start
    return None


def _behind_array(arguments: Word) -> int | None:
    """Return where `#` begins behind a whole JSON array."""
    for found in _ARRAY_END.finditer(arguments.text):
        try:
            json.loads(arguments.text[: found.end()])
        except ValueError:
            continue
        return arguments.start + arguments.text.index("#", found.end())
    return None
