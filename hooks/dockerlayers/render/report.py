"""What is told of one file: its analysis, what the build context holds for it, and answers to «what if»."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from dockerlayers.analyze import Analysis
from dockerlayers.errors import DockerfileError
from dockerlayers.model.changes import Affected, BaseChange, Change, LineChange
from dockerlayers.model.context import BuildContext, CopiedSource, select_sources
from dockerlayers.model.paths import clean_source
from dockerlayers.model.rebuild import RebuildModel
from dockerlayers.model.references import parse_reference
from dockerlayers.model.types import Build, Effect, Step


@dataclass(frozen=True, kw_only=True)
class ContextFolder:
    """A build context as read from a folder; `folders` are the paths of those in it.

    `ignore_file` is the name of the file that excludes some, None where there is none.
    """

    context: BuildContext
    folders: frozenset[str] = frozenset()
    ignore_file: str | None = None

    def select(self, step: Step) -> tuple[CopiedSource, ...]:
        """Look up what each source of a COPY or ADD selects; a folder is there also when it is empty."""
        return tuple(map(self._check_folder, select_sources(step, self.context)))

    def _check_folder(self, source: CopiedSource) -> CopiedSource:
        path = clean_source(source.source)
        is_there = path in self.folders and not self.context.ignore.excludes(path)
        return replace(source, is_missing=source.is_missing and not is_there)


@dataclass(frozen=True, kw_only=True)
class Question:
    """A change to ask about; `text` is how the user wrote it."""

    text: str
    change: Change


@dataclass(frozen=True, kw_only=True, eq=False)
class Answer:
    """What is rebuilt when something changes, stage by stage."""

    question: Question
    affected: tuple[Affected, ...]


@dataclass(frozen=True, kw_only=True, eq=False)
class Report:
    """All that is told of one file; `path` is None where the text came from no file."""

    analysis: Analysis
    path: str | None = None
    folder: ContextFolder | None = None
    answers: tuple[Answer, ...] = field(default=())


def answer_questions(
    analysis: Analysis, questions: Iterable[Question], context: BuildContext | None = None
) -> tuple[Answer, ...]:
    """Answer each question; a Dockerfile with an error has no answers."""
    build = analysis.build
    if not build or not analysis.dockerfile:
        return ()
    model = RebuildModel(build, context)
    first_lines = {
        line: instruction.line
        for instruction in analysis.dockerfile.instructions
        for line in range(instruction.line, instruction.end_line + 1)
    }
    return tuple(
        Answer(question=question, affected=model.ask(_resolve(question.change, build, first_lines)))
        for question in questions
    )


def _resolve(change: Change, build: Build, first_lines: dict[int, int]) -> Change:
    """Take a line within an instruction for its first, and a reference for the base that it names."""
    match change:
        case LineChange(line=line):
            return LineChange(line=first_lines.get(line, line))
        case BaseChange(reference=reference):
            bases = [stage.base for stage in build.stages if stage.base and stage.base_stage is None]
            wanted = _familiar(reference)
            return BaseChange(
                reference=next((base for base in bases if _familiar(base) == wanted), reference)
            )
    return change


def _familiar(reference: str) -> str:
    try:
        return parse_reference(reference).familiar
    except DockerfileError:
        return reference


def layer_lines(affected: Affected) -> tuple[int, int]:
    """Return the first line of the first layer and the last one of the last layer that is affected.

    The first step is a layer; the last may be followed by metadata.
    """
    steps = affected.stage.steps
    last = affected.end - 1
    while steps[last].effect is not Effect.LAYER:
        last -= 1
    return steps[affected.start].instruction.line, steps[last].instruction.end_line
