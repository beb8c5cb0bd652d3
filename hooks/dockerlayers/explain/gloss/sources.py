"""The command of an instruction: a script for a shell, or the words of an exec form."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from dockerlayers.explain.knowledge import load_words
from dockerlayers.explain.scene import Scene
from dockerlayers.model.steps import Cmd, Entrypoint, Run
from dockerlayers.patterns import lazy_pattern
from dockerlayers.programs.options import Range
from dockerlayers.syntax.nodes import Form, Instruction, LogicalLine, Stretch
from dockerlayers.syntax.shell.nodes import ShellWord
from dockerlayers.syntax.shell.places import PlacedScript, find_script, is_shell

NOWHERE: Range = (-1, -1)
"""Where a word stands that another instruction gives."""
DEFAULT_SHELL = ("/bin/sh", "-c")
_RUNS_SCRIPT = lazy_pattern(r"-\w*c")
_STOPS_EARLY = lazy_pattern(r"-[A-Za-z]*e[A-Za-z]*")
_COMMANDS = frozenset({"RUN", "CMD", "ENTRYPOINT", "HEALTHCHECK"})


class Source(NamedTuple):
    """What an instruction runs: `text` for a shell, else the `words` of an exec form; `places` finds it."""

    places: PlacedScript | LogicalLine
    text: str = ""
    words: tuple[ShellWord, ...] = ()
    stops_early: bool = False

    def find(self, ranges: Iterable[Range]) -> list[Stretch]:
        """Find where words stand in the Dockerfile; those with only a blank between them are one stretch."""
        found: list[Stretch] = []
        for start, end in _join([one for one in ranges if one != NOWHERE]):
            found += self.places.stretches(start, end)
        return found


def _join(ranges: Sequence[Range]) -> Sequence[Range]:
    if len(ranges) < 2:  # as mostly
        return ranges
    joined: list[Range] = []
    for start, end in sorted(ranges):
        if joined and start - joined[-1][1] <= 1:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined


def find_source(scene: Scene) -> Source | None:
    """Find what an instruction runs; return None where that is nothing, or for no POSIX shell."""
    instruction = scene.instruction.trigger or scene.instruction
    if instruction.name not in _COMMANDS or not _is_run(scene) or _is_on_windows(scene):
        return None
    if instruction.name == "CMD" and scene.entrypoint:
        return _source_of_arguments(instruction, scene.entrypoint)
    return read_instruction(instruction, _find_shell(scene))


def read_instruction(instruction: Instruction, shell: Sequence[str]) -> Source | None:
    """Find what an instruction runs, where `shell` takes its shell form."""
    if instruction.form is Form.EXEC:
        return _exec_source(instruction)
    script = find_script(instruction)
    if not script or not (script.names_shell or is_posix(shell)):
        return None
    return Source(script, script.text, stops_early=not script.names_shell and _stops_early(shell))


def _is_run(scene: Scene) -> bool:
    """Say whether the command is run: not one that a later one replaces."""
    return scene.instruction.name in ("RUN", "ONBUILD") or not scene.successor


def _exec_source(instruction: Instruction) -> Source | None:
    words = instruction.words[1:] if instruction.name == "HEALTHCHECK" else instruction.words
    if not words:
        return None
    shell_words = tuple(ShellWord(word.text, word.start, word.end, word.text) for word in words)
    return Source(words[0].origin, words=shell_words)


def _source_of_arguments(instruction: Instruction, entrypoint: Entrypoint) -> Source | None:
    """Find the command that an exec form's words end, when they are handed to an entrypoint of that form."""
    if not entrypoint.is_exec or instruction.form is not Form.EXEC:
        return None
    source = _exec_source(instruction)
    ahead = tuple(ShellWord(word, *NOWHERE, word) for word in entrypoint.command)
    return source._replace(words=(*ahead, *source.words)) if source else None


def _find_shell(scene: Scene) -> Sequence[str]:
    """Find the shell that holds for a shell form: the model knows it for RUN, CMD and ENTRYPOINT."""
    match scene.step.does:
        case Run(command=command) | Cmd(command=command) | Entrypoint(command=command):
            return command[:-1]
    return scene.around.shell(scene.step) or DEFAULT_SHELL


def is_posix(shell: Sequence[str]) -> bool:
    """Say whether a command line hands a script to a shell of the POSIX kind."""
    return any(map(is_shell, shell)) and bool(_RUNS_SCRIPT.fullmatch(shell[-1]))


def _stops_early(shell: Sequence[str]) -> bool:
    return "errexit" in shell or any(_STOPS_EARLY.fullmatch(word) for word in shell)


def _is_on_windows(scene: Scene) -> bool:
    """Say whether the stage starts from an image of Windows, whose shell is another one."""
    return is_windows((scene.around.start(scene.stage).root.base or "") if scene.stage else "")


def is_windows(image: str) -> bool:
    """Say whether an image is one of Windows by its name."""
    return any(word in image.lower() for word in load_words()["windows-bases"])
