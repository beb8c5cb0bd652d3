"""A build check's warning, with all that is needed to mend it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from dockerlayers.checks.mending.edits import Edit, Mend, apply_edits, span_of
from dockerlayers.model.types import Build, Check, Step
from dockerlayers.syntax.nodes import Dockerfile, Instruction, Span, Word


@dataclass(frozen=True, kw_only=True, eq=False)
class Fault:
    """What a check reports, and the instruction that it is about."""

    check: Check
    instruction: Instruction
    dockerfile: Dockerfile
    build: Build

    @property
    def facts(self) -> Mapping[str, str]:
        """What the message says of this Dockerfile, by name."""
        return {name: str(fact) for name, fact in self.check.facts.items()}

    @cached_property
    def step(self) -> Step | None:
        """The evaluated instruction, None for a FROM and for what is never reached."""
        steps = [*self.build.global_args, *(step for stage in self.build.stages for step in stage.steps)]
        return next((step for step in steps if step.instruction is self.instruction), None)

    @property
    def place(self) -> Word | None:
        """The word at fault."""
        candidates = (self.instruction.keyword, *self.instruction.words, self.instruction.arguments)
        return next((word for word in candidates if word.span == self.check.span), None)

    @property
    def following(self) -> tuple[Instruction, ...]:
        """The instructions behind it, in all of the file."""
        instructions = self.dockerfile.instructions
        return instructions[instructions.index(self.instruction) + 1 :]

    def mend(self, *edits: tuple[Span, str]) -> Mend:
        """Change the file."""
        return apply_edits(self.dockerfile.lines, [Edit(*one) for one in edits])

    def mend_above(self, comment: Word, end: int, *edits: tuple[Span, str]) -> Mend | None:
        """Change the file, and put the comment behind `end` above, if all of it ends the last line."""
        first, last = self.instruction.line, comment.origin.numbers[-1]
        if comment.span.line != last:
            return None
        line = self.dockerfile.lines[first - 1]
        indent = line[: len(line) - len(line.lstrip())]
        above = (Span(first, 1, first, 1), f"{indent}{comment.text}\n")
        start = span_of(comment.origin, end, comment.end)
        rest = Span(start.line, start.column, last, len(self.dockerfile.lines[last - 1]) + 1)
        return self.mend(above, *edits, (rest, ""))


def cut_out(word: Word) -> Span:
    """Find a word together with the blanks behind it, as far as they are on its line."""
    text, end = word.origin.text, word.end
    line = word.span.end_line
    while end < len(text) and text[end] in " \t" and word.origin.position(end)[0] == line:
        end += 1
    return span_of(word.origin, word.start, end)
