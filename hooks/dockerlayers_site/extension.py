"""The Python-Markdown extension `dockerlayers`: breakdowns wherever Markdown extensions are all that runs.

With MkDocs, the plugin does more. Zensical runs no plugin and has no place for the files of one: there the
extension tells what is wrong itself, and brings styles and script along in each page that needs them.
"""

from __future__ import annotations

import logging
from pathlib import Path
from typing import Any

from markdown import Markdown
from markdown.extensions import Extension
from markdown.postprocessors import Postprocessor
from markdown.preprocessors import Preprocessor
from pymdownx.superfences import SuperFencesCodeExtension

from dockerlayers.elements import Markup, element
from dockerlayers.render.styles import TOKENS, load_asset, load_scripts, load_styles
from dockerlayers.texts import DEFAULT
from dockerlayers.texts.texts import list_languages
from dockerlayers_site.fences.defaults import FenceDefaults
from dockerlayers_site.fences.extension import DockerfileFences
from dockerlayers_site.names import NAME, suggest
from dockerlayers_site.pages.messages import say_option
from dockerlayers_site.pages.page_file import PageFile, page_file
from dockerlayers_site.texts import SiteTexts, load_site_texts

SUPERFENCES = "pymdownx.superfences"
FENCE_SETTINGS = {"preserve_tabs": True, "relaxed_headers": True}
"""Without the first, a heredoc of `<<-` loses the tabs it is about; without the second, a wrong header
swallows the rest of its page."""

EXPLAIN = ("auto", "brief", "full")
"""How much a fence shows by itself; the first is the default."""

# Where Zensical keeps the page that it renders, and its own configuration.
_CONTEXT = "rendering_context"
_FIRST, _LAST = 1000, -1000
# Below MkDocs' logger, `--strict` counts a message; elsewhere, Python's own last resort prints it.
_log = logging.getLogger(f"mkdocs.plugins.{NAME}.fences")


class DockerlayersExtension(Extension):
    """Show Dockerfiles in fences as breakdowns; the options are those of `markdown_extensions`."""

    def __init__(self, **options: Any) -> None:
        self.config = {
            "root": [".", "The folder from which `file=` names a Dockerfile; in Zensical, the project's."],
            "explain": ["auto", "What a fence shows that says nothing of its own: auto, brief or full."],
            "checks": [True, "Whether such a fence tells what is to be mended."],
            "language": [DEFAULT, "The language in which a breakdown speaks."],
            "inline": [True, "Whether a page with a breakdown brings its styles and its script along."],
        }
        for name in options.keys() - self.config.keys():
            text = f"{name}: there is no such option; {suggest(name, self.config)}"
            raise _refuse(text, load_site_texts(str(options.get("language"))))
        super().__init__(**options)
        texts = _read_language(self.getConfig("language"))
        explain = _read_explain(self.getConfig("explain"), texts)
        defaults = FenceDefaults(checks=self.getConfig("checks"), explain=explain)
        self.fences = DockerfileFences(root=Path(self.getConfig("root")), defaults=defaults)
        self.fences.texts = texts
        self.md: Markdown | None = None

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802
        """Register what looks at the page first, and what looks at it last."""
        self.md = md
        md.registerExtension(self)
        md.preprocessors.register(_Begin(md, self.fences), f"{NAME}_begin", _FIRST)
        md.postprocessors.register(_End(md, self.fences, self.getConfig("inline")), f"{NAME}_end", _LAST)

    def reset(self) -> None:
        """Put the fences in, as soon as all other extensions are there: Markdown resets them at the end."""
        if self.md is None:
            return
        md, self.md = self.md, None
        if not any(isinstance(one, SuperFencesCodeExtension) for one in md.registeredExtensions):
            md.registerExtensions([SUPERFENCES], {SUPERFENCES: FENCE_SETTINGS})
        self.fences.extendMarkdown(md)


def _refuse(text: str, texts: SiteTexts) -> ValueError:
    return ValueError(f"{NAME}: {say_option(text, texts)}")


def _read_explain(word: object, texts: SiteTexts) -> str | None:
    """Read how much a fence shows by itself, None where that hangs on the Dockerfile."""
    if word not in EXPLAIN:
        raise _refuse(f"explain: it cannot be {word!r}; {suggest(str(word), EXPLAIN)}", texts)
    return None if word == EXPLAIN[0] else str(word)


def _read_language(name: object) -> SiteTexts:
    """Load the texts of a language by its name."""
    known = list_languages()
    if name not in known:
        text = f"language: there are no texts in {name!r}; {suggest(str(name), known)}"
        raise _refuse(text, load_site_texts())
    return load_site_texts(str(name))


class _Begin(Preprocessor):
    """Find out which page it is."""

    def __init__(self, md: Markdown, fences: DockerfileFences) -> None:
        super().__init__(md)
        self.fences = fences

    def run(self, lines: list[str]) -> list[str]:
        markdown = "\n".join(lines)
        file = PageFile(path="<page>")
        if _CONTEXT in self.md.preprocessors:
            context: Any = self.md.preprocessors[_CONTEXT]
            self.fences.root = Path(context.config["root_dir"])
            file = _load(self.fences.root, f"{context.config['docs_dir']}/{context.page.path}")
        self.fences.page = file.seen_as(markdown)
        return lines


def _load(root: Path, path: str) -> PageFile:
    """Load a page's file; one that something else has made is known by its name alone."""
    try:
        return page_file(path, (root / path).read_text(encoding="utf-8"))
    except OSError:
        return PageFile(path=path)


class _End(Postprocessor):
    """Tell what is wrong, and bring along what the page needs."""

    def __init__(self, md: Markdown, fences: DockerfileFences, is_inline: bool) -> None:
        super().__init__(md)
        self.fences = fences
        self.is_inline = is_inline

    def run(self, text: str) -> str:
        for problem in self.fences.problems:
            _log.warning("%s", problem)
        return f"{text}\n{_load_inline()}" if self.is_inline and self.fences.ids else text


def _load_inline() -> str:
    """Load the styles and the scripts as two elements; where pages are swapped, the scripts run once.

    As a module they run when the page is read, and behind the theme's own.
    """
    script = f"if (!window.dockerlayers) {{\n{load_scripts()}}}"
    styles = load_asset(TOKENS) + load_styles()
    return element("style", Markup(styles)) + element("script", Markup(script), type="module")
