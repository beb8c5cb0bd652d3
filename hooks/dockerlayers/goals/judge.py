"""Judge whether a Dockerfile meets a goal, by what it makes."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import assert_never

from dockerlayers.analysis import Analysis
from dockerlayers.explain.guidance import load_guidance
from dockerlayers.goals.types import (
    ConfigHas,
    FewLayers,
    FewRebuilds,
    Goal,
    Kept,
    NoFinding,
    NoRoot,
    Verdict,
)
from dockerlayers.model.changes import FileChange, Rebuild
from dockerlayers.model.types import Build, Step
from dockerlayers.render.facts.values import Json, config_value
from dockerlayers.texts import DEFAULT
from dockerlayers.texts.inline import Inline, Slot, parse_template, text
from dockerlayers.texts.texts import Language, Texts, choose_texts


def judge(goals: Iterable[Goal], analysis: Analysis, language: Language = DEFAULT) -> tuple[Verdict, ...]:
    """Judge goals; a Dockerfile with an error meets none."""
    return tuple(_Judge(analysis, choose_texts(language)).judge(goal) for goal in goals)


class _Judge:
    def __init__(self, analysis: Analysis, texts: Texts) -> None:
        self.analysis = analysis
        self.texts = texts

    def judge(self, goal: Goal) -> Verdict:
        build = self.analysis.build
        is_met, because = self._look(goal, build) if build else (False, self._say("unreadable"))
        return Verdict(is_met=is_met, say=self._name(goal), because=() if is_met else because)

    def _say(self, name: str, **slots: Slot) -> Inline:
        return parse_template(self.texts.goals[name], self.texts.grammar.comma).fill(slots)

    def _name(self, goal: Goal) -> Inline:
        match goal:
            case FewRebuilds(path=path, most=most):
                return self._say("rebuild", path=path, n=most)
            case NoFinding(rule=rule):
                title = text(load_guidance(self.texts)[rule].title)
                return self._say("no-finding", rule=rule, title=title)
            case NoRoot():
                return self._say("no-root")
            case FewLayers(most=most):
                return self._say("layers", n=most)
            case Kept(text=kept):
                return self._say("kept", text=kept)
            case ConfigHas(key=key, value=value):
                return self._say("config", key=key, value=value)
        assert_never(goal)

    def _look(self, goal: Goal, build: Build) -> tuple[bool, Inline]:
        """Say whether a goal is met, and what stands against it."""
        match goal:
            case FewRebuilds(path=path, most=most):
                steps = self._rebuilt(path)
                because = self._say("rebuilds", n=len(steps), lines=self._lines(_numbers(steps)))
                return len(steps) <= most, because
            case NoFinding(rule=rule):
                lines = sorted(self._found(rule))
                return not lines, self._say("finding", lines=self._lines(lines))
            case NoRoot():
                user = build.config.user
                because = self._say("is-root", user=user) if user else self._say("no-user")
                return not build.config.is_root, because
            case FewLayers(most=most):
                count = len(self.analysis.layers)
                return count <= most, self._say("has-layers", n=count)
            case Kept(text=kept):
                return any(kept in one for one in _instructions(build)), self._say("gone")
            case ConfigHas(key=key, value=value):
                found = _find_value(build, key)
                because = self._say("has", value=_show(found)) if found else self._say("unset")
                return _has(found, value), because
        assert_never(goal)

    def _rebuilt(self, path: str) -> list[Step]:
        affected = self.analysis.rebuilt_by(FileChange(path=path))
        return [step for one in affected if one.state is Rebuild.REBUILT for step in one.layers]

    def _found(self, rule: str) -> Iterator[int]:
        for finding in self.analysis.practices:
            if finding.rule == rule:
                yield from (one.instruction.line for one in finding.all)
        for check in self.analysis.checks:
            if check.rule == rule:
                yield from check.lines[:1]

    def _lines(self, numbers: Iterable[int]) -> Inline:
        names = [self.texts.label("line", line=number) for number in numbers]
        return text(self.texts.grammar.comma.join(names))


def _numbers(steps: Iterable[Step]) -> list[int]:
    return sorted({step.instruction.line for step in steps})


def _instructions(build: Build) -> Iterator[str]:
    for stage in build.stages:
        if stage.is_built:
            yield from (" ".join(step.instruction.original.split()) for step in stage.steps)


def _find_value(build: Build, key: str) -> Json:
    config = config_value(build.config)
    return config.get(key) if isinstance(config, dict) else None


def _has(found: Json, value: str) -> bool:
    """Say whether a value of the config is this one, or has it among others."""
    match found:
        case None:
            return False
        case list() if value.startswith("["):
            return json.dumps(found) == json.dumps(_read_list(value))
        case list():
            return value in found
        case dict():
            name, equals, rest = value.partition("=")
            return (found.get(name) == rest) if equals else (name in found)
    return found == value


def _read_list(value: str) -> object:
    try:
        return json.loads(value)
    except ValueError:
        return None


def _show(found: Json) -> str:
    match found:
        case list():
            return json.dumps(found, ensure_ascii=False)
        case dict():
            return " ".join(f"{name}={value}" if value else name for name, value in found.items())
    return str(found)
