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
