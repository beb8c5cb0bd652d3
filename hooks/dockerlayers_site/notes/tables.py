"""Write tables, cell by cell."""

from __future__ import annotations

from collections.abc import Sequence

from markdown_it.token import Token

from dockerlayers.patterns import lazy_pattern
from dockerlayers_site.notes.inline import InlineWriter

_RULES = {"text-align:left": ":--", "text-align:right": "--:", "text-align:center": ":-:"}
_BAR = lazy_pattern(r"(?<!\\)\|")


def write_table(
    tokens: list[Token], index: int, source: Sequence[str], inline: InlineWriter
) -> tuple[list[tuple[str, int]], int]:
    """Return the rows of a table with the lines they come from, and the index behind it."""
    rows: list[tuple[str, int]] = []
    rules: list[str] = []
    cells: list[str] = []
    while tokens[index].type != "table_close":
        token = tokens[index]
        if token.type == "tr_open":
            cells, line = [], (token.map or [0])[0]
        elif token.type == "th_open":
            rules.append(_RULES.get(str(token.attrs.get("style")), "---"))
        elif token.type == "inline":
            cells.append(inline.write(token.content, in_cell=True))
        elif token.type == "tr_close":
            if rules and rows:
                cells = _with_surplus(cells, source[line], inline)
            rows.append((_row(cells), line))
            if len(rows) == 1:
                rows.append((_row(rules), line + 1))
        index += 1
    return rows, index + 1


def _row(cells: list[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _with_surplus(cells: list[str], source: str, inline: InlineWriter) -> list[str]:
    """Add to the last cell what stands behind it: GitHub drops it."""
    if len(_BAR.findall(source)) <= len(cells):
        return cells
    parts = [part.strip() for part in _BAR.split(source.strip(" \t>").strip("|"))]
    surplus = " | ".join(part for part in parts[len(cells) :] if part)
    return [*cells[:-1], f"{cells[-1]} {inline.write(surplus, in_cell=True)}"] if surplus else cells
