"""Who else does something with pages: what is not known to hang on a page alone keeps it from being kept."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import wraps
from pathlib import Path
from types import ModuleType
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import CombinedEvent

from dockerlayers_site.names import NAME
from dockerlayers_site.plugin.processes import SAYS_SO

_SEARCH = "material.plugins.search"


def is_alone(config: MkDocsConfig, events: Iterable[str]) -> bool:
    """Say whether at these events nobody does something who is not known."""
    return not any(True for name in events for _ in _find_others(config, name))


def _find_others(config: MkDocsConfig, name: str) -> Iterator[Callable[..., Any]]:
    plugin = config.plugins.get(NAME)
    own: CombinedEvent[..., Any] | None = vars(plugin).get(f"on_{name}") if plugin else None
    known = own.methods if own else ()
    for method in config.plugins.events[name]:
        if method not in known and not _is_known(method):
            yield method


def _is_known(method: Callable[..., Any]) -> bool:
    """Say whether it is Material's search, or what `pass_by_hooks` has put before a hook."""
    owner = getattr(method, "__self__", None)
    return type(owner).__module__.startswith(_SEARCH) or getattr(method, "is_passed", False)


def is_known_site(config: MkDocsConfig) -> bool:
    """Say whether all plugins and hooks are known."""
    return all(
        getattr(one, SAYS_SO, False)
        if isinstance(one, ModuleType)
        else type(one).__module__.startswith((_SEARCH, __package__.partition(".")[0]))
        for one in config.plugins.values()
    )


def list_hooks(config: MkDocsConfig) -> list[tuple[str, bytes]]:
    """Return the hooks that say that what they do with a page hangs on it and on their own file alone."""
    return [(path.name, path.read_bytes()) for one in _hooks(config) if (path := _file_of(one))]


def pass_by_hooks(config: MkDocsConfig, events: Iterable[str], passes: Callable[[], bool]) -> None:
    """Let such hooks pass by pages that are kept: what they did is in them."""
    hooks = [vars(one) for one in _hooks(config) if _file_of(one)]
    for name in events:
        methods = config.plugins.events[name]
        for number, method in enumerate(methods):
            if any(hook.get(f"on_{name}") is method for hook in hooks):
                methods[number] = _passed(method, passes)


def _hooks(config: MkDocsConfig) -> Iterator[ModuleType]:
    for one in config.plugins.values():
        module: object = one
        if isinstance(module, ModuleType) and getattr(module, SAYS_SO, False):
            yield module


def _file_of(hook: ModuleType) -> Path | None:
    return Path(hook.__file__) if hook.__file__ else None


def _passed(method: Callable[..., Any], passes: Callable[[], bool]) -> Callable[..., Any]:
    @wraps(method)
    def passed(*values: Any, **more: Any) -> Any:
        return None if passes() else method(*values, **more)

    passed.is_passed = True  # type: ignore[attr-defined]
    return passed
