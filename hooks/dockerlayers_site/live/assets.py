"""What a page loads to run the library: Python, the library, and the scripts that know where these are."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from importlib.resources import files
from pathlib import Path

from dockerlayers.elements import embed_json
from dockerlayers.guide import NO_GUIDE, Guide
from dockerlayers.render.styles import STYLES_OF_SOME, load_asset
from dockerlayers_site.cache.store import write_whole
from dockerlayers_site.live.library import LIBRARY, compress, pack_library
from dockerlayers_site.pages.assets import list_assets, read_assets
from dockerlayers_site.texts import SiteTexts
from dockerlayers_site.vendor.installed import VendoredPackage

PACKAGE = "pyodide"
"""Python as WebAssembly, as npm has it."""
PUBLISHED = ("pyodide.mjs", "pyodide.asm.mjs", "python_stdlib.zip", "pyodide.asm.wasm.gz", "package.json")
"""What of it a site ships; package.json names the licence and where the source is."""
START, START_STYLES = "start.js", "start.css"
"""What every page with a breakdown loads."""
EXERCISE_STYLES = "exercise.css"
"""What a page with an exercise looks like, also where it cannot be solved in the page."""
OFFLINE = "offline.js"
"""What keeps all of it for a reader without a network: it has to lie where the site begins."""
_STYLES = "live.css"
_WASM, _PACKED = "pyodide.asm.wasm", "pyodide.asm.wasm.gz"
_LOCK = "pyodide-lock.json"
_OFFLINE_FROM_HERE = f"../../../{OFFLINE}"
_PLACES, _WORDS, _START, _KEPT = "LIVE_PLACES", "LIVE_WORDS", "LIVE_START", "OFFLINE_KEPT"
"""Where scripts have addresses and sizes, what they say, what the button needs, the folders that are kept."""
_GUIDE = "LIVE_GUIDE"
"""Where they have the pages that breakdowns lead to."""
_EDIT = "LIVE_EDIT"
"""Where the styles have what the button says."""
_DIGITS = 8
_MEGA = 1_000_000


@dataclass(frozen=True, kw_only=True)
class LiveAssets:
    """The scripts by name and the library's file, in a folder whose name changes with them.

    `size` is what the first start reads, in bytes; `start` are the script and the styles for every page.
    """

    folder: str
    scripts: Mapping[str, str]
    library: Path
    size: int
    start: Mapping[str, str]


def load_assets(
    package: VendoredPackage,
    cache: Path,
    texts: SiteTexts,
    *,
    package_folder: str,
    playground: str | None,
    guide: Guide = NO_GUIDE,
) -> LiveAssets:
    """Return what a site ships of its own; what is compressed is kept below `cache`.

    `package_folder` is Python's, `playground` the address of the page for any Dockerfile, both from the
    folder of scripts on; so are the pages of the `guide`.
    """
    _pack_wasm(package)
    library = pack_library(cache)
    sizes = _measure(package, library)
    sources = read_assets(__package__, list_assets(__package__))
    # A reader's text is held against the one before, on pages that show no two files themselves.
    sources[_STYLES] = load_asset(STYLES_OF_SOME["bd--compare"]) + sources[_STYLES]
    places = {
        "pyodide": package_folder,
        "library": LIBRARY,
        "sizes": sizes,
        "info": json.loads((package.folder / _LOCK).read_text(encoding="utf-8"))["info"],
        "offline": _OFFLINE_FROM_HERE,
        "scripts": [*sources, *(f"{package_folder}{name}" for name in PUBLISHED if name.endswith(".mjs"))],
    }
    words = {**texts.live, "playground-at": playground}
    values = {_PLACES: embed_json(places), _WORDS: embed_json(words), _GUIDE: embed_json(asdict(guide))}
    scripts = {name: _fill(source, values) for name, source in sources.items()}
    digest = hashlib.sha256("\0".join([*scripts, *scripts.values(), library.name]).encode()).hexdigest()
    folder, size = f"live-{digest[:_DIGITS]}", sum(sizes.values())
    start = load_start(texts, folder=folder, size=size)
    return LiveAssets(folder=folder, scripts=scripts, library=library, size=size, start=start)


def load_start(texts: SiteTexts, *, folder: str, size: int) -> dict[str, str]:
    """Return what every page loads, by name: the script knows where the others are, and their size."""
    words = {
        "edit": texts.live["edit"],
        "again": texts.live["again-edit"],
        "size": texts.live["size"].format(size=f"{size / _MEGA:.1f}"),
        "failed": texts.live["open-failed"],
        "solved": texts.live["solved"],
    }
    edit = json.dumps(words["edit"], ensure_ascii=False)
    return {
        START: _read("first", START).replace(_START, embed_json({"folder": folder, "words": words})),
        START_STYLES: _read("first", START_STYLES).replace(_EDIT, edit),
    }


def load_exercise_styles() -> dict[str, str]:
    """Return the styles of exercises by their name."""
    return {EXERCISE_STYLES: _read("first", EXERCISE_STYLES)}


def load_offline(folders: Iterable[str]) -> str:
    """Return what keeps the site for a reader: of these folders all that is read, as it never changes."""
    return _read("offline", OFFLINE).replace(_KEPT, embed_json(sorted(folders)))


def _read(folder: str, name: str) -> str:
    return files(__package__).joinpath(folder, name).read_text(encoding="utf-8")


def _fill(source: str, values: Mapping[str, str]) -> str:
    """Put values in their places."""
    for place, value in values.items():
        source = source.replace(place, value)
    return source


def _pack_wasm(package: VendoredPackage) -> None:
    """Compress what is largest, once: not every server does."""
    packed = package.folder / _PACKED
    if not packed.exists():
        write_whole(packed, compress((package.folder / _WASM).read_bytes()))


def _measure(package: VendoredPackage, library: Path) -> dict[str, int]:
    """Measure what a start reads, in bytes; scripts are compressed by the server."""
    scripts = ("pyodide.mjs", "pyodide.asm.mjs")
    return {
        "wasm": (package.folder / _PACKED).stat().st_size,
        "stdlib": (package.folder / "python_stdlib.zip").stat().st_size,
        "module": sum(len(compress((package.folder / name).read_bytes())) for name in scripts),
        "library": library.stat().st_size,
    }
