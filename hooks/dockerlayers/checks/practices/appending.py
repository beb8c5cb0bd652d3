"""One more command at the end of a RUN, written as the others are."""

from __future__ import annotations

from dockerlayers.checks.mending.edits import Mend, replace_lines
from dockerlayers.checks.practices.survey import Visit

_WIDTH = 100
_INDENT = "    "


def append_command(visit: Visit, command: str) -> Mend | None:
    """Add a command behind the last one of a RUN; None where its end leaves open how."""
    if visit.body:
        last = visit.body.last_line - 1
        line = visit.survey.lines[last - 1]
        indent = line[: len(line) - len(line.lstrip())]
        is_plain = bool(line.strip()) and not line.rstrip().endswith(("\\", "&&", "||", "|"))
        return replace_lines(visit.survey.lines, last, last, [line, indent + command]) if is_plain else None
    script, instruction = visit.script, visit.instruction
    if script.comments or not script.commands or visit.text.rstrip().endswith((";", "&", "|")):
        return None
    last = instruction.end_line
    lines = visit.survey.lines[instruction.line - 1 : last]
    line = lines[-1].rstrip()
    escape = visit.survey.dockerfile.escape
    if len(lines) == 1 and len(line) + len(command) + 4 <= _WIDTH:
        return replace_lines(visit.survey.lines, last, last, [f"{line} && {command}"])
    code = [one for one in lines[:-1] if one.strip(f" \t{escape}") and not one.lstrip().startswith("#")]
    before = code[-1].rstrip().removesuffix(escape).rstrip() if code else ""
    indent = line[: len(line) - len(line.lstrip())] if len(lines) > 1 else _INDENT
    if before.endswith(";"):
        added = [f"{line}; {escape}", indent + command]
    elif before.endswith("&&"):
        added = [f"{line} && {escape}", indent + command]
    else:
        joined = _indent_of_operators(lines[1:]) or indent
        added = [f"{line} {escape}", f"{joined}&& {command}"]
    return replace_lines(visit.survey.lines, last, last, added)


def _indent_of_operators(lines: tuple[str, ...]) -> str:
    """Find how far `&&` at the start of a line is indented."""
    found = [line for line in lines if line.lstrip().startswith("&&")]
    return found[-1][: len(found[-1]) - len(found[-1].lstrip())] if found else ""
