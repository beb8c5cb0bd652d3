"""What the practices look at: the instructions of each stage, and the scripts of its RUNs."""

from __future__ import annotations

import posixpath
import shlex
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property, wraps
from typing import TypeVar

from dockerlayers.checks.mending.edits import Edit, Mend, apply_edits, span_of
from dockerlayers.model.context import BuildContext
from dockerlayers.model.references import Reference, parse_reference
from dockerlayers.model.steps import Cmd, Entrypoint, Run, Shell
from dockerlayers.model.types import Build, Stage, Step
from dockerlayers.programs.calls import Call, CallPair, ScriptCalls, find_calls
from dockerlayers.syntax.nodes import Dockerfile, Heredoc, Instruction, Span
from dockerlayers.syntax.shell.nodes import Script
from dockerlayers.syntax.shell.parser import parse_kept

_SHELLS = frozenset(("sh", "ash", "bash", "dash", "ksh", "zsh"))
_LONGEST = 8
_NO_CALLS = ScriptCalls((), ())
Found = TypeVar("Found")


@dataclass(frozen=True, kw_only=True, eq=False)
class Visit:
    """A step of a stage; `index` counts the stage's steps from 0."""

    survey: Survey
    stage: Stage
    step: Step
    index: int

    @property
    def instruction(self) -> Instruction:
        """The instruction of the step."""
        return self.step.instruction

    @cached_property
    def text(self) -> str:
        """The shell script of a RUN, "" where there is none or a part of it is hidden."""
        instruction, does = self.instruction, self.step.does
        if not isinstance(does, Run) or does.is_exec or not self.has_shell:
            return ""
        if not instruction.heredocs:
            return instruction.arguments.text
        return self.body.content if self.body and not self.body.content.startswith("#!") else ""

    @cached_property
    def body(self) -> Heredoc | None:
        """The heredoc that is all of the RUN."""
        heredocs = self.instruction.heredocs
        is_alone = len(heredocs) == 1 and len(self.instruction.arguments.text.split()) == 1
        return heredocs[0] if is_alone else None

    @cached_property
    def has_shell(self) -> bool:
        """Whether commands run in a shell of the kind that is understood here."""
        if not self.survey.has_shells:
            return True
        shells = [one.step.does for one in self.before if isinstance(one.step.does, Shell)]
        return not shells or posixpath.basename(shells[-1].command[0]) in _SHELLS

    @cached_property
    def shell(self) -> str:
        """The SHELL that holds here, as it is written, "" where none is given."""
        if not self.survey.has_shells:
            return ""
        shells = [one.instruction.original for one in self.before if one.instruction.name == "SHELL"]
        return shells[-1] if shells else ""

    @property
    def has_pipefail(self) -> bool:
        """Whether a pipe fails with any of its commands."""
        return "pipefail" in self.text or "pipefail" in self.shell

    @cached_property
    def script(self) -> Script:
        """The script, split; that of what is no RUN is empty."""
        return parse_kept(self.text)

    @cached_property
    def _found(self) -> ScriptCalls:
        return find_calls(self.text) if self.text else _NO_CALLS

    @cached_property
    def calls(self) -> tuple[Call, ...]:
        """The programs that it calls."""
        return self._found.calls

    @property
    def pairs(self) -> tuple[CallPair, ...]:
        """Those of them that follow each other."""
        return self._found.pairs

    @property
    def before(self) -> list[Visit]:
        """The steps before it, those of the stages below first."""
        return [*self.survey.below(self.stage), *self.survey.visits(self.stage)[: self.index]]

    @property
    def after(self) -> tuple[Visit, ...]:
        """The steps behind it in its stage."""
        return self.survey.visits(self.stage)[self.index + 1 :]

    @property
    def mount_targets(self) -> list[str]:
        """List the paths that a RUN has mounts at."""
        mounts = self.step.does.mounts if isinstance(self.step.does, Run) else ()
        return [mount.target for mount in mounts if mount.target]

    def mounts_over(self, *paths: str) -> bool:
        """Say whether a mount covers one of these paths."""
        return any(is_inside(path, target) for target in self.mount_targets for path in paths)

    def span(self, start: int, end: int) -> Span:
        """Find a stretch of the script in the file."""
        if not self.body:
            arguments = self.instruction.arguments
            return span_of(arguments.origin, arguments.start + start, arguments.start + end)
        (line, column), (end_line, end_column) = self._place(start), self._place(end)
        return Span(line, column, end_line, end_column)

    def _place(self, offset: int) -> tuple[int, int]:
        assert self.body
        before = self.body.content[:offset]
        return self.body.first_line + before.count("\n"), offset - before.rfind("\n")

    def mend(self, *edits: tuple[int, int, str]) -> Mend | None:
        """Change stretches of the script; None where they are so far apart that nobody sees the change."""
        changes = [Edit(self.span(start, end), text) for start, end, text in edits]
        mend = apply_edits(self.survey.lines, changes)
        return mend if len(mend.removed) <= _LONGEST else None


def once_a_visit(find: Callable[[Visit], Found]) -> Callable[[Visit], Found]:
    """Keep what is found out about a step with the step: a cache would keep all around the last one."""
    name = f"{find.__module__}.{find.__qualname__}"

    @wraps(find)
    def found(visit: Visit) -> Found:
        known = vars(visit)
        if name not in known:
            known[name] = find(visit)
        kept: Found = known[name]
        return kept

    return found


@dataclass(frozen=True, kw_only=True, eq=False)
class Survey:
    """A whole Dockerfile; `context` is the build context, None where it is not known."""

    dockerfile: Dockerfile
    build: Build
    context: BuildContext | None = None

    @property
    def lines(self) -> tuple[str, ...]:
        """The physical lines."""
        return self.dockerfile.lines

    @cached_property
    def has_shells(self) -> bool:
        """Whether any SHELL is set."""
        return any(one.name == "SHELL" for one in self.dockerfile.instructions)

    @cached_property
    def all_visits(self) -> tuple[tuple[Visit, ...], ...]:
        """The steps of every stage."""
        return tuple(
            tuple(
                Visit(survey=self, stage=one, step=step, index=index) for index, step in enumerate(one.steps)
            )
            for one in self.build.stages
        )

    @cached_property
    def own_visits(self) -> tuple[list[Visit], ...]:
        """The steps of each stage that its own lines make, not a trigger of its base."""
        return tuple([visit for visit in visits if not visit.step.is_onbuild] for visits in self.all_visits)

    @property
    def image_visits(self) -> Iterator[list[Visit]]:
        """Yield those of the stages whose layers are in the image."""
        for visits in self.own_visits:
            if visits and visits[0].stage.is_in_image:
                yield visits

    def visits(self, stage: Stage) -> tuple[Visit, ...]:
        """Return the steps of a stage."""
        return self.all_visits[stage.index]

    def below(self, stage: Stage) -> list[Visit]:
        """Return the steps of the stages that a stage is built from, the lowest first."""
        lower = list(self.build.chain(stage))[1:]
        return [visit for one in reversed(lower) for visit in self.visits(one)]

    def text_of(self, stage: Stage) -> str:
        """Return all that is written in a stage and in those that it is built from."""
        if stage.index not in self._texts:
            parts: list[str] = []
            for one in self.build.chain(stage):
                for visit in self.visits(one):
                    parts.append(visit.instruction.original)
                    parts += [heredoc.content for heredoc in visit.instruction.heredocs]
            self._texts[stage.index] = "\n".join(parts)
        return self._texts[stage.index]

    @cached_property
    def _texts(self) -> dict[int, str]:
        return {}

    @property
    def target(self) -> Stage:
        """The stage whose image it is."""
        return self.build.stages[self.build.target]

    @cached_property
    def target_visits(self) -> list[Visit]:
        """The steps that make the image, the lowest first, without triggers."""
        visits = [*self.below(self.target), *self.visits(self.target)]
        return [visit for visit in visits if not visit.step.is_onbuild]

    @cached_property
    def starts(self) -> tuple[Visit, ...]:
        """The ENTRYPOINT and the CMD that a container starts with, as far as this file says so."""
        found: dict[str, Visit] = {}
        for visit in self.target_visits:
            match visit.step.does:
                case Cmd():
                    found["CMD"] = visit
                case Entrypoint():
                    if "CMD" in found and found["CMD"].stage is not visit.stage:
                        del found["CMD"]  # an inherited one is taken away
                    found["ENTRYPOINT"] = visit
        return tuple(found[name] for name in ("ENTRYPOINT", "CMD") if name in found)

    @cached_property
    def main_calls(self) -> tuple[Call, ...]:
        """The programs that a container starts with, also those that its entrypoint would run."""
        return tuple(call for script in self._mains for call in find_calls(script.text).calls)

    @cached_property
    def last_calls(self) -> tuple[Call, ...]:
        """The programs that a container starts in their order; none where the last one is left to itself."""
        if not self._mains:
            return ()
        calls = find_calls(self._mains[0].text).calls
        scripts = [self._mains[0].text, *(word.value or "" for call in calls for word in call.words)]
        return () if any(text.rstrip().endswith("&") for text in scripts) else calls

    @cached_property
    def _mains(self) -> list[Script]:
        """What is started: all of it, and the CMD alone, which the entrypoint may run in the end."""
        commands = [
            one.step.does.command for one in self.starts if isinstance(one.step.does, Cmd | Entrypoint)
        ]
        whole = [word for command in commands for word in command]
        lines = dict.fromkeys((tuple(whole), *commands[1:]))
        return [parse_kept(shlex.join(words)) for words in lines if words]

    def base_of(self, stage: Stage) -> Reference | None:
        """Return the image that a stage begins with, None where that is nothing, or not known."""
        if stage.index not in self._bases:
            base = list(self.build.chain(stage))[-1].base_image
            self._bases[stage.index] = parse_reference(base) if base else None
        return self._bases[stage.index]

    @cached_property
    def _bases(self) -> dict[int, Reference | None]:
        return {}


def is_inside(path: str, folder: str) -> bool:
    """Say whether a path is a folder or in it."""
    folder = folder.rstrip("/")
    return path == folder or path.startswith(f"{folder}/")
