"""The scripts that search in the reader's browser, and the styles of what they add to the page."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial

from dockerlayers.elements import embed_json
from dockerlayers_site.pages.assets import list_assets, read_assets
from dockerlayers_site.pages.bundle import bundle, list_imported
from dockerlayers_site.pages.compact import compact_script
from dockerlayers_site.search.dictionary import Dictionary
from dockerlayers_site.texts import SiteTexts

WORKER = "worker.js"
_ENGINE = "engine.js"
START_SCRIPT = "start.js"
PAGE_SCRIPTS = ("page.js", "marks.js")
PAGE_STYLES = "page.css"
# Where worker.js has the file name of Material's worker, which it falls back to.
MATERIAL_WORKER = "MATERIAL_WORKER"
# Where scripts have what they say: while it loads, above the nearest terms, of words that are nowhere.
_WORDS = "SEARCH_WORDS"
# Where they have the words that mean the same on any site: a string, so that the source is a script as it is.
_DICTIONARY = '"SEARCH_DICTIONARY"'
_SAID = {
    "nearest": "nearest",
    "absent": "absent-word",
    "letters": "alike-letters",
    "loading": "search-loading",
    "failed": "search-failed",
}


@dataclass(frozen=True, kw_only=True)
class SearchAssets:
    """The scripts and styles by name, and a folder whose name changes with them: no cache mixes versions."""

    folder: str
    scripts: Mapping[str, str]

    @property
    def worker(self) -> str:
        """Return the path of the worker, the folder included."""
        return f"{self.folder}/{WORKER}"

    @property
    def start_script(self) -> str:
        """Return the path of the script that a page loads before Material's, the folder included."""
        return f"{self.folder}/{START_SCRIPT}"

    @property
    def page_scripts(self) -> tuple[str, ...]:
        """Return the paths of the scripts that a page loads after Material's, the folder included."""
        return tuple(f"{self.folder}/{name}" for name in PAGE_SCRIPTS)

    @property
    def page_styles(self) -> str:
        """Return the path of the styles that a page loads, the folder included."""
        return f"{self.folder}/{PAGE_STYLES}"


def load_assets(
    texts: SiteTexts,
    *,
    material_worker: str,
    dictionary: Dictionary,
    keep: Callable[..., Mapping[str, str]] | None = None,
) -> SearchAssets:
    """Return the scripts with the file name of Material's own worker, words and dictionary in their places.

    `keep` may know what is made of the sources, which stand behind the function that makes it.
    """
    files = read_assets(__package__, list_assets(__package__))
    sources = keep(partial(_bundled, files), "search scripts", files) if keep else _bundled(files)
    values = {
        _DICTIONARY: embed_json(dictionary.text),
        MATERIAL_WORKER: material_worker,
        _WORDS: embed_json({key: texts.word(name) for key, name in _SAID.items()}),
    }
    scripts = {name: compact_script(_fill(source, values)) for name, source in sources.items()}
    digest = hashlib.sha256("\0".join([*scripts, *scripts.values()]).encode()).hexdigest()
    return SearchAssets(folder=f"korean-{digest[:8]}", scripts=scripts)


def _bundled(sources: Mapping[str, str]) -> dict[str, str]:
    """Put the modules that the worker loads into one file."""
    whole = bundle(_ENGINE, sources)
    alone = {*sources} - {*list_imported(_ENGINE, sources)}
    return {_ENGINE: whole, **{name: sources[name] for name in sources if name in alone}}


def _fill(source: str, values: Mapping[str, str]) -> str:
    """Put values in their places."""
    for place, value in values.items():
        source = source.replace(place, value)
    return source
