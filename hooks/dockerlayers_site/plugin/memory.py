"""What is remembered from one build to the next, where the site has its cache on."""

from __future__ import annotations

import os
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

_STORE = "_store"
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
    # It is asked for some times a page.
    known: Store | None = vars(plugin).get(_STORE)
    if known is None:
        vars(plugin)[_STORE] = known = _open_store(project_root(config))
        known.has_memory = is_serving()
    return known


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
    if store.of_page is not None:
        return keep_with_page(config, name, make)
    key = fingerprint_page(html)
    known = _known_of_page(store, key)
    if name not in known:
        known[name] = make()
        store.save(key, known)
    value: Value = known[name]
    return value


def keep_with_page(config: MkDocsConfig, name: str, make: Callable[[], Value]) -> Value:
    """Return what is made of the page at hand: where that is kept, this is kept with it, by its name.

    It may hang on nothing that the page does not hang on.
    """
    values = values_of_page(config)
    if values is None:
        return make()
    if name not in values:
        values[name] = make()
    found: Value = values[name]
    return found


def values_of_page(config: MkDocsConfig) -> dict[str, Any] | None:
    """Return what is kept with the page at hand; None where that is not kept."""
    store = find_store(config)
    return store.of_page if store else None


def write_into_site(config: MkDocsConfig, name: str, key: str, make: Callable[[], bytes]) -> None:
    """Write a file of the site, unless it is there and was made of what has the same key."""
    store, place = find_store(config), os.path.join(config.site_dir, name)  # noqa: PTH118 - of each page

    def write() -> None:
        path = Path(place)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(make())

    if store and store.written:
        store.written.expect(place, key)
        store.written.write(place, write)
    else:
        write()


# Several features ask for the same page, one behind the other.
@lru_cache(maxsize=4)
def fingerprint_page(html: str) -> str:
    """Return a digest of a page's HTML, and of our code."""
    return fingerprint(fingerprint_code(), "page", html)


@lru_cache(maxsize=4)
def _known_of_page(store: Store, key: str) -> dict[str, Any]:
    found: dict[str, Any] | None = store.load(key)
    return {} if found is None else found
