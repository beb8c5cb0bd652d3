"""How a rule is silenced in its example: on one line, and in all of the file."""

from __future__ import annotations

from collections.abc import Iterator

from dockerlayers.checks.rules import Rule
from dockerlayers_site.rules.entries import RuleEntry
from dockerlayers_site.rules.markdown import write_code, write_fence
from dockerlayers_site.texts import SiteTexts

_FENCE = "dockerfile breakdown=off"


def silence_line(entry: RuleEntry, reason: str) -> str:
    """Return the Dockerfile before with a comment above the line at fault."""
    lines = entry.example.before.dockerfile.split("\n")
    place = entry.at.instruction.line - 1
    return "\n".join([*lines[:place], _comment(entry, reason), *lines[place:]])


def silence_file(entry: RuleEntry, reason: str) -> str:
    """Return the Dockerfile before with a comment on top."""
    return f"{_comment(entry, reason)}\n{entry.example.before.dockerfile}"


def explain_silence(entry: RuleEntry, texts: SiteTexts) -> Iterator[str]:
    """Say how it is silenced, and where it cannot be."""
    words = texts.rules["page"]
    if entry.is_experimental:
        yield words["silence-experimental"]
        return
    yield from _explain_places(entry, texts)
    codes = entry.rule.codes
    if codes:
        named = ", ".join(map(write_code, codes))
        yield texts.breakdowns.format(words, "silence-hadolint", {"codes": named, "code": codes[0]})
    else:
        yield words["silence-no-hadolint"]


def _explain_places(entry: RuleEntry, texts: SiteTexts) -> Iterator[str]:
    words = texts.rules["page"]
    on_top = write_fence(_comment(entry, entry.reason or words["some-reason"]), _FENCE)
    if not entry.reason:
        yield from (words["silence-no-reason"], on_top)
        return
    comment = _comment(entry, entry.reason)
    yield from (words["silence-line"], write_fence("\n".join([comment, *entry.at.lines]), _FENCE))
    if entry.at.instruction.line == 1:
        yield words["silence-first"]
    elif isinstance(entry.rule, Rule):
        yield from (words["silence-docker"], words["silence-file"], on_top)
    else:
        yield words["silence-file"]


def _comment(entry: RuleEntry, reason: str) -> str:
    return f"# check=skip={entry.name}, {reason}"
