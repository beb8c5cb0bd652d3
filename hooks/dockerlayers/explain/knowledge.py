"""The sentences and labels, and the words that mean something to them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from dockerlayers.data import load_table
from dockerlayers.explain.inline import Inline, Slot, Template, parse_template
from dockerlayers.texts import load_texts


@dataclass(frozen=True, kw_only=True)
class Entry:
    """A template, the address of the official text that it rests on, and since which version it holds."""

    template: Template
    source: str
    version: str


def say(key: str, **slots: Slot) -> Inline:
    """Fill the template with this key, such as `copy.context`; raise KeyError where there is none."""
    return load_entries()[key].template.fill(slots)


def find_entry(key: str) -> Entry | None:
    """Find the entry with this key, if there is one."""
    return load_entries().get(key)


@cache
def load_entries() -> Mapping[str, Entry]:
    """Load every template by its key, `table.entry`."""
    return read_entries("sentences.toml")


def read_entries(name: str) -> Mapping[str, Entry]:
    """Read the templates of a file, by their keys."""
    return dict(_entries("", load_texts(name)))


@cache
def load_words() -> Mapping[str, frozenset[str]]:
    """Load the lists of words that have a meaning of their own."""
    return {name: frozenset(words) for name, words in load_table("explain/words.toml").items()}


@cache
def load_labels() -> Mapping[str, str]:
    """Load the short texts around a breakdown."""
    return {name: str(label) for name, label in load_texts("labels.toml").items()}


def _entries(path: str, table: Mapping[str, Any]) -> Iterator[tuple[str, Entry]]:
    for name, value in table.items():
        key = f"{path}.{name}" if path else name
        if name in ("source", "version"):
            continue
        if isinstance(value, dict):
            yield from _entries(key, value)
            continue
        version = table.get("version", "")
        yield (
            key,
            Entry(
                template=parse_template(value),
                source=table["source"],
                version=version.get(name, "") if isinstance(version, dict) else version,
            ),
        )
