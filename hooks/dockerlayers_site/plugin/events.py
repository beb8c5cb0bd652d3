"""Gather the events of features, for the plugin and for hooks."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from mkdocs.plugins import CombinedEvent

Handler = Callable[..., Any]
_PREFIX = "on_"


def combine_events(features: Iterable[object]) -> dict[str, CombinedEvent[..., Any]]:
    """Return what MkDocs is to call at each event, by its name; each handler keeps its own priority.

    Of handlers with the same priority, those of the first feature are called first.
    """
    handlers: dict[str, list[Handler]] = {}
    for feature in features:
        for name in dir(feature):
            if name.startswith(_PREFIX):
                handlers.setdefault(name, []).extend(_flatten(getattr(feature, name)))
    return {name: CombinedEvent(*found) for name, found in handlers.items()}


def _flatten(handler: Handler | CombinedEvent[..., Any]) -> Iterator[Handler]:
    if isinstance(handler, CombinedEvent):
        yield from handler.methods
    else:
        yield handler
