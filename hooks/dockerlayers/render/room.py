"""How high a breakdown is likely to be: the room that a browser leaves for one that it has not drawn yet.

It is in rem where code and words stand side by side; the style knows what a narrow screen adds. The numbers
were fitted to the breakdowns of the handbook: nine of ten are at most a fifth off.
"""

from __future__ import annotations

from dockerlayers.render.view import View

_HEAD = 4.5
_ROW, _LINE, _FINDING = 2.6, 1.8, 3.2
_IMAGE = 9.7
_PAIR, _GAIN = 2.8, 3.6
_FAULT, _FAULT_LINE = 9, 1.4
_CHOICE, _ANSWER = 8, 2.9


def room_of_breakdown(view: View) -> int:
    """Reckon with the rows that are shown, their lines, what is found, and the image."""
    rows = [row for group in view.breakdown.groups for row in group.rows if view.shows(row)]
    lines = sum(row.end_line - row.first_line + 1 for row in rows)
    has_findings = view.options.has_advice and not view.options.is_brief
    rules = {advice.rule for row in rows for advice in row.advice} if has_findings else ()
    praises = view.breakdown.opening.praises if has_findings else ()
    found = _FINDING * (len(rules) + len(praises))
    return round(_HEAD + _ROW * len(rows) + _LINE * lines + found + _IMAGE * view.is_full)


def room_of_comparison(pairs: int, gains: int) -> int:
    """Reckon with the pairs of rows, and what differs."""
    return round(_PAIR * pairs + _GAIN * gains)


def room_of_fault(lines: int) -> int:
    """Reckon with the lines of a file that is refused, and what is said of it."""
    return round(_FAULT + _FAULT_LINE * lines)


def room_of_rebuilds(rows: int) -> int:
    """Reckon with the rows of the longer one of two files, of which one is shown at a time."""
    return round(_CHOICE + _ANSWER * rows)
