"""Markup is made in one place: no module of the site builds HTML out of strings, or escapes text by hand."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.site import ROOT

MODULES = sorted((ROOT / "hooks/dockerlayers_site").rglob("*.py"))
# But for the groups and the look behind of a regular expression.
TAG = re.compile(r"(?<!\(\?)(?<!\(\?P)<[a-zA-Z!/]")
SLOT = re.compile(r"\{\w*\}|%[sdr(]")
ESCAPING = {"html", "xml.sax.saxutils", "markupsafe"}
ESCAPES = {"escape", "quoteattr"}


def find_handmade(source: str) -> Iterator[tuple[int, str]]:
    """Yield the line of each place that builds HTML from strings, and what is wrong there."""
    tree = ast.parse(source)
    docs = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        match node:
            case ast.ImportFrom(module=module, names=names) if module in ESCAPING:
                yield from ((node.lineno, one.name) for one in names if one.name in ESCAPES)
            case ast.Attribute(value=ast.Name(id="html" | "saxutils" | "markupsafe"), attr=name):
                yield from [(node.lineno, name)] if name in ESCAPES else []
            case ast.JoinedStr(values=values) if TAG.search("\0".join(map(_words, values))):
                yield node.lineno, "an f-string with markup"
            case ast.Constant(value=str() as text) if id(node) not in docs and _is_template(text):
                yield node.lineno, "a template with markup"
            case ast.BinOp(left=left, right=right) if TAG.search(f"{_words(left)}\0{_words(right)}"):
                yield node.lineno, "strings with markup put together"


def _words(node: ast.AST) -> str:
    return str(node.value) if isinstance(node, ast.Constant) else ""


def _is_template(text: str) -> bool:
    return bool(TAG.search(text) and SLOT.search(text))


@pytest.mark.parametrize("module", MODULES, ids=lambda path: str(path.relative_to(ROOT / "hooks")))
def test_html_comes_from_the_builder(module: Path) -> None:
    assert list(find_handmade(module.read_text(encoding="utf-8"))) == []


@pytest.mark.parametrize(
    "source",
    [
        "f'<b>{text}</b>'",
        "f'{text}</{name}>'",
        "f'<!-- {text} -->'",
        "'<b>{}</b>'.format(text)",
        "PAGE = '''<p>{words}</p>'''",
        "'<b>%s</b>' % text",
        "'<b>' + text",
        "text + '</head>'",
        "from html import escape, unescape",
        "from html import escape as _quoted",
        "import html\nhtml.escape(text)",
        "from xml.sax.saxutils import quoteattr",
        "from markupsafe import escape",
    ],
)
def test_what_is_made_by_hand_is_found(source: str) -> None:
    assert list(find_handmade(source))


@pytest.mark.parametrize(
    "source",
    [
        "f'{one} < {other}'",
        "f'- <{url}>: a link of Markdown'",
        "'<br>'",
        "text.partition('</head>')",
        "from html import unescape",
        "'''A docstring on <b>{x}</b>.'''",
        "re.compile(rf'(?P<id>{id_})(?<!{end})')",
        "2 + 3",
    ],
)
def test_what_is_no_markup_passes(source: str) -> None:
    assert list(find_handmade(source)) == []
