"""Put modules of JavaScript into one file: a reader asks once instead of thirty times.

No parser is needed for how ours are written, which is checked: each import and export begins a line, and
names what it brings one by one.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from dockerlayers.patterns import lazy_pattern

_IMPORT = lazy_pattern(r'^import \{(?P<names>[^}]*)\} from "\./(?P<module>[\w-]+\.js)";\n', re.MULTILINE)
_EXPORT = lazy_pattern(r"^export (?=(?:async )?(?:class|const|function\*?) (?P<name>\w+))", re.MULTILINE)
# Of several constants in one line, each is exported.
_MORE = lazy_pattern(r"^export const (?P<all>\w+ = \d+(?:, \w+ = \d+)+);", re.MULTILINE)
_RENAMED = lazy_pattern(r"(\w+) as (\w+)")
_OTHER = lazy_pattern(r"^(?:import|export)\b.*$|\bimport\.meta\b", re.MULTILINE)


class BundleError(Exception):
    """Modules that cannot be put into one file."""


def bundle(entry: str, modules: Mapping[str, str]) -> str:
    """Return one module that exports what `entry` does, with all that it imports, each for itself."""
    parts = [_wrap(name, modules[name]) for name in list_imported(entry, modules)]
    names = ", ".join(_exported(modules[entry]))
    return "\n".join([*parts, f"const {{ {names} }} = {_variable(entry)};", f"export {{ {names} }};", ""])


def list_imported(entry: str, modules: Mapping[str, str]) -> tuple[str, ...]:
    """Return the names of the modules that one needs, each behind those that it needs; itself is the last."""
    order: dict[str, None] = {}
    _visit(entry, modules, order, ())
    return tuple(order)


def _visit(name: str, modules: Mapping[str, str], order: dict[str, None], above: tuple[str, ...]) -> None:
    if name in above:
        raise BundleError(f"{name} imports itself by {' and '.join(above)}")
    if name not in modules:
        raise BundleError(f"there is no {name}, which {above[-1] if above else 'a page'} imports")
    if name not in order:
        for found in _IMPORT.finditer(modules[name]):
            _visit(found["module"], modules, order, (*above, name))
            wanted = {one.split(" as ")[0].strip() for one in found["names"].split(",")} - {""}
            if missing := wanted - {*_exported(modules[found["module"]])}:
                raise BundleError(f"{name}: {found['module']} does not export {', '.join(sorted(missing))}")
        order[name] = None


def _wrap(name: str, source: str) -> str:
    """Return a module as a function that runs at once, for what it exports."""
    body = _EXPORT.sub("", _IMPORT.sub(_bring, source))
    other = _OTHER.search(body)
    if other:
        raise BundleError(f"{name}: this cannot be put into one file with others: {other[0]}")
    return (
        f"const {_variable(name)} = (() => {{\n{body}\nreturn {{ {', '.join(_exported(source))} }};\n}})();"
    )


def _bring(found: re.Match[str]) -> str:
    names = _RENAMED.sub(r"\1: \2", found["names"])
    return f"const {{{names}}} = {_variable(found['module'])};\n"


def _exported(source: str) -> list[str]:
    first = [found["name"] for found in _EXPORT.finditer(source)]
    several = [re.findall(r"(\w+) =", found["all"]) for found in _MORE.finditer(source)]
    return list(dict.fromkeys([*first, *(name for names in several for name in names)]))


def _variable(name: str) -> str:
    return "$" + re.sub(r"\W", "_", name.removesuffix(".js"))
