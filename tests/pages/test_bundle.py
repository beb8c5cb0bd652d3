"""Modules in one file say what they say in many."""

from __future__ import annotations

import pytest

from dockerlayers_site.pages.assets import list_assets, read_assets
from dockerlayers_site.pages.bundle import BundleError, bundle, list_imported

_SEARCH = "dockerlayers_site.search"
_A = """\
import { two, Three as Other } from "./b.js";
import { one, as } from "./c.js";

export function all() {
}
"""
_B = """\
import { one } from "./c.js";
export const two = one + 1;
export class Three {}
const own = 1;
"""
_C = """\
export const one = 1;
export const few = 2, as = 3;
const own = 2;
export function* more() {}
export async function late() {}
"""
_MODULES = {"a.js": _A, "b.js": _B, "c.js": _C, "d.js": ""}


def test_a_module_stands_behind_what_it_imports() -> None:
    assert list_imported("a.js", _MODULES) == ("c.js", "b.js", "a.js")


def test_each_has_its_names_for_itself() -> None:
    assert bundle("b.js", _MODULES).splitlines() == [
        "const $c = (() => {",
        *("const one = 1;", "const few = 2, as = 3;", "const own = 2;"),
        *("function* more() {}", "async function late() {}", ""),
        "return { one, few, more, late, as };",
        "})();",
        "const $b = (() => {",
        *("const { one } = $c;", "const two = one + 1;", "class Three {}", "const own = 1;", ""),
        "return { two, Three };",
        "})();",
        "const { two, Three } = $b;",
        "export { two, Three };",
    ]
    assert "const { two, Three: Other } = $b;\nconst { one, as } = $c;" in bundle("a.js", _MODULES)


@pytest.mark.parametrize(
    ("source", "message"),
    [
        ('import { x } from "./none.js";\n', "there is no none.js"),
        ('import { x } from "./e.js";\n', "imports itself"),
        ('import x from "./c.js";\n', "cannot be put into one file"),
        ('import * as x from "./c.js";\n', "cannot be put into one file"),
        ('import { none, one } from "./c.js";\n', "c.js does not export none"),
        ("export default 1;\n", "cannot be put into one file"),
        ("export { x };\n", "cannot be put into one file"),
        ("const here = import.meta.url;\n", "cannot be put into one file"),
    ],
)
def test_what_cannot_be_put_together_is_told(source: str, message: str) -> None:
    with pytest.raises(BundleError, match=message):
        bundle("e.js", {**_MODULES, "e.js": source})


def test_the_search_is_one_module() -> None:
    modules = read_assets(_SEARCH, list_assets(_SEARCH))
    whole = bundle("engine.js", modules)
    assert len(list_imported("engine.js", modules)) > 20
    assert whole.count("\nimport ") == 0
    assert whole.endswith("export { Engine };\n")
