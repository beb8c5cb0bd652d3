"""What is made of many values is remembered in one piece, and made anew where one of them is new."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from dockerlayers_site.cache.store import Store
from dockerlayers_site.plugin import together
from dockerlayers_site.plugin.together import RememberedTogether


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Store:
    store = Store(tmp_path)
    monkeypatch.setattr(together, "find_store", lambda _: store)
    return store


def _make(*values: list[str]) -> tuple[list[str], int]:
    """Make something of each value; return it, and how many were made."""
    made: list[str] = []

    def make(value: list[str]) -> str:
        made.append(value[0])
        return "".join(value)

    nothing: Any = None
    kept = RememberedTogether(nothing, "x")
    found = [kept.remember(lambda value=value: make(value), "kind", value[0], value) for value in values]  # type: ignore[misc]
    kept.save()
    return found, len(made)


def test_only_what_is_new_is_made(store: Store) -> None:
    assert _make(["a", "b"], ["c"]) == (["ab", "c"], 2)
    assert _make(["a", "b"], ["c"]) == (["ab", "c"], 0)
    # In another order, with one that is new and one that begins as before.
    assert _make(["c"], ["d"], ["a", "x"]) == (["c", "d", "ax"], 2)
    # What a build has not used is forgotten.
    assert _make(["a", "b"])[1] == 1
    assert store.used


def test_what_begins_alike_is_told_apart(store: Store) -> None:
    assert _make(["a", "b"], ["a", "c"])[0] == ["ab", "ac"]
    assert _make(["a", "b"], ["a", "c"])[0] == ["ab", "ac"]
    assert store.used
