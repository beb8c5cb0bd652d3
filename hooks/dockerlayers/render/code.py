"""Source lines as HTML: every character as written, coloured."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from dockerlayers.render.elements import Child, Markup, element
from dockerlayers.render.marks import Mark


def render_lines(lines: Sequence[str], first: int, marks: Iterable[Mark]) -> Markup:
    """Render the lines as the content of a `pre`; `first` is the number of the first one."""
    by_line: dict[int, list[Mark]] = {}
    for mark in marks:
        by_line.setdefault(mark.line, []).append(mark)
    last = first + len(lines) - 1
    rendered = []
    for number, text in enumerate(lines, first):
        end = "\n" if number < last else ""
        code = _colour(text, by_line.get(number, []))
        rendered.append(element("span", code, end, class_="bd-line", data_n=number))
    return element("pre", rendered, class_="bd-code")


def _colour(text: str, marks: Iterable[Mark]) -> list[Child]:
    """Wrap the marked stretches in spans; where two overlap, the first one counts."""
    pieces: list[Child] = []
    position = 0
    for mark in marks:
        if mark.start < position or mark.start == mark.end:
            continue
        span = element("span", text[mark.start : mark.end], class_=mark.name)
        pieces += [text[position : mark.start], span]
        position = mark.end
    return [*pieces, text[position:]]
