"""The words by which authors tell Dockerfiles apart, and name what an instruction takes."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files

HANGUL = r"\uac00-\ud7a3"
"""The syllables of Hangul, within the brackets of a pattern."""


@cache
def load_alternatives(name: str) -> str:
    """Load a list of words as one pattern that finds any of them."""
    source = files(__package__).joinpath("words.toml").read_text(encoding="utf-8")
    return "|".join(tomllib.loads(source)[name])
