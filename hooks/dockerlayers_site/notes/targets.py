"""Find what a link or a picture points at, as GitHub does: from the note's folder, or the repository's."""

from __future__ import annotations

import os
import posixpath
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from functools import lru_cache
from pathlib import Path
from urllib.parse import quote, unquote, urlsplit

from dockerlayers.patterns import lazy_pattern
from dockerlayers_site.cache.reads import note_look
from dockerlayers_site.pages.composition import known_name

PICTURES = frozenset({".apng", ".avif", ".bmp", ".gif", ".ico", ".jpeg", ".jpg", ".png", ".svg", ".webp"})
SCHEME = "wiki:"
"""How the address of a wiki link begins, until it is known which file has that name."""
# What Markdown or an address does not take for a part of a path; a percent sign would begin a code.
_ENDING = lazy_pattern(r"[\s#?%<>()\[\]\\]")
_INDEXES = ("index.md", "README.md", "readme.md")


@dataclass(frozen=True, kw_only=True)
class Target:
    """What an address means: `uri` is a file of the site, else `path` one of the repository beside it.

    With neither, nothing is there; `nearest` is then the address of what may have been meant.
    """

    uri: str | None = None
    path: Path | None = None
    nearest: str | None = None

    @property
    def is_missing(self) -> bool:
        """Say whether there is nothing."""
        return self.uri is None and self.path is None


@dataclass(frozen=True, kw_only=True)
class Shelf:
    """The files that a note can point at: those of the site by their names, and the repository's on disk."""

    uris: Collection[str]
    docs: Path
    root: Path

    def find(self, address: str, page: str) -> Target | None:
        """Find what the address on a page means; None where it does not name a file of ours."""
        path = local_path(address)
        if path is None:
            return None
        uri = self._uri(path, page)
        for candidate in (uri, *(posixpath.join(uri, index).lstrip("./") for index in _INDEXES)):
            if candidate in self.uris:
                return Target(uri=candidate)
        on_disk = self._find_on_disk(uri)
        note_look(on_disk)
        if on_disk.is_relative_to(self.root) and on_disk.exists() and not _is_hidden(on_disk, self.root):
            return Target(path=on_disk)
        return Target(nearest=self._whole(address, page) or self._nearest(uri, page))

    def by_name(self, address: str, page: str) -> str:
        """Return the address of the file that a wiki link names, wherever it is; another address as it is.

        Of several with one name, the nearest to the page is meant.
        """
        if not address.startswith(SCHEME):
            return address
        path, mark, fragment = address.removeprefix(SCHEME).partition("#")
        name = known_name(unquote(path)).lstrip("/")
        ends = (name.lower(), f"{name}.md".lower())
        found = [one for one in self.uris if any(f"/{one}".lower().endswith(f"/{end}") for end in ends)]
        uri = min(found, key=lambda one: (_distance(one, page), one), default=None)
        written = relative_uri(uri, page) if uri else name if posixpath.splitext(name)[1] else f"{name}.md"
        return quote(written, safe="/@!$&'()*+,;=~") + mark + fragment

    def _uri(self, path: str, page: str) -> str:
        """Return a path from docs/ on; a slash at its begin is the repository's folder."""
        path = known_name(path)
        if path.startswith("/"):
            docs = self.docs.relative_to(self.root).as_posix()
            return posixpath.normpath(posixpath.relpath(path.lstrip("/") or ".", docs))
        return posixpath.normpath(posixpath.join(posixpath.dirname(page), path))

    def _find_on_disk(self, uri: str) -> Path:
        """Return where a file would be in the repository, whose names need not be composed."""
        path = self.docs
        for part in uri.split("/"):
            path = _child(path, part, self.root)
        return path.resolve()

    def _whole(self, address: str, page: str) -> str | None:
        """Return the file that is meant by an address with a `#` or a `?` that belongs to its name."""
        uri = posixpath.normpath(posixpath.join(posixpath.dirname(page), known_name(unquote(address))))
        return relative_uri(uri, page) if uri in self.uris else None

    def _nearest(self, uri: str, page: str) -> str | None:
        """Return the address of the file whose name is the most alike."""
        by_name, names = _by_name(frozenset(self._names(uri)))
        name = _most_alike(posixpath.basename(uri).lower(), names)
        if name is None:
            return None
        best = min(by_name[name], key=lambda one: (_distance(one, uri), one))
        return relative_uri(best, page)

    def _names(self, uri: str) -> Collection[str]:
        """Return the names of files that may have been meant: the site's, and those in the folder on disk."""
        folder = (self.docs / uri).parent.resolve()
        if not folder.is_relative_to(self.root) or not folder.is_dir():
            return self.uris
        parent = posixpath.dirname(uri)
        # The system says of most what they are as it lists them.
        with os.scandir(folder) as found:
            beside = [posixpath.join(parent, one.name) for one in found if one.is_file()]
        return {*self.uris, *beside}


# Most of what is missing is looked for among the same files.
@lru_cache(maxsize=16)
def _by_name(uris: frozenset[str]) -> tuple[Mapping[str, Collection[str]], frozenset[str]]:
    """Return files by their names without folders, and those names."""
    by_name: dict[str, list[str]] = {}
    for one in uris:
        by_name.setdefault(posixpath.basename(one).lower(), []).append(one)
    return by_name, frozenset(by_name)


# The same name is often missing on many pages, and to compare it with those of a large site takes long.
@lru_cache(maxsize=1024)
def _most_alike(name: str, names: frozenset[str]) -> str | None:
    return next(iter(get_close_matches(name, sorted(names), n=1, cutoff=0.75)), None)


def local_path(address: str) -> str | None:
    """Return the path in an address that names a file of ours, decoded."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return None
    if parts.scheme or parts.netloc or not parts.path or "\\" in parts.path or "\x00" in unquote(parts.path):
        return None
    return unquote(parts.path)


def repair_fragment(address: str) -> str:
    """Decode the fragment of an address: MkDocs compares it with ids as they are."""
    path, mark, fragment = address.partition("#")
    return f"{path}{mark}{unquote(fragment)}" if "%" in fragment else address


def with_path(address: str, path: str) -> str:
    """Put another path into an address, and keep what follows it."""
    parts = urlsplit(address)
    # A colon would make a scheme of what is before it.
    return parts._replace(path=quote(path, safe="/@!$&'()*+,;=~")).geturl()


def written_path(path: str) -> str:
    """Return a path as an author writes it in a link: encoded where it has a letter that ends one."""
    return _ENDING.sub(lambda letter: quote(letter[0], safe=""), path)


def relative_uri(uri: str, page: str) -> str:
    """Return a file's address as a note in the same tree would write it."""
    return posixpath.relpath(uri, posixpath.dirname(page) or ".")


def is_picture(path: Path) -> bool:
    """Say whether a file is a picture, which may be copied into the site."""
    return path.suffix.lower() in PICTURES and path.is_file()


def _child(folder: Path, name: str, root: Path) -> Path:
    """Return what has a name in a folder, however it is written there; outside of the root, as it is."""
    path = folder / name
    if name in ("", ".", "..") or path.exists() or not folder.is_dir():
        return path
    if not folder.resolve().is_relative_to(root):
        return path
    return next((folder / one for one in os.listdir(folder) if known_name(one) == name), path)  # noqa: PTH208


def _is_hidden(path: Path, root: Path) -> bool:
    return any(part.startswith(".") for part in path.relative_to(root).parts)


def _distance(one: str, other: str) -> int:
    shared = posixpath.commonprefix([posixpath.dirname(one), posixpath.dirname(other)])
    return len(posixpath.dirname(one)) + len(posixpath.dirname(other)) - 2 * len(shared)
