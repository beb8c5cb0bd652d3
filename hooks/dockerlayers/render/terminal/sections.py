"""What stands below the rows: the image, its history, and what a change rebuilds."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from dockerlayers.explain.annotations import Image, Setting
from dockerlayers.render.report import Answer
from dockerlayers.render.sentences import describe_affected
from dockerlayers.render.terminal.characters import visible
from dockerlayers.render.terminal.layout import INDENT, write_indented, write_title
from dockerlayers.render.terminal.style import Chunk, Line, Screen, Style, pad, wrap
from dockerlayers.texts.inline import plain
from dockerlayers.texts.texts import Texts

if TYPE_CHECKING:
    from dockerlayers.measured.types import Measured

_TERM = 16
_MARK = 6
_NARROW = 40


def write_image(texts: Texts, image: Image, screen: Screen) -> Iterator[Line]:
    """Write the final image's config, each value with the line that set it."""
    yield from write_title(texts.label("image"), screen)
    has_entrypoint = any(setting.name == "entrypoint" for setting in image.settings)
    for setting in image.settings:
        yield from _setting(texts, setting, has_entrypoint, screen)
    if not image.settings:
        yield from write_indented([Chunk(texts.label("nothing-set"))], screen)
    if not image.base_is_known:
        yield from write_indented([Chunk(texts.label("inherited-note"), Style.MUTED)], screen)


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
        yield from write_indented([Chunk(name)], screen) if name else ()
        yield from write_indented(pieces, screen, extra=INDENT)
        return
    head: Line = pad((Chunk(" " * INDENT), Chunk(name)), INDENT + _TERM)
    for line in wrap(pieces, screen.width - INDENT - _TERM, hanging=INDENT):
        yield (*head, *line)
        head = (Chunk(" " * (INDENT + _TERM)),)


def write_measures(texts: Texts, measured: Measured, screen: Screen) -> Iterator[Line]:
    """Write what an engine measured of the whole; what says it is loaded only then."""
    from dockerlayers.explain.measures import say_measured

    yield from write_title(texts.phrase("measures"), screen)
    for say in say_measured(texts, measured):
        yield from write_indented([Chunk(visible(plain(say)))], screen)


def write_history(texts: Texts, image: Image, screen: Screen) -> Iterator[Line]:
    """Write the history as `docker history` does, the newest entry first."""
    yield from write_title(texts.phrase("history"), screen)
    yield from write_indented([Chunk(texts.phrase("history-note"), Style.MUTED)], screen)
    for row in image.history:
        mark = Chunk(texts.phrase("empty-layer"), Style.MUTED)
        if row.number is not None:
            mark = Chunk(f" L{row.number} ", Style.LAYER)
        elif not row.is_empty_layer:
            mark = Chunk(texts.label("base-mark"), Style.STRONG)
        yield from _entry(mark, visible(row.created_by), screen)
    if not image.history and image.base_is_known:
        yield from write_indented([Chunk(texts.phrase("no-history"))], screen)
    if not image.base_is_known:
        base = visible(image.base_name or "")
        yield from write_indented([Chunk(texts.phrase("history-unknown", base=base), Style.MUTED)], screen)


def _entry(mark: Chunk, created_by: str, screen: Screen) -> Iterator[Line]:
    head: Line = (Chunk(" " * INDENT), *pad((mark,), _MARK), Chunk("  "))
    for line in wrap([Chunk(created_by)], screen.width - 2 * INDENT - _MARK, hanging=INDENT):
        yield (*head, *line)
        head = (Chunk(" " * (2 * INDENT + _MARK)),)


def write_answers(texts: Texts, answers: Iterable[Answer], screen: Screen) -> Iterator[Line]:
    """Write what each change rebuilds, stage by stage."""
    for answer in answers:
        yield from write_title(texts.phrase("if-changed", change=visible(answer.question.text)), screen)
        if not answer.affected:
            yield from write_indented([Chunk(texts.phrase("nothing-rebuilt"))], screen)
        for affected in answer.affected:
            state, place = describe_affected(texts, affected)
            yield from write_indented([Chunk(state, Style.STRONG), Chunk(f"  {place}")], screen)
