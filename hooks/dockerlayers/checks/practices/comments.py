"""Comments where Docker knows none."""

from __future__ import annotations

from collections.abc import Iterator

from dockerlayers.checks.findings import Finding
from dockerlayers.checks.mending.edits import Mend, replace_lines
from dockerlayers.checks.practices.practice import Practice
from dockerlayers.checks.practices.survey import Survey
from dockerlayers.syntax.nodes import Instruction, Word
from dockerlayers.syntax.trailing import find_trailing_comment


def find_trailing(survey: Survey) -> Iterator[Finding]:
    """Find `COPY . . # 소스`, whose comment Docker takes for arguments."""
    for instruction in survey.dockerfile.instructions:
        comment = find_trailing_comment(instruction.keyword.origin, survey.dockerfile.escape)
        if comment:
            facts = {"comment": comment.text}
            mend = _put_above(survey, instruction, comment)
            yield Finding("CommentAtLineEnd", instruction, facts, comment, mend)


def _put_above(survey: Survey, instruction: Instruction, comment: Word) -> Mend | None:
    """Put the comment above the instruction, if all of it stands at the end of its last line."""
    first, last = instruction.line, instruction.keyword.origin.numbers[-1]
    if comment.span.line != last:
        return None
    lines = survey.lines[first - 1 : last]
    indent = lines[0][: len(lines[0]) - len(lines[0].lstrip())]
    kept = lines[-1][: comment.span.column - 1].rstrip()
    return replace_lines(survey.lines, first, last, (f"{indent}{comment.text}", *lines[:-1], kept))


PRACTICES = (
    Practice(
        name="CommentAtLineEnd",
        url="https://docs.docker.com/reference/dockerfile/#format",
        in_file=(find_trailing,),
    ),
)
