"""Regular expressions that are compiled when they are first used: all of them are a third of a start."""

from __future__ import annotations

import re
from typing import cast


def lazy_pattern(source: str, flags: int = 0) -> re.Pattern[str]:
    """Return what can be used as the compiled pattern; a mistake in it is raised at its first use."""
    return cast("re.Pattern[str]", _LazyPattern(source, flags))


class _LazyPattern:
    """Takes each method over from the compiled pattern, when it is asked for: the next time it is its own."""

    def __init__(self, source: str, flags: int) -> None:
        self._source = source
        self._flags = flags

    def __getattr__(self, name: str) -> object:
        vars(self)[name] = value = getattr(re.compile(self._source, self._flags), name)
        return value
