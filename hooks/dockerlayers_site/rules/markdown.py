"""Pieces of text, code and lists as Markdown."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping

from dockerlayers.texts.inline import Inline

_TICKS = re.compile(r"`+")
_END = re.compile(r"(?<=\.) ")


def write_front_matter(values: Mapping[str, object]) -> str:
    """Write front matter; a value in JSON is one in YAML."""
    lines = (f"{name}: {json.dumps(value, ensure_ascii=False)}\n" for name, value in values.items())
    return f"---\n{''.join(lines)}---\n"


def write_cell(inline: Inline) -> str:
    """Write pieces of text and code on one line; a bar would end the cell of a table."""
    text = "".join(write_code(piece.text) if piece.is_code else piece.text for piece in inline)
    return text.replace("|", r"\|")


def write_sentences(inline: Inline) -> str:
    """Write pieces of text and code, each sentence on a line of its own."""
    return "".join(
        write_code(piece.text) if piece.is_code else _END.sub("\n", piece.text) for piece in inline
    )


def write_code(text: str) -> str:
    """Write code behind and before one backtick more than stand in it one behind the other."""
    ticks = "`" * (max(map(len, _TICKS.findall(text)), default=0) + 1)
    return f"{ticks} {text} {ticks}" if len(ticks) > 1 else f"{ticks}{text}{ticks}"


def write_fence(text: str, header: str) -> str:
    """Write a block of code; nothing in it can end it."""
    ticks = "`" * max(3, max(map(len, _TICKS.findall(text)), default=0) + 1)
    return f"{ticks}{header}\n{text.removesuffix(chr(10))}\n{ticks}"


def write_section(title: str, name: str, parts: Iterable[str]) -> str:
    """Write a heading with its id, and what stands below."""
    return "\n\n".join([f"## {title} {{#{name}}}", *parts])


def plain_text(inline: Inline) -> str:
    """Return the text of pieces, that of code without marks."""
    return "".join(piece.text for piece in inline)
