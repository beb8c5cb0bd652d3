"""What is seen of an instruction as it is read, before its arguments are checked."""

from __future__ import annotations

from collections.abc import Iterable

from dockerlayers.checks.report import Finding
from dockerlayers.syntax.nodes import Instruction

FROM_WITH_NAME = 3
"""How many words `FROM base AS name` has."""


def on_reading(instruction: Instruction) -> Iterable[Finding]:
    """Find what is wrong with an instruction as it is written."""
    match instruction.name:
        case "FROM":
            return _on_reading_from(instruction)
        case "ARG":
            return _on_description(instruction, [pair.key for pair in instruction.pairs])
        case "MAINTAINER":
            return (Finding("MaintainerDeprecated", (), instruction.keyword),)
    return ()


def _on_reading_from(instruction: Instruction) -> list[Finding]:
    words = instruction.words
    if len(words) < FROM_WITH_NAME:
        return []
    found = []
    if len(words) == FROM_WITH_NAME and words[2].text != words[2].text.lower():
        found.append(Finding("StageNameCasing", (words[2].text,), words[2]))
    keyword, as_word = instruction.keyword.text, words[1]
    casing = next((case for case in (str.lower, str.upper) if case(keyword) == keyword), None)
    if casing and as_word.text != casing(as_word.text):
        found.append(Finding("FromAsCasing", (as_word.text, keyword), as_word))
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
    return [Finding("InvalidDefinitionDescription", (instruction.name, example), instruction.keyword)]
