"""What is remembered from one build to the next, where the site has its cache on."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from typing import Any, TypeVar

import click
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import BasePlugin

from dockerlayers_site.cache.fingerprint import NoFingerprintError, fingerprint, fingerprint_code
from dockerlayers_site.cache.store import Store
from dockerlayers_site.names import NAME
from dockerlayers_site.plugin.project import project_root

FOLDER = f".cache/{NAME}"
Value = TypeVar("Value")


# It outlives a build: while the site is served, most is in memory.
@lru_cache
def _open_store(root: Path) -> Store:
    return Store(root / FOLDER)


def find_store(config: MkDocsConfig) -> Store | None:
    """Return where the site keeps what it has made; None where it keeps nothing."""
    plugin: BasePlugin[Any] | None = config.plugins.get(NAME)
    is_on = plugin is not None and plugin.config.get("cache")
    if not is_on:
        return None
    store = _open_store(project_root(config))
    store.has_memory = is_serving()
    return store


def is_serving() -> bool:
    """Say whether one build follows the other in this process."""
    context = click.get_current_context(silent=True)
    return context is not None and context.info_name == "serve"


def remember(config: MkDocsConfig, make: Callable[[], Value], *values: object) -> Value:
    """Return what is made of values, anew only if it was not made of the same ones before.

    What is made may hang on nothing else but our own code. It is shared: nobody changes it.
    """
    store = find_store(config)
    if store is None:
        return make()
    try:
        key = fingerprint(fingerprint_code(), *values)
    except NoFingerprintError:
        return make()
    found: Value | None = store.load(key)
    if found is None:
        found = make()
        store.save(key, found)
    return found


def remember_of_page(config: MkDocsConfig, html: str, name: str, make: Callable[[], Value]) -> Value:
    """Return what is made of a page's HTML alone: all of it is kept in one value, by its names."""
    store = find_store(config)
    if store is None:
        return make()
    key = fingerprint_page(html)
    known = _known_of_page(store, key)
    if name not in known:
        known[name] = make()
        store.save(key, known)
    value: Value = known[name]
    return value


# Several features ask for the same page, one behind the other.
@lru_cache(maxsize=4)
def fingerprint_page(html: str) -> str:
    """Return a digest of a page's HTML, and of our code."""
    return fingerprint(fingerprint_code(), "page", html)


@lru_cache(maxsize=4)
def _known_of_page(store: Store, key: str) -> dict[str, Any]:
    found: dict[str, Any] | None = store.load(key)
    return {} if found is None else found
