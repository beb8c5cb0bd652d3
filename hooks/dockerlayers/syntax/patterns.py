"""The patterns of `${name#pattern}` and its kin, and what they do to a value.

Matching follows all possibilities at once, so that its cost is at most that of value times pattern.
Source: https://github.com/moby/buildkit/blob/v0.32.2/frontend/dockerfile/shell/lex.go
"""

from __future__ import annotations

import re
from enum import Enum

from dockerlayers.errors import DockerfileError

GO_END = "\ufffd"
"""What Go prints for the end of the text."""


class _Wildcard(Enum):
    ANY = "?"
    MANY = "*"


_Token = str | _Wildcard


def trim(pattern: str, value: str, greedy: bool, *, at_end: bool) -> str:
    """Cut the shortest (or longest) match of the pattern off one end of the value."""
    tokens = _parse(pattern)
    if at_end:
        rest = value[::-1][_match_length(tokens[::-1], value[::-1], greedy) :]
        return rest[::-1]
    return value[_match_length(tokens, value, greedy) :]


def replace(pattern: str, replacement: str, value: str, *, most: int, is_global: bool) -> str:
    """Replace the first match of the pattern, or every one; each is the longest at its place.

    No more is replaced where the result is longer than `most`.
    """
    tokens = _parse(pattern)
    text = _go_template(replacement) if is_global else replacement
    parts: list[str] = []
    length = 0
    position, last_end = 0, -1
    while position <= len(value):
        found = _search(tokens, value, position)
        if not found:
            break
        start, end = found
        if start == end == last_end:  # an empty match right behind another does not count
            parts.append(value[position : position + 1])
            position += 1
            last_end = -1
            continue
        parts += [value[position:start], text]
        length += start - position + len(text)
        position = last_end = end
        if not is_global or length > most:
            break
    return "".join([*parts, value[position:]])


def _parse(pattern: str) -> list[_Token]:
    r"""Parse a pattern.

    pattern = { "*" | "?" | "\" , ( "*" | "?" | "\" ) | character }
    An escape before `}` or `/` was needed inside `${}` and is no part of the pattern.
    """
    tokens: list[_Token] = []
    characters = iter(enumerate(pattern))
    for index, character in characters:
        if character == "\\":
            following = pattern[index + 1 : index + 2]
            if following in ("}", "/"):
                continue
            if following not in ("*", "?", "\\") or not following:
                reason = f"invalid escape '\\{following or GO_END}'"
                raise DockerfileError(f"invalid pattern ({pattern}) in substitution: {reason}")
            tokens.append(following)
            next(characters)
        else:
            tokens.append({"*": _Wildcard.MANY, "?": _Wildcard.ANY}.get(character, character))
    return tokens


def _match_length(tokens: list[_Token], value: str, greedy: bool) -> int:
    """Return the length of the shortest or longest match at the front; 0 where there is none."""
    states = _closure({0}, tokens)
    longest = 0
    position = 0
    while True:
        if len(tokens) in states:
            longest = position
        is_done = len(tokens) in states and not greedy
        if is_done or not states or position == len(value):
            return longest
        states = _closure(_step(states, tokens, value[position]), tokens)
        position += 1


def _closure(states: set[int], tokens: list[_Token]) -> set[int]:
    """Add the states behind a `*` that matches nothing more."""
    reached = set(states)
    for state in states:
        following = state
        while following < len(tokens) and tokens[following] is _Wildcard.MANY:
            following += 1
            reached.add(following)
    return reached


def _step(states: set[int], tokens: list[_Token], character: str) -> set[int]:
    """Follow one character; no wildcard matches the end of a line."""
    reached: set[int] = set()
    for state in states:
        token = tokens[state] if state < len(tokens) else None
        if token is _Wildcard.MANY and character != "\n":
            reached.add(state)
        elif token == character or (token is _Wildcard.ANY and character != "\n"):
            reached.add(state + 1)
    return reached


def _search(tokens: list[_Token], value: str, position: int) -> tuple[int, int] | None:
    """Find the leftmost match from `position` on, and of those the longest."""
    starts: dict[int, int] = {}
    found: tuple[int, int] | None = None
    end = position
    while True:
        if not found:
            starts.setdefault(0, end)
        starts = _earliest(starts, tokens)
        if len(tokens) in starts and (not found or starts[len(tokens)] <= found[0]):
            found = (starts[len(tokens)], end)
        if end == len(value):
            return found
        limit = found[0] if found else end
        moved: dict[int, int] = {}
        for state, start in starts.items():
            if start <= limit:
                for reached in _step({state}, tokens, value[end]):
                    moved[reached] = min(start, moved.get(reached, start))
        if found and not moved:
            return found
        starts = moved
        end += 1


def _earliest(starts: dict[int, int], tokens: list[_Token]) -> dict[int, int]:
    """Carry each state's earliest start to the states behind a `*`."""
    reached = dict(starts)
    for state, start in starts.items():
        for following in _closure({state}, tokens):
            reached[following] = min(start, reached.get(following, start))
    return reached


def _go_template(replacement: str) -> str:
    """Drop `$1` and `${name}` from a replacement, as Go's ReplaceAllString finds no such group."""
    return re.sub(r"\$(?:\{\w*\}|\w+)|\$\$", lambda match: "$" if match[0] == "$$" else "", replacement)
