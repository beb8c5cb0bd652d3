"""Keep a mistake of ours from ending a build: it becomes a problem, and the page keeps all its words.

This is the one place where an exception that nobody expected is caught: around each event of a build (see
plugin/events.py), around the conversion of each page, and around each step of it that a page can do without.
"""

from __future__ import annotations

import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any, ClassVar

from markdown import Markdown
from markdown.extensions import Extension

from dockerlayers.elements import Markup, element
from dockerlayers.syntax.nodes import Span
from dockerlayers_site.pages.page_file import PageFile
from dockerlayers_site.pages.problem import Problem

CLASS = "note-source"
_OURS = ("dockerlayers", "dockerlayers_site")
_HERE = Path(__file__).name


def explain_mistake(error: Exception, what: str) -> tuple[str, str]:
    """Say that a mistake keeps something from being done, and what to report; `what` ends the sentence."""
    words = f"{type(error).__name__}: {error}".partition("\n")[0]
    frames = traceback.extract_tb(error.__traceback__)
    ours = [one for one in frames if _is_ours(one.filename)]
    where = (ours or [*frames])[-1:]
    place = "".join(f"{Path(one.filename).name}:{one.lineno}: " for one in where)
    return f"a mistake of dockerlayers keeps {what} ({words})", f"{place}{words}"


def report_mistake(error: Exception, page: PageFile, span: Span | None = None) -> Problem:
    """Report a mistake at a place of a page; without one, at its begin."""
    text, words = explain_mistake(error, "this page from being shown as it should be")
    return page.report(text, span, hint=f"please report it, with this page and these words: {words}")


def show_source(text: str) -> Markup:
    """Show a page as it is written: no word is lost, and nothing in it is HTML."""
    return element("pre", element("code", text), class_=CLASS)


class PageGuard(Extension):
    """Catch what goes wrong while a page is made: once for a page, as one mistake often causes others.

    Set `page` and `source` before each conversion. `passed` are the exceptions that end a build on purpose;
    `problem` is the first mistake on the page.
    """

    # A page with a mistake of ours is made anew each time.
    outcome: ClassVar = ()

    def __init__(self, *, passed: tuple[type[Exception], ...] = ()) -> None:
        super().__init__()
        self.passed = passed
        self.page = PageFile(path="<page>")
        self.source = ""
        self.problem: Problem | None = None
        # Whether a step failed without which the page must not be converted.
        self.is_lost = False
        self.md: Markdown | None = None

    def begin(self, page: PageFile, source: str) -> None:
        """Begin with a page."""
        self.page, self.source = page, source
        self.problem, self.is_lost = None, False

    @contextmanager
    def catching(self) -> Iterator[None]:
        """Catch what nobody expected."""
        try:
            yield
        except self.passed:
            raise
        except Exception as error:  # noqa: BLE001 - a page must not be lost to a mistake of ours
            self.problem = self.problem or report_mistake(error, self.page)

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802
        """Wait for the other extensions: Markdown resets them when all are there."""
        self.md = md
        md.registerExtension(self)

    def reset(self) -> None:
        """Stand around the conversion, and around the steps that a page can do without."""
        if self.md is None:
            return
        md, self.md = self.md, None
        md.convert = partial(self._convert, md, md.convert)  # type: ignore[method-assign]
        for registry in (md.preprocessors, md.treeprocessors):
            for step in registry:
                if getattr(step, "is_spare", False):
                    vars(step)["run"] = partial(self._run, step.run)

    def _convert(self, md: Markdown, convert: Callable[[str], str], source: str) -> str:
        if not self.is_lost:
            with self.catching():
                return convert(source)
        vars(md)["toc_tokens"] = []
        return show_source(self.source or source)

    def _run(self, run: Callable[[Any], Any], given: Any) -> Any:
        """Run a step; where it fails, what it was given stays as it is."""
        with self.catching():
            return run(given)
        return given if isinstance(given, list) else None


def _is_ours(filename: str) -> bool:
    path = Path(filename)
    return path.name != _HERE and any(name in path.parts for name in _OURS)
