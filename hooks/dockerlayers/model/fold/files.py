"""The instructions that put files and directories into the image: COPY, ADD, WORKDIR."""

from __future__ import annotations

import posixpath

from dockerlayers.errors import DockerfileError
from dockerlayers.model.fold.fold import Fold
from dockerlayers.model.sources import check_chmod, check_sources
from dockerlayers.model.types import Effect, Step
from dockerlayers.syntax.characters import quote
from dockerlayers.syntax.expansion import Lexer
from dockerlayers.syntax.heredocs import parse_heredoc_mark
from dockerlayers.syntax.nodes import Instruction

_HEREDOC_LEXER = Lexer(plain_quotes=True)


def fold_copy(fold: Fold) -> Step:
    """Fold COPY or ADD: always a layer."""
    instruction = fold.instruction
    chown = fold.expanded_flag("chown")
    chmod = fold.expanded_flag("chmod")
    checksum = fold.expanded_flag("checksum")
    *source_words, destination_word = instruction.words
    names = _inline_files(instruction) if instruction.heredocs else []
    if names:
        source_words = [word for word in source_words if not parse_heredoc_mark(word.text)]
    paths = [(fold.expand(word.text, word), word) for word in source_words]
    destination = fold.expand(destination_word.text, destination_word)
    for heredoc in instruction.heredocs:
        if heredoc.expand and heredoc.name in names:
            fold.process(_HEREDOC_LEXER.expand, heredoc.content, heredoc)
    if fold.sources and not fold.sources[0].is_dispatched:
        raise _copied_too_early(fold)
    if chmod:
        check_chmod(chmod, fold.flag("chmod"))
    check_sources(instruction.name, paths, checksum, fold.flag("checksum"))
    sources = [path for path, _ in paths]
    flags = _shown_flags(fold, chown, chmod) if instruction.flags else []
    shown = [instruction.name, *flags, *sources, *[f"<<{name}" for name in names], destination, "# buildkit"]
    return fold.step(Effect.LAYER, " ".join(shown), (*sources, *names, destination))


def _inline_files(instruction: Instruction) -> list[str]:
    """List the names of the files that heredocs are."""
    marks = [parse_heredoc_mark(word.text) for word in instruction.words]
    return [mark.name for mark in marks if mark]


def _shown_flags(fold: Fold, chown: str, chmod: str) -> list[str]:
    """List the flags that the history shows; it leaves out the others."""
    parents = fold.flag("parents")
    flags = ["--parents"] if parents and (parents.value or "true").lower() == "true" else []
    flags += [f"--chown={chown}"] if chown else []
    return flags + ([f"--chmod={chmod}"] if chmod else [])


def _copied_too_early(fold: Fold) -> DockerfileError:
    flag = fold.flag("from")
    wanted = flag.value or "" if flag else ""
    message = (
        f"cannot copy from stage {quote(wanted)}, it needs to be defined before current stage"
        f" {quote(fold.state.stage_name)}"
    )
    return DockerfileError(message, span=flag.span if flag else None)


def fold_workdir(fold: Fold) -> Step:
    """Fold WORKDIR: a layer, even where the directory exists, unless it is `/`."""
    state, word = fold.state, fold.instruction.words[0]
    path = fold.expand(word.text, word)
    is_absolute = path.startswith("/")
    relative_path = None if state.is_workdir_set or is_absolute else path
    state.is_workdir_set = True
    if not is_absolute and not state.working_dir and not state.is_known:
        return fold.step(Effect.LAYER, None, (path,), relative_path=relative_path)
    if not is_absolute:
        parent = posixpath.join("/", state.working_dir)
        path = clean_path(posixpath.join(parent, path)) if path else parent
    state.working_dir = path
    effect = Effect.METADATA if path == "/" else Effect.LAYER
    return fold.step(effect, f"WORKDIR {path}", (path,), relative_path=relative_path)


def clean_path(path: str) -> str:
    """Shorten a path as Go's `path.Clean` does, where two slashes at the front are one."""
    cleaned = posixpath.normpath(path)
    return cleaned[1:] if cleaned.startswith("//") else cleaned
