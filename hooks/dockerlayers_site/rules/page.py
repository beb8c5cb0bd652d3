"""The page of a rule, in Markdown."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from dockerlayers.checks.rules import Rule
from dockerlayers.explain.annotations import AdviceKind
from dockerlayers_site.rules.entries import RuleEntry
from dockerlayers_site.rules.markdown import (
    plain_text,
    write_code,
    write_fence,
    write_front_matter,
    write_section,
    write_sentences,
)
from dockerlayers_site.rules.silence import explain_silence
from dockerlayers_site.texts import SiteTexts

_BEFORE = "example"
_BOOST = 0.7
"""A page about one mistake comes behind those that teach, where both hold the words."""
_KINDS = {AdviceKind.CHECK: "is-check", AdviceKind.PRACTICE: "is-practice", AdviceKind.TRADE: "is-trade"}


def write_rule_page(entry: RuleEntry, texts: SiteTexts, instructions: Mapping[str, str]) -> str:
    """Write the page; `instructions` are the links to the pages of instructions, by their names."""
    words = texts.rules["page"]
    title = texts.breakdowns.format(words, "title", {"title": entry.title, "name": entry.name})
    description = plain_text(entry.at.advice.wrong)
    front = {"title": title, "description": description, "search": {"boost": _BOOST}}
    kind = "is-experimental" if entry.is_experimental else _KINDS[entry.at.advice.kind]
    parts = [
        f"# {entry.title} {{#{entry.slug}}}",
        texts.breakdowns.format(words, kind, {"name": entry.name}),
        _explain_wrong(entry, texts),
        _explain_why(entry, texts),
        _explain_trade(entry, texts),
        _show_before(entry, texts),
        _show_after(entry, texts),
        _show_also(entry, texts),
        write_section(words["silence"], "silence", explain_silence(entry, texts)),
        write_section(words["sources"], "sources", [_list_sources(entry, texts, instructions)]),
    ]
    return write_front_matter(front) + "\n" + "\n\n".join(filter(None, parts)) + "\n"


def _explain_wrong(entry: RuleEntry, texts: SiteTexts) -> str:
    words, advice = texts.rules["page"], entry.at.advice
    says = [write_sentences(advice.wrong)]
    if isinstance(entry.rule, Rule):
        line = entry.at.instruction.line
        says += [words["docker-says"], write_fence(f" - {entry.name}: {advice.detail} (line {line})", "text")]
    return write_section(words["wrong"], "wrong", says)


def _explain_why(entry: RuleEntry, texts: SiteTexts) -> str:
    says = [write_sentences(entry.at.advice.why), "\n".join(entry.more)]
    return write_section(texts.rules["page"]["why"], "why", filter(None, says))


def _explain_trade(entry: RuleEntry, texts: SiteTexts) -> str | None:
    trade = entry.at.advice.trade
    return write_section(texts.rules["page"]["trade"], "trade", [write_sentences(trade)]) if trade else None


def _show_before(entry: RuleEntry, texts: SiteTexts) -> str:
    words, before = texts.rules["page"], entry.example.before
    header = " ".join(["dockerfile", *_arguments(before.arguments), f"#{_BEFORE}"])
    parts = [write_fence(before.dockerfile, header)]
    if before.ignore:
        parts += [words["ignore-before"], _ignore(before.ignore)]
    elif before.ignore is not None:
        parts += [words["ignore-none"]]
    if before.ignore is not None and isinstance(entry.rule, Rule):
        parts += [words["found-with-context"]]
    if before.images:
        parts += [words["found-with-registry"]]
    return write_section(words["before"], "before", parts)


def _show_after(entry: RuleEntry, texts: SiteTexts) -> str:
    """Show the Dockerfile beside the one before, or the .dockerignore where that alone is another."""
    words, before, after = texts.rules["page"], entry.example.before, entry.example.after
    if before.dockerfile == after.dockerfile:
        parts = [words["ignore-after"], _ignore(after.ignore or "")]
    else:
        options = [f'title="{words["after"]}"', *_arguments(after.arguments), f'compare="#{_BEFORE}"']
        parts = [write_fence(after.dockerfile, " ".join(["dockerfile", *options]))]
    return write_section(words["after"], "after", parts)


def _show_also(entry: RuleEntry, texts: SiteTexts) -> str | None:
    if not entry.also:
        return None
    parts = [
        f"{write_sentences(at.advice.wrong)}\n{write_sentences(at.advice.why)}\n\n"
        + write_fence(at.file.dockerfile, "dockerfile breakdown=off")
        for at in entry.also
    ]
    return write_section(texts.rules["page"]["also"], "also", parts)


def _list_sources(entry: RuleEntry, texts: SiteTexts, instructions: Mapping[str, str]) -> str:
    return "\n".join(f"- {one}" for one in _sources(entry, texts, instructions))


def _sources(entry: RuleEntry, texts: SiteTexts, instructions: Mapping[str, str]) -> Iterator[str]:
    words, name = texts.rules["page"], entry.at.instruction.name
    if name in instructions:
        link = f"[{write_code(name)}]({instructions[name]})"
        yield texts.breakdowns.format(words, "source-instruction", {"links": link})
    source = "source-docker" if isinstance(entry.rule, Rule) else "source-practice"
    yield texts.breakdowns.format(words, source, {"name": entry.name, "url": entry.rule.url})
    yield words["source-all"]


def _arguments(arguments: Iterable[str]) -> list[str]:
    given = " ".join(arguments)
    return [f'build-arg="{given}"'] if given else []


def _ignore(text: str) -> str:
    return write_fence(text, 'text title=".dockerignore"')
