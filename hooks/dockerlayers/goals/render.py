"""The goals of an exercise as a list, each with whether it is met, and why it is not."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from dockerlayers.elements import Markup, element
from dockerlayers.goals.types import Verdict
from dockerlayers.render.labels import render_inline
from dockerlayers.texts.texts import Language, choose_texts


def render_goals(verdicts: Sequence[Verdict], language: Language) -> Markup:
    """Render what is met of how many, and each goal."""
    texts = choose_texts(language)
    met = sum(verdict.is_met for verdict in verdicts)
    name = "all-met" if met == len(verdicts) else "some-met"
    summary = texts.format(texts.goals, name, {"n": len(verdicts), "met": met})
    return element(
        "div",
        element("p", element("b", summary), class_="live-verdict"),
        element("ul", [_goal(texts.goals, verdict) for verdict in verdicts], class_="live-goal-list"),
        class_="live-goals",
    )


def _goal(words: Mapping[str, str], verdict: Verdict) -> Markup:
    state = words["met" if verdict.is_met else "missed"]
    because = (
        element("span", render_inline(verdict.because), class_="live-because") if verdict.because else None
    )
    return element(
        "li",
        element("span", state, class_="live-goal-state"),
        element("span", render_inline(verdict.say), " ", because),
        class_="live-goal live-met" if verdict.is_met else "live-goal",
    )
