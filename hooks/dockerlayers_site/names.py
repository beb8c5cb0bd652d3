"""Names that more than one part of the site uses, and the nearest of those that are known."""

from __future__ import annotations

from collections.abc import Collection
from difflib import get_close_matches

NAME = "dockerlayers"
"""The plugin, the Markdown extension, and the prefix of what they say."""


def suggest(word: str, known: Collection[str]) -> str:
    """Name the nearest of the words that are known, else all of them."""
    nearest = get_close_matches(word, known, n=1)
    if nearest:
        return f"did you mean {nearest[0]}?"
    return f"there is {', '.join(known)}" if known else "there is none to set"
