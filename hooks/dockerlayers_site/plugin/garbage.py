"""Look for garbage in cycles less often: a build makes little of it."""

from __future__ import annotations

import gc
from functools import lru_cache

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority

# How many new objects there are until Python looks at those, and how many such looks until it looks at more.
_DURING_A_BUILD = (100_000, 20, 10)


class Garbage:
    """How often Python looks for it during one build."""

    def __init__(self) -> None:
        self.before = gc.get_threshold()

    @event_priority(1000)
    def on_pre_build(self, *, config: MkDocsConfig) -> None:
        """Look less often, and not at what is loaded."""
        del config
        _freeze_once()
        self.before = gc.get_threshold()
        gc.set_threshold(*_DURING_A_BUILD)

    @event_priority(-3000)
    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Look as often as before."""
        del config
        gc.set_threshold(*self.before)

    def on_build_error(self, *, error: Exception) -> None:
        """Look as often as before."""
        del error
        gc.set_threshold(*self.before)


def freeze() -> None:
    """Look no more at what there is by now and is no garbage."""
    gc.collect()
    gc.freeze()


# Of builds in one process the later ones have little that is new; what is loaded has hardly any garbage.
@lru_cache(maxsize=1)
def _freeze_once() -> None:
    gc.freeze()
