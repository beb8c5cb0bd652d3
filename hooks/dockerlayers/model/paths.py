"""Paths of the build context, and what a COPY source selects of them.

Source: https://pkg.go.dev/path/filepath#Match
"""

from __future__ import annotations

import posixpath
import re
from functools import lru_cache

from dockerlayers.patterns import lazy_pattern

_WILDCARD = lazy_pattern(r"[*?\[\\]")


@lru_cache(maxsize=256)
def clean_source(source: str) -> str:
    """Make a path relative to the context's root; `..` does not lead out of it."""
    return posixpath.normpath(posixpath.join("/", source)).lstrip("/")


def covers(source: str, path: str) -> bool:
    """Say whether a COPY source selects the file at `path`: itself, or a folder that it is in."""
    wanted, given = clean_source(source), clean_source(path)
    if not wanted or wanted == given or given.startswith(f"{wanted}/"):
        return True
    if not has_wildcard(wanted):
        return False
    parts = given.split("/")
    pattern = compile_wildcard(wanted)
    return any(pattern.fullmatch("/".join(parts[:count])) for count in range(1, len(parts) + 1))


def has_wildcard(source: str) -> bool:
    """Say whether a source is a pattern rather than a name."""
    return bool(_WILDCARD.search(source))


@lru_cache(maxsize=256)
def compile_wildcard(pattern: str) -> re.Pattern[str]:
    r"""Turn a pattern of Go's `filepath.Match` into a regular expression.

    pattern = { "*" | "?" | "[" , [ "^" ] , ranges , "]" | "\" , character | character }
    A malformed pattern matches nothing.
    """
    parts: list[str] = []
    position = 0
    while position < len(pattern):
        character = pattern[position]
        position += 1
        if character == "*":
            parts.append("[^/]*")
        elif character == "?":
            parts.append("[^/]")
        elif character == "[":
            end = pattern.find("]", position + 1)
            if end < 0:
                return re.compile(r"(?!)")
            parts.append(_character_class(pattern[position:end]))
            position = end + 1
        elif character == "\\":
            parts.append(re.escape(pattern[position : position + 1]))
            position += 1
        else:
            parts.append(re.escape(character))
    return re.compile("".join(parts))


def _character_class(text: str) -> str:
    negation = "^/" if text[:1] == "^" else ""
    body = text[1:] if negation else text
    return "[" + negation + re.sub(r"([\\\]\[&~|^])", r"\\\1", body) + "]"
