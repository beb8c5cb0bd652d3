"""Tell how an instruction is written, such as `COPY <src>... <dest>`, from a Dockerfile to be built."""

from __future__ import annotations

import re

from dockerlayers.errors import DockerfileError
from dockerlayers.patterns import lazy_pattern
from dockerlayers.syntax.nodes import Instruction
from dockerlayers_site.fences.source import parse_source
from dockerlayers_site.fences.words import HANGUL, load_alternatives
from dockerlayers_site.notes.angles import is_tag

# `<src>`, `<user>:<group>`, `<이미지 이름>`; no redirection `<in >out`, no heredoc, no mail address.
_SLOT = lazy_pattern(rf"(?<![\w<])<[A-Za-z{HANGUL}](?:[\w./ :-]*\w)?>(?=[\s\]:=.,\"'/@)|]|$)")
_OPTIONAL = lazy_pattern(r"(?:^|\s|[\w>])\[(?:--[\w-]+|[:@=]\s*[<\w]|AS\s|[A-Z]{2,}\]|<(?![A-Za-z]>))")
_MORE = lazy_pattern(r"(?:^|[\s,\[])(?:\.\.\.|…)(?=[\s,\]]|$)|>\s?(?:\.\.\.|…)")
# The words that the reference writes: https://docs.docker.com/reference/dockerfile/#cmd
_REFERENCE = lazy_pattern(
    r"""\[\s*"(?:executable|exec)"|"param1"|^command(?:\s+param1|$)|^(?:INSTRUCTION|instruction)\b|^signal$""",
    re.VERBOSE,
)
_HANGUL = lazy_pattern(f"[{HANGUL}]")
_KIND = lazy_pattern(rf"[{HANGUL}_]*(?:{load_alternatives('kinds')})(?:[:=/][{HANGUL}_]+)*")
_UNKNOWN = lazy_pattern(
    rf"^[ \t]*(?:#\s*)?(?:INSTRUCTION|{load_alternatives('instructions')})"
    rf"\s+(?:arguments|{load_alternatives('arguments')})",
    re.MULTILINE,
)
_ANY_SLOT = lazy_pattern(r"^[ \t]*(?:FROM|ARG|ENV|LABEL|COPY|ADD|EXPOSE|USER)\b.*[\[<].*[\]>]", re.MULTILINE)


def is_template(text: str) -> bool:
    """Say whether a text shows how instructions are written: with slots, options in brackets, or `...`."""
    if _UNKNOWN.search(text):
        return True
    try:
        instructions = parse_source(text).instructions
    except DockerfileError:
        # ENV and LABEL refuse `<key>=<value> ...`; the slots are then looked for in the lines.
        return bool(_ANY_SLOT.search(text)) and any(
            _has_slot(line) or _OPTIONAL.search(line) for line in text.split("\n") if not line.startswith("#")
        )
    return any(_is_template(one) for one in instructions)


def _is_template(instruction: Instruction) -> bool:
    text = instruction.arguments.text
    if not text and not instruction.flags:
        return False
    if _REFERENCE.search(text) or text in ("...", "…"):
        return True
    if any(_has_slot(flag.word.origin.text[flag.word.start : flag.word.end]) for flag in instruction.flags):
        return True
    if _has_slot(text) or _names_kinds(text):
        return True
    if instruction.name in ("RUN", "CMD", "ENTRYPOINT", "HEALTHCHECK", "SHELL"):
        return bool(re.search(r"(?:^|\s)(?:\.\.\.|…)$|\[\s*(?:\.\.\.|…)\s*\]", text))
    if _OPTIONAL.search(text) or _MORE.search(text):
        return True
    # No image has a Hangul name.
    return instruction.name == "FROM" and bool(_HANGUL.search(_without_comment(text)))


def _has_slot(text: str) -> bool:
    return any(found[0] != "<none>" and not _is_html(found[0]) for found in _SLOT.finditer(text))


def _is_html(slot: str) -> bool:
    """Say whether a slot is a tag: `<user>` and `<src>` are none, but an instruction may write HTML."""
    return is_tag(slot) and slot not in ("<source>", "<label>", "<command>", "<dir>", "<image>", "<base>")


def _without_comment(text: str) -> str:
    return text.partition(" #")[0]


def _names_kinds(text: str) -> bool:
    """Say whether every argument is a noun that names its kind: `COPY 원본_경로 대상_경로`."""
    words = _without_comment(text).split()
    return bool(words) and all(_KIND.fullmatch(word) for word in words)
