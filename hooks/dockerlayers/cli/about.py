"""What a name means that stands in a Dockerfile or beside a finding, and where to read on."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TextIO

from dockerlayers.checks.practices.rules import PRACTICES
from dockerlayers.checks.rules import RULES
from dockerlayers.checks.silencing import CODES
from dockerlayers.checks.slugs import slug_of
from dockerlayers.cli.arguments import AboutArguments
from dockerlayers.cli.terminal import find_screen
from dockerlayers.cli.usage import UsageError
from dockerlayers.explain.guidance import load_guidance
from dockerlayers.guide import Guide
from dockerlayers.model.suggestions import suggest
from dockerlayers.render.terminal.layout import INDENT, write_indented, write_whole
from dockerlayers.render.terminal.style import Chunk, Line, Screen, Style, paint
from dockerlayers.syntax.instruction import INSTRUCTION_NAMES
from dockerlayers.texts.texts import Texts, load_texts

_REFERENCE = "https://docs.docker.com/reference/dockerfile/#"
_ANCHORS = {"MAINTAINER": "maintainer-deprecated"}
"""The anchors of Docker's reference that are not the name itself."""


@dataclass(frozen=True, kw_only=True)
class AboutEntry:
    """What is told of a name: what it is called, what it is, and the address of its page."""

    name: str
    says: str
    address: str


def tell_about(arguments: AboutArguments, stdout: TextIO) -> bool:
    """Print what names mean; raise UsageError for one that nothing has."""
    screen = find_screen(arguments.color, stdout, os.environ)
    texts = load_texts(arguments.language)
    stdout.writelines([*write_about(arguments.names, arguments.guide, texts, screen)])
    return True


def write_about(names: Iterable[str], guide: Guide, texts: Texts, screen: Screen) -> Iterator[str]:
    """Write what each name means; raise UsageError for one that nothing has."""
    for number, entry in enumerate([find_about(name, guide, texts) for name in names]):
        yield "\n" if number else ""
        for line in _write(entry, screen):
            yield f"{paint(line, screen)}\n"


def _write(entry: AboutEntry, screen: Screen) -> Iterator[Line]:
    yield from write_indented([Chunk(entry.name, Style.STRONG)], screen)
    yield from write_indented([Chunk(entry.says)], screen, extra=INDENT)
    yield from write_whole(entry.address, extra=INDENT)


def find_about(word: str, guide: Guide, texts: Texts) -> AboutEntry:
    """Find what a word names, in any case: an instruction, a rule, or one of hadolint's codes for it."""
    name = word.upper()
    if name in INSTRUCTION_NAMES:
        official = f"{_REFERENCE}{_ANCHORS.get(name, name.lower())}"
        address = guide.find_instruction(name) or official
        return AboutEntry(name=name, says=texts.instructions[name], address=address)
    rule = CODES.get(name) or _rules().get(word.lower())
    if rule is None:
        raise UsageError(_unknown(word))
    official = RULES[rule].url if rule in RULES else PRACTICES[rule].url
    title = load_guidance(texts)[rule].title
    kind = texts.label("check-flag" if rule in RULES else "practice-flag")
    return AboutEntry(name=rule, says=f"{kind}: {title}", address=guide.find_check(rule) or official)


def _rules() -> dict[str, str]:
    """Return the rules by their names in small letters, and by what they are called in addresses."""
    rules = (*RULES, *PRACTICES)
    return {rule.lower(): rule for rule in rules} | {slug_of(rule): rule for rule in rules}


def _unknown(word: str) -> str:
    nearest = suggest(word, (*INSTRUCTION_NAMES, *RULES, *PRACTICES, *CODES), case_sensitive=False)
    hint = (
        f"did you mean {nearest}?" if nearest else "it is to be an instruction, a build check or a practice"
    )
    return f"nothing is called {word!r}: {hint}"
