"""`.dockerignore`: which files stay out of the build context.

Source: https://github.com/moby/patternmatcher/blob/v0.6.0/patternmatcher.go
"""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass
from functools import cached_property


@dataclass(frozen=True, kw_only=True)
class IgnorePattern:
    """One line: a pattern, and whether a `!` before it takes files back in."""

    text: str
    is_exception: bool

    @cached_property
    def _expression(self) -> re.Pattern[str]:
        return _compile(self.text)

    def matches(self, path: str) -> bool:
        """Say whether the pattern matches the path, or a folder that it is in."""
        if self._expression.fullmatch(path):
            return True
        parents = path.split("/")[:-1]
        return any(
            self._expression.fullmatch("/".join(parents[:count])) for count in range(1, len(parents) + 1)
        )


@dataclass(frozen=True, kw_only=True)
class DockerIgnore:
    """The patterns of a `.dockerignore`, in order: the last one that matches decides."""

    patterns: tuple[IgnorePattern, ...] = ()

    @property
    def has_exceptions(self) -> bool:
        """Whether a `!` takes files back in."""
        return any(pattern.is_exception for pattern in self.patterns)

    def excludes(self, path: str) -> bool:
        """Say whether the file at `path`, relative to the context's root, stays out."""
        is_excluded = False
        for pattern in self.patterns:
            if pattern.is_exception == is_excluded and pattern.matches(path):
                is_excluded = not pattern.is_exception
        return is_excluded

    def excludes_source(self, source: str) -> bool:
        """Say whether a COPY source is excluded, as the check CopyIgnoredFile asks."""
        path = posixpath.normpath(source)
        if path in (".", "/"):
            return any(pattern.text in ("*", "**", "**/*") for pattern in self.patterns)
        return self.excludes(path)


def parse_dockerignore(text: str) -> DockerIgnore:
    """Parse the text of a `.dockerignore`.

    file = { [ "#" , comment | [ "!" ] , pattern ] , newline }
    """
    patterns = []
    for line in text.removeprefix("\ufeff").splitlines():
        if line.startswith("#") or not line.strip():
            continue
        pattern = line.strip()
        is_exception = pattern.startswith("!")
        pattern = pattern[1:].strip() if is_exception else pattern
        if pattern:
            cleaned = posixpath.normpath(pattern)
            cleaned = cleaned.lstrip("/") if len(cleaned) > 1 else cleaned
            patterns.append(IgnorePattern(text=cleaned, is_exception=is_exception))
    return DockerIgnore(patterns=tuple(patterns))


def _compile(pattern: str) -> re.Pattern[str]:
    r"""Turn a pattern into a regular expression.

    pattern = { "**" , [ "/" ] | "*" | "?" | "[" , ranges , "]" | "\" , character | character }
    """
    parts: list[str] = []
    position = 0
    while position < len(pattern):
        character = pattern[position]
        position += 1
        if character == "*" and pattern.startswith("*", position):
            position += 1
            is_end = position == len(pattern)
            position += pattern.startswith("/", position)
            parts.append(".*" if is_end else "(?:.*/)?")
        elif character == "*":
            parts.append("[^/]*")
        elif character == "?":
            parts.append("[^/]")
        elif character == "\\":
            parts.append(re.escape(pattern[position : position + 1]))
            position += 1
        elif character in "[]":
            parts.append(character)
        else:
            parts.append(re.escape(character))
    try:
        return re.compile("".join(parts), re.DOTALL)
    except re.error:
        return re.compile(r"(?!)")
