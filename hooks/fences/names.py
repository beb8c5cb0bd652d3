"""Ids that are unique on a page, and stay when the page changes elsewhere."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import chain, count
from pathlib import PurePosixPath

_NO_WORD = re.compile(r"[^\w]+")
_PART = re.compile(r"-(?:s?\d+|title|image)")
_NAMES = ("dockerfile", "containerfile")
DEFAULT_ID = "dockerfile"


def suggest_id(*, title: str | None, file: str | None) -> str:
    """Derive an id from a title, else from a path: `examples/web/Dockerfile.dev` becomes `web-dev`."""
    return _slug(title or "") or _slug(_path_words(file or "")) or DEFAULT_ID


class PageIds:
    """The ids of one page: those of its headings and of the breakdowns given so far."""

    def __init__(self, used: Iterable[str]) -> None:
        self.used = set(used)
        self.roots: list[str] = []

    def add(self, wanted: str) -> str:
        """Take an id for a breakdown: the one that is wanted, or the first free one with a number.

        The number follows `_`, as with headings: `-2` is what a breakdown puts behind its id for line 2.
        """
        candidates = chain((wanted,), (f"{wanted}_{number}" for number in count(2)))
        found = next(candidate for candidate in candidates if self._is_free(candidate))
        self.used.add(found)
        self.roots.append(found)
        return found

    def _is_free(self, candidate: str) -> bool:
        if candidate in self.used or any(_is_part(candidate, root) for root in self.roots):
            return False
        return not any(_is_part(used, candidate) for used in self.used)


def _is_part(part: str, root: str) -> bool:
    """Say whether an id is one that a breakdown makes from its own."""
    return part.startswith(root) and bool(_PART.fullmatch(part, len(root)))


def _path_words(file: str) -> str:
    path = PurePosixPath(file)
    name = path.name.lower()
    rest = next((name.removeprefix(common) for common in _NAMES if name.startswith(common)), None)
    return f"{path.parent.name} {rest}" if rest is not None and path.parent.name else path.name


def _slug(text: str) -> str:
    return _NO_WORD.sub("-", text.lower()).strip("-_")
