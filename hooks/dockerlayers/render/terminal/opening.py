"""What stands before the rows on a terminal, and what is done well."""

from __future__ import annotations

from collections.abc import Iterator

from dockerlayers.explain.annotations import Breakdown
from dockerlayers.render.opening import LONGEST, break_command
from dockerlayers.render.terminal.characters import visible
from dockerlayers.render.terminal.layout import write_indented, write_title
from dockerlayers.render.terminal.style import Chunk, Line, Screen, Style, wrap
from dockerlayers.texts.inline import Inline, join_inline, plain, text

_FURTHER = 2


def write_first(breakdown: Breakdown, screen: Screen) -> Iterator[Line]:
    """Write what the file makes, and who runs what."""
    if breakdown.opening.say:
        yield from wrap([Chunk(visible(plain(breakdown.opening.say)))], screen.width)


def write_howto(breakdown: Breakdown, screen: Screen) -> Iterator[Line]:
    """Write how the image is built and run; a command is broken where a shell takes it."""
    howto, texts = breakdown.opening.howto, breakdown.texts
    if not howto:
        return
    yield from write_title(texts.label("howto" if howto.run else "howto-build"), screen)
    for command in filter(None, (howto.build, howto.run)):
        for line in break_command(command, min(screen.width - 2, LONGEST)).split("\n"):
            yield from write_indented([Chunk(visible(line), Style.STRONG)], screen)
    compose: list[Inline] = [
        join_inline([text(f"{texts.grammar.comma.join(one.keys)}:"), one.say]) for one in howto.compose
    ]
    facts = {
        "howto-given": howto.given,
        "howto-context": (howto.context,),
        "howto-replaces": (howto.replaces,) if howto.replaces else (),
        "howto-compose": compose,
    }
    for name, says in facts.items():
        if says:
            yield from write_indented([Chunk(texts.label(name), Style.MUTED)], screen)
        for say in says:
            yield from write_indented([Chunk(visible(plain(say)))], screen, extra=_FURTHER)


def write_praises(breakdown: Breakdown, screen: Screen) -> Iterator[Line]:
    """Write what is done well, on which lines, and what it is good for."""
    praises, texts = breakdown.opening.praises, breakdown.texts
    if praises:
        yield from write_title(texts.label("praises", n=len(praises)), screen)
    for one in praises:
        places = texts.grammar.comma.join(texts.line_range(*lines) for lines in one.lines)
        yield from write_indented([Chunk(f"+ {one.title}"), Chunk(f"  {places}", Style.MUTED)], screen)
        says = plain(join_inline([one.good, one.why]))
        yield from write_indented([Chunk(visible(says))], screen, extra=_FURTHER)
