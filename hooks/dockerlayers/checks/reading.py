"""What is seen of an instruction as it is read, before its arguments are checked."""

from __future__ import annotations

from collections.abc import Callable

from dockerlayers.checks.findings import Finding
from dockerlayers.syntax.nodes import Instruction

FROM_WITH_NAME = 3
"""How many words `FROM base AS name` has."""


def _on_from(instruction: Instruction) -> list[Finding]:
    words = instruction.words
    if len(words) < FROM_WITH_NAME:
        return []
    found = []
    if len(words) == FROM_WITH_NAME and words[2].text != words[2].text.lower():
        found.append(Finding("StageNameCasing", instruction, {"stage": words[2].text}, words[2]))
    keyword, as_word = instruction.keyword.text, words[1]
    casing = next((case for case in (str.lower, str.upper) if case(keyword) == keyword), None)
    if casing and as_word.text != casing(as_word.text):
        found.append(Finding("FromAsCasing", instruction, {"as": as_word.text, "from": keyword}, as_word))
    if len(words) == FROM_WITH_NAME:
        found += _on_description(instruction, [words[2].text.lower()])
    return found


def _on_description(instruction: Instruction, names: list[str]) -> list[Finding]:
    """Compare the comment above an ARG or a named stage with its name, which it begins with."""
    if not instruction.comments or not names:
        return []
    if instruction.comments[-1].text.split(" ")[0] in names:
        return []
    example = names[0] if len(names) == 1 else "<arg_key>"
    return [
        Finding(
            "InvalidDefinitionDescription",
            instruction,
            {"instruction": instruction.name, "name": example},
            instruction.keyword,
        )
    ]


def _on_arg(instruction: Instruction) -> list[Finding]:
    if not instruction.comments:
        return []
    return _on_description(instruction, [pair.key for pair in instruction.pairs])


def _on_maintainer(instruction: Instruction) -> list[Finding]:
    return [Finding("MaintainerDeprecated", instruction, {}, instruction.keyword)]


READ_CHECKS: dict[str, Callable[[Instruction], list[Finding]]] = {
    "ARG": _on_arg,
    "FROM": _on_from,
    "MAINTAINER": _on_maintainer,
}
"""What finds the faults in an instruction as it is written."""
