"""What is to be mended: in a line each, or with what goes wrong, why, and the mended lines."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from dockerlayers.checks.rules import RULES
from dockerlayers.explain.annotations import Advice, AdviceKind, Annotation, Breakdown
from dockerlayers.guide import NO_GUIDE, Guide
from dockerlayers.model.types import Check
from dockerlayers.render.terminal.characters import visible
from dockerlayers.render.terminal.layout import INDENT, write_indented, write_title, write_whole
from dockerlayers.render.terminal.style import Chunk, Line, Screen, Style
from dockerlayers.texts.inline import plain
from dockerlayers.texts.texts import Texts

Found = tuple[Annotation, Advice]


def list_findings(breakdown: Breakdown) -> Mapping[AdviceKind, Sequence[Found]]:
    """List Docker's checks, what it does not check, and what is to be weighed, each with its row."""
    found = [(row, one) for group in breakdown.groups for row in group.rows for one in row.advice]
    return {kind: [(row, one) for row, one in found if one.kind is kind] for kind in AdviceKind}


def write_findings(
    breakdown: Breakdown, screen: Screen, *, is_brief: bool = False, guide: Guide = NO_GUIDE
) -> Iterator[Line]:
    """Write the findings, each kind below its title; what is found often is told once.

    Each ends with the address of its page in the `guide`, or of the official text.
    """
    texts = breakdown.texts
    titles = {
        AdviceKind.CHECK: texts.phrase("checks-heading"),
        AdviceKind.PRACTICE: texts.label("practice-flag"),
        AdviceKind.TRADE: texts.label("trade"),
    }
    for kind, found in list_findings(breakdown).items():
        heads = [(row, one) for row, one in found if one.first is None]
        yield from write_title(titles[kind], screen) if heads else ()
        for row, advice in heads:
            yield from _write_head(texts, row, advice, screen)
            if not is_brief:
                yield from _write_rest(texts, row, advice, found, screen)
                yield from write_whole(guide.find_check(advice.rule) or advice.url, extra=INDENT)


def write_checks(
    texts: Texts, checks: Iterable[Check], screen: Screen, guide: Guide = NO_GUIDE
) -> Iterator[Line]:
    """Write the checks that were made before an error, in Docker's own words: nothing is explained then."""
    for number, check in enumerate(checks):
        yield from write_title(texts.phrase("checks-heading"), screen) if number == 0 else ()
        place = texts.line_range(check.lines[0], check.lines[-1])
        yield from write_indented([Chunk("! "), Chunk(check.rule, Style.FAULT), Chunk(f"  {place}")], screen)
        yield from write_indented([Chunk(visible(check.detail))], screen, extra=INDENT)
        page = guide.find_check(check.rule) or RULES[check.rule].url
        yield from write_whole(page, extra=INDENT)


def _write_head(texts: Texts, row: Annotation, advice: Advice, screen: Screen) -> Iterator[Line]:
    """Write name, title and all lines of a finding."""
    places = dict.fromkeys([(row.line, row.end_line), *advice.places])
    lines = texts.grammar.comma.join(texts.line_range(*place) for place in places)
    head = [Chunk("! "), Chunk(advice.rule, Style.FAULT), Chunk(f"  {lines}  {advice.title}")]
    yield from write_indented(head, screen)


def _write_rest(
    texts: Texts, row: Annotation, advice: Advice, found: Iterable[Found], screen: Screen
) -> Iterator[Line]:
    """Write what goes wrong, why, what speaks against it, Docker's own words, and the mended lines."""
    says = [plain(advice.wrong), plain(advice.why)]
    says += [f"{texts.label('trade')}: {plain(advice.trade)}"] if advice.trade else []
    says += [f"{texts.label('docker-says')} {advice.detail}"] if advice.detail else []
    for say in filter(None, says):
        yield from write_indented([Chunk(visible(say))], screen, extra=INDENT)
    yield from _write_mend(advice)
    for place, other in found:
        is_same = other.rule == advice.rule and other.first == row.line
        if is_same and (place.line, place.end_line) in advice.places:
            yield from _write_mend(other)


def _write_mend(advice: Advice) -> Iterator[Line]:
    for sign, lines in (("- ", advice.removed), ("+ ", advice.added)):
        for line in lines:
            yield from write_whole(f"{sign}{visible(line)}", extra=INDENT)
