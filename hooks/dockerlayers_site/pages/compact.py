"""Leave out of scripts and styles what only those read who write them: comments, how lines are set in."""

from __future__ import annotations

import re
from functools import lru_cache

from dockerlayers.patterns import lazy_pattern

_COMMENT = r"/\*(?:(?!\*/).)*\*/"
_COMMENTS = lazy_pattern(_COMMENT, re.DOTALL)
_COMMENT_LINES = lazy_pattern(rf"^[ \t]*(?:{_COMMENT}[ \t]*|//[^\n]*)$", re.MULTILINE | re.DOTALL)
_LINE_STARTS = lazy_pattern(r"^\s+", re.MULTILINE)
_GAP = rf"(?:\s|{_COMMENT})"
_OF_STYLE = lazy_pattern(
    rf"""(?P<kept>"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*')|{_GAP}*(?P<mark>[{{}};,]){_GAP}*|(?P<gap>{_GAP}+)""",
    re.DOTALL,
)

# A site that is served asks for the same ones with each build.
_keep = lru_cache(maxsize=128)


@_keep
def compact_script(source: str) -> str:
    """Return a script without comments that have lines for themselves, and without blanks before lines.

    One with a text over several lines, in which both would be a part of the text, stays as it is.
    """
    if any(line.count("`") % 2 for line in source.splitlines()):
        return source
    return _LINE_STARTS.sub("", _COMMENT_LINES.sub("", source))


@_keep
def compact_style(source: str) -> str:
    """Return a style without comments, and with no more blanks than it needs."""
    return _OF_STYLE.sub(_shorten, source).strip()


def _shorten(found: re.Match[str]) -> str:
    # A comment alone divides nothing.
    is_blank = bool(found["gap"] and _COMMENTS.sub("", found["gap"]))
    return found["kept"] or found["mark"] or " " * is_blank
