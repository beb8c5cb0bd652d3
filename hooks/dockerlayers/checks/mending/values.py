"""Mends values: pairs, ports, paths, variables."""

from __future__ import annotations

import posixpath
import re

from dockerlayers.checks.mending.edits import Mend, replace_lines, span_of
from dockerlayers.checks.mending.faults import Fault
from dockerlayers.model.steps import Workdir
from dockerlayers.model.suggestions import suggest
from dockerlayers.patterns import lazy_pattern
from dockerlayers.syntax.characters import SEPARATOR, SPACE
from dockerlayers.syntax.nodes import Form, Instruction
from dockerlayers.syntax.trailing import find_trailing_comment

_QUOTED = lazy_pattern(r"\"[^\"\\`$]*\"|'[^'\\`]*'")
_PLAIN = lazy_pattern(r"[^\"'\\`]*")
_NAME = lazy_pattern(r"[A-Za-z_][A-Za-z0-9_]*")


def mend_legacy_pair(fault: Fault) -> Mend | None:
    """Write `key=value`, the value in quotes where it has blanks, and a comment behind it above."""
    word, origin = fault.instruction.pairs[0].word, fault.instruction.keyword.origin
    comment = find_trailing_comment(origin, fault.dockerfile.escape)
    text = word.text[: comment.start - word.start].rstrip(SPACE) if comment else word.text
    blanks = SEPARATOR.search(text, len(fault.instruction.pairs[0].key))
    assert blanks
    value, end = text[blanks.end() :], word.start + len(text)
    edits = [(span_of(origin, word.start + blanks.start(), word.start + blanks.end()), "=")]
    if not _QUOTED.fullmatch(value):
        if not _PLAIN.fullmatch(value):
            return None
        if SEPARATOR.search(value):
            edits = [(edits[0][0], '="'), (span_of(origin, end, end), '"')]
    if not comment:
        return fault.mend(*edits)
    return fault.mend_above(comment, end, *edits)


def mend_maintainer(fault: Fault) -> Mend | None:
    """Write the label that Docker's reference proposes."""
    instruction = fault.instruction
    text = instruction.arguments.text
    if _QUOTED.fullmatch(text):
        text = text[1:-1]
    if not _PLAIN.fullmatch(text) or "$" in text or instruction.line != instruction.end_line:
        return None
    label = "label" if instruction.keyword.text.islower() else "LABEL"
    span = instruction.span
    return fault.mend((span, f'{label} org.opencontainers.image.authors="{text}"'))


def mend_ports(fault: Fault) -> Mend | None:
    """Keep the container's port alone."""
    word = fault.place
    if not word or "$" in word.text or '"' in word.text or "'" in word.text:
        return None
    return fault.mend((word.span, word.text.rpartition(":")[2]))


def mend_protocol(fault: Fault) -> Mend | None:
    """Write the protocol in lower case."""
    word = fault.place
    if not word:
        return None
    port, slash, protocol = word.text.rpartition("/")
    return fault.mend((word.span, port + slash + protocol.lower()))


def mend_workdir(fault: Fault) -> Mend | None:
    """Write the path from the root on: that of a base image whose own working directory is `/`."""
    word = fault.instruction.words[0]
    does = fault.step.does if fault.step else None
    if not isinstance(does, Workdir) or not re.fullmatch(r"[\w./-]+", word.text):
        return None
    path = posixpath.join("/", posixpath.normpath(does.path))
    return fault.mend((word.span, path))


def mend_variable(fault: Fault) -> Mend | None:
    """Write the name that is meant, if one like it is set."""
    name = fault.facts["name"]
    step = fault.step
    meant = next((one.nearest for one in step.undefined if one.name == name), None) if step else None
    return _renamed(fault, name, meant)


def mend_argument(fault: Fault) -> Mend | None:
    """Write the global argument that is meant, if one like it is declared."""
    name = fault.facts["name"]
    known = [pair.key for step in fault.build.global_args for pair in step.instruction.pairs]
    return _renamed(fault, name, suggest(name, known))


def _renamed(fault: Fault, name: str, meant: str | None) -> Mend | None:
    instruction = fault.instruction
    words = (*instruction.words, *(flag.word for flag in instruction.flags))
    word = next((word for word in words if word.span == fault.check.span), None)
    if not meant or not word:
        return None
    text = word.origin.text[word.start : word.end]
    ends = [word.start + use.end() for use in re.finditer(rf"\$\{{?{re.escape(name)}(?![A-Za-z0-9_])", text)]
    edits = [(span_of(word.origin, end - len(name), end), meant) for end in ends]
    return fault.mend(*edits) if edits else None


def mend_secret(fault: Fault) -> Mend | None:
    """Mount the secret for the one RUN that uses it, if that stands right below an ARG without a value."""
    instruction = fault.instruction
    follower = next(iter(fault.following), None)
    if not follower or not _is_bare(instruction) or follower.name != "RUN" or follower.form is not Form.SHELL:
        return None
    key = instruction.pairs[0].key
    name = re.compile(rf"(?<![A-Za-z0-9_]){re.escape(key)}(?![A-Za-z0-9_])")
    others = [one for one in fault.following[1:] if name.search(one.original)]
    is_used = bool(re.search(rf"\$\{{?{re.escape(key)}(?![A-Za-z0-9_])", follower.arguments.text))
    if others or not is_used or follower.heredocs or follower.line != instruction.end_line + 1:
        return None
    flag = f"--mount=type=secret,id={key.lower()},env={key} "
    start = span_of(follower.keyword.origin, follower.keyword.end + 1, follower.keyword.end + 1)
    put = fault.mend((start, flag))
    return replace_lines(fault.dockerfile.lines, instruction.line, put.line, put.added)


def _is_bare(instruction: Instruction) -> bool:
    """Say whether an ARG declares one name and no default."""
    is_one = instruction.name == "ARG" and len(instruction.pairs) == 1
    return is_one and instruction.pairs[0].value is None and instruction.line == instruction.end_line
