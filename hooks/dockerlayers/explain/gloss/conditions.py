"""On what a part of a script hangs, in words: `[ -f x ]`, `command -v x`, or any command."""

from __future__ import annotations

import re

from dockerlayers.patterns import lazy_pattern
from dockerlayers.texts.inline import Inline
from dockerlayers.texts.texts import Texts

_OPERAND = r"(?:\"[^\"]*\"|'[^']*'|[^\s\"']+)+"
_UNARY = lazy_pattern(
    rf"(?P<not>!\s+)?(?P<bracket>\[\[?|test)\s+(?P<inner>!\s+)?(?P<option>-[a-zA-Z])\s+(?P<operand>{_OPERAND})(?:\s+\]\]?)?"
)
_BINARY = lazy_pattern(
    rf"(?P<not>!\s+)?(?:\[\[?|test)\s+(?P<inner>!\s+)?(?P<left>{_OPERAND})\s+(?P<operator>==?|!=|-eq|-ne)\s+(?P<right>{_OPERAND})(?:\s+\]\]?)?"
)
_COMMAND = lazy_pattern(
    rf"(?P<not>!\s+)?(?:command\s+-v|which|type|hash)\s+(?P<name>{_OPERAND})(?:\s+\S*>\S*(?:\s*\S+)?)*"
)
_TEST = lazy_pattern(r"(?:!\s+)?(?:\[|test\s)")
_UNARIES = {
    "-n": ("set", "unset"),
    "-z": ("unset", "set"),
    "-f": ("file", "no-file"),
    "-d": ("directory", "no-directory"),
    "-e": ("entry", "no-entry"),
    "-x": ("executable", "no-executable"),
    "-L": ("link", "no-link"),
    "-s": ("filled", "empty"),
}
"""The keys of what is said where a test succeeds and where it fails."""


def say_condition(texts: Texts, text: str, *, negated: bool = False) -> Inline:
    """Say of a condition that it holds, or `negated` that it does not."""
    text = " ".join(text.replace("\\\n", " ").split())
    if match := _UNARY.fullmatch(text):
        keys = _UNARIES.get(match["option"])
        if keys:
            return texts.say(f"script.when.{keys[_fails(match, negated)]}", value=_plain(match["operand"]))
    if match := _BINARY.fullmatch(text):
        differs = _fails(match, negated) != (match["operator"] in ("!=", "-ne"))
        key = "differs" if differs else "equal"
        return texts.say(f"script.when.{key}", left=_plain(match["left"]), right=_plain(match["right"]))
    if match := _COMMAND.fullmatch(text):
        is_negated = negated != bool(match["not"])
        return texts.say(
            f"script.when.{'no-program' if is_negated else 'program'}", value=_plain(match["name"])
        )
    is_not = text.startswith("! ")
    kind = (
        ("test-fails" if negated else "test")
        if _TEST.match(text)
        else "command-fails"
        if negated != is_not
        else "command"
    )
    shown = text if kind.startswith("test") else text.removeprefix("! ")
    return texts.say(f"script.when.{kind}", value=shown)


def _fails(match: re.Match[str], negated: bool) -> bool:
    return negated != (bool(match["not"]) != bool(match["inner"]))


def _plain(operand: str) -> str:
    """Take the quotes off an operand where they are around all of it."""
    return operand.strip("\"'") or operand
