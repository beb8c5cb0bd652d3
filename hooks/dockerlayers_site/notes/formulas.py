"""Write formulas as MathML, which browsers draw without a script; one that cannot be read stays as it is."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from markdown.util import code_escape
from math_core import LatexError, LatexToMathML

from dockerlayers.elements import Markup, element
from dockerlayers.patterns import lazy_pattern
from dockerlayers_site.pages.page_file import PageFile, span_of
from dockerlayers_site.pages.problem import Problem

CLASS = "note-math"
SOURCE_CLASS = "note-math-source"
# In a line, longer ones get a box of their own that scrolls; one that fits any phone stays on the line.
_LONG = 24
_HINT = "if it is no formula, write \\$ for each dollar"
_SOURCE = lazy_pattern(r"<annotation[^>]*>.*?</annotation>", re.DOTALL)
_PLACE = lazy_pattern(r"(?P<offset>\d+): (?P<why>.*)", re.DOTALL)
# All that the library writes: should it ever let HTML through, that is no formula.
# https://w3c.github.io/mathml-core/
_TAG = lazy_pattern(r"""</?(?P<name>[a-z]+)(?P<attributes>(?: [a-z]+="[\w\s.,:;%#+/-]*")*)/?>""")
_ELEMENTS = frozenset(
    """
    math semantics annotation mrow mi mo mn mtext ms mspace mfrac msqrt mroot msub msup msubsup munder mover
    munderover mmultiscripts mprescripts none mtable mtr mtd mphantom mpadded mstyle merror menclose
    """.split()  # noqa: SIM905
)
_ATTRIBUTES = frozenset(
    """
    accent accentunder class columnspan depth display displaystyle encoding fence form height largeop
    linethickness lspace mathvariant maxsize minsize movablelimits notation rowspan rspace scriptlevel
    separator stretchy style symmetric voffset width
    """.split()  # noqa: SIM905
)
_ATTRIBUTE_NAME = lazy_pattern(r"([a-z]+)=")


class FormulaError(Exception):
    """A formula that cannot be read: why, and at which character from 0."""

    def __init__(self, why: str, offset: int = 0) -> None:
        super().__init__(why)
        self.why = why
        self.offset = offset


@dataclass(frozen=True, kw_only=True)
class Unread:
    """A formula that cannot be read, as it is written; `offset` is where in it, from 0.

    `line` is the one in which it begins, from 1, None where that is not known.
    """

    written: str
    why: str
    offset: int
    line: int | None = None


class Formulas:
    """Write the formulas of one note; `unread` are those that could not be read.

    `name` is what the box is called in which a long one scrolls: it can be reached with the keyboard.
    """

    def __init__(self, name: str) -> None:
        self.name = name
        self.unread: list[Unread] = []

    def write_in_text(self, source: str, mark: str, *, is_title: bool) -> Markup:
        """Write a formula between marks: of `$$`, it gets lines of its own. `` $`…`$ `` has no mark."""
        is_block = mark == "$$"
        written = f"{mark}{source}{mark}" if mark else f"$`{source}`$"
        math = self._convert(source, written, is_block=is_block)
        if math is None:
            return element("code", Markup(code_escape(written)), class_=SOURCE_CLASS)
        if is_title:
            # Where tags are taken away, the source would stand beside the formula.
            math = Markup(_SOURCE.sub("", math))
        return self._frame("span", math, source) if is_block else _frame_short(math, source)

    def write_block(self, source: str, written: str, line: int) -> Markup:
        """Write a formula that stands alone; `written` is all that its author wrote, from a line on."""
        math = self._convert(source, written, line, is_block=True)
        if math is None:
            return element("pre", element("code", Markup(code_escape(written))), class_=SOURCE_CLASS)
        return self._frame("div", math, source)

    def _convert(
        self, source: str, written: str, line: int | None = None, *, is_block: bool
    ) -> Markup | None:
        try:
            return convert_formula(source, is_block=is_block)
        except FormulaError as error:
            offset = written.find(source) + error.offset
            self.unread.append(Unread(written=written, why=error.why, offset=offset, line=line))
            return None

    def _frame(self, tag: str, math: Markup, source: str) -> Markup:
        return element(
            tag,
            math,
            class_=f"{CLASS} {CLASS}--block",
            tabindex=0,
            role="group",
            aria_label=self.name,
            data_search_exclude=source,
        )


def _frame_short(math: Markup, source: str) -> Markup:
    classes = f"{CLASS} {CLASS}--long" if len(source) > _LONG else CLASS
    return element("span", math, class_=classes, data_search_exclude=source)


def convert_formula(source: str, *, is_block: bool) -> Markup:
    """Convert a formula to MathML with its source in it; raise FormulaError where that cannot be read."""
    # Each is alone: no formula may define what another one reads.
    converter = LatexToMathML(annotation=True, allow_unreliable_rendering=True, fancy_error=False)
    try:
        html = converter.convert_with_local_state(source, displaystyle=is_block)
    except LatexError as error:
        found = _PLACE.fullmatch(str(error))
        raise (
            FormulaError(found["why"], int(found["offset"])) if found else FormulaError(str(error))
        ) from None
    if not _is_formula(html):
        raise FormulaError("it holds more than a formula")
    return Markup(html)


def _is_formula(html: str) -> bool:
    """Say whether HTML is MathML, and nothing else."""
    return "<" not in _TAG.sub("", html) and all(
        tag["name"] in _ELEMENTS and _ATTRIBUTES.issuperset(_ATTRIBUTE_NAME.findall(tag["attributes"]))
        for tag in _TAG.finditer(html)
    )


def report_unread(unread: Sequence[Unread], lines: Sequence[str], page: PageFile) -> Iterator[Problem]:
    """Tell of formulas that cannot be read, each at its own place, however often it stands in the note."""
    seen: Counter[str] = Counter()
    for one in unread:
        begin = one.written.rfind("\n", 0, one.offset) + 1
        inner = one.written.count("\n", 0, one.offset)
        head = one.written[begin:].partition("\n")[0]
        if one.line:
            line, column = one.line + inner, lines[one.line + inner - 1].find(head)
        else:
            line, column = _find_place(head, lines, seen)
        span = span_of(line + page.skipped, max(column, 0) + one.offset - begin + 1, "")
        yield page.report(f"the formula cannot be read: {one.why}", span, hint=_HINT)


def _find_place(text: str, lines: Sequence[str], seen: Counter[str]) -> tuple[int, int]:
    """Return where a text stands for the n-th time: the line from 1, and the index in it."""
    places = [
        (number, found.start())
        for number, line in enumerate(lines, 1)
        for found in re.finditer(re.escape(text), line)
    ]
    seen[text] += 1
    return places[min(seen[text], len(places)) - 1] if places else (1, 0)
