"""Find in the folder of the site what a build before has left there: it is not written again."""

from __future__ import annotations

from contextlib import ExitStack
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority
from mkdocs.structure.files import Files

from dockerlayers_site.cache.fingerprint import fingerprint
from dockerlayers_site.cache.store import Store
from dockerlayers_site.cache.written import Left, WrittenFiles
from dockerlayers_site.plugin.memory import find_store, is_serving
from dockerlayers_site.plugin.serving import keeping, may_keep_files


class LeftFiles:
    """The files of one build by a command: while a site is served, one build knows of the other."""

    def __init__(self) -> None:
        self.keeping = ExitStack()
        # A digest of the names of all files of the site, and what a build of one with these has left.
        self.left: tuple[str, Left] = ("", {})

    def on_pre_build(self, *, config: MkDocsConfig) -> None:
        """Keep what is as it was left, where nobody else writes something."""
        store, site = find_store(config), Path(config.site_dir)
        if store is None or is_serving():
            return
        store.written = WrittenFiles() if may_keep_files(config) else None
        if store.written:
            self.left = store.load(_name(site)) or self.left
            self.keeping.enter_context(keeping(site, store.written, self.left[1]))

    # When all files are known, and before one is written.
    @event_priority(-5000)
    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Keep nothing for a site with other files: what was a file may be a folder now."""
        names, written = fingerprint(sorted(file.dest_uri for file in files)), _written(find_store(config))
        if written and self.left[0] != names:
            # A build of some pages alone leaves the others.
            if written.is_kept:
                written.take_over(Path(config.site_dir), {})
            self.left = names, {}
        return files

    # Behind all that write something.
    @event_priority(-5000)
    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Tell the next build what this one has left."""
        store, site = find_store(config), Path(config.site_dir)
        self.keeping.close()
        written = _written(store)
        if store and written:
            left = self.left[0], written.leave(site)
            if left != self.left:
                store.save(_name(site), left)

    def on_build_error(self, *, error: Exception) -> None:
        """Let MkDocs write as before."""
        self.keeping.__exit__(type(error), error, error.__traceback__)


def _written(store: Store | None) -> WrittenFiles | None:
    """Return what is noted by a build that a command has begun."""
    return store.written if store and not is_serving() else None


def _name(site: Path) -> str:
    """Return under which name it is kept what a build has left in a folder."""
    return fingerprint("left", str(site))
