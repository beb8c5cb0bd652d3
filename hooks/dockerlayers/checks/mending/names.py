"""Mends casing and names."""

from __future__ import annotations

import re

from dockerlayers.checks.mending.edits import Mend, replace_lines
from dockerlayers.checks.mending.faults import Fault, cut_out


def mend_casing(fault: Fault) -> Mend:
    """Write the keyword as most keywords of the file are; the AS of a FROM goes with it."""
    casing = fault.facts["casing"]
    instruction = fault.instruction
    words = [instruction.keyword]
    if instruction.name == "FROM":
        words += instruction.words[1:2]
    edits = [(word.span, word.text.lower() if casing == "lowercase" else word.text.upper()) for word in words]
    return fault.mend(*edits)


def mend_as(fault: Fault) -> Mend:
    """Write AS as FROM is."""
    written, keyword = fault.facts["as"], fault.facts["from"]
    word = fault.instruction.words[1]
    return fault.mend((word.span, written.lower() if keyword.islower() else written.upper()))


def mend_stage_name(fault: Fault) -> Mend:
    """Write the stage's name in lower case; what refers to it may be in any case."""
    word = fault.instruction.words[2]
    return fault.mend((word.span, word.text.lower()))


def mend_duplicate(fault: Fault) -> Mend | None:
    """Give the second stage a number, if nothing behind it names it."""
    word = fault.instruction.words[2]
    name = re.compile(rf"(?<![\w.-]){re.escape(word.text)}(?![\w.-])", re.IGNORECASE)
    if any(name.search(one.original) for one in fault.following):
        return None
    taken = {stage.name for stage in fault.build.stages}
    number = next(
        number for number in range(2, len(taken) + 3) if f"{word.text.lower()}-{number}" not in taken
    )
    return fault.mend((word.span, f"{word.text}-{number}"))


def mend_platform(fault: Fault) -> Mend:
    """Leave out `--platform=$TARGETPLATFORM`."""
    flag = fault.instruction.find_flag("platform")
    assert flag
    return fault.mend((cut_out(flag.word), ""))


def mend_description(fault: Fault) -> Mend | None:
    """Begin the comment with the name that it describes, if it is one line about one name."""
    instruction = fault.instruction
    name = fault.facts["name"]
    last = instruction.comments[-1]
    above = fault.dockerfile.lines[last.line - 2] if last.line > 1 else ""
    is_next = last.line == instruction.line - 1
    if not is_next or above.lstrip().startswith("#") or name.startswith("<"):
        return None
    line = fault.dockerfile.lines[last.line - 1]
    hashes = line[: len(line) - len(line.lstrip(" \t#"))].rstrip()
    return replace_lines(fault.dockerfile.lines, last.line, last.line, [f"{hashes} {name} {last.text}"])
