"""The line `# syntax=`: it asks a registry for a frontend, also where the engine's own would do."""

from __future__ import annotations

import re

from dockerlayers.patterns import lazy_pattern

_SYNTAX = lazy_pattern(r"\A((?:[ \t]*\n)*)#[ \t]*syntax[ \t]*=[^\n]*", re.IGNORECASE)


def without_frontend(dockerfile: str) -> str:
    """Return a Dockerfile that asks no registry for its frontend; all lines keep their numbers."""
    return _SYNTAX.sub(r"\1#", dockerfile, count=1)
