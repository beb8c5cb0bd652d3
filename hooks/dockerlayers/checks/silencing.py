"""Comments that silence a build check or a practice, and why it is silenced.

    # check=skip=RootUser, the reason
    # hadolint ignore=DL3002
    # the reason

Either stands in the comments right above an instruction. As a parser directive at the top of the file,
`# check=skip=…` holds for all of it; so does `# hadolint global ignore=…` before the first instruction.

The reason follows behind a blank, at which Docker stops to read, or is another line of the same comments.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from dockerlayers.checks.practices.practice import Practice
from dockerlayers.checks.practices.rules import PRACTICES
from dockerlayers.checks.rules import RULES, Rule
from dockerlayers.errors import Diagnostic
from dockerlayers.model.suggestions import suggest
from dockerlayers.patterns import lazy_pattern
from dockerlayers.syntax.nodes import Comment, Dockerfile, Instruction, Span

_RULES: tuple[Rule | Practice, ...] = (*RULES.values(), *PRACTICES.values())
CODES: Mapping[str, str] = {code: one.name for one in _RULES for code in one.codes}
"""The rules that hadolint's codes stand for."""
_ALL = "all"
_CHECK = lazy_pattern(r"check\s*=\s*(\S.*)", re.IGNORECASE)
_SKIP = lazy_pattern(r"(?:^|;)\s*skip\s*=\s*(.*)")
_OTHER_OPTION = lazy_pattern(r";\s*(?:error|experimental)\s*=\s*\w*")
_HADOLINT = lazy_pattern(r"hadolint\s+(global\s+)?ignore\s*=\s*([A-Z]+\d+(?:\s*,\s*[A-Z]+\d+)*)(.*)")
_NAME = lazy_pattern(r"[A-Za-z][A-Za-z0-9]*")
_MARKS = " \t,;:#-–—"
_HINT = "write it behind a comma, or in a comment line beside this one"
_HINT_BLANK = "write the names without blanks between them"


class Silence(NamedTuple):
    """What one comment silences; `is_global` says that it holds for all of the file.

    `unread` are rules behind a blank, which are not silenced.
    """

    line: int
    rules: frozenset[str]
    unknown: tuple[str, ...]
    has_reason: bool
    is_global: bool
    unread: tuple[str, ...] = ()

    def holds(self, rule: str) -> bool:
        """Say whether it silences a rule."""
        return rule in self.rules or _ALL in self.rules


def parse_silence(text: str, line: int, *, is_directive: bool = False) -> Silence | None:
    """Parse the text of a comment, or of a parser directive; return None where it silences nothing.

    comment = "check=skip=" , rule , { "," , rule } , [ "," , reason ]
            | "hadolint" , [ "global" ] , "ignore=" , code , { "," , code } , [ reason ]
    """
    text = text.lstrip("# \t")
    hadolint = _HADOLINT.fullmatch(text)
    if hadolint:
        codes = [code.strip() for code in hadolint[2].split(",")]
        rules = frozenset(CODES[code] for code in codes if code in CODES)
        has_reason = bool(hadolint[3].strip(_MARKS))
        return Silence(line, rules, (), has_reason, bool(hadolint[1])) if rules else None
    check = _CHECK.fullmatch(text)
    skip = _SKIP.search(_OTHER_OPTION.sub("", check[1])) if check else None
    return _parse_skip(skip[1], line, is_directive=is_directive) if skip else None


def _parse_skip(value: str, line: int, *, is_directive: bool) -> Silence:
    """Read the names up to the first blank, as Docker does; what is behind it is the reason."""
    options, _, reason = value.partition(" ")
    names = [name for part in options.split(";")[0].split(",") if (name := part.strip())]
    unread = [name for part in reason.split(",") if _is_known(name := part.strip())]
    rules = frozenset(name for name in names if _is_known(name))
    unknown = tuple(name for name in names if not _is_known(name) and _NAME.fullmatch(name))
    has_reason = bool(reason.strip(_MARKS)) and not unread
    return Silence(line, rules, unknown, has_reason, is_directive, tuple(unread))


def _is_known(name: str) -> bool:
    return name in RULES or name in PRACTICES or name == _ALL


def list_global_silences(dockerfile: Dockerfile) -> list[Silence]:
    """List what holds for the whole file."""
    found = [
        parse_silence(f"check={one.value}", one.span.line, is_directive=True)
        for one in dockerfile.directives
        if one.name == "check"
    ]
    first = dockerfile.instructions[0].line
    found += [parse_silence(one.text, one.line) for one in dockerfile.comments if one.line < first]
    return [one for one in found if one and one.is_global]


def list_silences(comments: Iterable[Comment]) -> list[Silence]:
    """List what the comments above an instruction silence."""
    found = [parse_silence(one.text, one.line) for one in comments if "=" in one.text]
    return [one for one in found if one and not one.is_global]


class Silences:
    """All that the comments of a file silence."""

    def __init__(self, dockerfile: Dockerfile) -> None:
        self.globals = list_global_silences(dockerfile)

    def hold(self, rule: str, instruction: Instruction) -> bool:
        """Say whether a rule is silenced at an instruction."""
        own = list_silences(instruction.comments) if instruction.comments else []
        return any(one.holds(rule) for one in (*self.globals, *own))


def find_silencing_problems(dockerfile: Dockerfile) -> tuple[Diagnostic, ...]:
    """Find comments that silence without a reason, or a rule that does not exist."""
    found: list[Diagnostic] = []
    for one in list_global_silences(dockerfile):
        is_ours = not one.rules.isdisjoint(PRACTICES)
        has_reason = not is_ours or one.has_reason or _has_neighbour(dockerfile, one.line)
        found += _problems(dockerfile, one, has_reason=has_reason)
    for instruction in dockerfile.instructions:
        found += _problems_above(dockerfile, instruction)
    return tuple(found)


def _problems_above(dockerfile: Dockerfile, instruction: Instruction) -> Iterator[Diagnostic]:
    silences = list_silences(instruction.comments)
    is_explained = any(parse_silence(one.text, one.line) is None for one in instruction.comments)
    for one in silences:
        yield from _problems(dockerfile, one, has_reason=one.has_reason or is_explained)


def _has_neighbour(dockerfile: Dockerfile, line: int) -> bool:
    """Say whether a line of the comments around one explains it."""
    comments = {one.line: one for one in dockerfile.comments}
    taken = {one.span.line for one in dockerfile.directives}
    for step in (-1, 1):
        number = line + step
        while number in comments or number in taken:
            one = comments.get(number)
            if one and one.text and not parse_silence(one.text, number):
                return True
            number += step
    return False


def _problems(dockerfile: Dockerfile, silence: Silence, *, has_reason: bool) -> Iterator[Diagnostic]:
    span = _span(dockerfile, silence.line)
    for name in silence.unknown:
        nearest = suggest(name, (*RULES, *PRACTICES), case_sensitive=False)
        hint = f"did you mean {nearest}?" if nearest else None
        yield Diagnostic(
            message=f"unknown rule: {name}", span=_word(dockerfile, silence.line, name), hint=hint
        )
    for name in silence.unread:
        message = f"{name} is not silenced: Docker reads no further than the first blank"
        place = _word(dockerfile, silence.line, name)
        yield Diagnostic(message=message, span=place, hint=_HINT_BLANK)
    if silence.rules and not has_reason:
        rules = ", ".join(sorted(silence.rules))
        yield Diagnostic(message=f"no reason is given for silencing {rules}", span=span, hint=_HINT)


def _span(dockerfile: Dockerfile, line: int) -> Span:
    text = dockerfile.lines[line - 1]
    return Span(line, len(text) - len(text.lstrip()) + 1, line, len(text.rstrip()) + 1)


def _word(dockerfile: Dockerfile, line: int, name: str) -> Span:
    start = dockerfile.lines[line - 1].find(name)
    return Span(line, start + 1, line, start + 1 + len(name))
