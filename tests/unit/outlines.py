"""Outlines: what was made of a Dockerfile, in lines that a person can check by eye."""

from collections.abc import Iterator

from dockerlayers.analysis import Analysis
from dockerlayers.model.types import Check, Stage, Step
from dockerlayers.syntax.nodes import Dockerfile, Instruction, Span


def outline_syntax(dockerfile: Dockerfile) -> list[str]:
    """Write directives, instructions with all their parts, and comments, each with its place."""
    lines = [f"{_place(one.span)} directive {one.name} = {one.value}" for one in dockerfile.directives]
    for instruction in dockerfile.instructions:
        lines += _instruction(instruction)
    lines += [f"line {one.line} comment {one.text}" for one in dockerfile.comments]
    return lines + [f"line {one.line} blank line in a continuation" for one in dockerfile.empty_continuations]


def _instruction(instruction: Instruction) -> Iterator[str]:
    last = f"-{instruction.end_line}" if instruction.end_line > instruction.line else ""
    yield f"line {instruction.line}{last} {instruction.name} {instruction.form.value}"
    yield from (f"  {line}" for line in _parts(instruction))


def _parts(instruction: Instruction) -> Iterator[str]:
    yield from (f"below comment {comment.text}" for comment in instruction.comments)
    yield f"{_place(instruction.keyword.span)} keyword {instruction.keyword.text}"
    for flag in instruction.flags:
        value = "" if flag.value is None else f" = {flag.value}"
        yield f"{_place(flag.span)} flag {flag.name}{value}"
    if instruction.trigger:
        yield from _parts(instruction.trigger)
    elif instruction.pairs:
        for pair in instruction.pairs:
            value = "" if pair.value is None else f" = {pair.value}"
            yield f"{_place(pair.word.span)} {'legacy ' if pair.is_legacy else ''}pair {pair.key}{value}"
    else:
        yield from (f"{_place(word.span)} word {word.text}" for word in instruction.words)
    for heredoc in instruction.heredocs:
        marks = ["expand"] * heredoc.expand + ["chomp"] * heredoc.chomp
        marks += [f"fd {heredoc.file_descriptor}"] * bool(heredoc.file_descriptor)
        place = f"lines {heredoc.first_line}-{heredoc.last_line}"
        yield f"{place} heredoc {heredoc.name} ({', '.join(marks)}) {heredoc.content!r}"


def _place(span: Span) -> str:
    end = f"{span.end_line}:" if span.end_line != span.line else ""
    return f"{span.line}:{span.column}-{end}{span.end_column}"


def outline_stages(stages: tuple[Stage, ...]) -> list[str]:
    """Write the stages with their steps: effect, words, and what variables were."""
    lines = []
    for stage in stages:
        base = f"stage {stage.base_stage}" if stage.base_stage is not None else stage.base
        marks = ["built"] * stage.is_built + ["in image"] * stage.is_in_image
        lines.append(f"{stage.index} {stage.name or '-'} from {base} ({', '.join(marks)})")
        lines += [f"  {_step(step)}" for step in stage.steps]
    return lines


def _step(step: Step) -> str:
    parts = [f"{step.instruction.line} {step.instruction.name} {step.effect.value}"]
    parts += [f"{name}={'(not set)' if value is None else value}" for name, value in step.variables]
    parts += [f"from stage {index}" for index in step.source_stages]
    parts += ["ONBUILD"] * step.is_onbuild
    return "; ".join(parts)


def outline_history(analysis: Analysis) -> list[str]:
    """Write the history, oldest first; `-` before an entry without a layer."""
    assert analysis.build, analysis.error
    return [f"{'-' if entry.empty_layer else 'L'} {entry.created_by}" for entry in analysis.build.history]


def outline_check(check: Check, source: str) -> str:
    """Write a warning: its lines, the word that it is about, rule and message."""
    lines = f"{check.lines[0]}-{check.lines[-1]}" if len(check.lines) > 1 else str(check.lines[0])
    return f"{lines} [{_written(check.span, source)}] {check.rule}: {check.detail}"


def _written(span: Span | None, source: str) -> str:
    if span is None:
        return ""
    assert span.line == span.end_line
    return source.split("\n")[span.line - 1][span.column - 1 : span.end_column - 1]
