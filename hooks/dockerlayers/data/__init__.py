"""The one door to the library's data: tables and texts, by their paths below the package.

They are the files of the package, or one file of all of them, which `python -m dockerlayers.data` writes: a
browser's Python is served one file sooner than eight hundred.
"""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

# `importlib.resources` would read a zip as well, but takes as long to load as a tenth of the library.
FOLDER = Path(__file__).parents[1]
COMPILED = "knowledge.json"
"""The file of all data, where it is there."""
_COLON = ": "
"""What stands between a path and its text: no path has it in its name."""
_TABLE = ".toml"
ENDINGS = (_TABLE, ".css", ".js")
"""How the names of files with data end."""


def load_table(path: str) -> dict[str, Any]:
    """Load a TOML file, such as `texts/ko/labels.toml`; raise FileNotFoundError where there is none."""
    compiled = _compiled()
    if compiled is None:
        return tomllib.loads(read_file(path))
    table: dict[str, Any] = json.loads(_find(compiled, path))
    return table


def load_text(path: str) -> str:
    """Load a style sheet or a script; raise FileNotFoundError where there is none."""
    compiled = _compiled()
    return read_file(path) if compiled is None else str(json.loads(_find(compiled, path)))


def list_stems(folder: str) -> list[str]:
    """List the names of a folder's tables, without their ending."""
    compiled = _compiled()
    names = [one.name for one in FOLDER.joinpath(folder).iterdir()] if compiled is None else list(compiled)
    start = "" if compiled is None else f"{folder}/"
    return [name.removeprefix(start).removesuffix(_TABLE) for name in names if name.startswith(start)]


def list_tables(folder: str) -> list[str]:
    """List the paths of all tables below a folder, in order."""
    compiled = _compiled()
    start = f"{folder}/"
    paths = _list_paths(FOLDER.joinpath(folder), start) if compiled is None else compiled
    return sorted(path for path in paths if path.startswith(start) and path.endswith(_TABLE))


def read_file(path: str) -> str:
    """Read a file as it is written; raise FileNotFoundError where there is none."""
    return FOLDER.joinpath(path).read_text(encoding="utf-8")


def compile_data() -> str:
    """Write all data as one file, read in place of the others: JSON, with a line for each of them."""
    lines = (f"{_write(path)}{_COLON}{_write(value)}" for path, value in sorted(_list_all(FOLDER, "")))
    return "{\n" + ",\n".join(lines) + "\n}\n"


def _write(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _list_all(folder: Path, start: str) -> Iterator[tuple[str, dict[str, Any] | str]]:
    for path in _list_paths(folder, start):
        text = read_file(path)
        yield path, tomllib.loads(text) if path.endswith(_TABLE) else text


def _list_paths(folder: Path, start: str) -> Iterator[str]:
    """List the files of data, by their endings: asking what each one is takes time."""
    for one in folder.iterdir():
        if one.name.endswith(ENDINGS):
            yield f"{start}{one.name}"
        elif one.is_dir():
            yield from _list_paths(one, f"{start}{one.name}/")


@cache
def _compiled() -> Mapping[str, str] | None:
    """Find the text of each table in the one file: most are never asked for, and parsed they are large."""
    found = FOLDER.joinpath(COMPILED)
    if not found.is_file():
        return None
    lines = found.read_text(encoding="utf-8").split("\n")[1:-2]
    pairs = (line.removesuffix(",").partition(_COLON) for line in lines)
    return {json.loads(path): text for path, _, text in pairs}


def _find(compiled: Mapping[str, str], path: str) -> str:
    if path not in compiled:
        raise FileNotFoundError(f"{COMPILED} holds no {path}")
    return compiled[path]
