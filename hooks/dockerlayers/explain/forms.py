"""Sentences on how a command is written, where that makes it another one: no shell, and no JSON array."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from dockerlayers.explain.scene import Scene
from dockerlayers.patterns import lazy_pattern
from dockerlayers.syntax.nodes import Form
from dockerlayers.syntax.shell.parser import parse_script
from dockerlayers.syntax.shell.places import is_shell
from dockerlayers.texts.inline import Inline, join_inline

_VARIABLE = lazy_pattern(r"\$(?:[A-Za-z_]\w*|\{[A-Za-z_]\w*[^{}]*\})", re.ASCII)
_SPACED = lazy_pattern(r"\w[\w.-]*\s.*", re.DOTALL)
"""A name with a blank in it; the path of a program may have one."""
_RUNS_SCRIPT = lazy_pattern(r"-\w*c")
_QUOTED = r"(?:'[^']*'|\"[^\"]*\"|“[^”]*”|‘[^’]*’)"
_ARRAY = lazy_pattern(rf"\[(?:\s*(?:{_QUOTED}|[\w./$-]+)\s*,.*|{_QUOTED}(?:\s+{_QUOTED})*\s*)\]", re.DOTALL)
"""What was meant for a JSON array; `[ -f x ]` is a command of the shell."""
_UNCLOSED = lazy_pattern(rf"\[\s*\"[^\"]*\"\s*(?:,\s*{_QUOTED}\s*)*,?\s*")
_FOLLOWED = lazy_pattern(r"\[\"[^\"]*\"(?:\s*,\s*\"[^\"]*\")*\s*\]\s*[^\s#].*", re.DOTALL)
"""Words behind an array; `[ "$x" ] && y` is a command of the shell, `["$x"]` is none."""
_COMMA = lazy_pattern(r",\s*\]")
_BROKEN = (_ARRAY, _UNCLOSED, _FOLLOWED)
_PLAIN = lazy_pattern(r'\[\s*(?:"[^"]*"\s*,?\s*)+\]')


def explain_literals(scene: Scene, words: Sequence[str], ahead: Sequence[str] = ()) -> Inline:
    """Say which variables of an exec form stay as they are written, as no shell replaces them.

    `ahead` are the words that the command gets in front, from an entrypoint.
    """
    names = tuple(dict.fromkeys(_list_literals((*ahead, *words), len(ahead))))
    literal = scene.say("form.literal", names=names) if names else ()
    is_spaced = not ahead and words and _SPACED.fullmatch(words[0])
    return join_inline([literal, scene.say("form.spaced", program=words[0])]) if is_spaced else literal


def _list_literals(words: Sequence[str], start: int) -> Iterator[str]:
    """List the variables in words from `start` on, but for those in a script that they hand to a shell."""
    has_shell = is_script = False
    for number, word in enumerate(words):
        if number >= start and not is_script:
            yield from _VARIABLE.findall(word)
        is_script = has_shell and bool(_RUNS_SCRIPT.fullmatch(word))
        has_shell = has_shell or is_shell(word)


def explain_broken_array(scene: Scene, consequence: str = "") -> Inline:
    """Say what comes of arguments that were meant for a JSON array and are none; nothing of any others.

    `consequence` is the key of what happens as the shell finds no such command.
    """
    instruction = scene.instruction
    written = instruction.arguments.text.strip()
    if instruction.name == "HEALTHCHECK":
        written = written.partition(instruction.words[0].text)[2].strip()
    is_array = instruction.form is Form.EXEC or not written.startswith("[")
    if is_array or not any(one.fullmatch(written) for one in _BROKEN):
        return ()
    reason = scene.say(f"form.{_find_reason(written)}")
    if instruction.form is Form.WORDS and instruction.name != "HEALTHCHECK":
        return scene.say("form.words", reason=reason)
    words = [word for command in parse_script(written).commands[:1] for word in command.words[:1]]
    said = scene.say("form.shell", reason=reason)
    if not words or not consequence:
        return said
    return join_inline([said, scene.say(f"form.{consequence}", program=words[0].value or words[0].text)])


def _find_reason(written: str) -> str:
    if _UNCLOSED.fullmatch(written):
        return "unclosed"
    if _FOLLOWED.fullmatch(written):
        return "followed"
    if _PLAIN.fullmatch(written) and _COMMA.search(written):
        return "comma"
    return "other" if _PLAIN.fullmatch(written) else "quotes"
