"""Take out of a page what is no part of its search index.

Material's parser tells elements apart by their tag alone: a `div` in an excluded `div` ends the exclusion,
and what follows would be indexed. So it gets the page without what is excluded.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from dockerlayers.elements import join
from dockerlayers_site.pages.html import HEADINGS
from dockerlayers_site.pages.steps import Step, StepKind, read_attributes, take_steps

ATTRIBUTE = "data-search-exclude"
_Excluded = tuple[int, int, int, int, str]
"""The first and the last step of an excluded element, where it begins and ends, and what stands for it."""


# Several ask for it of one page, one behind the other.
@lru_cache(maxsize=2)
def without_excluded(html: str) -> str:
    """Return the HTML of a page without its excluded elements; the attribute's value, if any, stands for one.

    A heading stays, as its whole section goes with it: Material's parser sees to that.
    """
    kept, last = [], 0
    for _, _, begin, end, words in _find_excluded(html):
        kept += [html[last:begin], join([words])]
        last = end
    return "".join([*kept, html[last:]])


@lru_cache(maxsize=2)
def visible_steps(html: str) -> tuple[Step, ...]:
    """Return the steps through the HTML of a page without its excluded elements: they are not taken anew.

    Where they begin and end is where they do in all of the page.
    """
    steps, kept, last = take_steps(html), list[Step](), 0
    for first, final, begin, end, words in _find_excluded(html):
        kept += steps[last:first]
        last = final + 1
        # What stands on both sides is one text.
        before = kept.pop() if kept and _is_text(kept[-1]) and kept[-1][5] == begin else None
        behind = steps[last] if last < len(steps) and _is_text(steps[last]) else None
        last += 1 if behind else 0
        text = "".join([before[1] if before else "", words, behind[1] if behind else ""])
        if text:
            place = before[4] if before else begin, behind[5] if behind else end
            kept.append((StepKind.TEXT, text, "", steps[first][3], *place))
    return (*kept, *steps[last:]) if kept else steps[last:]


def _is_text(step: Step) -> bool:
    return step[0] is StepKind.TEXT


@lru_cache(maxsize=2)
def _find_excluded(html: str) -> tuple[_Excluded, ...]:
    """Find the outermost excluded elements; one that is never closed is left as it is."""
    return tuple(_walk(take_steps(html))) if ATTRIBUTE in html else ()


def _walk(steps: tuple[Step, ...]) -> Iterator[_Excluded]:
    # Where the outermost one begins that is open, and how many elements are around it.
    first, around, words = -1, -1, ""
    for number, (kind, name, more, depth, begin, end) in enumerate(steps):
        if around < 0:
            if kind is StepKind.ENTER and ATTRIBUTE in str(more) and name not in HEADINGS:
                found = read_attributes(str(more)).get(ATTRIBUTE)
                if found is not None:
                    first, around, words = number, depth, found
        elif depth == around and kind is StepKind.LEAVE:
            # An end tag further out ends it as well, and stays.
            yield first, number, steps[first][4], end if more else begin, words
            around = -1


def forget_steps() -> None:
    """Forget what was taken from pages: it is many times as large as their HTML, and they are done with."""
    for one in (take_steps, without_excluded, visible_steps, _find_excluded):
        one.cache_clear()
