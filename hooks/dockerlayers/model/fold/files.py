"""The instructions that put files and directories into the image: COPY, ADD, WORKDIR."""

from __future__ import annotations

from dockerlayers.errors import DockerfileError
from dockerlayers.model.fold.fold import Fold
from dockerlayers.model.places import check_drives, is_absolute, resolve_directory, to_own
from dockerlayers.model.sources import SourceError, check_chmod, check_sources
from dockerlayers.model.steps import Add, Copy, Workdir
from dockerlayers.model.types import Effect, Step
from dockerlayers.syntax.characters import quote
from dockerlayers.syntax.expansion import Lexer
from dockerlayers.syntax.heredocs import parse_heredoc_mark
from dockerlayers.syntax.nodes import Heredoc, Instruction

_Arguments = tuple[tuple[str, ...], tuple[Heredoc, ...], str]
"""Sources, heredocs and the destination."""

_HEREDOC_LEXER = Lexer(plain_quotes=True)


def fold_copy(fold: Fold) -> Step:
    """Fold COPY or ADD: always a layer."""
    instruction = fold.instruction
    chown = chmod = checksum = ""
    if instruction.flags:
        chown, chmod, checksum = [fold.expanded_flag(name) for name in ("chown", "chmod", "checksum")]
    *source_words, destination_word = instruction.words
    heredocs = _find_files(instruction) if instruction.heredocs else ()
    if heredocs:
        source_words = [word for word in source_words if not parse_heredoc_mark(word.text)]
    sources = tuple([fold.expand(word.text, word) for word in source_words])
    destination = fold.expand(destination_word.text, destination_word)
    for heredoc in heredocs:
        if heredoc.expand:
            fold.process(_HEREDOC_LEXER.expand, heredoc.content, heredoc)
    if fold.sources and not fold.sources[0].is_dispatched:
        raise _copied_too_early(fold)
    check_drives((), (), destination, fold.state.system)
    if chmod:
        check_chmod(chmod, instruction.find_flag("chmod"))
    try:
        check_sources(instruction, sources, source_words, checksum)
    except SourceError as error:
        fold.partial = (Copy if instruction.name == "COPY" else Add)(sources[: error.index], (), "")
        raise
    check_drives(sources, tuple([one.name for one in heredocs]), destination, fold.state.system)
    does = _make(fold, (sources, heredocs, destination), chown, chmod, checksum)
    return fold.step(Effect.LAYER, _show(instruction.name, does), does)


def _make(fold: Fold, given: _Arguments, chown: str, chmod: str, checksum: str) -> Copy | Add:
    """Put together what is done, from the arguments and, where there are any, the flags."""
    is_copy, flags = fold.instruction.name == "COPY", fold.instruction.flags
    if not flags:
        return Copy(*given) if is_copy else Add(*given)
    values = {flag.name: "true" if flag.value is None else flag.value for flag in flags}
    excludes = tuple([flag.value or "" for flag in flags if flag.name == "exclude"])
    is_linked = _is_on(values.get("link"))
    if is_copy:
        return Copy(
            *given, chown, chmod, excludes, is_linked, values.get("from", ""), _is_on(values.get("parents"))
        )
    unpacks = _is_on(values["unpack"]) if "unpack" in values else None
    keeps_git = _is_on(values.get("keep-git-dir"))
    return Add(*given, chown, chmod, excludes, is_linked, checksum, keeps_git, unpacks)


def _is_on(value: str | None) -> bool:
    """Say whether a flag of true or false, in any case, is given as true."""
    return value is not None and value.lower() == "true"


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
    written = fold.expand(word.text, word)
    is_relative = not is_absolute(written, state.system)
    does = Workdir(written, written, not state.is_workdir_set, is_relative)
    fold.partial = does
    state.is_workdir_set = True
    if is_relative and not state.working_dir and not state.is_known:
        return fold.step(Effect.LAYER, None, does)
    path = resolve_directory(state.working_dir, written, state.system)
    state.working_dir = to_own(path, state.system)
    effect = Effect.METADATA if path == "/" else Effect.LAYER
    return fold.step(effect, f"WORKDIR {path}", does._replace(path=path))
