"""The scripts that search in the reader's browser, and the styles of what they add to the page."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass

from dockerlayers.elements import embed_json
from dockerlayers_site.pages.assets import list_assets, read_assets
from dockerlayers_site.texts import SiteTexts

WORKER = "worker.js"
PAGE_SCRIPT = "page.js"
PAGE_STYLES = "page.css"
# Where worker.js has the file name of Material's worker, which it falls back to.
MATERIAL_WORKER = "MATERIAL_WORKER"
# Where page.js has what it says: above the nearest terms, and of words that are not on the site.
_WORDS = "SEARCH_WORDS"
_SAID = {"nearest": "nearest", "absent": "absent-word", "letters": "alike-letters"}


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
    def page_script(self) -> str:
        """Return the path of the script that a page loads, the folder included."""
        return f"{self.folder}/{PAGE_SCRIPT}"

    @property
    def page_styles(self) -> str:
        """Return the path of the styles that a page loads, the folder included."""
        return f"{self.folder}/{PAGE_STYLES}"


def load_assets(texts: SiteTexts, *, material_worker: str) -> SearchAssets:
    """Return the scripts, with the file name of Material's own worker and the words in their places."""
    sources = read_assets(__package__, list_assets(__package__))
    values = {
        MATERIAL_WORKER: material_worker,
        _WORDS: embed_json({key: texts.word(name) for key, name in _SAID.items()}),
    }
    scripts = {name: _fill(source, values) for name, source in sources.items()}
    digest = hashlib.sha256("\0".join([*scripts, *scripts.values()]).encode()).hexdigest()
    return SearchAssets(folder=f"korean-{digest[:8]}", scripts=scripts)


def _fill(source: str, values: Mapping[str, str]) -> str:
    """Put values in their places."""
    for place, value in values.items():
        source = source.replace(place, value)
    return source
