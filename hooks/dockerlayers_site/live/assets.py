"""What a page loads to run the library: Python, the library, and the scripts that know where these are."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

from dockerlayers.elements import embed_json
from dockerlayers_site.live.library import LIBRARY, compress, pack_library, write_whole
from dockerlayers_site.pages.assets import list_assets, read_assets
from dockerlayers_site.vendor.installed import VendoredPackage

PACKAGE = "pyodide"
"""Python as WebAssembly, as npm has it."""
PUBLISHED = ("pyodide.mjs", "pyodide.asm.mjs", "python_stdlib.zip", "pyodide.asm.wasm.gz", "package.json")
"""What of it a site ships; package.json names the licence and where the source is."""
_WASM, _PACKED = "pyodide.asm.wasm", "pyodide.asm.wasm.gz"
_LOCK = "pyodide-lock.json"
OFFLINE = "offline.js"
"""What keeps all of it for a reader without a network: it has to lie where the site begins."""
_OFFLINE_FROM_HERE = f"../../../{OFFLINE}"
_KEPT = "OFFLINE_KEPT"
"""Where it has the folders of which it keeps all that is read."""
_PLACES = "LIVE_PLACES"
"""Where engine.js has the addresses and the sizes of what it loads."""
_DIGITS = 8


@dataclass(frozen=True, kw_only=True)
class LiveAssets:
    """The scripts by name and the library's file, in a folder whose name changes with them.

    `size` is what the first start reads, in bytes.
    """

    folder: str
    scripts: Mapping[str, str]
    library: Path
    size: int


def load_assets(package: VendoredPackage, cache: Path, *, package_folder: str) -> LiveAssets:
    """Return what a site ships of its own; `package_folder` is Python's, from the folder of scripts on.

    What is compressed is kept below `cache`.
    """
    _pack_wasm(package)
    library = pack_library(cache)
    sizes = _measure(package, library)
    info = json.loads((package.folder / _LOCK).read_text(encoding="utf-8"))["info"]
    scripts = read_assets(__package__, list_assets(__package__))
    places = {
        "pyodide": package_folder,
        "library": LIBRARY,
        "sizes": sizes,
        "info": info,
        "offline": _OFFLINE_FROM_HERE,
        "scripts": [*scripts, *(f"{package_folder}{name}" for name in PUBLISHED if name.endswith(".mjs"))],
    }
    scripts = {name: source.replace(_PLACES, embed_json(places)) for name, source in scripts.items()}
    digest = hashlib.sha256("\0".join([*scripts, *scripts.values(), library.name]).encode()).hexdigest()
    return LiveAssets(
        folder=f"live-{digest[:_DIGITS]}", scripts=scripts, library=library, size=sum(sizes.values())
    )


def load_offline(folders: Iterable[str]) -> str:
    """Return what keeps the site for a reader: of these folders all that is read, as it never changes."""
    source = files(__package__).joinpath("offline", OFFLINE).read_text(encoding="utf-8")
    return source.replace(_KEPT, embed_json(sorted(folders)))


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
