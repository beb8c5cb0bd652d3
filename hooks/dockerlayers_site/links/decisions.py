"""What its keepers decided on addresses that are no more: moved elsewhere, or gone with a reason.

[[moved]]
from = "install/"
to = "setup/"

[[moved]]
from = "guide/#networks"
to = "networks/#bridge"

[[gone]]
address = "swarm/"
reason = "…"
instead = "compose/"
"""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from dockerlayers_site.links.addresses import Address, parse_address
from dockerlayers_site.links.errors import LinksError
from dockerlayers_site.links.trouble import check_conflict, read_record
from dockerlayers_site.pages.writing import replace_file

FILE = ".links/decisions.toml"
"""Where the decisions are, below docs/."""
_BOTH = "Keep the [[moved]] and [[gone]] of both sides, each with its own lines, and of equal ones one."


@dataclass(frozen=True, kw_only=True)
class Farewell:
    """Why an address is no more, and where a reader may look instead."""

    reason: str
    instead: Address | None = None


@dataclass(frozen=True, kw_only=True)
class Decisions:
    """What became of addresses; that of a page counts for every place in it that has none of its own."""

    moved: Mapping[Address, Address] = field(default_factory=dict)
    gone: Mapping[Address, Farewell] = field(default_factory=dict)

    @property
    def sources(self) -> frozenset[Address]:
        """Return every address that was decided on."""
        return frozenset({*self.moved, *self.gone})

    def came_from(self, page: str) -> list[str]:
        """Return the pages that moved to a page, in whole or in part."""
        pages = (source.page for source, target in self.moved.items() if target.page == page != source.page)
        return list(dict.fromkeys(pages))


def load_decisions(docs: Path) -> Decisions:
    """Read the decisions below docs/; there may be none."""
    path = docs / FILE
    return parse_decisions(read_record(path), name=path.as_posix()) if path.is_file() else Decisions()


def parse_decisions(text: str, *, name: str = FILE) -> Decisions:
    """Read decisions in TOML; raise LinksError where they cannot be read or contradict each other."""
    check_conflict(text, name, cure=_BOTH)
    try:
        data = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise LinksError(f"{name}: this is no TOML: {error}") from error
    if unknown := data.keys() - {"moved", "gone"}:
        raise LinksError(f"{name}: expected [[moved]] and [[gone]], found {', '.join(sorted(unknown))}")
    moved: dict[Address, Address] = {}
    gone: dict[Address, Farewell] = {}
    for entry in _entries(data, "moved", name, required={"from", "to"}):
        source = parse_address(entry["from"])
        _check_new(source, {*moved, *gone}, name)
        moved[source] = parse_address(entry["to"])
    for entry in _entries(data, "gone", name, required={"address", "reason"}, optional={"instead"}):
        source = parse_address(entry["address"])
        _check_new(source, {*moved, *gone}, name)
        instead = parse_address(entry["instead"]) if "instead" in entry else None
        gone[source] = Farewell(reason=entry["reason"], instead=instead)
    return Decisions(moved=moved, gone=gone)


def _entries(
    data: Mapping[str, object], kind: str, name: str, *, required: set[str], optional: Iterable[str] = ()
) -> list[dict[str, str]]:
    entries = data.get(kind, [])
    if not isinstance(entries, list):
        raise LinksError(f"{name}: write [[{kind}]], in two pairs of brackets")
    for entry in entries:
        if not required <= entry.keys() <= {*required, *optional}:
            raise LinksError(f"{name}: [[{kind}]] has the keys {', '.join(sorted(required))}; found {entry}")
        if not all(isinstance(value, str) and value.strip() for value in entry.values()):
            raise LinksError(f"{name}: [[{kind}]] has an empty value: {entry}")
    return entries


def _check_new(source: Address, known: set[Address], name: str) -> None:
    if source in known:
        raise LinksError(f"{name}: {source} is decided on twice")


def _quote(value: str) -> str:
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")


def add_decisions(docs: Path, entries: Iterable[tuple[str, Mapping[str, str]]]) -> None:
    """Append entries to the file below docs/; what stands in it stays as it is.

    Raise LinksError, and write nothing, where one contradicts what is there.
    """
    path = docs / FILE
    old = read_record(path) if path.is_file() else ""
    # A basic string of TOML escapes as one of JSON does, and DEL as well.
    blocks = (
        "\n".join(
            [
                f"[[{name}]]",
                *(f"{key} = {_quote(value)}" for key, value in entry.items()),
            ]
        )
        for name, entry in entries
    )
    text = "\n\n".join([*filter(None, [old.rstrip("\n")]), *blocks]) + "\n"
    parse_decisions(text, name=path.as_posix())
    replace_file(path, text)
