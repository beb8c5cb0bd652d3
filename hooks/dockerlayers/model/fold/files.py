"""The instructions that put files and directories into the image: COPY, ADD, WORKDIR."""

from __future__ import annotations

import posixpath

from dockerlayers.errors import DockerfileError
from dockerlayers.model.fold.fold import Fold
from dockerlayers.model.sources import check_chmod, check_sources
from dockerlayers.model.steps import Add, Copy, Workdir
from dockerlayers.model.types import Effect, Step
from dockerlayers.syntax.characters import quote
from dockerlayers.syntax.expansion import Lexer
from dockerlayers.syntax.heredocs import parse_heredoc_mark
from dockerlayers.syntax.nodes import Heredoc, Instruction

_HEREDOC_LEXER = Lexer(plain_quotes=True)


def fold_copy(fold: Fold) -> Step:
    """Fold COPY or ADD: always a layer."""
    instruction = fold.instruction
    chown = fold.expanded_flag("chown")
    chmod = fold.expanded_flag("chmod")
    checksum = fold.expanded_flag("checksum")
    *source_words, destination_word = instruction.words
    heredocs = _find_files(instruction) if instruction.heredocs else ()
    if heredocs:
        source_words = [word for word in source_words if not parse_heredoc_mark(word.text)]
    paths = [(fold.expand(word.text, word), word) for word in source_words]
    destination = fold.expand(destination_word.text, destination_word)
    for heredoc in heredocs:
        if heredoc.expand:
            fold.process(_HEREDOC_LEXER.expand, heredoc.content, heredoc)
    if fold.sources and not fold.sources[0].is_dispatched:
        raise _copied_too_early(fold)
    if chmod:
        check_chmod(chmod, instruction.find_flag("chmod"))
    check_sources(instruction.name, paths, checksum, instruction.find_flag("checksum"))
    make = Copy if instruction.name == "COPY" else Add
    does: Copy | Add = make(tuple([path for path, _ in paths]), heredocs, destination)
    if instruction.flags:
        does = _with_flags(fold, does._replace(chown=chown, chmod=chmod), checksum)
    return fold.step(Effect.LAYER, _show(instruction.name, does), does)


def _with_flags(fold: Fold, does: Copy | Add, checksum: str) -> Copy | Add:
    excludes = tuple([flag.value or "" for flag in fold.instruction.flags if flag.name == "exclude"])
    does = does._replace(excludes=excludes, is_linked=bool(fold.is_on("link")))
    if isinstance(does, Copy):
        return does._replace(origin=fold.flag_value("from"), keeps_parents=bool(fold.is_on("parents")))
    return does._replace(
        checksum=checksum, keeps_git=bool(fold.is_on("keep-git-dir")), unpacks=fold.is_on("unpack")
    )


def _find_files(instruction: Instruction) -> tuple[Heredoc, ...]:
    """Find the files that stand in the Dockerfile, in the order of their marks."""
    known = {heredoc.name: heredoc for heredoc in instruction.heredocs}
    marks = [parse_heredoc_mark(word.text) for word in instruction.words]
    return tuple([known[mark.name] for mark in marks if mark and mark.name in known])


def _show(name: str, does: Copy | Add) -> str:
    """Write the history entry; it leaves out the flags that are not here."""
    flags = ["--parents"] if isinstance(does, Copy) and does.keeps_parents else []
    flags += [f"--chown={does.chown}"] if does.chown else []
    flags += [f"--chmod={does.chmod}"] if does.chmod else []
    files = [f"<<{heredoc.name}" for heredoc in does.heredocs]
    return " ".join([name, *flags, *does.sources, *files, does.destination, "# buildkit"])


def _copied_too_early(fold: Fold) -> DockerfileError:
    flag = fold.instruction.find_flag("from")
    wanted = quote(fold.flag_value("from"))
    message = (
        f"cannot copy from stage {wanted}, it needs to be defined before current stage"
        f" {quote(fold.state.stage_name)}"
    )
    return DockerfileError(message, span=flag.span if flag else None)


def fold_workdir(fold: Fold) -> Step:
    """Fold WORKDIR: a layer, even where the directory exists, unless it is `/`."""
    state, word = fold.state, fold.instruction.words[0]
    path = fold.expand(word.text, word)
    is_absolute = path.startswith("/")
    does = Workdir(path, path, is_first=not state.is_workdir_set)
    state.is_workdir_set = True
    if not is_absolute and not state.working_dir and not state.is_known:
        return fold.step(Effect.LAYER, None, does)
    if not is_absolute:
        parent = posixpath.join("/", state.working_dir)
        path = clean_path(posixpath.join(parent, path)) if path else parent
    state.working_dir = path
    effect = Effect.METADATA if path == "/" else Effect.LAYER
    return fold.step(effect, f"WORKDIR {path}", does._replace(path=path))


def clean_path(path: str) -> str:
    """Shorten a path as Go's `path.Clean` does, where two slashes at the front are one."""
    cleaned = posixpath.normpath(path)
    return cleaned[1:] if cleaned.startswith("//") else cleaned
