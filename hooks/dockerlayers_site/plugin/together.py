"""Remember what is made of each of many values in one piece: to read it takes less than to look for each."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from mkdocs.config.defaults import MkDocsConfig

from dockerlayers_site.cache.fingerprint import fingerprint, fingerprint_code
from dockerlayers_site.plugin.memory import find_store

Value = TypeVar("Value")
_Pair = tuple[tuple[object, ...], Any]


class RememberedTogether:
    """What a build before has made under a name, each with the values of which it was made."""

    def __init__(self, config: MkDocsConfig, name: str) -> None:
        self.store = find_store(config)
        self.key = fingerprint(fingerprint_code(), "together", name)
        self.known: dict[str, _Pair] = (self.store.load(self.key) if self.store else None) or {}
        self.used: dict[str, _Pair] = {}

    def remember(self, make: Callable[[], Value], *values: object) -> Value:
        """Return what is made of plain values, anew only if those of the build before were others."""
        name = _name(values)
        pair = self.known.get(name)
        # Equal texts are told faster than their digests are made.
        if pair is None or pair[0] != values:
            pair = (values, make())
        self.used[name] = pair
        made: Value = pair[1]
        return made

    def save(self) -> None:
        """Keep it for the next build."""
        is_new = any(self.known.get(name) is not pair for name, pair in self.used.items())
        if self.store and (is_new or len(self.used) != len(self.known)):
            self.store.save_late(self.key, self.used)


def _name(values: tuple[object, ...]) -> str:
    """Return by what it is found in the next build, most likely: its kind, and the first of its values."""
    kind, things, *_ = values
    first = things[0] if isinstance(things, list) and things else ""
    return f"{kind} {first['location'] if isinstance(first, Mapping) else str(first)[:100]}"
