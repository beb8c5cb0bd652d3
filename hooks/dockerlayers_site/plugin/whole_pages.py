"""Render no page again that shows what it showed: its HTML is kept by all that a template can see of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Protocol, cast

from jinja2 import Environment, FileSystemBytecodeCache, Template
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import CombinedEvent, event_priority
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.utils import get_build_date
from mkdocs.utils.templates import TemplateContext

from dockerlayers.patterns import lazy_pattern
from dockerlayers_site.cache.fingerprint import (
    NoFingerprintError,
    fingerprint,
    fingerprint_code,
)
from dockerlayers_site.cache.store import Store
from dockerlayers_site.names import NAME
from dockerlayers_site.plugin.events import Guards, KeptPage, also_for_kept
from dockerlayers_site.plugin.memory import find_store
from dockerlayers_site.plugin.others import is_alone
from dockerlayers_site.plugin.processes import Makers
from dockerlayers_site.plugin.project import feature_logger
from dockerlayers_site.plugin.seen import (
    names_of,
    own_sources,
    seen_around,
    seen_in_nav,
    seen_of,
    seen_of_item,
    shown_settings,
    shown_theme,
)

_TEMPLATES = "templates"
# What a page's template sees beside the page itself, the navigation and the pages.
_CONTEXT = frozenset(
    """nav pages base_url extra_css extra_javascript mkdocs_version build_date_utc config page
    """.split()  # noqa: SIM905
)
_SEES_ALL = lazy_pattern(r"\b(?:nav|pages|config\.nav)\b")
_log = feature_logger("cache")


class _EndsPage(Protocol):
    """A feature that does something to whole pages."""

    def seen_at_end(self, page: Page) -> object: ...


class _ChangesPage(Protocol):
    """A feature that does something to pages before the theme's template."""

    def seen_in_context(self, page: Page, config: MkDocsConfig) -> object: ...


class WholePages:
    """The whole pages of one build, as the theme's template and then the features make them.

    A page is kept behind all that is done to it, unless another plugin or a hook does something as well.
    """

    def __init__(
        self, features: Sequence[object], guards: Guards, digests: Mapping[str, str], makers: Makers
    ) -> None:
        self.ends = [cast("_EndsPage", one) for one in features if hasattr(one, "on_post_page")]
        self.changes = [cast("_ChangesPage", one) for one in features if hasattr(one, "on_page_context")]
        self.guards, self.makers = guards, makers
        # Those of the pages of which all is known before the theme.
        self.digests = digests
        # The page that is kept.
        self.found: bytes | None = None
        self.is_alone = False
        self.store: Store | None = None
        self.settings: str | None = None
        self.sees_all = True
        self.navs: dict[int, str] = {}
        # The key of the page that is being made, and how much had failed before.
        self.waiting: tuple[str, int] | None = None

    @event_priority(-1000)
    def on_nav(self, nav: Navigation, *, config: MkDocsConfig, files: Files) -> None:
        """Begin without anything of the build before."""
        del nav, files
        self.store = find_store(config)
        self.navs.clear()

    @event_priority(-1000)
    def on_env(self, env: Environment, *, config: MkDocsConfig, files: Files) -> None:
        """Stand before the templates of pages, and keep them compiled."""
        del files
        self.settings = None
        if self.store is None or not self._is_last(config):
            return
        self.is_alone = is_alone(config, ["page_context"])
        folder = self.store.folder / _TEMPLATES
        folder.mkdir(parents=True, exist_ok=True)
        env.bytecode_cache = env.bytecode_cache or FileSystemBytecodeCache(str(folder))
        sources = list(own_sources(config))
        try:
            seen = (shown_settings(config), shown_theme(config), names_of(env))
            self.settings = fingerprint(fingerprint_code(), sources, seen, get_build_date())
        except NoFingerprintError as error:
            _log.info("all pages are rendered anew at each build: it is not known what %s hangs on", error)
            return
        features = config.theme.get("features") or ()
        is_pruned = "navigation.prune" in features and "navigation.sections" not in features
        self.sees_all = not is_pruned or any(_SEES_ALL.search(source) for _, source in sources)
        env.template_class = _template_class(self.render)

    @also_for_kept
    @event_priority(2000)
    def on_page_context(
        self, context: TemplateContext, *, page: Page, config: MkDocsConfig, nav: Navigation
    ) -> None:
        """Pass by all that is done to a page that is kept whole."""
        self._leave()
        self.makers.wait(page)
        digest = self.digests.get(page.file.src_uri)
        if self.store is None or self.settings is None or digest is None or not self.is_alone:
            return
        try:
            changes = [one.seen_in_context(page, config) for one in self.changes]
            ends = [one.seen_at_end(page) for one in self.ends]
            seen = (digest, seen_around(page), self.seen_of_nav(nav, page), changes, ends)
            key = fingerprint("whole", self.settings, _assets(context), *seen)
        except Exception:  # noqa: BLE001 - a feature that fails here fails again where that is told
            return
        values: dict[str, Any] | None = self.store.load(key)
        self.found = None if values is None else self._load(key, page)
        if self.found is None:
            self.waiting = key, self.guards.failures
            self.store.of_page = {}
        else:
            self.store.of_page = values
            self.guards.passes = True

    def _load(self, key: str, page: Page) -> bytes | None:
        """Return the page that is kept; nothing of it where it is in the site already."""
        if self.store is None:
            return None
        written, name = self.store.written, fingerprint("bytes", key)
        if written is None:
            found: bytes | None = self.store.load(name)
            return found
        path = page.file.abs_dest_path
        found = b"" if written.has(path, key) else self.store.load(name)
        if found is not None:
            written.expect(path, key)
        return found

    def _leave(self) -> None:
        """Be done with a page."""
        self.guards.passes = False
        self.waiting = self.found = None
        if self.store:
            self.store.of_page = None

    # Behind all that is done to a page.
    @also_for_kept
    @event_priority(-2000)
    def on_post_page(self, output: str, *, page: Page, config: MkDocsConfig) -> None:
        """Keep a page that was made anew, if all was well."""
        del config
        if self.waiting and self.store:
            key, failures = self.waiting
            if failures == self.guards.failures:
                content = str(output).encode("utf-8", errors="xmlcharrefreplace")
                self.store.save(fingerprint("bytes", key), content)
                # Without more where the page itself is all that is known.
                self.store.save(key, self.store.of_page or {})
                if self.store.written:
                    self.store.written.expect(page.file.abs_dest_path, key)
        self._leave()

    def render(self, template: Template, context: dict[str, Any], make: Callable[[], str]) -> str:
        """Return a page, rendered anew only if anything of it is new."""
        page = context.get("page")
        if self.found is not None:
            return KeptPage(self.found)
        if self.store is None or not isinstance(page, Page) or self.waiting:
            return make()
        try:
            key = self._key(template, context, page)
        except Exception:  # noqa: BLE001 - a feature that fails here fails again where that is told
            return make()
        values: dict[str, Any] | None = self.store.load(key)
        found = None if values is None else self._load(key, page)
        if found is not None:
            return KeptPage(found)
        self.waiting = key, self.guards.failures
        return make()

    def _key(self, template: Template, context: dict[str, Any], page: Page) -> str:
        more = {name: value for name, value in context.items() if name not in _CONTEXT}
        ends = [one.seen_at_end(page) for one in self.ends]
        seen = (*seen_of(page), self.seen_of_nav(context["nav"], page), *ends)
        return fingerprint("output", self.settings, template.name, more, _assets(context), *seen)

    def seen_of_nav(self, nav: Navigation, page: Page) -> str:
        """Return what a page shows of the navigation: where it is pruned, all pages of a section the same."""
        place = 0 if self.sees_all else id(page.parent)
        if place not in self.navs:
            items = [seen_of_item(item, is_pruned=not self.sees_all) for item in nav.items]
            self.navs[place] = fingerprint(seen_in_nav(nav.homepage), items)
        return self.navs[place]

    def _is_last(self, config: MkDocsConfig) -> bool:
        """Say whether nobody else does something to whole pages."""
        plugin = config.plugins.get(NAME)
        own: CombinedEvent[..., Any] | None = vars(plugin).get("on_post_page") if plugin else None
        known = own.methods if own else ()
        return all(method in known for method in config.plugins.events["post_page"])


def _template_class(render: Callable[[Template, dict[str, Any], Callable[[], str]], str]) -> type[Template]:
    class KeptTemplate(Template):
        def render(self, *values: Any, **names: Any) -> str:
            def make() -> str:
                return super(KeptTemplate, self).render(*values, **names)

            return render(self, dict(*values, **names), make)

    return KeptTemplate


def _assets(context: Mapping[str, Any]) -> tuple[object, ...]:
    return ([*context["extra_css"]], [*context["extra_javascript"]], context["base_url"])
