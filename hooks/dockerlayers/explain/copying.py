"""Sentences on COPY and ADD."""

from __future__ import annotations

import posixpath

from dockerlayers.explain.forms import explain_broken_array
from dockerlayers.explain.knowledge import load_words
from dockerlayers.explain.listing import say_list
from dockerlayers.explain.scene import Scene, find_stage, is_relative
from dockerlayers.model.sources import is_git, is_url
from dockerlayers.model.steps import Add, Copy
from dockerlayers.texts.inline import Inline, join_inline
from dockerlayers.texts.texts import Texts

_WILDCARDS = frozenset("*?[")
_NAMES_IMAGE = frozenset("/:@")
"""What stands in the name of an image alone; any other may be that of a context that the build is given."""
_ZIP = ".zip"
"""What ADD does not unpack, although many take it for an archive like the others."""


def explain_copy(scene: Scene, copy: Copy) -> Inline:
    """Say what COPY copies, from where to where, and as whose."""
    what = _what(scene.texts, copy.sources, keeps_parents=copy.keeps_parents)
    return join_inline([_sentence(scene, copy, _origin(scene, copy), what), explain_broken_array(scene)])


def explain_add(scene: Scene, add: Add) -> Inline:
    """Say what ADD adds: a download, a repository, an archive unpacked, or a copy."""
    sources = add.sources
    if sources and all(is_git(source) for source in sources):
        clone = "add.checked-clone" if add.checksum else "add.clone"
        return _sentence(scene, add, scene.say("add.git", urls=sources), scene.say(clone))
    if sources and all(is_url(source) for source in sources):
        download = "add.checked" if add.checksum else "add.download"
        is_packed = any(_is_archive(source.partition("?")[0]) or source.endswith(_ZIP) for source in sources)
        what = scene.say(
            f"{download}-unpacked" if add.unpacks else f"{download}-packed" if is_packed else download
        )
        return _sentence(scene, add, scene.say("add.url", urls=sources), what)
    if any(is_git(source) or is_url(source) for source in sources):
        said = _sentence(scene, add, scene.say("add.mixed"), _what(scene.texts, sources))
        has_archive = any(_is_archive(source) or source.endswith(_ZIP) for source in sources)
        is_told = has_archive and add.unpacks is None
        return join_inline([said, scene.say("add.mixed-archives")]) if is_told else said
    if any(source.endswith(_ZIP) for source in sources) or (
        add.unpacks is False and any(map(_is_archive, sources))
    ):
        return _sentence(scene, add, scene.say("copy.context"), scene.say("add.packed", sources=sources))
    if add.unpacks is False or all(is_plain_file(source) for source in sources):
        return _sentence(scene, add, scene.say("copy.context"), _what(scene.texts, sources))
    if all(_is_archive(source) for source in sources):
        return _sentence(scene, add, scene.say("copy.context"), scene.say("add.archive", sources=sources))
    said = _sentence(scene, add, scene.say("copy.context"), _what(scene.texts, sources))
    return said if all(map(_is_directory, sources)) else join_inline([said, scene.say("add.maybe-archive")])


def _sentence(scene: Scene, does: Copy | Add, origin: Inline, what: Inline) -> Inline:
    names = tuple(heredoc.name for heredoc in does.heredocs)
    if names and not does.sources:
        is_file = len(names) == 1 and not does.destination.endswith("/")
        content = scene.say("copy.heredoc.content") if is_file else _what(scene.texts, names, is_file=True)
        where = _where(scene, does.destination, is_file=is_file)
        return _join(scene, does, scene.say("copy.heredoc.origin"), content, where)
    where = _where(scene, does.destination)
    if names:
        return _join(
            scene,
            does,
            scene.say("copy.heredoc.mixed-origin"),
            _what(scene.texts, (*does.sources, *names)),
            where,
        )
    return _join(scene, does, origin, what, where)


def _join(scene: Scene, does: Copy | Add, origin: Inline, what: Inline, where: Inline) -> Inline:
    how = scene.say("copy.exclude.patterns", patterns=does.excludes) if does.excludes else ()
    if isinstance(does, Copy) and does.keeps_parents:
        how = (*how, *scene.say("copy.parents.kept"))
    return scene.say(
        "copy.sentence", origin=origin, what=what, where=where, how=how, verb=_verb(scene.texts, does)
    )


def _verb(texts: Texts, does: Copy | Add) -> Inline:
    owner, mode = does.chown, does.chmod
    if owner and mode:
        return texts.say("copy.owner.both", owner=owner, mode=mode)
    if owner:
        return texts.say("copy.owner.owner", owner=owner)
    return texts.say("copy.owner.mode", mode=mode) if mode else texts.say("copy.plain")


def _origin(scene: Scene, copy: Copy) -> Inline:
    if not copy.origin:
        return scene.say("copy.context")
    if not scene.step.source_stages:
        is_bare = not _NAMES_IMAGE & set(copy.origin)
        return scene.say("copy.from-name" if is_bare else "copy.from-image", image=copy.origin)
    stage = find_stage(scene.build, scene.step.source_stages[0])
    return scene.say("copy.from-stage", stage=stage.name or copy.origin)


def _what(
    texts: Texts, sources: tuple[str, ...], *, is_file: bool = False, keeps_parents: bool = False
) -> Inline:
    if len(sources) == 1 and _is_everything(sources[0]):
        return texts.say("copy.everything")
    kind = _kind(sources, is_file)
    if keeps_parents and kind != "copy.files":
        kind = "copy.parents.items"
    many = "copy.many-files" if kind == "copy.files" else "copy.many"
    return say_list(texts, kind, many, "sources", sources)


def _is_everything(source: str) -> bool:
    return posixpath.normpath(source) in (".", "/")


def _is_directory(source: str) -> bool:
    """Say whether a source is a directory for sure."""
    return source.endswith("/") or _is_everything(source)


def _kind(sources: tuple[str, ...], is_file: bool) -> str:
    if is_file or all(is_plain_file(source) or _is_archive(source) for source in sources):
        return "copy.files"
    if all(_WILDCARDS & set(source) for source in sources):
        return "copy.pattern"
    return "copy.directory" if all(source.endswith("/") for source in sources) else "copy.items"


def is_plain_file(source: str) -> bool:
    """Say whether the name alone tells that this is one file, and no archive."""
    name = posixpath.basename(source)
    if not name or _WILDCARDS & set(source) or _is_archive(source):
        return False
    words = load_words()
    return name in words["file-names"] or ("." in name and name.rpartition(".")[2] in words["file-endings"])


def _is_archive(source: str) -> bool:
    return source.endswith(tuple(load_words()["archive-endings"]))


def _where(scene: Scene, path: str, *, is_file: bool = False) -> Inline:
    """Name the destination, made absolute where the working directory is known."""
    directory = scene.step.directory
    is_here = posixpath.normpath(path) == "."
    if is_here and directory is None:
        return scene.say("copy.workdir-unknown")
    if is_here and not is_file:
        return scene.say("copy.workdir", path=str(directory))
    if is_relative(path) and directory is None:
        return scene.say("copy.relative", path=path)
    if is_relative(path):
        path = posixpath.join(str(directory), path.removeprefix("./"))
    if is_file:
        return scene.say("copy.heredoc.file", path=path)
    return scene.say("copy.into" if path.endswith("/") else "copy.absolute", path=path)
