"""Answer a page: from what it asks, in JSON, to what it shows, in JSON."""

from __future__ import annotations

import json
from typing import Any

from dockerlayers.analysis import Analysis
from dockerlayers.live.asked import Text, View
from dockerlayers.render.document import write_document
from dockerlayers.render.html import render_breakdown, render_error
from dockerlayers.render.report import Report

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
    """Answer a question: `text` is read as `Text`, `view` as `View`; `facts` asks for all facts as well."""
    asked: dict[str, Any] = json.loads(question)
    analysis = Text(**asked["text"]).analyze()
    told: dict[str, Any] = {"html": _render(analysis, View(**asked.get("view", {})))}
    if asked.get("facts"):
        told["facts"] = "".join(write_document(Report(analysis=analysis), indent=False))
    return json.dumps(told, ensure_ascii=False)


def warm_up() -> None:
    """Answer once, so that what is loaded at the first use is loaded."""
    answer(json.dumps({"text": {"text": _FIRST}}))
    answer(json.dumps({"text": {"text": "FORM scratch\n"}}))


def _render(analysis: Analysis, view: View) -> str:
    if analysis.error:
        return render_error(
            analysis.source,
            analysis.error,
            root_id=view.root_id,
            title=view.title,
            language=view.language,
            section=view.section,
        )
    return render_breakdown(
        analysis,
        root_id=view.root_id,
        title=view.title,
        options=view.options,
        language=view.language,
        section=view.section,
    )
