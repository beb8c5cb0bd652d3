"""A Python-Markdown extension: Dockerfiles in fences become breakdowns, on top of pymdownx.superfences.

The blocks are read and rendered after the whole page is parsed: then the ids of its headings are known, and
so are the blocks that were but a part of indented code.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, ClassVar

from markdown import Markdown
from markdown.extensions import Extension
from pymdownx.superfences import SuperFencesCodeExtension

from dockerlayers.guide import NO_GUIDE
from dockerlayers_site.fences.defaults import FenceDefaults
from dockerlayers_site.fences.finder import (
    PREPROCESSOR,
    RAW_PREPROCESSOR,
    TAGS,
    BlockFinder,
    Pending,
    RawFences,
)
from dockerlayers_site.fences.sessions import Sessions
from dockerlayers_site.pages.page_file import PageFile
from dockerlayers_site.pages.problem import Problem
from dockerlayers_site.texts import load_site_texts

# After `toc` (5), which gives headings their ids, and all that MkDocs itself registers.
_LAST = -100


class _Tag(str):
    """A tag that equals its spelling in any case: superfences compares exactly."""

    def __eq__(self, other: object) -> bool:
        return isinstance(other, str) and str.__eq__(self.lower(), other.lower())

    def __hash__(self) -> int:
        return hash(self.lower())


class DockerfileFences(Extension):
    """Turn fences tagged `dockerfile`, `containerfile` or `docker` into breakdowns.

    `texts` are what breakdowns are told in. Set `page` before each conversion; `problems` and `ids` are those
    of the last one.
    """

    outcome: ClassVar = ("problems", "ids")
    income: ClassVar = ("guide",)

    def __init__(self, *, root: Path, defaults: FenceDefaults) -> None:
        super().__init__()
        self.root = root
        self.defaults = defaults
        self.texts = load_site_texts()
        self.page = PageFile(path="<page>")
        self.problems: list[Problem] = []
        self.ids: list[str] = []
        # What the addresses of records begin with; None where none are published.
        self.records: str | None = None
        # The pages that rules and instructions lead to, from the page on.
        self.guide = NO_GUIDE
        self.pending: list[Pending] = []
        # What may know the HTML of a breakdown by all that it is made of, which stands behind what makes it.
        self.keep: Callable[..., bytes] = _make

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802
        """Put the fences and the preprocessor with eyes into superfences, which must be registered before."""
        # What explains Dockerfiles is loaded for the first page that is converted.
        from dockerlayers_site.fences.renderer import Renderer

        superfences = next(
            one for one in md.registeredExtensions if isinstance(one, SuperFencesCodeExtension)
        )
        for tag in TAGS:
            superfences.extend_super_fences(_Tag(tag), self._keep_block, _keep_inputs, None)
        finder = BlockFinder(md, superfences, self.pending)
        if superfences.superfences[0]["name"] == "superfences":
            superfences.superfences[0]["formatter"] = finder.highlight
        md.preprocessors.register(finder, PREPROCESSOR, 25)
        if RAW_PREPROCESSOR in md.preprocessors:
            md.preprocessors.register(RawFences(md, superfences), RAW_PREPROCESSOR, 31.05)
        md.treeprocessors.register(Renderer(md, self), "dockerfile_fences", _LAST)
        md.postprocessors.register(Sessions(md), "console_sessions", _LAST)
        md.registerExtension(self)

    def reset(self) -> None:
        """Forget the page before."""
        self.problems.clear()
        self.ids.clear()
        self.pending.clear()

    def _keep_block(self, *, src: str, md: Markdown, **plain: Any) -> str:
        """Keep a block for later, as a superfences formatter; the empty text holds its place."""
        finder = md.preprocessors[PREPROCESSOR]
        assert isinstance(finder, BlockFinder)
        finder.keep(finder.block(), src, plain)
        return ""


def _make(make: Callable[[], bytes], *_: object) -> bytes:
    """Know nothing."""
    return make()


def _keep_inputs(
    language: str, inputs: dict[str, Any], options: dict[str, Any], attrs: dict[str, str], md: Markdown
) -> bool:
    """Accept any header, as a superfences validator: it is read later, from the page."""
    del language, attrs, md
    options["inputs"] = inputs
    return True
