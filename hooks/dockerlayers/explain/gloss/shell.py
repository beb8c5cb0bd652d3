"""The texts of shell.toml: what the shell itself does."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from dockerlayers.explain.inline import Inline, Slot
from dockerlayers.explain.knowledge import Entry, read_entries


def say_shell(key: str, **slots: Slot) -> Inline:
    """Fill the template of shell.toml with this key; raise KeyError where there is none."""
    return load_shell()[key].template.fill(slots)


def find_shell(key: str) -> Entry | None:
    """Find the entry of shell.toml with this key, if there is one."""
    return load_shell().get(key)


@cache
def load_shell() -> Mapping[str, Entry]:
    """Load shell.toml."""
    return read_entries("shell.toml")
