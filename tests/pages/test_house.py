"""What holds for every module of the site: a build leaves nothing behind, and a name means one thing."""

from __future__ import annotations

import ast
from collections import defaultdict
from collections.abc import Iterator

import pytest

from tests.support.site import ROOT

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
