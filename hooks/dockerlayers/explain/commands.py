"""What a shell command comes to in a few words: the programs that it starts."""

from __future__ import annotations

import re

from dockerlayers.explain.knowledge import load_words

_TOKEN = re.compile(
    r"""
    (?P<blank>\s+)
    | (?P<hard>\|\||;;|<<|<\(|>\()
    | (?P<redirect>\d*(?:&>>?|>>|>\||>&|<&|>|<)\s*)
    | (?P<end>&&|;|\|)
    | (?P<word>(?:
        \\.
        | '[^']*'
        | "(?:\\.|[^"\\])*"
        | \$\(\([^()]*\)\)
        | \$\([^()]*\)
        | \$\{[^}]*\}
        | `[^`]*`
        | [^\s;&|()<>'"\\`]
      )+)
    """,
    re.VERBOSE | re.DOTALL,
)
_ASSIGNMENT = re.compile(r"\w+\+?=")
_PROGRAM = re.compile(r"[\w./+~@%:${}-]+( [a-z-]+)?")
_SUBCOMMAND = re.compile(r"[a-z][a-z-]*")


def find_programs(command: str) -> tuple[str, ...] | None:
    """Name the programs that a shell command starts, in order; return None where that would not sum it up.

    command = simple command , { ( "&&" | ";" | "|" ) , simple command }
    """
    commands = _split(command)
    if commands is None:
        return None
    named = [_name(words) for words in commands]
    programs = tuple(name for name in named if name)
    is_plain = all(map(_PROGRAM.fullmatch, programs)) and not any(map(_is_construct, commands))
    return programs if programs and is_plain else None


def _split(command: str) -> list[list[str]] | None:
    """Split into simple commands of words; return None at what is more than a list of them."""
    commands: list[list[str]] = [[]]
    position = 0
    is_target = False
    while position < len(command):
        match = _TOKEN.match(command, position)
        if not match or match.lastgroup == "hard":
            return None
        position = match.end()
        if match.lastgroup == "end":
            commands.append([])
        elif match.lastgroup == "word" and not is_target:
            commands[-1].append(match[0])
        is_target = match.lastgroup == "redirect"
    return [words for words in commands if words]


def _is_construct(words: list[str]) -> bool:
    return words[0] in load_words()["constructs"] or words[0].startswith("#")


def _name(words: list[str]) -> str:
    """Name a simple command by its program and subcommand; a preparation has no name."""
    rest = list(words)
    while rest and _ASSIGNMENT.match(rest[0]):
        rest.pop(0)
    if not rest or rest[0] in load_words()["preparations"]:
        return ""
    if rest[0] not in load_words()["subcommands"]:
        return rest[0]
    first = next((word for word in rest[1:] if not word.startswith("-")), "")
    return f"{rest[0]} {first}" if _SUBCOMMAND.fullmatch(first) else rest[0]
