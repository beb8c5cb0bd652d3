"""Files that are written twice: deleted, or given away, in a layer above the one that brought them."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from typing import NamedTuple
from urllib.parse import urlsplit

from dockerlayers.checks.mending.edits import Edit, apply_edits
from dockerlayers.checks.practices.calls import Call
from dockerlayers.checks.practices.scene import Finding, Site, is_inside
from dockerlayers.model.paths import compile_wildcard, has_wildcard
from dockerlayers.model.sources import is_git, is_url

_ARCHIVE = re.compile(r".*\.(?:tar(?:\.\w+)?|t[bgxz]z2?|tzst|gz|bz2|xz|zst|Z|lzma)", re.IGNORECASE)
_EXTENSION = re.compile(r"\.\w+$")
_ADD_ONLY = frozenset(("checksum", "keep-git-dir", "unpack"))
_CURL_VALUED = frozenset(("-o", "--output", "-H", "-u", "-d", "-A", "-X", "--retry", "--header", "--user"))


class _Made(NamedTuple):
    """A path that a step makes; `is_folder` says that it makes things below it."""

    path: str
    site: Site
    is_folder: bool


def find_deleted(site: Site) -> Iterator[Finding]:
    """Find `rm` of what an earlier layer of the stage brought: it stays in that layer."""
    if not site.stage.is_in_image or not any(call.name == "rm" for call in site.calls):
        return
    made = [one for earlier in site.scene.sites(site.stage)[: site.index] for one in _made(earlier)]
    if not made:
        return
    for removed in _removed(site):
        for one in reversed(made):
            if _takes(removed, one) and not site.mounts_over(one.path):
                facts = {"path": removed, "line": str(one.site.instruction.line)}
                yield Finding("FileDeletedLater", site.instruction, facts)
                return


def _takes(path: str, made: _Made) -> bool:
    """Say whether removing `path` surely removes something that was made."""
    if path in ("/", "/*"):
        return False
    if is_inside(made.path, path):
        return True
    folder, name = posixpath.split(path)
    if not has_wildcard(name) or has_wildcard(folder):
        return False
    if made.is_folder:
        return name == "*" and made.path == folder
    return posixpath.dirname(made.path) == folder and bool(
        compile_wildcard(name).fullmatch(posixpath.basename(made.path))
    )


def _removed(site: Site) -> Iterator[str]:
    """Yield the absolute paths that `rm` is called with, as far as they are plain."""
    directory = site.step.directory
    for call in site.calls:
        if call.name == "cd":
            path = call.words[0].value if len(call.words) == 1 else None
            directory = path if path and path.startswith("/") else None
        elif call.name == "rm":
            paths = (_absolute(directory, word.value) for word in call.operands())
            yield from (path for path in paths if path and "{" not in path)


def _absolute(directory: str | None, path: str | None) -> str:
    if not path or path.startswith("~") or (directory is None and not path.startswith("/")):
        return ""
    return posixpath.normpath(posixpath.join(directory or "/", path))


def _made(site: Site) -> list[_Made]:
    if site.instruction.name in ("COPY", "ADD"):
        return list(_copied(site))
    return list(_downloaded(site)) if site.instruction.name == "RUN" else []


def _copied(site: Site) -> Iterator[_Made]:
    """Yield the files that COPY and ADD surely make: a name is a file's if it has an ending."""
    *sources, destination = site.step.words
    target = _absolute(site.step.directory, destination)
    if not target or "$" in destination:
        return
    for source in sources:
        name = _file_name(source)
        is_unpacked = site.instruction.name == "ADD" and _ARCHIVE.fullmatch(name) and not is_url(source)
        if is_git(source) or is_unpacked:
            continue
        if destination.endswith(("/", ".")) or len(sources) > 1:
            if name and _EXTENSION.search(name):
                yield _Made(posixpath.join(target, name), site, is_folder=False)
        elif _EXTENSION.search(name) and _EXTENSION.search(target):
            yield _Made(target, site, is_folder=False)
        elif _EXTENSION.search(name):
            yield _Made(posixpath.join(target, name), site, is_folder=False)
        else:
            yield _Made(target, site, is_folder=True)


def _file_name(source: str) -> str:
    path = urlsplit(source).path if is_url(source) else source
    return posixpath.basename(path.rstrip("/"))


def _downloaded(site: Site) -> Iterator[_Made]:
    """Yield what curl and wget save, unless the same RUN removes it."""
    if not site.script.is_whole:
        return
    names = [call.name for call in site.calls]
    if "curl" not in names and "wget" not in names:
        return
    directory = None if "cd" in names else site.step.directory
    removed = list(_removed(site))
    moved = any(name in ("mv", "find", "unlink") for name in names)
    for call in site.calls:
        path = _absolute(directory, _output(call))
        made = _Made(path, site, is_folder=False)
        if path and not moved and not any(_takes(one, made) for one in removed):
            yield made


def _output(call: Call) -> str | None:
    """Find the file that curl or wget saves to."""
    if call.name == "curl":
        return _value_of(call, "o", "--output")
    return _value_of(call, "O", "--output-document") if call.name == "wget" else None


def _value_of(call: Call, letter: str, name: str) -> str | None:
    """Find an option's value; its letter may be the last of several."""
    for word, following in zip(call.words, (*call.words[1:], None), strict=True):
        if word.text.startswith(f"{name}="):
            return (word.value or "").partition("=")[2]
        is_short = re.fullmatch(rf"-[A-Za-z]*{letter}", word.text)
        if (is_short or word.text == name) and following:
            return None if following.value == "-" else following.value
    return None


def find_add(site: Site) -> Iterator[Finding]:
    """Find ADD that does nothing which COPY would not do."""
    instruction = site.instruction
    if instruction.name != "ADD" or not _ADD_ONLY.isdisjoint(flag.name for flag in instruction.flags):
        return
    names = {heredoc.name for heredoc in instruction.heredocs}
    sources = [source for source in site.step.words[:-1] if source not in names]
    written = [word.text for word in instruction.words[:-1]]
    if any("$" in text for text in written) or any(map(_needs_add, sources)):
        return
    keyword = instruction.keyword
    copy = "copy" if keyword.text.islower() else "COPY"
    mend = apply_edits(site.scene.lines, [Edit(keyword.span, copy)])
    yield Finding("AddForCopy", instruction, {}, mend)


def _needs_add(source: str) -> bool:
    """Say whether a source is remote, or may be an archive that ADD unpacks."""
    name = posixpath.basename(source.rstrip("/"))
    if is_url(source) or is_git(source) or source.startswith(("ftp://", "http:", "https:")):
        return True
    return bool(_ARCHIVE.fullmatch(name)) or (has_wildcard(name) and not _EXTENSION.search(name))


def find_owner(site: Site) -> Iterator[Finding]:
    """Find `chown -R` over what an earlier COPY of the stage brought: every file is written again."""
    if not site.stage.is_in_image:
        return
    copies = [
        one for one in site.scene.sites(site.stage)[: site.index] if one.instruction.name in ("COPY", "ADD")
    ]
    for call in site.calls:
        words = call.operands()
        if call.name != "chown" or not call.has_option("-R", "--recursive"):
            continue
        for word in words[1:]:
            path = _absolute(site.step.directory, word.value)
            for copy in copies:
                target = _absolute(copy.step.directory, copy.step.words[-1])
                if path not in ("", "/") and target and is_inside(target, path) and not copy.flag("chown"):
                    line = str(copy.instruction.line)
                    facts = {"path": path, "line": line, "owner": words[0].text}
                    yield Finding("OwnerChangedLater", site.instruction, facts)
                    return
