"""Run the library in a page of the built site, as a reader's browser does."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from playwright.sync_api import Page

from dockerlayers.live.answer import answer
from dockerlayers_site.plugin.project import ASSETS

_STARTS = """\
async (address) => {
  const engine = await import(address);
  const told = new Promise((resolve) => addEventListener("dockerlayers-kept", resolve));
  const kept = told.then((event) => event.detail);
  const progress = [];
  const ready = await engine.start((one) => progress.push(one));
  window.live = { engine, kept };
  return { ...ready, progress };
}
"""
_ASKS = """\
async (questions) => {
  const answers = [];
  for (const question of questions) {
    const began = performance.now();
    const answer = await window.live.engine.ask(question);
    answers.push([answer, performance.now() - began]);
  }
  return answers;
}
"""

Question = dict[str, Any]


def find_live(folder: Path) -> str:
    """Return the path of the folder of scripts in a built site."""
    (found,) = (folder / ASSETS).glob("live-*")
    return found.relative_to(folder).as_posix()


@dataclass(frozen=True, kw_only=True)
class Engine:
    """The library in a page: `ready` is what its start told."""

    page: Page
    ready: dict[str, Any]

    def ask(self, questions: Iterable[Question]) -> list[tuple[dict[str, Any], float]]:
        """Ask one after the other; return the answers, and how many milliseconds each took."""
        return [(told, time) for told, time in self.page.evaluate(_ASKS, list(questions))]

    def wait_until_kept(self) -> int:
        """Wait until the image of the memory is kept, and return its size; 0 where that was refused."""
        size: int = self.page.evaluate("() => window.live.kept")
        return size


def start_engine(page: Page, address: str, folder: Path) -> Engine:
    """Start the library in a page of the site at an address, built into a folder."""
    if not page.url.startswith(address):
        page.goto(address, wait_until="load")
    ready = page.evaluate(_STARTS, f"{address}{find_live(folder)}/engine.js")
    return Engine(page=page, ready=ready)


def find_disagreements(engine: Engine, questions: Sequence[tuple[str, Question]]) -> list[str]:
    """Name the questions that the page answers otherwise than this Python, and what differs."""
    answers = engine.ask(question for _, question in questions)
    wrong = []
    for (name, question), (told, _) in zip(questions, answers, strict=True):
        own = json.loads(answer(json.dumps(question)))
        kinds = sorted(key for key in {*own, *told} if own.get(key) != told.get(key))
        if kinds:
            wrong.append(f"{name}: {', '.join(kinds)}")
    return wrong
