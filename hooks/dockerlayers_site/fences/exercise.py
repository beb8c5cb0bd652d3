"""An exercise in a fence: a Dockerfile to be mended, goals that can be judged, hints, and a solution.

FROM python:3.13
COPY . .
RUN pip install -r requirements.txt
=== goal
rebuild app.py <= 1
=== hint
What does pip need to know?
=== solution
FROM python:3.13
…
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dockerlayers.analysis import analyze
from dockerlayers.elements import Markup, element
from dockerlayers.errors import DockerfileError
from dockerlayers.goals.judge import judge
from dockerlayers.goals.read import read_goal
from dockerlayers.goals.render import render_goals
from dockerlayers.goals.types import Goal, Verdict
from dockerlayers.patterns import lazy_pattern
from dockerlayers.render.html import render_breakdown
from dockerlayers.syntax.nodes import Span
from dockerlayers.texts.inline import plain
from dockerlayers_site.fences.errors import FenceError
from dockerlayers_site.names import suggest
from dockerlayers_site.pages.code import mark_code
from dockerlayers_site.texts import SiteTexts

_SECTION = lazy_pattern(r"===[ \t]*(?P<name>\S*)[ \t]*")
_KINDS = ("goal", "hint", "solution")


@dataclass(frozen=True, kw_only=True)
class Exercise:
    """What an exercise shows: the text to begin with, its goals as they are written, hints, a solution."""

    title: str
    start: str
    goals: tuple[str, ...]
    verdicts: tuple[Verdict, ...]
    hints: tuple[str, ...]
    solution: str

    def render(self, root_id: str, texts: SiteTexts) -> str:
        """Render it so that all can be read without a script; the first goals are judged as it begins."""
        words = texts.live
        asked = {"text": self.start, "goals": list(self.goals)}
        head = element(
            "div",
            element("span", words["exercise"], class_="live-kind"),
            element("p", self.title, class_="live-exercise-title", id=f"{root_id}-title"),
            element("div", class_="live-acts", data_solve=words["solve"]),
            class_="live-exercise-head",
        )
        code = element("pre", element("code", self.start), class_="live-exercise-text")
        goals = render_goals(self.verdicts, texts.breakdowns)
        hints = [_fold(f"{words['hint']} {nth}", mark_code(hint)) for nth, hint in enumerate(self.hints, 1)]
        solved = analyze(self.solution)
        solution_id = f"{root_id}-solution"
        solution = render_breakdown(
            solved, root_id=solution_id, language=texts.breakdowns, section=self.title
        )
        return element(
            "section",
            head,
            element("div", code, element("div", goals), class_="live-exercise-body"),
            element("div", hints, _fold(words["solution"], Markup(solution)), class_="live-hints"),
            class_="live-exercise",
            id=root_id,
            data_exercise=json.dumps(asked, ensure_ascii=False),
            aria_labelledby=f"{root_id}-title",
        )


@dataclass(frozen=True, kw_only=True)
class _Section:
    """A part of the fence: `line` is that of its first line, in what the fence holds."""

    kind: str
    line: int
    lines: tuple[str, ...]

    @property
    def text(self) -> str:
        return "\n".join(self.lines).strip("\n") + "\n"


def read_exercise(title: str, content: str) -> Exercise:
    """Read an exercise; raise FenceError for what is missing, no goal, solved as it begins, or never solved.

    Its place is one in what the fence holds.
    """
    start, *sections = _split(content)
    found = {kind: [one for one in sections if one.kind == kind] for kind in _KINDS}
    goals = [*_read_goals(found["goal"])]
    if not goals:
        raise _refuse(1, "the exercise has no goal", "write === goal, and a goal below it: user not root")
    if len(found["solution"]) != 1:
        line = found["solution"][1].line - 1 if found["solution"] else 1
        raise _refuse(
            line, "the exercise needs one solution", "write === solution, and below it what solves it"
        )
    solution = found["solution"][0]
    verdicts = judge([goal for goal, _ in goals], analyze(start.text))
    if all(verdict.is_met for verdict in verdicts):
        raise _refuse(1, "the exercise is solved as it begins", "let it begin with what misses a goal")
    _check_solution(solution, [goal for goal, _ in goals])
    return Exercise(
        title=title,
        start=start.text,
        goals=tuple(text for _, text in goals),
        verdicts=verdicts,
        hints=tuple(" ".join(one.text.split()) for one in found["hint"]),
        solution=solution.text,
    )


def _split(content: str) -> Iterator[_Section]:
    """Split what the fence holds at its lines of ===."""
    kind, line, lines = "start", 1, list[str]()
    for number, text in enumerate(content.split("\n"), 1):
        mark = _SECTION.fullmatch(text)
        if not mark:
            lines.append(text)
            continue
        if mark["name"] not in _KINDS:
            hint = suggest(mark["name"], _KINDS)
            raise _refuse(number, f"unknown part of an exercise: {mark['name']}", hint, text)
        yield _Section(kind=kind, line=line, lines=tuple(lines))
        kind, line, lines = mark["name"], number + 1, []
    yield _Section(kind=kind, line=line, lines=tuple(lines))


def _read_goals(sections: Sequence[_Section]) -> Iterator[tuple[Goal, str]]:
    for section in sections:
        for number, text in enumerate(section.lines, section.line):
            if text.strip():
                yield _read_goal(number, text), text.strip()


def _read_goal(number: int, text: str) -> Goal:
    try:
        return read_goal(text)
    except DockerfileError as error:
        place = error.span or Span(1, 1, 1, 2)
        span = Span(number, place.column, number, place.end_column)
        raise FenceError(error.message, span=span, hint=error.hint) from None


def _check_solution(solution: _Section, goals: Sequence[Goal]) -> None:
    analysis = analyze(solution.text)
    if analysis.error:
        place, above = analysis.error.span or Span(1, 1, 1, 2), solution.line - 1
        span = Span(place.line + above, place.column, place.end_line + above, place.end_column)
        raise FenceError(analysis.error.message, span=span, hint="Docker has to be able to read the solution")
    for verdict in judge(goals, analysis):
        if not verdict.is_met:
            message = "the solution misses a goal"
            raise _refuse(solution.line - 1, message, f"{plain(verdict.say)} {plain(verdict.because)}")


def _refuse(line: int, message: str, hint: str, text: str = "") -> FenceError:
    return FenceError(message, span=Span(line, 1, line, len(text) + 1 if text else 2), hint=hint)


def _fold(title: str, *content: str | list[str] | Markup) -> Markup:
    return element("details", element("summary", title), element("div", *content))
