"""A language that nobody speaks: every Korean text, its words replaced by Latin ones between brackets."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from typing import Any

from dockerlayers.data import load_table
from dockerlayers.texts import DEFAULT
from dockerlayers.texts.texts import Texts, load_texts

LANGUAGE = "qps"
HANGUL = re.compile(r"[\u1100-\u11ff\u3131-\u318e\uac00-\ud7a3]+")
ESCAPE = re.compile(r"\\u([0-9A-Fa-f]{4})")
NO_WORDS = ("source", "version")


def translate(text: str) -> str:
    """Keep slots, code and marks of a text, and no word of it."""
    return f"[{HANGUL.sub('word', text)}]"


def translate_table(table: Mapping[str, Any], kept: Collection[str] = ()) -> dict[str, Any]:
    """Translate all texts of a table but those that are kept."""
    return {name: value if name in kept else _translate(value, kept) for name, value in table.items()}


def _translate(value: Any, kept: Collection[str]) -> Any:
    match value:
        case dict():
            return translate_table(value, kept)
        case list():
            return [_translate(one, kept) for one in value]
        case str():
            return translate(value)
    return value


def load_pseudo(path: str) -> Mapping[str, Any]:
    """Load a file of the language, made of the Korean one."""
    if path.endswith("grammar.toml"):
        return {"comma": " ; ", "quoted": "<{title}>", "range": "{first}..{last}"}
    table = load_table(path.replace(f"texts/{LANGUAGE}/", f"texts/{DEFAULT}/"))
    return translate_table(table, () if "/programs/" in path else NO_WORDS)


def make_pseudo() -> Texts:
    """Make the texts of the language, with the Korean ones behind them."""
    return Texts(LANGUAGE, load_texts(), load_pseudo)


def list_korean(told: str, *authors: str) -> list[str]:
    """List the Korean words of what is told that no author of a Dockerfile wrote."""
    written = ESCAPE.sub(lambda match: chr(int(match[1], 16)), "".join(authors))
    return [word for word in HANGUL.findall(told) if word not in written]
