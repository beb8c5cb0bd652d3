"""Remember what is made of each of many values in few pieces: quicker to read than one for each."""

from __future__ import annotations

import zlib
from collections.abc import Callable
from typing import Any, TypeVar

from mkdocs.config.defaults import MkDocsConfig

from dockerlayers_site.cache.fingerprint import fingerprint, fingerprint_code
from dockerlayers_site.plugin.memory import find_store

Value = TypeVar("Value")
_Pair = tuple[tuple[object, ...], Any]
_Part = dict[str, _Pair]
_PARTS = 16
"""In how many pieces it is kept: an edit writes one of them anew."""


class RememberedTogether:
    """What a build before has made under a name, each with the values of which it was made."""

    def __init__(self, config: MkDocsConfig, name: str) -> None:
        self.store = find_store(config)
        self.keys = [fingerprint(fingerprint_code(), "together", name, part) for part in range(_PARTS)]
        self.known: list[_Part] = [(self.store.load(key) if self.store else None) or {} for key in self.keys]
        self.used: list[_Part] = [{} for _ in self.keys]

    def remember(self, make: Callable[[], Value], *values: object) -> Value:
        """Return what is made of plain values, anew only if those of the build before were others.

        The first two are a kind and the name of one thing of it.
        """
        name = _name(values)
        part = zlib.crc32(name.encode()) % _PARTS
        pair = self.known[part].get(name)
        # Equal texts are told faster than their digests are made.
        if pair is None or pair[0] != values:
            pair = (values, make())
        self.used[part][name] = pair
        made: Value = pair[1]
        return made

    def save(self) -> None:
        """Keep for the next build what of it is new."""
        for key, known, used in zip(self.keys, self.known, self.used, strict=True):
            is_new = any(known.get(name) is not pair for name, pair in used.items())
            if self.store and (is_new or len(used) != len(known)):
                self.store.save_late(key, used)


def _name(values: tuple[object, ...]) -> str:
    """Return by what it is found in the next build, most likely: its kind, and of what it is made."""
    kind, thing, *_ = values
    return f"{kind} {thing}"
