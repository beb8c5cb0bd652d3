"""Make the pages of a build that are not kept yet in as many processes as there are cores."""

from __future__ import annotations

import logging
import os
import signal
import struct
import sys
import threading
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from types import ModuleType

from jinja2 import Environment, TemplateError
from markdown import Markdown
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.pages import Page

from dockerlayers.patterns import lazy_pattern
from dockerlayers_site.cache.fingerprint import KNOWN
from dockerlayers_site.plugin.garbage import freeze
from dockerlayers_site.plugin.project import feature_logger

_MOST = 8
# To begin a process costs as much as some pages.
_A_PROCESS = 6
_SECONDS = 3.0
# How a hook says that what it does with a page hangs on nothing else.
SAYS_SO = "DOES_SINGLE_PAGES"
_SAMPLE = "# A\n\n```dockerfile\nFROM alpine\nRUN apk add curl\n```\n\n```python\npass\n```\n"
# The number of a page that is made.
_SIGN = struct.Struct("<I")
_TEMPLATE = "main.html"
_NAMED = lazy_pattern(r"""\{%-?\s*(?:extends|include|import|from)\s+"([^"]+)\"""")
_log = feature_logger("cache")


class Makers:
    """The processes that make pages for what they leave in the cache; the build goes on with those made.

    What goes wrong in one is not told: the page is not kept then, and the build makes it itself.
    """

    def __init__(self) -> None:
        self.names: list[str] = []
        self.waiting: set[str] = set()
        self.words = ""
        self.told = 0.0
        self.reader: int | None = None
        self.processes: list[int] = []

    def start(
        self,
        pages: Sequence[Page],
        make: Callable[[Page], None],
        config: MkDocsConfig,
        *,
        words: str,
        warm_up: Callable[[], object],
    ) -> None:
        """Begin to make pages where there are many; `words` name what is made.

        `warm_up` loads what each process would load for itself.
        """
        self.finish()
        count = _count_processes(len(pages), config)
        if count < 2:
            return
        with suppress(Exception):
            warm_up()
        # Else each process would have all of it for itself, when it looks for garbage.
        freeze()
        self.names, self.words, self.told = [one.file.src_uri for one in pages], words, time.monotonic()
        self.waiting = {*self.names}
        self.reader, writer = os.pipe()
        numbers = range(len(pages))
        self.processes = [self.begin(pages, numbers[start::count], make, writer) for start in range(count)]
        os.close(writer)

    def wait(self, page: Page) -> None:
        """Wait until a page is made, if it is one of those."""
        while self.reader is not None and page.file.src_uri in self.waiting:
            self.read_signs(self.reader)

    def finish(self) -> None:
        """Wait until all are made."""
        while self.reader is not None:
            self.read_signs(self.reader)

    def stop(self) -> None:
        """End what is not done yet."""
        for process in self.processes:
            with suppress(ProcessLookupError):
                os.kill(process, signal.SIGTERM)
        self.finish()

    def read_signs(self, reader: int) -> None:
        """Read which pages are made; what is not there at the end of all processes will not come."""
        signs = os.read(reader, _SIGN.size * 1024)
        self.waiting.difference_update(self.names[number] for (number,) in _SIGN.iter_unpack(signs))
        if time.monotonic() - self.told > _SECONDS:
            self.told = time.monotonic()
            made = len(self.names) - len(self.waiting)
            _log.info("%s: %d of %d pages", self.words, made, len(self.names))
        if not signs:
            os.close(reader)
            self.reader = None
            for process in self.processes:
                with suppress(ChildProcessError):
                    os.waitpid(process, 0)
            self.processes.clear()

    def begin(
        self, pages: Sequence[Page], numbers: Sequence[int], make: Callable[[Page], None], writer: int
    ) -> int:
        """Begin with a process, and return its number."""
        process = os.fork()
        if process:
            return process
        try:
            # It waits for no other one, and the build says it all itself.
            self.reader = None
            for name in (None, *logging.root.manager.loggerDict):
                logging.getLogger(name).handlers[:] = [logging.NullHandler()]
            for number in numbers:
                with suppress(Exception):
                    make(pages[number])
                os.write(writer, _SIGN.pack(number))
        finally:
            # Nothing of the build's is to be flushed or ended here.
            os._exit(0)


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


def convert_sample(config: MkDocsConfig) -> None:
    """Load what pages are converted with."""
    Markdown(extensions=config.markdown_extensions, extension_configs=config.mdx_configs).convert(_SAMPLE)


def load_templates(env: Environment, name: str = _TEMPLATE) -> None:
    """Load a template, and those that it names."""
    if env.loader is None or name in _loaded_of(env):
        return
    with suppress(TemplateError):
        env.get_template(name)
        for other in _NAMED.findall(env.loader.get_source(env, name)[0]):
            load_templates(env, other)


def _loaded_of(env: Environment) -> set[str]:
    return {str(name) for _, name in (env.cache or {})}
