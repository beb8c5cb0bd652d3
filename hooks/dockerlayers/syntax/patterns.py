"""The patterns of `${name#pattern}` and its kin, and what they do to a value.

Source: https://github.com/moby/buildkit/blob/v0.32.2/frontend/dockerfile/shell/lex.go
"""

from __future__ import annotations

import re

from dockerlayers.errors import DockerfileError

GO_END = "\ufffd"
"""What Go prints for the end of the text."""


def trim(pattern: str, value: str, greedy: bool, *, at_end: bool) -> str:
    """Cut the shortest (or longest) match of the pattern off one end of the value."""
    expression = compile_pattern(pattern, greedy)
    if not at_end:
        match = expression.match(value)
        return value[match.end() :] if match else value
    starts = range(len(value) + 1) if greedy else range(len(value), -1, -1)
    return next((value[:start] for start in starts if expression.fullmatch(value, start)), value)


def compile_pattern(pattern: str, greedy: bool) -> re.Pattern[str]:
    r"""Turn a shell pattern (`*`, `?`, and `\` before one of them) into a regular expression."""
    parts: list[str] = []
    characters = iter(range(len(pattern)))
    for index in characters:
        character = pattern[index]
        following = pattern[index + 1 : index + 2]
        if character == "*":
            parts.append(".*" if greedy else ".*?")
        elif character == "?":
            parts.append(".")
        elif character == "\\" and following not in ("}", "/"):
            if following not in ("*", "?", "\\") or not following:
                raise DockerfileError(
                    f"invalid pattern ({pattern}) in substitution: invalid escape '\\{following or GO_END}'"
                )
            parts.append(re.escape(following))
            next(characters, None)
        elif character != "\\":
            parts.append(re.escape(character))
    return re.compile("".join(parts))


def replace(pattern: str, replacement: str, value: str, *, is_global: bool) -> str:
    """Replace the first match of the pattern, or every one."""
    expression = compile_pattern(pattern, greedy=True)
    text = _go_template(replacement) if is_global else replacement
    return expression.sub(lambda _: text, value, count=0 if is_global else 1)


def _go_template(replacement: str) -> str:
    """Drop `$1` and `${name}` from a replacement, as Go's ReplaceAllString finds no such group."""
    return re.sub(r"\$(?:\{\w*\}|\w+)|\$\$", lambda match: "$" if match[0] == "$$" else "", replacement)
