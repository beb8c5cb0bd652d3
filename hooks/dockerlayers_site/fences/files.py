"""Read the Dockerfile that a fence shows by reference."""

from __future__ import annotations

from difflib import get_close_matches
from pathlib import Path

from dockerlayers_site.cache.reads import note_search
from dockerlayers_site.fences.errors import FenceError
from dockerlayers_site.fences.header import HeaderOption


def load_file(root: Path, option: HeaderOption) -> str:
    """Read the file that a `file=` option names from the project's folder on, or raise FenceError."""
    name = option.value or ""
    try:
        return _find_file(root.resolve(), name, option).read_bytes().decode("utf-8")
    except UnicodeDecodeError as error:
        message = f"{name} is not UTF-8: byte {error.start} cannot be read"
    except (OSError, ValueError) as error:
        message = f"{name!r} cannot be read: {getattr(error, 'strerror', None) or error}"
    raise FenceError(message, span=option.value_span)


def _find_file(root: Path, name: str, option: HeaderOption) -> Path:
    """Return the path of a file inside the root, links followed."""
    path = (root / name).resolve()
    if not path.is_relative_to(root):
        hint = "a path begins at the project's folder, where mkdocs.yml is, and stays in it"
        raise FenceError(f"{name} is outside of the project", span=option.value_span, hint=hint)
    if not path.is_file():
        note_search()
        kind = "is a folder" if path.is_dir() else "does not exist"
        raise FenceError(f"{name} {kind}", span=option.value_span, hint=_hint(root, path))
    return path


def _hint(root: Path, path: Path) -> str:
    """Name the nearest file beside the one that is missing."""
    folder = path if path.is_dir() else path.parent
    names = [file.name for file in folder.iterdir() if file.is_file()] if folder.is_dir() else []
    wanted = "Dockerfile" if path.is_dir() else path.name
    nearest = get_close_matches(wanted, names, n=1)
    if nearest:
        return f"did you mean {(folder / nearest[0]).relative_to(root).as_posix()}?"
    return "a path begins at the project's folder, where mkdocs.yml is"
