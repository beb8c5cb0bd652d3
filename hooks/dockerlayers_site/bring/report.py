"""What is said before notes are brought in, and when it is done."""

from __future__ import annotations

from collections.abc import Iterator

from dockerlayers_site.bring.navigation import NavState
from dockerlayers_site.bring.planned import Fate, Output, Plan
from dockerlayers_site.bring.say import say
from dockerlayers_site.pages.messages import tell
from dockerlayers_site.texts import SiteTexts

_MOST = 20


class Report:
    """Says a plan, in the language of the texts; paths below docs/ begin with the name of that folder."""

    def __init__(self, plan: Plan, texts: SiteTexts, docs: str) -> None:
        self.plan = plan
        self.texts = texts
        self.docs = docs

    def intent(self) -> Iterator[str]:
        """Yield the lines that say what will be done."""
        plan = self.plan
        pages = [one for one in plan.outputs if one.is_page]
        kind = self._say(plan.source.kind.value)
        others = len(plan.outputs) - len(pages)
        yield self._say("intent", source=plan.source.tree.name, kind=kind, pages=len(pages), files=others)
        for fate in (Fate.NEW, Fate.CHANGED):
            found = [one for one in plan.outputs if one.fate is fate]
            yield from self._listed(fate.value, [self._file(one) for one in found])
        if plan.navigation.state is NavState.EDITED:
            yield self._say(plan.navigation.state.value)
        if plan.is_idle:
            yield self._say("idle")

    def summary(self) -> Iterator[str]:
        """Yield the lines that say what was done, and what needs a hand, by kind and by file."""
        yield self._say("summary", new=self._count(Fate.NEW), changed=self._count(Fate.CHANGED))
        same = self._count(Fate.SAME)
        if same:
            yield self._say("summary-same", count=same)
        links = sum(one.links for one in self.plan.outputs if one.fate.is_written)
        if links:
            yield self._say("summary-links", count=links)
        for fate in (Fate.EDITED, Fate.TAKEN, Fate.BOTH):
            yield from self._listed(
                fate.value, [self._file(one) for one in self.plan.outputs if one.fate is fate]
            )
        recoded = [
            one for one in self.plan.outputs if one.encoding in ("cp949", "utf-16") and one.fate.is_written
        ]
        yield from self._listed("recoded", [self._file(one) for one in recoded])
        yield from self._left()
        yield from self._problems()
        navigation = self.plan.navigation
        if navigation.state in (NavState.BY_HAND, NavState.ABSENT):
            yield self._say(navigation.state.value)
            yield from navigation.lines.splitlines()

    def _left(self) -> Iterator[str]:
        reasons = dict.fromkeys(one.reason for one in self.plan.left)
        for reason in reasons:
            yield from self._listed(reason, [one.path for one in self.plan.left if one.reason == reason])

    def _problems(self) -> Iterator[str]:
        found: dict[str, list[str]] = {}
        told = tell(self.plan.problems, self.texts)
        for one in sorted(told, key=lambda one: (one.path, one.problem.line)):
            found.setdefault(one.path, []).append(one.full)
        if found:
            yield self._say("problems", count=len(self.plan.problems), files=len(found))
        for said in found.values():
            yield from said

    def _listed(self, name: str, items: list[str]) -> Iterator[str]:
        if items:
            yield self._say(name, count=len(items))
            yield from (f"  {one}" for one in items[:_MOST])
        if len(items) > _MOST:
            yield "  " + self._say("more", count=len(items) - _MOST)

    def _file(self, output: Output) -> str:
        return self._say("file", source=output.source, file=f"{self.docs}/{output.file}")

    def _count(self, fate: Fate) -> int:
        return sum(one.fate is fate for one in self.plan.outputs)

    def _say(self, name: str, **slots: str | int) -> str:
        return say(self.texts, name, **slots)
