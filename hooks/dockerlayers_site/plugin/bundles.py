"""Let a page ask for one style sheet and one script of ours, instead of two dozen."""

from __future__ import annotations

from collections.abc import Iterable

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority
from mkdocs.structure.files import File, Files

from dockerlayers_site.names import NAME
from dockerlayers_site.pages.compact import compact_script, compact_style
from dockerlayers_site.plugin.project import ASSETS

_STYLES, _SCRIPTS = f"{ASSETS}/site.css", f"{ASSETS}/site.js"
# A script may end without a semicolon.
_BETWEEN = "\n;\n"


class Bundles:
    """The files of all features that each page loads, one behind the other, before the site's own."""

    # When all features have put theirs into the site.
    @event_priority(-900)
    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Put together what pages load, in the order in which they would."""
        styles = [*_own(config.extra_css, files)]
        scripts = [*_own(config.extra_javascript, files)]
        config.extra_css = _joined(config.extra_css, styles, _STYLES)
        config.extra_javascript = _joined(config.extra_javascript, scripts, _SCRIPTS)
        style = "\n".join(compact_style(one.content_string) for one in styles)
        script = _BETWEEN.join(compact_script(one.content_string) for one in scripts)
        files.append(File.generated(config, _STYLES, content=style))
        files.append(File.generated(config, _SCRIPTS, content=script))
        return files


def _own(links: Iterable[object], files: Files) -> Iterable[File]:
    """Yield the files that we have made; one that is loaded in a way of its own is no text alone."""
    found = (files.get_file_from_path(link) for link in links if isinstance(link, str))
    return (file for file in found if file and file.generated_by == NAME)


def _joined(links: list, parts: Iterable[File], path: str) -> list:  # type: ignore[type-arg]
    """Return links with one for all parts, where the first of them was."""
    names = {part.src_uri for part in parts}
    first = next((number for number, link in enumerate(links) if link in names), None)
    if first is None:
        return links
    return [*links[:first], path, *(link for link in links[first:] if link not in names)]
