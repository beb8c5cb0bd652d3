"""Tell a Dockerfile from what else people put into a fence tagged `docker`."""

from __future__ import annotations

import re
from difflib import get_close_matches

from dockerlayers.errors import DockerfileError
from dockerlayers.patterns import lazy_pattern
from dockerlayers.syntax.instruction import INSTRUCTION_NAMES
from dockerlayers.syntax.nodes import Instruction
from dockerlayers_site.fences.source import parse_source

_PROMPT = lazy_pattern(r"^[ \t]*[$%][ \t]", re.MULTILINE)
_COMMAND = lazy_pattern(r"(?:sudo[ \t]+)?(?:docker|docker-compose|podman|curl|apt|apt-get)[ \t]+\S")


def is_dockerfile(text: str) -> bool:
    """Say whether a text is meant as a Dockerfile or as a part of one.

    More than half of the fences tagged `docker` in Korean notes hold shell commands, output or Compose files.
    In a Dockerfile every keyword is an instruction, or nearly one: a typing error is to be reported,
    not hidden. Lower case alone is not enough without a FROM, as `env` and `run` are words of other texts.
    """
    try:
        instructions = parse_source(text).instructions
    except DockerfileError:
        return _first_word(text) in INSTRUCTION_NAMES
    keywords = [instruction.keyword.text for instruction in instructions]
    return (
        all(_is_keyword(keyword) for keyword in keywords)
        and any(_is_certain(instruction) for instruction in instructions)
    )  # fmt: skip


def is_certainly_dockerfile(text: str) -> bool:
    """Say whether a text that nobody called a Dockerfile is one beyond doubt: whole, and without an error.

    `FROM users` alone may be SQL; with a step below it, in capitals as well, it is none.
    """
    if "FROM" not in text:
        return False
    # Loaded for the first text that may be one.
    from dockerlayers.analysis import analyze

    analysis = analyze(text)
    instructions = analysis.dockerfile.instructions if analysis.dockerfile and not analysis.error else ()
    return len(instructions) > 1 and all(one.keyword.text in INSTRUCTION_NAMES for one in instructions)


def guess_language(text: str) -> str:
    """Name the Pygments lexer for a fence tagged `docker` that holds no Dockerfile."""
    if _PROMPT.search(text):
        return "console"
    first = _first_line(text)
    if _COMMAND.match(first):
        return "bash"
    return "docker" if _first_word(text) in INSTRUCTION_NAMES else "text"


def _is_keyword(word: str) -> bool:
    return word.upper() in INSTRUCTION_NAMES or (
        word.isupper() and bool(get_close_matches(word, INSTRUCTION_NAMES, n=1, cutoff=0.7))
    )


def _is_certain(instruction: Instruction) -> bool:
    """Say whether an instruction could be no word of another text."""
    if instruction.name == "FROM":
        return len(instruction.words) in (1, 3)
    return instruction.keyword.text in INSTRUCTION_NAMES and bool(instruction.arguments.text)


def _first_line(text: str) -> str:
    lines = (line.strip() for line in text.split("\n"))
    return next((line for line in lines if line and not line.startswith("#")), "")


def _first_word(text: str) -> str:
    return (_first_line(text).split() or [""])[0]
