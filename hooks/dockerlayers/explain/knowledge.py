"""The words that mean something to the sentences."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from dockerlayers.data import load_table


@cache
def load_words() -> Mapping[str, frozenset[str]]:
    """Load the lists of words that have a meaning of their own."""
    return {name: frozenset(words) for name, words in load_table("explain/words.toml").items()}


@cache
def load_products() -> Mapping[str, str]:
    """Load how products are written by their makers, by their names in capitals."""
    return load_table("explain/products.toml")
