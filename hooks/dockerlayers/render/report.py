"""What is told of one file: its analysis, what the build context holds for it, and answers to «what if»."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from dockerlayers.analysis import Analysis
from dockerlayers.model.changes import Affected, Change
from dockerlayers.model.context import BuildContext, CopiedSource, select_sources
from dockerlayers.model.paths import clean_source
from dockerlayers.model.types import Effect, Step

if TYPE_CHECKING:
    from dockerlayers.measured.types import Measured


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
    """All that is told of one file; `path` is None where the text came from no file.

    `measured` is what an engine measured of it.
    """

    analysis: Analysis
    path: str | None = None
    folder: ContextFolder | None = None
    answers: tuple[Answer, ...] = field(default=())
    measured: Measured | None = None


def answer_questions(analysis: Analysis, questions: Iterable[Question]) -> tuple[Answer, ...]:
    """Answer each question; a Dockerfile with an error has no answers."""
    if analysis.error:
        return ()
    return tuple(
        Answer(question=question, affected=analysis.rebuilt_by(question.change)) for question in questions
    )


def layer_lines(affected: Affected) -> tuple[int, int]:
    """Return the first line of the first layer and the last one of the last layer that is affected.

    The first step is a layer; the last may be followed by metadata.
    """
    steps = affected.stage.steps
    last = affected.end - 1
    while steps[last].effect is not Effect.LAYER:
        last -= 1
    return steps[affected.start].instruction.line, steps[last].instruction.end_line
