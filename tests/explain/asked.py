"""Sentences that note which of them were asked for."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from dockerlayers.texts.texts import Entry


class AskedEntries(dict[str, Entry]):
    """Entries as they are, and the keys that were asked for."""

    def __init__(self, entries: Mapping[str, Entry]) -> None:
        super().__init__(entries)
        self.asked: set[str] = set()

    def __getitem__(self, key: str) -> Entry:
        self.asked.add(key)
        return super().__getitem__(key)

    def get(self, key: str, default: Any = None) -> Any:
        self.asked.update({key} & self.keys())
        return super().get(key, default)
