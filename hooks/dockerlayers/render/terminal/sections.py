"""What stands beneath the rows: build checks, the image, its history, what a change rebuilds."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from dockerlayers.checks.rules import RULES
from dockerlayers.explain.annotations import Advice, AdviceKind, Breakdown, Image, Setting
from dockerlayers.model.types import Check
from dockerlayers.render.report import Answer
from dockerlayers.render.sentences import describe_affected, describe_same
from dockerlayers.render.terminal.characters import measure, visible
from dockerlayers.render.terminal.style import Chunk, Line, Screen, Style, pad, wrap
from dockerlayers.texts.inline import plain
from dockerlayers.texts.texts import Texts

_INDENT = 2
_TERM = 16
_MARK = 6
_NARROW = 40


def write_checks(texts: Texts, checks: Iterable[Check], screen: Screen) -> Iterator[Line]:
    """Write the build checks in Docker's own words, each with its lines."""
    for number, check in enumerate(checks):
        if number == 0:
            yield from _title(texts.phrase("checks-heading"), screen)
        place = texts.line_range(check.lines[0], check.lines[-1])
        head = [Chunk("! "), Chunk(check.rule, Style.FAULT), Chunk(f"  {place}")]
        yield from _indented(head, screen)
        yield from _indented([Chunk(visible(check.detail))], screen, extra=_INDENT)
        yield from _indented([Chunk(RULES[check.rule].url, Style.MUTED)], screen, extra=_INDENT)


def write_practices(breakdown: Breakdown, screen: Screen) -> Iterator[Line]:
    """Write what Docker does not check: what goes wrong, on which lines, and the mended lines of each."""
    rows = [row for group in breakdown.groups for row in group.rows]
    found = [(row, one) for row in rows for one in row.advice if one.kind is not AdviceKind.CHECK]
    heads = [(row, one) for row, one in found if one.first is None]
    for number, (row, advice) in enumerate(heads):
        if number == 0:
            yield from _title(breakdown.texts.label("practice-flag"), screen)
        head = [
            Chunk("! "),
            Chunk(advice.rule, Style.FAULT),
            Chunk(f"  {breakdown.texts.line_range(row.line, row.end_line)}"),
        ]
        yield from _indented(head, screen)
        yield from _indented([Chunk(visible(plain(advice.wrong)))], screen, extra=_INDENT)
        yield from _mended(advice, screen)
        same = describe_same(breakdown.texts, advice)
        if same:
            yield from _indented([Chunk(same)], screen, extra=_INDENT)
        for place, other in found:
            is_same = other.rule == advice.rule and other.first == row.line
            if is_same and (place.line, place.end_line) in advice.places:
                yield from _mended(other, screen)
        yield from _indented([Chunk(advice.url, Style.MUTED)], screen, extra=_INDENT)


def _mended(advice: Advice, screen: Screen) -> Iterator[Line]:
    for sign, lines in (("- ", advice.removed), ("+ ", advice.added)):
        for line in lines:
            yield from _indented([Chunk(sign + visible(line), Style.MUTED)], screen, extra=_INDENT)


def write_image(texts: Texts, image: Image, screen: Screen) -> Iterator[Line]:
    """Write the final image's config, each value with the line that set it."""
    yield from _title(texts.label("image"), screen)
    has_entrypoint = any(setting.name == "entrypoint" for setting in image.settings)
    for setting in image.settings:
        yield from _setting(texts, setting, has_entrypoint, screen)
    if not image.settings:
        yield from _indented([Chunk(texts.label("nothing-set"))], screen)
    if not image.base_is_known:
        yield from _indented([Chunk(texts.label("inherited-note"), Style.MUTED)], screen)


def _setting(texts: Texts, setting: Setting, has_entrypoint: bool, screen: Screen) -> Iterator[Line]:
    """CMD is the command itself, or the arguments of the entrypoint."""
    name = texts.label("arguments" if setting.name == "cmd" and has_entrypoint else setting.name)
    for value in setting.values:
        pieces = [Chunk(visible(value.text))]
        if value.row:
            pieces += [Chunk("  "), Chunk(texts.label("line", line=value.row.line), Style.MUTED)]
        yield from _term(name, pieces, screen)
        name = ""


def _term(name: str, pieces: list[Chunk], screen: Screen) -> Iterator[Line]:
    """Write a name and a value beside each other, or one beneath the other on a narrow screen."""
    if screen.width < _NARROW:
        yield from _indented([Chunk(name)], screen) if name else ()
        yield from _indented(pieces, screen, extra=_INDENT)
        return
    head: Line = pad((Chunk(" " * _INDENT), Chunk(name)), _INDENT + _TERM)
    for line in wrap(pieces, screen.width - _INDENT - _TERM, hanging=_INDENT):
        yield (*head, *line)
        head = (Chunk(" " * (_INDENT + _TERM)),)


def write_history(texts: Texts, image: Image, screen: Screen) -> Iterator[Line]:
    """Write the history as `docker history` does, the newest entry first."""
    yield from _title(texts.phrase("history"), screen)
    yield from _indented([Chunk(texts.phrase("history-note"), Style.MUTED)], screen)
    for row in image.history:
        mark = Chunk(texts.phrase("empty-layer"), Style.MUTED)
        if row.number is not None:
            mark = Chunk(f" L{row.number} ", Style.LAYER)
        elif not row.is_empty_layer:
            mark = Chunk(texts.label("base-mark"), Style.STRONG)
        yield from _entry(mark, visible(row.created_by), screen)
    if not image.history and image.base_is_known:
        yield from _indented([Chunk(texts.phrase("no-history"))], screen)
    if not image.base_is_known:
        base = visible(image.base_name or "")
        yield from _indented([Chunk(texts.phrase("history-unknown", base=base), Style.MUTED)], screen)


def _entry(mark: Chunk, created_by: str, screen: Screen) -> Iterator[Line]:
    head: Line = (Chunk(" " * _INDENT), *pad((mark,), _MARK), Chunk("  "))
    for line in wrap([Chunk(created_by)], screen.width - 2 * _INDENT - _MARK, hanging=_INDENT):
        yield (*head, *line)
        head = (Chunk(" " * (2 * _INDENT + _MARK)),)


def write_answers(texts: Texts, answers: Iterable[Answer], screen: Screen) -> Iterator[Line]:
    """Write what each change rebuilds, stage by stage."""
    for answer in answers:
        yield from _title(texts.phrase("if-changed", change=visible(answer.question.text)), screen)
        if not answer.affected:
            yield from _indented([Chunk(texts.phrase("nothing-rebuilt"))], screen)
        for affected in answer.affected:
            state, place = describe_affected(texts, affected)
            yield from _indented([Chunk(state, Style.STRONG), Chunk(f"  {place}")], screen)


def _title(title: str, screen: Screen) -> Iterator[Line]:
    yield ()
    yield from wrap([Chunk(title, Style.STRONG)], screen.width)


def _indented(pieces: Iterable[Chunk], screen: Screen, *, extra: int = 0) -> Iterator[Line]:
    indent = Chunk(" " * (_INDENT + extra))
    for line in wrap(pieces, screen.width - measure(indent.text)):
        yield (indent, *line)
