"""Answer a page: from what it asks, in JSON, to what it shows, in JSON."""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from dockerlayers.analysis import Analysis
from dockerlayers.errors import DockerfileError
from dockerlayers.explain.annotations import Breakdown
from dockerlayers.explain.breakdown import explain
from dockerlayers.explain.compare import compare
from dockerlayers.goals.judge import judge
from dockerlayers.goals.read import read_goal
from dockerlayers.goals.render import render_goals
from dockerlayers.live.asked import AskedView, Text
from dockerlayers.live.changes import find_edit, list_changed_lines
from dockerlayers.live.delta import render_delta
from dockerlayers.live.fault import tell_fault
from dockerlayers.render.compare import Side, render_comparison
from dockerlayers.render.document import write_document
from dockerlayers.render.html import render_error, render_explained
from dockerlayers.render.kept import KeptRows
from dockerlayers.render.page import render_page
from dockerlayers.render.report import Report
from dockerlayers.texts.texts import load_texts
from dockerlayers.typography.page import set_type

_SET = ("html", "compared", "delta")
"""What of an answer is put into the page as it is."""

_ROWS = KeptRows()
"""With an edit, all but a few rows are what they were."""

_FIRST = """\
FROM node:22-slim AS build
WORKDIR /app
COPY package.json ./
RUN npm ci && npm cache clean --force
COPY . .
RUN npm run build
FROM node:22-slim
ENV NODE_ENV=production
COPY --from=build /app/dist ./
USER node
EXPOSE 3000
CMD ["node", "server.js"]
"""


def answer(question: str) -> str:
    """Answer a question: `text` is read as `Text`, `view` as `AskedView`.

    `before` is the text as it was, where an edit is to be told; `compare` are the titles under which both are
    to be set side by side. `goals` are those of an exercise. `page` asks for a page of its own, `facts` for
    all facts.
    """
    asked: dict[str, Any] = json.loads(question)
    told = _answer(asked)
    # As the page's own text is set when it is built: its style sheet counts on it.
    told |= {name: set_type(told[name]) for name in _SET if name in told}
    return json.dumps(told, ensure_ascii=False)


def _answer(asked: dict[str, Any]) -> dict[str, Any]:
    view = AskedView(**asked.get("view", {}))
    try:
        analysis = Text(**asked["text"]).analyze()
    except DockerfileError as error:  # what is beside the text: a platform, a .dockerignore
        return {"refused": error.message}
    texts = load_texts(view.language)
    told: dict[str, Any] = {}
    if analysis.error:
        told["fault"] = tell_fault(texts, analysis.error, analysis.source)
        told["html"] = _render_error(analysis, analysis.error, view)
    else:
        breakdown = explain(analysis, texts)
        told["html"] = _render(analysis, breakdown, view)
        told["targets"] = [image.option for image in breakdown.others]
        if "before" in asked:
            lines, was = _explain_before(json.dumps(asked["before"]), view.language)
            told["lines"] = [*list_changed_lines(lines, breakdown.lines)]
            if was is not None:  # of a text that had an error, only the lines are known
                told |= _tell_edit(was, breakdown, view) | _compare(asked, was, breakdown, view)
    if "goals" in asked:
        verdicts = judge(map(read_goal, asked["goals"]), analysis, texts)
        told["goals"] = {
            "html": render_goals(verdicts, texts),
            "is_done": all(verdict.is_met for verdict in verdicts),
        }
    if asked.get("page"):
        told["page"] = render_page(
            [(view.title or texts.label("untitled"), Report(analysis=analysis))], texts, view.guide
        )
    if asked.get("facts"):
        told["facts"] = "".join(write_document(Report(analysis=analysis), indent=False))
    return told


def _tell_edit(was: Breakdown, breakdown: Breakdown, view: AskedView) -> dict[str, Any]:
    """Tell what was edited."""
    edit = find_edit(was, breakdown)
    return {
        "changed": [[f"{view.root_id}-{row.anchor}", became.value] for row, became in edit.rows],
        "delta": render_delta(was, breakdown, edit),
    }


def _compare(asked: dict[str, Any], was: Breakdown, breakdown: Breakdown, view: AskedView) -> dict[str, Any]:
    """Set both texts side by side, under the titles that are given."""
    if "compare" not in asked:
        return {}
    untitled = breakdown.texts.label("untitled")
    before, after = (Side(title=title or untitled, guide=view.guide) for title in asked["compare"])
    return {
        "compared": render_comparison(
            compare(was, breakdown),
            root_id=view.compared_id or f"{view.root_id}-compared",
            before=before,
            after=after,
        )
    }


@lru_cache(maxsize=8)
def _explain_before(before: str, language: str) -> tuple[Sequence[str], Breakdown | None]:
    """Explain the text as it was, which is asked about with every edit; of one with an error, the lines."""
    analysis = Text(**json.loads(before)).analyze()
    lines = [line.rstrip("\r") for line in analysis.source.removesuffix("\n").split("\n")]
    return lines, None if analysis.error else explain(analysis, language)


def warm_up() -> None:
    """Answer once, so that what is loaded at the first use is loaded."""
    answer(json.dumps({"text": {"text": f"{_FIRST}LABEL a=b\n"}, "before": {"text": _FIRST}, "facts": True}))
    answer(json.dumps({"text": {"text": "FORM scratch\n"}}))


def _render(analysis: Analysis, breakdown: Breakdown, view: AskedView) -> str:
    return render_explained(
        breakdown,
        root_id=view.root_id,
        title=view.title,
        options=view.options,
        escape=analysis.dockerfile.escape if analysis.dockerfile else "",
        section=view.section,
        guide=view.guide,
        kept=_ROWS,
    )


def _render_error(analysis: Analysis, error: DockerfileError, view: AskedView) -> str:
    return render_error(
        analysis.source,
        error,
        root_id=view.root_id,
        title=view.title,
        language=view.language,
        section=view.section,
    )
