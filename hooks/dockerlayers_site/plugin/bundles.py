"""Let a page ask for one style sheet and one script of ours, instead of two dozen."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import filterfalse
from pathlib import PurePosixPath

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority
from mkdocs.structure.files import File, Files

from dockerlayers.elements import embed_json
from dockerlayers.patterns import lazy_pattern
from dockerlayers_site.names import NAME
from dockerlayers_site.pages.assets import read_assets
from dockerlayers_site.pages.compact import compact_script, compact_style
from dockerlayers_site.plugin.project import ASSETS

_STYLES, _SCRIPTS = f"{ASSETS}/site.css", f"{ASSETS}/site.js"
_LATER = f"{ASSETS}/later.js"
# What a page needs only when its reader does something: of links, terms, breakdowns and the search.
_LATER_OF_SCRIPTS = ("panel.js", "tip.js", "later.js", "page.js", "marks.js")
_LATER_OF_STYLES = ("panel.css", "tip.css", "page.css")
# What a style sheet cannot have that becomes a part of another one.
_BOUND = lazy_pattern(r"url\(|@(?:import|charset|namespace)|\\[\s,;{}/]", re.IGNORECASE)
# The script that loads those, the one that brings their styles, and where this has them.
_LOADER, _STYLER, _STYLE_PLACE = "later.js", "style.js", "LATER_STYLE"
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
        styles += _site_styles(config.extra_css, styles, files)
        config.extra_css = _joined(config.extra_css, styles, _STYLES)
        config.extra_javascript = _joined(config.extra_javascript, scripts, _SCRIPTS)
        own = read_assets(__package__, (_LOADER, _STYLER))
        style = embed_json(_style(filter(_is_later, styles)))
        later = [own[_STYLER].replace(_STYLE_PLACE, style), *_contents(filter(_is_later, scripts))]
        contents = {
            _STYLES: _style(filterfalse(_is_later, styles)),
            _SCRIPTS: _script([*_contents(filterfalse(_is_later, scripts)), own[_LOADER]]),
            _LATER: _script(later),
        }
        for path, content in contents.items():
            files.append(File.generated(config, path, content=content))
        return files


def _site_styles(links: Sequence[object], own: Iterable[File], files: Files) -> Iterable[File]:
    """Yield the site's own style sheets that stand at once behind ours, and can be a part of them."""
    names = {file.src_uri for file in own}
    is_ours = [link in names for link in links]
    last = len(is_ours) - is_ours[::-1].index(True) if names else len(is_ours)
    for link in [*links][last:]:
        file = files.get_file_from_path(str(link))
        text = file.content_string if file else ""
        if file is None or _BOUND.search(text) or text.count("{") != text.count("}"):
            return
        yield file


def _is_later(file: File) -> bool:
    name = PurePosixPath(file.src_uri).name
    return file.generated_by == NAME and name in (*_LATER_OF_SCRIPTS, *_LATER_OF_STYLES)


def _style(files: Iterable[File]) -> str:
    return "\n".join(map(compact_style, _contents(files)))


def _contents(files: Iterable[File]) -> Iterable[str]:
    return (one.content_string for one in files)


def _script(sources: Iterable[str]) -> str:
    return _BETWEEN.join(map(compact_script, sources))


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
