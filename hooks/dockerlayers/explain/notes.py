"""What the author says above an instruction, and the name that the author gives it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from dockerlayers.patterns import lazy_pattern

MARK = lazy_pattern(r"\{\s*#(?P<name>[^{}\s]*)\s*\}\s*$")
"""The name of a row, at the end of a comment: `{#layer-deps}`, as with headings in Markdown."""

_TOOLS = lazy_pattern(
    r"check\s*=|hadolint\s+(?:global\s+)?(?:ignore|shell)\s*=|shellcheck\s+\w+=|checkov:skip=|trivy:ignore"
    r"|kics-scan\s|nosemgrep",
    re.IGNORECASE,
)
_RULE = r"[#=*~_-]{3,}"
_RULES = lazy_pattern(rf"^{_RULE}(?:\s+|$)|\s*{_RULE}$")


def read_note(lines: Iterable[str]) -> tuple[str, ...]:
    """Read what comment lines tell a reader, without names, words for tools, and drawn lines."""
    return tuple(text for line in lines if (text := _read_line(line)))


def _read_line(line: str) -> str:
    text = line.strip().removeprefix("\ufeff").lstrip("#").strip()
    if _TOOLS.match(text):
        return ""
    return _RULES.sub("", _RULES.sub("", MARK.sub("", text).strip())).strip()


def find_names(lines: Iterable[str]) -> Iterator[tuple[int, re.Match[str]]]:
    """Find the names in comment lines, each with the index of its line."""
    for index, line in enumerate(lines):
        match = MARK.search(line)
        if match:
            yield index, match
