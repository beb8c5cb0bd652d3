"""Look for garbage in cycles less often: a build makes little of it."""

from __future__ import annotations

import atexit
import gc
import sys
from functools import lru_cache

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page

from dockerlayers_site.plugin.memory import is_serving
from dockerlayers_site.plugin.project import forget_texts
from dockerlayers_site.search.excluded import forget_steps

# How many new objects there are until Python looks at those, and how many such looks until it looks at more.
_DURING_A_BUILD = (100_000, 20, 10)
_LIBRARY = "dockerlayers."
_Cache = type(lru_cache(abs))


class Garbage:
    """How often Python looks for it during one build."""

    def __init__(self) -> None:
        self.before = gc.get_threshold()

    @event_priority(1000)
    def on_pre_build(self, *, config: MkDocsConfig) -> None:
        """Look less often."""
        del config
        self.before = gc.get_threshold()
        gc.set_threshold(*_DURING_A_BUILD)

    # Behind all that is checked when all pages are converted, and before processes begin to render them.
    @event_priority(-1500)
    def on_env(self, env: Environment, *, config: MkDocsConfig, files: Files) -> None:
        """Forget what was read and found out to convert pages, unless some soon are converted again."""
        del env, config
        if not is_serving():
            forget_texts(files)
            _forget_found()

    # Behind all that read a page.
    @event_priority(-4000)
    def on_page_content(self, html: str, *, page: Page, config: MkDocsConfig, files: Files) -> None:
        """Be done with a page that was read."""
        del html, page, config, files
        _be_done()

    def seen_at_end(self, page: Page) -> None:
        """Return what `on_post_page` puts into a page."""
        del page

    @event_priority(-4000)
    def on_post_page(self, output: str, *, page: Page, config: MkDocsConfig) -> None:
        """Be done with a page that was built."""
        del output, page, config
        _be_done()

    # Behind all others.
    @event_priority(-6000)
    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Look as often as before."""
        del config
        gc.set_threshold(*self.before)

    def on_build_error(self, *, error: Exception) -> None:
        """Look as often as before."""
        del error
        gc.set_threshold(*self.before)


def _be_done() -> None:
    """Forget what was made of a page, and look at what is new: now the least of it is in use."""
    forget_steps()
    gc.collect(0)


def _forget_found() -> None:
    """Empty the caches of the library: it is pure, and finds out again what it is asked for again."""
    for name, module in [*sys.modules.items()]:
        if name.startswith(_LIBRARY):
            for one in [*vars(module).values()]:
                if isinstance(one, _Cache):
                    one.cache_clear()


def freeze() -> None:
    """Look no more at what there is by now and is no garbage."""
    gc.collect()
    gc.freeze()


# Of builds in one process the later ones have little that is new.
@lru_cache(maxsize=1)
def spare_loaded() -> None:
    """Look no more at what is loaded, which has hardly any garbage, and at nothing when the process ends."""
    gc.freeze()
    atexit.register(gc.freeze)
