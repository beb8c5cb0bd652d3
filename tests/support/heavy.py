"""Markdown that is heavy to read: one kind of mark, again and again, up to a size."""

from __future__ import annotations

_UNITS = {
    "links": "[a](b) ",
    "links in lines": "[a](b.md)\n",
    "references": "[a][b] ",
    "link marks": "[a](",
    "opening brackets": "[",
    "closing brackets": "]",
    "picture marks": "![",
    "addresses": "http://a.kr ",
    "addresses in brackets": "<http://a.kr> ",
    "mail addresses": "a@b.kr ",
    "ampersands": "&",
    "ampersands apart": "& ",
    "references of characters": "&amp;",
    "stars": "*",
    "open emphasis": "*a ",
    "open strong": "**a ",
    "crossed emphasis": "*a **b* c** ",
    "underscores": "_a ",
    "tildes": "~a ",
    "highlights": "==a ",
    "backticks": "`a ",
    "spans of code": "`a` ",
    "backslashes": "\\*",
    "angles": "<",
    "open tags": "<b>",
    "closing tags": "</a>",
    "comments": "<!-- ",
    "blocks of HTML": "<div>\n",
    "details": "<details>\n\na\n\n",
    "words in angles": "<이름> ",
    "templates": "{{ a ",
    "attributes": "{: a=b } ",
    "footnote marks": "[^1] ",
    "wiki links": "[[a|b]] ",
    "open wiki links": "[[a|b ",
    "headings": "# a\n",
    "lined headings": "a\n=\n",
    "items": "- a\n",
    "items apart": "- a\n\n",
    "lists that change": "- a\n* b\n",
    "numbers": "1. a\n",
    "marks of items": "- ",
    "quotes": "> a\n\n",
    "marks of quotes": ">",
    "fences": "```\na\n```\n\n",
    "open fences": "```\n",
    "fences in items": "- ```\n",
    "Dockerfiles": "```dockerfile\nFROM a\n```\n\n",
    "indented code": "    a\n\n",
    "bars": "|",
    "rows": "a|b\n",
    "paragraphs": "a\n\n",
    "admonitions": "!!! note\n    a\n\n",
    "dollars": "$a$ ",
    "emoji": ":smile: ",
}


def _table_of_columns(size: int) -> str:
    columns = size // 4
    return f"{'|' * columns}\n{'-|' * columns}\n"


def _table_of_missing_cells(size: int) -> str:
    head = f"{'|a' * 50}|\n{'|-' * 50}|\n"
    return head + "x\n" * ((size - len(head)) // 2)


def _nested(size: int) -> str:
    return "[" * (size // 2) + "a" + "]" * (size // 2)


def _footnotes(size: int) -> str:
    count = size // 16
    return (
        "".join(f"[^{number}] " for number in range(count))
        + "\n\n"
        + "".join(f"[^{number}]: a\n" for number in range(count))
    )


def make_heavy(size: int) -> dict[str, str]:
    """Return heavy notes of a size in bytes, by the name of their kind."""
    made = {name: unit * (size // len(unit.encode())) for name, unit in _UNITS.items()}
    return {
        **made,
        "columns": _table_of_columns(size),
        "missing cells": _table_of_missing_cells(size),
        "nested brackets": _nested(size),
        "footnotes": _footnotes(size),
    }
