"""Where each file goes below docs/: its own path, without what another system made of the names."""

from __future__ import annotations

import posixpath
from collections.abc import Callable
from itertools import count

from dockerlayers.patterns import lazy_pattern
from dockerlayers_site.bring.kinds import Kind, Source, is_note, without_id
from dockerlayers_site.pages.composition import compose

# What Windows allows in no name, and what would hide a file.
_REFUSED = lazy_pattern(r"[<>:\"|?*\\\x00-\x1f]+")
_INDEXES = frozenset({"index", "readme", "_index"})


class SourceNames:
    """Gives each file of a source its path; what had one before keeps it.

    Names stay as they are: the site's own rule makes addresses in Latin letters of any.
    """

    def __init__(self, source: Source, *, given: dict[str, str]) -> None:
        self.source = source
        self.given = dict(given)
        self.taken = {path.casefold() for path in given.values()}
        self.parts: dict[tuple[str, str], str] = {}
        self.others: dict[str, set[str]] = {}
        self.used: set[str] = {_address(path) for path in given.values()}

    def page(self, path: str) -> str:
        """Return where a note goes."""
        if path not in self.given:
            folder, name = posixpath.split(path)
            stem = posixpath.splitext(name)[0]
            stem = "index" if stem == "_index" else stem
            part = self._part(folder, stem)
            whole = posixpath.join(self._folder(folder), part)
            self._keep(path, _free(whole, ".md", lambda one: _address(one) in self.used))
        return self.given[path]

    def other(self, path: str, *, fits: Callable[[str], bool]) -> str:
        """Return where a picture or another file goes: to a name that no other file has, or that `fits`."""
        if path not in self.given:
            folder, name = posixpath.split(path)
            whole, end = posixpath.splitext(posixpath.join(self._folder(folder), self._clean(name)))
            self._keep(path, _free(whole, end, lambda one: one.casefold() in self.taken or not fits(one)))
        return self.given[path]

    def _keep(self, path: str, target: str) -> None:
        self.given[path] = target
        self.taken.add(target.casefold())
        self.used.add(_address(target))

    def _folder(self, path: str) -> str:
        """Return where a folder goes: below the section, wherever it was."""
        inner = f"{path}/".removeprefix(self.source.base).rstrip("/") if path else ""
        roots = sorted((one for one in self.source.roots if one), key=len, reverse=True)
        for root in roots:
            if f"{inner}/".startswith(root):
                inner = f"{inner}/".removeprefix(root).rstrip("/")
                break
        target, source = self.source.section, self.source.base.rstrip("/")
        for part in (one for one in inner.split("/") if one not in ("", ".", "..")):
            target = posixpath.join(target, self._part(source, part))
            source = posixpath.join(source, part)
        return target

    def _part(self, folder: str, name: str) -> str:
        """Return the name of a folder, and of the note beside it that has the same."""
        key = (folder, name)
        if key not in self.parts:
            others = self.others.setdefault(folder, set())
            self.parts[key] = _free(self._clean(name), "", lambda one: one.casefold() in others)
            others.add(self.parts[key].casefold())
        return self.parts[key]

    def _clean(self, name: str) -> str:
        name = without_id(name) if self.source.kind is Kind.NOTION else name
        return _REFUSED.sub("-", compose(name)).strip(" ").rstrip(".").lstrip(".") or "note"


def _is_index(path: str) -> bool:
    return posixpath.splitext(posixpath.basename(path))[0].lower() in _INDEXES


def _address(path: str) -> str:
    """Return what two pages cannot both have: `guide.md`, `guide/index.md` and `guide/README.md` are one."""
    stem = posixpath.splitext(path)[0] if is_note(path) else path
    return (posixpath.dirname(stem) if is_note(path) and _is_index(path) else stem).casefold()


def _free(name: str, end: str, is_taken: Callable[[str], bool]) -> str:
    """Return a name with its end, and a number before that where it is taken."""
    names = (f"{name}{end}" if number == 1 else f"{name}-{number}{end}" for number in count(1))
    return next(one for one in names if not is_taken(one))
