"""Let an author see an edit soon: it is found soon, and what is there as it is to be is not written again."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mkdocs import utils
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority

from dockerlayers_site.cache.store import Store
from dockerlayers_site.cache.written import Left, WrittenFiles, tell_time
from dockerlayers_site.plugin.garbage import freeze
from dockerlayers_site.plugin.memory import find_store, is_serving
from dockerlayers_site.plugin.others import is_known_site

if TYPE_CHECKING:
    from mkdocs.livereload import LiveReloadServer

_SECONDS = 0.1
"""How long it takes at most until a change is found; a look at a thousand files takes a hundredth of one."""
_QUIET = 0.05
"""How long nothing may change until a build begins: all that is found in one look comes at once."""


class Serving:
    """The site while it is served."""

    def on_pre_build(self, *, config: MkDocsConfig) -> None:
        """Note from the first build on what is written, where nobody else may write something."""
        store = find_store(config)
        if store and is_serving() and not store.written and may_keep_files(config):
            store.written = WrittenFiles()

    @event_priority(-1000)
    def on_serve(self, server: LiveReloadServer, *, config: MkDocsConfig, builder: object) -> None:
        """Stand around each build."""
        del builder
        for emitter in server.observer.emitters:
            emitter._timeout = _SECONDS
        server.build_delay = _QUIET
        store = find_store(config)
        if store:
            # That of the first build; that of the others at the end.
            store.close()
            # What is in memory by now stays there.
            freeze()
            server.shutdown = partial(_shut_down, store, server.shutdown)  # type: ignore[method-assign]
        if store and store.written:
            store.written.trust()
            server.builder = partial(rebuild, server.builder, Path(config.site_dir), store.written)


def may_keep_files(config: MkDocsConfig) -> bool:
    """Say whether nobody else writes something into the site, and it can be seen when a file was written."""
    # Elsewhere the time of a file that is written again may be that of the first time.
    return os.name == "posix" and is_known_site(config)


def _shut_down(store: Store, shut_down: Callable[..., None], *, wait: bool = False) -> None:
    shut_down(wait=wait)
    store.close()


def rebuild(build: Callable[[], Any], site: Path, written: WrittenFiles) -> None:
    """Build a site where it is, and remove what is no part of it any more."""
    try:
        with keeping(site, written):
            build()
    except (FileExistsError, IsADirectoryError, NotADirectoryError):
        # What was a file is a folder now, or the other way round.
        build()


@contextmanager
def keeping(site: Path, written: WrittenFiles, left: Left | None = None) -> Iterator[None]:
    """Keep a folder as it is for a build, which would empty it, until that has written all there is to be.

    Of what is `left` by a build in another process, what was touched since is not kept.
    """
    clean, write = utils.clean_directory, utils.write_file

    def clean_others(directory: str) -> None:
        if Path(directory) != site:
            clean(directory)
            return
        if left is not None:
            written.take_over(site, left)
        # A build that does not ask for it writes only a part of the site.
        written.is_kept = True

    def write_new(content: bytes, output_path: str) -> None:
        written.write(output_path, partial(write, content, output_path))

    site.mkdir(parents=True, exist_ok=True)
    begin = tell_time(site)
    written.begin()
    utils.clean_directory, utils.write_file = clean_others, write_new
    try:
        yield
        if written.is_kept:
            written.remove_others(site, begin)
    finally:
        written.is_kept = False
        utils.clean_directory, utils.write_file = clean, write
