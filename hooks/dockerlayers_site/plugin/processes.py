"""Make the pages of a build that are not kept yet in as many processes as there are cores."""

from __future__ import annotations

import logging
import os
import sys
import threading
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from types import ModuleType

from markdown import Markdown
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.pages import Page

from dockerlayers_site.cache.fingerprint import KNOWN
from dockerlayers_site.plugin.project import feature_logger

_MOST = 8
# To begin a process costs as much as some pages.
_A_PROCESS = 6
_SECONDS = 3.0
# How a hook says that what it does with a page hangs on nothing else.
SAYS_SO = "DOES_SINGLE_PAGES"
_SAMPLE = "# A\n\n```dockerfile\nFROM alpine\nRUN apk add curl\n```\n\n```python\npass\n```\n"
_log = feature_logger("cache")


def make_in_processes(
    pages: Sequence[Page], make: Callable[[Page], None], config: MkDocsConfig, words: str
) -> None:
    """Have processes make pages, for what they leave in the cache; `words` name what is made.

    What goes wrong in one is not told: the page is not kept then, and the build makes it itself.
    """
    count = _count_processes(len(pages), config)
    if count < 2:
        return
    _warm_up(config)
    reader, writer = os.pipe()
    started = [_start(pages[number::count], make, writer) for number in range(count)]
    os.close(writer)
    _tell_progress(reader, len(pages), words)
    os.close(reader)
    for process in started:
        with suppress(ChildProcessError):
            os.waitpid(process, 0)


def _count_processes(pages: int, config: MkDocsConfig) -> int:
    """Return how many processes are worth it; none where one could do what is to be done once."""
    # A process with threads cannot be forked without danger; macOS has some that it does not tell of.
    if not hasattr(os, "fork") or sys.platform == "darwin" or threading.active_count() > 1:
        return 0
    if not all(map(_is_of_single_pages, config.plugins.values())):
        return 0
    return min(len(os.sched_getaffinity(0)), _MOST, pages // _A_PROCESS)


def _is_of_single_pages(plugin: object) -> bool:
    """Say whether a plugin, or a hook, does nothing with pages that one process would have to do with all."""
    if isinstance(plugin, ModuleType):
        return bool(getattr(plugin, SAYS_SO, False))
    return type(plugin).__module__.partition(".")[0] in KNOWN


def _warm_up(config: MkDocsConfig) -> None:
    """Load what each process would load for itself."""
    with suppress(Exception):
        Markdown(extensions=config.markdown_extensions, extension_configs=config.mdx_configs).convert(_SAMPLE)


def _start(pages: Sequence[Page], make: Callable[[Page], None], writer: int) -> int:
    process = os.fork()
    if process:
        return process
    try:
        # The build says it all itself.
        for name in (None, *logging.root.manager.loggerDict):
            logging.getLogger(name).handlers[:] = [logging.NullHandler()]
        for page in pages:
            with suppress(Exception):
                make(page)
            os.write(writer, b".")
    finally:
        # Nothing of the build's is to be flushed or ended here.
        os._exit(0)


def _tell_progress(reader: int, count: int, words: str) -> None:
    """Read a sign for each page that is made, up to the end of all processes."""
    made, told = 0, time.monotonic()
    while signs := os.read(reader, 4096):
        made += len(signs)
        if time.monotonic() - told > _SECONDS:
            told = time.monotonic()
            _log.info("%s: %d of %d pages", words, made, count)
