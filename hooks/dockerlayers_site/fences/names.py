"""Ids that are unique on a page, and stay when the page changes elsewhere."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import count
from pathlib import PurePosixPath
from xml.etree.ElementTree import Element

from markdown.treeprocessors import UnescapeTreeprocessor
from markdown.util import AMP_SUBSTITUTE, ETX, STX

from dockerlayers.patterns import lazy_pattern
from dockerlayers_site.glossary import load_english_names
from dockerlayers_site.links.names import propose_id

_NAMES = ("dockerfile", "containerfile")
DEFAULT_ID = "dockerfile"
_HELD_PLACE = lazy_pattern(f"{STX}[^{ETX}]*{ETX}")


def suggest_id(*, title: str | None, file: str | None, is_compared: bool = False) -> str:
    """Derive an id from a path, else from a title: `examples/web/Dockerfile.dev` becomes `web-dev`.

    A path is ASCII already, and outlives a title.
    """
    found = _id(_path_words(file or "")) or _id(title or "") or DEFAULT_ID
    return f"{found}-compared" if is_compared else found


def suggest_id_below(section: str | None) -> str:
    """Derive the id of an example without a name from that of its section: others do not move it."""
    return f"{section}-{DEFAULT_ID}" if section else DEFAULT_ID


def read_heading(heading: Element) -> str:
    """Return the words of a heading in the tree of a page, without the link to it."""
    text = "".join(_words(heading)).replace(AMP_SUBSTITUTE, "&")
    text = UnescapeTreeprocessor().unescape(text)
    return " ".join(_HELD_PLACE.sub("", text).split())


def _words(item: Element) -> Iterator[str]:
    yield item.text or ""
    for child in item:
        if child.get("class") != "headerlink":
            yield from _words(child)
        yield child.tail or ""


class PageIds:
    """The ids of one page: those of its headings and of the breakdowns given so far."""

    def __init__(self, used: Iterable[str]) -> None:
        self.used = set(used)
        # The number below which all are used, for each id that was wanted: ids are only ever added.
        self._numbers: dict[str, int] = {}

    def candidates(self, wanted: str) -> Iterator[str]:
        """Yield ids for a breakdown that are free: the one that is wanted, then the same with a number.

        The number follows `_`, as with headings: `-2` could be a part of another breakdown.
        """
        is_all_used = True
        for number in count(self._numbers.get(wanted, 1)):
            candidate = f"{wanted}_{number}" if number > 1 else wanted
            if candidate not in self.used:
                is_all_used = False
                yield candidate
            elif is_all_used:
                self._numbers[wanted] = number + 1

    def take(self, ids: Iterable[str]) -> bool:
        """Take all ids of a breakdown, or none where one of them is used; say whether they were taken."""
        wanted = set(ids)
        is_free = self.used.isdisjoint(wanted)
        if is_free:
            self.used |= wanted
        return is_free


def _path_words(file: str) -> str:
    path = PurePosixPath(file)
    name = path.name.lower()
    rest = next((name.removeprefix(common) for common in _NAMES if name.startswith(common)), None)
    return f"{path.parent.name} {rest}" if rest is not None and path.parent.name else path.name


def _id(text: str) -> str:
    return propose_id(text, terms=load_english_names(), default="") if text else ""
