"""Front matter that a theme could not work with: it would end the build of all pages, or take for ever."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping
from pathlib import Path, PurePosixPath
from typing import Any

from dockerlayers_site.cache.reads import note_look
from dockerlayers_site.pages.page_file import PageFile
from dockerlayers_site.pages.problem import Problem

_HINT = "remove the line, or give it a value that the theme knows"
_ENDLESS_HINT = "write the value without & and *"
# YAML's anchors let a value hold itself, and a few lines say billions of values.
_MOST_VALUES = 10_000


def find_unusable(
    meta: Mapping[str, Any], folders: Collection[str], page: PageFile
) -> Iterator[tuple[str, Problem]]:
    """Yield the names whose values no theme can work with, and what to tell; `folders` are the theme's."""
    endless = [name for name, value in meta.items() if not _has_end(value)]
    for name in endless:
        text = f"the front matter cannot have {name}: its value holds itself, or far more than is written"
        yield name, page.report(text, page.locate(line_of(name, page), name), hint=_ENDLESS_HINT)
    checks: dict[str, Callable[[Any], bool]] = {
        "template": lambda value: _is_file(value, folders),
        "icon": lambda value: isinstance(value, str) and _is_file(f".icons/{value}.svg", folders),
        "search": lambda value: value is False or isinstance(value, dict),
        "hide": lambda value: isinstance(value, str | list),
    }
    for name, is_usable in checks.items():
        value = meta.get(name)
        if value is not None and name not in endless and not is_usable(value):
            text = f"the front matter cannot have {name}: {str(value)[:60]}"
            yield name, page.report(text, page.locate(line_of(name, page), name), hint=_HINT)


def _has_end(value: object) -> bool:
    """Say whether a value is finite, and no larger than someone writes it."""
    waiting, count = [value], 0
    while waiting:
        one = waiting.pop()
        inner = [*one.keys(), *one.values()] if isinstance(one, Mapping) else one
        if isinstance(inner, list | tuple | set):
            count += len(inner) + 1
            waiting += inner
        if count > _MOST_VALUES:
            return False
    return True


def _is_file(value: object, folders: Collection[str]) -> bool:
    if not isinstance(value, str) or ".." in PurePosixPath(value).parts or "\0" in value:
        return False
    places = [Path(folder, value.lstrip("/")) for folder in folders]
    for place in places:
        note_look(place)
    return any(place.is_file() for place in places)


def line_of(name: str, page: PageFile) -> int:
    """Return the line of a name in front matter, counted from 1 in a file without skipped lines."""
    written = re.compile(rf"[\"']?{re.escape(name)}[\"']?[ \t]*[:=]")
    found = (number for number, line in enumerate(page.lines, 1) if written.match(line))
    return next(found, 1) - page.skipped
