"""Build arguments that a fence gives and its Dockerfile does not take."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from difflib import get_close_matches

from dockerlayers.analysis import Analysis
from dockerlayers.patterns import lazy_pattern
from dockerlayers_site.fences.errors import FenceError
from dockerlayers_site.fences.header import HeaderOption

# https://docs.docker.com/reference/dockerfile/#predefined-args, and BuildKit's own arguments below it.
_PREDEFINED = lazy_pattern(r"(?:https?|ftp|no|all)_proxy|BUILDKIT_\w+|SOURCE_DATE_EPOCH", re.IGNORECASE)


def find_unused_arguments(
    option: HeaderOption, names: Iterable[str], analyses: Sequence[Analysis]
) -> Iterator[FenceError]:
    """Yield an error for each name that no ARG of the Dockerfiles declares: Docker warns of it as well."""
    if not all(one.dockerfile for one in analyses):
        return
    declared = [name for one in analyses for name in _list_arguments(one)]
    for name in names:
        if name not in declared and not _PREDEFINED.fullmatch(name):
            nearest = get_close_matches(name, declared, n=1)
            hint = f"did you mean {nearest[0]}?" if nearest else "remove it, or declare it with ARG"
            yield FenceError(f"no ARG takes {name}", span=option.value_span, hint=hint)


def _list_arguments(analysis: Analysis) -> Iterator[str]:
    for instruction in analysis.dockerfile.instructions if analysis.dockerfile else ():
        if instruction.name == "ARG":
            yield from (word.text.partition("=")[0] for word in instruction.words)
