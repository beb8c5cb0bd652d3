"""Rows as they were rendered: an edit leaves most of a file as it was."""

from __future__ import annotations

from collections.abc import Callable, Hashable

from dockerlayers.elements import Markup


class KeptRows:
    """Keeps the last rows, each by all that it is made of; `most` is how many."""

    def __init__(self, most: int = 1024) -> None:
        self.most = most
        self._rows: dict[Hashable, Markup] = {}

    def take(self, key: Hashable, render: Callable[[], Markup]) -> Markup:
        """Return the row that was rendered of the same, or render it."""
        row = self._rows.pop(key, None)
        if row is None:
            row = render()
        self._rows[key] = row  # the last one asked for is the last one to go
        if len(self._rows) > self.most:
            del self._rows[next(iter(self._rows))]
        return row
