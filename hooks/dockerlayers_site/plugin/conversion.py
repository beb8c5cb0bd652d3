"""What the conversion of a page leaves behind, and on what it hangs."""

from __future__ import annotations

import copy
import logging
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from markdown.extensions import Extension
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import get_plugin_logger
from mkdocs.structure.files import File, InclusionLevel
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import AnchorLink, TableOfContents

from dockerlayers_site.cache.fingerprint import NoFingerprintError
from dockerlayers_site.cache.reads import Disk, Reads, noting_reads
from dockerlayers_site.encoding import ENCODING
from dockerlayers_site.names import NAME
from dockerlayers_site.pages.guard import PageGuard
from dockerlayers_site.pages.problem import Problem
from dockerlayers_site.plugin.asked import Answer, Asked, AskedFiles

Said = tuple[str, int, object]
"""Something that was logged: the name of the logger, the level, and the words or the problem."""
# ProperDocs logs below a name of its own.
_TOP = get_plugin_logger("").logger.name.partition(".")[0]
_OURS = get_plugin_logger(NAME).logger.name


@dataclass(frozen=True, kw_only=True)
class Conversion:
    """What MkDocs and our extensions know of a page behind its conversion.

    `reads` and `asked` are what it hangs on beside its key: files on disk, and those of the site. `content`
    is encoded: where a text is packed, Python keeps its bytes with it, as long as the text itself.
    """

    content: bytes
    toc: TableOfContents
    title: str | None
    anchors: frozenset[str]
    links: Mapping[str, Mapping[str, str]] | None
    outcomes: Mapping[str, Mapping[str, Any]]
    said: tuple[Said, ...]
    added: tuple[tuple[str, str], ...]
    reads: Mapping[str, str]
    asked: Mapping[str, Answer]
    all_files: str | None

    @cached_property
    def html(self) -> str:
        """Return the content as a text: once for all builds of a site that is served."""
        return self.content.decode(*ENCODING)

    def holds(self, files: AskedFiles, disk: Disk) -> bool:
        """Say whether all that it hangs on beside its key is as it was."""
        return files.is_as(self.asked, self.all_files) and disk.is_as(self.reads)


@dataclass(frozen=True, kw_only=True)
class Noted:
    """What was said while a page was made, and what was asked for."""

    said: Sequence[Said]
    asked: Asked
    reads: Reads


@contextmanager
def noting(files: AskedFiles, root: Path, kept: Path) -> Iterator[Noted]:
    """Note what is said, what is asked for of the site, and below a folder; not where things are kept."""
    with hearing() as said, files.noting() as asked, noting_reads(root, kept) as reads:
        yield Noted(said=said, asked=asked, reads=reads)


def has_problem(config: MkDocsConfig) -> bool:
    """Say whether a mistake of ours was caught in the page at hand."""
    return any(isinstance(one, PageGuard) and one.problem for one, _ in outcomes_of(config))


def outcomes_of(config: MkDocsConfig) -> Iterator[tuple[Extension, Sequence[str]]]:
    """Yield the extensions that keep something of a page, and the names of what they keep.

    Raise NoFingerprintError for one of which that is not known.
    """
    for one in config.markdown_extensions:
        if isinstance(one, Extension):
            outcome = getattr(one, "outcome", None)
            if outcome is None:
                raise NoFingerprintError(type(one).__qualname__)
            yield one, outcome


def take_conversion(page: Page, config: MkDocsConfig, *, html: str, noted: Noted, disk: Disk) -> Conversion:
    """Take what a page's conversion has left; raise NoFingerprintError where it cannot be kept."""
    asked, added = noted.asked, []
    for file in asked.added:
        if file.abs_src_path is None:
            raise NoFingerprintError(file.src_uri)
        added.append((file.src_uri, file.abs_src_path))
    names = {file.src_uri for file in asked.added}
    links = page.links_to_anchors
    return Conversion(
        content=html.encode(*ENCODING),
        toc=page.toc,
        title=page._title_from_render,
        anchors=frozenset(page.present_anchor_ids or ()),
        links=None if links is None else {file.src_uri: dict(to) for file, to in links.items()},
        outcomes={
            type(one).__qualname__: {name: copy.copy(getattr(one, name)) for name in names_of}
            for one, names_of in outcomes_of(config)
        },
        said=tuple(noted.said),
        added=tuple(added),
        reads=disk.answer(noted.reads),
        asked={name: answer for name, answer in asked.single.items() if name not in names},
        all_files=asked.all,
    )


def give_conversion(kept: Conversion, page: Page, config: MkDocsConfig, files: AskedFiles) -> None:
    """Leave behind what a conversion has left, and say what it said."""
    for uri, path in kept.added:
        if uri not in files.src_uris:
            files.append(File.generated(config, uri, abs_src_path=path, inclusion=InclusionLevel.INCLUDED))
    page.content = kept.html
    page.toc = TableOfContents(_copy_links(kept.toc))
    page._title_from_render = kept.title
    page.present_anchor_ids = set(kept.anchors)
    if kept.links is not None:
        found = {files.find(uri): dict(to) for uri, to in kept.links.items()}
        page.links_to_anchors = {file: to for file, to in found.items() if file}
    for one, names in outcomes_of(config):
        for name in names:
            setattr(one, name, copy.copy(kept.outcomes[type(one).__qualname__][name]))
    for name, level, words in kept.said:
        logger = logging.getLogger(name)
        if logger.isEnabledFor(level):
            # Without a look for the line of code that says it, which takes most of the time.
            logger.handle(logging.LogRecord(name, level, "", 0, "%s", (words,), None))


def _copy_links(links: Iterable[AnchorLink]) -> list[AnchorLink]:
    """Return links for one build, which may change them."""
    copies = []
    for link in links:
        # Not copy.copy: there are ten of them a page.
        new = AnchorLink(link.title, link.id, link.level)
        vars(new).update(vars(link), children=_copy_links(link.children))
        copies.append(new)
    return copies


class _Ear(logging.Handler):
    def __init__(self) -> None:
        super().__init__()
        self.said: list[Said] = []
        self.last: logging.LogRecord | None = None

    def emit(self, record: logging.LogRecord) -> None:
        # One that is passed on to the root comes twice.
        if record is self.last:
            return
        self.last = record
        first = record.args[0] if isinstance(record.args, tuple) and record.args else None
        words = first if isinstance(first, Problem) else record.getMessage()
        self.said.append((record.name, record.levelno, words))


@contextmanager
def hearing() -> Iterator[list[Said]]:
    """Note what is logged."""
    ear = _Ear()
    # MkDocs passes nothing on to the root, nor what collects our problems to MkDocs.
    loggers = logging.getLogger(), logging.getLogger(_TOP), logging.getLogger(_OURS)
    for logger in loggers:
        logger.addHandler(ear)
    try:
        yield ear.said
    finally:
        for logger in loggers:
            logger.removeHandler(ear)
