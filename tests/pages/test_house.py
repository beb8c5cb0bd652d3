"""What holds for all of the site: a build leaves nothing behind, a name means one thing, no page is lost."""

from __future__ import annotations

import ast
import re
from collections import defaultdict
from collections.abc import Iterator
from typing import Any

import pytest
from mkdocs.config import load_config

from tests.support.site import DOCS, ROOT

HOOKS = ROOT / "hooks"
MODULES = sorted((HOOKS / "dockerlayers_site").rglob("*.py"))
_MUTABLE = {"dict", "list", "set", "defaultdict", "Counter", "deque", "OrderedDict", "WeakKeyDictionary"}


def find_state(source: str) -> Iterator[int]:
    """Yield the lines in which a module keeps what may change: an empty collection, or a global."""
    tree = ast.parse(source)
    for node in ast.walk(tree):
        if isinstance(node, ast.Global):
            yield node.lineno
    for statement in tree.body:
        if (
            isinstance(statement, ast.Assign | ast.AnnAssign)
            and statement.value
            and _is_empty(statement.value)
        ):
            yield statement.lineno


def _is_empty(value: ast.expr) -> bool:
    match value:
        case ast.Dict(keys=items):
            return not items
        case ast.List(elts=items):
            return not items
        case ast.Call(func=ast.Name(id=name) | ast.Subscript(value=ast.Name(id=name)), args=arguments):
            return name in _MUTABLE and (not arguments or name == "defaultdict")
    return False


def test_no_module_keeps_what_a_build_has_found() -> None:
    found = {str(module): list(find_state(module.read_text(encoding="utf-8"))) for module in MODULES}
    assert {module: lines for module, lines in found.items() if lines} == {}


@pytest.mark.parametrize(
    "source",
    [
        "_rows: dict[str, int] = {}",
        "_all = []",
        "_all = set()",
        "_all = defaultdict(list)",
        "_all = Counter[str]()",
        "def f():\n    global _all\n    _all = 1",
    ],
)
def test_what_may_change_is_found(source: str) -> None:
    assert list(find_state(source))


@pytest.mark.parametrize("source", ["A = {'a': 1}", "A = ()", "def f():\n    found = []", "A = frozenset(b)"])
def test_what_stays_passes(source: str) -> None:
    assert not list(find_state(source))


def test_a_class_has_its_name_for_itself() -> None:
    homes: defaultdict[str, list[str]] = defaultdict(list)
    for module in MODULES:
        for node in ast.parse(module.read_text(encoding="utf-8")).body:
            if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
                homes[node.name].append(module.relative_to(HOOKS).as_posix())
    assert {name: modules for name, modules in homes.items() if len(modules) > 1} == {}


def _contents() -> list[tuple[str, str]]:
    """Return what the contents lead to: titles and pages."""
    part = (
        DOCS.joinpath("index.md")
        .read_text(encoding="utf-8")
        .partition('<div class="home-contents"')[2]
        .partition("\n## ")[0]
    )
    return re.findall(r"^- \[(.+)\]\((.+)\)$", part, re.MULTILINE)


def _pages(items: list[Any]) -> Iterator[tuple[str, str]]:
    """Yield titles and pages of the navigation; of a section, its pages or its first one stand for it."""
    for item in items:
        for title, target in item.items():
            if isinstance(target, str):
                yield title, target
            else:
                yield from _pages(target)


def test_the_contents_are_those_of_the_navigation() -> None:
    """Add a new page to docs/index.md too, by its title in mkdocs.yml; one page of a section will do."""
    found = _contents()
    nav = load_config(str(ROOT / "mkdocs.yml")).nav
    assert nav
    known = set(_pages(nav))
    assert [entry for entry in found if entry not in known] == []
    lists = [[*_pages([item])] for item in nav]
    missing = [pages[0] for pages in lists if not {*pages} & {*found} and pages[0][1] != "index.md"]
    assert missing == []
    assert len(found) == len(set(found))
