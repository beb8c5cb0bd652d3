"""Tell at the end of a build what its authors have to mend: by file, and no more than fits a screen."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Sequence
from html import unescape
from pathlib import Path
from typing import cast

import click
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority, get_plugin_logger
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.utils.templates import TemplateContext

from dockerlayers.elements import Markup, element
from dockerlayers_site.names import NAME
from dockerlayers_site.pages.messages import Told, order_files, tell, write_full
from dockerlayers_site.pages.page_file import PageFile
from dockerlayers_site.pages.problem import Problem
from dockerlayers_site.plugin.project import list_sections, site_texts, source_of

FILE = "problems.txt"
_SCREEN = 24
_EACH = 3
# ProperDocs logs below a name of its own.
_OURS = cast("logging.Logger", get_plugin_logger(NAME).logger)
_TOP = logging.getLogger(_OURS.name.partition(".")[0])


class _Collector(logging.Handler):
    """Keep the problems that are logged below our logger; pass on what else is."""

    def __init__(self) -> None:
        super().__init__()
        self.problems: list[Problem] = []
        self._by_path: dict[str, list[Problem]] = {}
        self._count = 0

    def find(self, path: str) -> list[Problem]:
        """Return the problems of a page, and those of what it shows."""
        # Each page asks, and few problems come between two.
        for one in self.problems[self._count :]:
            shown_by = str(one.shown_by).rpartition(":")[0] if one.shown_by else one.path
            for place in {one.path, shown_by}:
                self._by_path.setdefault(place, []).append(one)
        self._count = len(self.problems)
        return self._by_path.get(path, [])

    def emit(self, record: logging.LogRecord) -> None:
        """Keep one, or pass it on."""
        first = record.args[0] if isinstance(record.args, tuple) and record.args else None
        if isinstance(first, Problem):
            self.problems.append(first)
        elif record.levelno >= _TOP.getEffectiveLevel():
            _TOP.callHandlers(record)


class Reports:
    """The problems of one build, of all features; where several have reports, the first one collects."""

    def __init__(self) -> None:
        self.collector: _Collector | None = None
        self.levels: tuple[int, int] = (0, 0)

    @event_priority(1000)
    def on_pre_build(self, *, config: MkDocsConfig) -> None:
        """Begin to collect."""
        if not any(isinstance(one, _Collector) for one in _OURS.handlers):
            self.collector = _Collector()
            self.levels = (_OURS.level, _TOP.level)
            _OURS.addHandler(self.collector)
            _OURS.propagate = False
            _OURS.setLevel(min(_TOP.getEffectiveLevel(), logging.WARNING))
            if config.strict:
                # MkDocs counts what is logged, and --quiet would keep warnings from being so.
                _TOP.setLevel(min(_TOP.getEffectiveLevel(), logging.WARNING))

    def seen_in_context(self, page: Page, config: MkDocsConfig) -> object:
        """Return what `on_page_context` puts into a page."""
        if not self.collector or not _is_serving():
            return None
        found = self.collector.find(source_of(page, config).path)
        return [one.full for one in tell(found, site_texts(config))]

    @event_priority(-100)
    def on_page_context(
        self, context: TemplateContext, *, page: Page, config: MkDocsConfig, nav: Navigation
    ) -> None:
        """Show an author at the top of a page what is wrong in it, while it is written."""
        del context, nav
        if not self.collector or not _is_serving():
            return
        file = source_of(page, config)
        found = self.collector.find(file.path)
        if found:
            told = tell(found, site_texts(config))
            page.content = _render(told, file, page, config) + (page.content or "")

    @event_priority(-1000)
    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Tell all that was collected."""
        self._finish(config)

    def on_build_error(self, *, error: Exception) -> None:
        """Tell what was collected of a build that could not be finished."""
        del error
        self._finish(None)

    def _finish(self, config: MkDocsConfig | None) -> None:
        if not self.collector:
            return
        problems = self.collector.problems
        self._remove(self.collector)
        if not problems:
            return
        texts = site_texts(config) if config else None
        told = tell(problems, texts)
        if config:
            path = Path(config.site_dir, FILE)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(write_full(told), encoding="utf-8")
        for message in _summarize(told, config):
            _OURS.warning("%s: %s", NAME, message)

    def _remove(self, collector: _Collector) -> None:
        self.collector = None
        _OURS.removeHandler(collector)
        _OURS.propagate = True
        _OURS.setLevel(self.levels[0])


def _summarize(told: Sequence[Told], config: MkDocsConfig | None) -> Iterator[str]:
    """Yield what is logged: each problem where they fit a screen, else the first ones of each file."""
    if config is None or _fit(told):
        yield from (one.full for one in told)
        return
    words = site_texts(config).messages
    shown, rows = 0, 2
    for path, of_file in order_files(told):
        size = 1 + min(len(of_file), _EACH)
        if shown and rows + size > _SCREEN:
            break
        rows, shown = rows + size, shown + min(len(of_file), _EACH)
        lines = [f"    {path}:{one.place}: {one.words}" for one in of_file[:_EACH]]
        yield "\n".join([words["of-file"].format(path=path, count=len(of_file)), *lines])
    file = Path(config.site_dir, FILE)
    yield words["in-all"].format(count=len(told), files=len({one.path for one in told}), file=file)


def _fit(told: Sequence[Told]) -> bool:
    """Say whether all that is told fits a screen; of more than that, no line is written."""
    room = _SCREEN
    return len(told) <= room and all((room := room - one.full.count("\n") - 1) >= 0 for one in told)


def _is_serving() -> bool:
    context = click.get_current_context(silent=True)
    return context is not None and context.info_name == "serve"


def _render(told: Sequence[Told], file: PageFile, page: Page, config: MkDocsConfig) -> Markup:
    words, sections = site_texts(config).messages, [*_find_sections(file, page)]
    items = [
        element(
            "li",
            element("a", one.place, href=f"#{_section_of(one.line_on(file.path), sections)}"),
            ": ",
            one.words,
            element("pre", element("code", one.problem.excerpt)) if one.problem.excerpt else None,
            one.problem.hint,
        )
        for one in told
    ]
    return element(
        "div",
        element("p", words["on-page"].format(count=len(told)), class_="admonition-title"),
        element("ul", items),
        class_="admonition failure page-problems",
        data_search_exclude=True,
    )


def _find_sections(file: PageFile, page: Page) -> Iterator[tuple[int, str]]:
    """Yield the line and the id of each section; what is before all of them belongs to the first."""
    anchors = [*list_sections(page.toc)]
    yield 1, anchors[0].id if anchors else ""
    names = {unescape(anchor.title).strip(): anchor.id for anchor in anchors}
    for number, text in enumerate(file.lines, start=1):
        if text.startswith("#") and (name := text.strip("# ")) in names:
            yield number, names[name]


def _section_of(line: int, sections: Sequence[tuple[int, str]]) -> str:
    """Return the id of the section in which a line is: that of the last heading above it."""
    return [id_ for number, id_ in sections if number <= max(line, 1)][-1]
