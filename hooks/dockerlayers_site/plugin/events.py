"""Gather the events of features, for the plugin and for hooks; what fails in one does not end the build."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import wraps
from typing import Any, Self

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import MkDocsException
from mkdocs.plugins import CombinedEvent, event_priority
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page

from dockerlayers_site.pages.guard import PageGuard, report_mistake
from dockerlayers_site.pages.page_file import PageFile
from dockerlayers_site.pages.problem import Problem
from dockerlayers_site.plugin.project import feature_logger, source_of, text_of

Handler = Callable[..., Any]
_PREFIX = "on_"
# Before these, nothing is there to be shown; and what the last one does not escape would run on all pages.
_UNGUARDED = frozenset({"on_startup", "on_shutdown", "on_config", "on_nav"})
_WHILE_CONVERTING = frozenset({"on_page_markdown", "on_page_content"})
_OF_PAGES = frozenset({"on_page_markdown", "on_page_content", "on_page_context"})
_AT_END = "on_post_page"
_SITE = PageFile(path="mkdocs.yml")
_log = feature_logger("guard")


class KeptPage(str):
    """A whole page from an earlier build, behind all that is done to one: it is passed by.

    To MkDocs it is a text that is not empty, of which it writes the bytes; they are not decoded.
    """

    __slots__ = ("content",)
    content: bytes

    def __new__(cls, content: bytes) -> Self:
        """Stand for a page of which these are the bytes."""
        page = super().__new__(cls, "kept")
        page.content = content
        return page

    def encode(self, encoding: str = "utf-8", errors: str = "strict") -> bytes:
        """Return the bytes."""
        del encoding, errors
        return self.content


def also_for_kept(handler: Handler) -> Handler:
    """Let a handler see kept pages, too: it does something beside the page."""
    handler.sees_kept = True  # type: ignore[attr-defined]
    return handler


class Guards:
    """What catches the mistakes of all features of one build."""

    def __init__(self) -> None:
        self.extension = PageGuard(passed=(MkDocsException,))
        self.is_first = True
        self.told: set[str] = set()
        self.failures = 0
        # Whether the page at hand is kept: what is done to it is passed by.
        self.passes = False

    @event_priority(1000)
    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Stand around the conversion of pages; one for all hooks is enough."""
        extensions: list[Any] = [*config.markdown_extensions]
        known = next((one for one in extensions if isinstance(one, PageGuard)), None)
        self.is_first = known is None or known is self.extension
        self.extension = known or self.extension
        self.told.clear()
        if known is None:
            config.markdown_extensions.append(self.extension)  # type: ignore[arg-type]
        return config

    @event_priority(1000)
    def on_page_markdown(self, markdown: str, *, page: Page, config: MkDocsConfig, files: Files) -> None:
        """Begin with a page."""
        del files
        if self.is_first:
            self.extension.begin(source_of(page, config), text_of(page.file) or markdown)

    @event_priority(-1000)
    def on_page_content(self, html: str, *, page: Page, config: MkDocsConfig, files: Files) -> None:
        """Tell the mistake that was made on the page, if there was one."""
        del html, page, config, files
        if self.is_first and self.extension.problem:
            self.tell(self.extension.problem)

    def watch(self, name: str, handler: Handler) -> Handler:
        """Return a handler that fails no more; what it was given stays as it is then."""
        sees_kept = getattr(handler, "sees_kept", False)
        passes_kept = name == _AT_END and not sees_kept
        passes_page = name in _OF_PAGES and not sees_kept

        @wraps(handler)
        def watched(*values: Any, **more: Any) -> Any:
            if (passes_kept and isinstance(values[0], KeptPage)) or (passes_page and self.passes):
                return None
            try:
                return handler(*values, **more)
            except MkDocsException:
                raise
            except Exception as error:
                if name in _UNGUARDED:
                    raise
                self.fail(name, error, **more)
                return None

        return watched

    def fail(
        self,
        name: str,
        error: Exception,
        /,
        *,
        page: Page | None = None,
        config: MkDocsConfig | None = None,
        **_: Any,
    ) -> None:
        """Keep a mistake for its page, or tell it."""
        self.failures += 1
        if name == "on_page_markdown" and page:
            # The extensions may still know another page, and allow what that one may.
            self.extension.is_lost = True
            page.meta.clear()
        problem = report_mistake(error, source_of(page, config) if page and config else _SITE)
        if name in _WHILE_CONVERTING:
            self.extension.problem = self.extension.problem or problem
        else:
            self.tell(problem)

    def tell(self, problem: Problem) -> None:
        """Tell the first mistake of a file: one often causes others."""
        if problem.path not in self.told:
            self.told.add(problem.path)
            _log.warning("%s", problem)


def combine_events(
    features: Iterable[object], guards: Guards | None = None
) -> dict[str, CombinedEvent[..., Any]]:
    """Return what MkDocs is to call at each event, by its name; each handler keeps its own priority.

    Of handlers with the same priority, those of the first feature are called first.
    """
    guards = guards or Guards()
    handlers: dict[str, list[Handler]] = {}
    for feature in (guards, *features):
        for name in dir(feature):
            if name.startswith(_PREFIX):
                found = _flatten(getattr(feature, name))
                handlers.setdefault(name, []).extend(guards.watch(name, one) for one in found)
    return {name: CombinedEvent(*found) for name, found in handlers.items()}


def _flatten(handler: Handler | CombinedEvent[..., Any]) -> Iterator[Handler]:
    if isinstance(handler, CombinedEvent):
        yield from handler.methods
    else:
        yield handler
