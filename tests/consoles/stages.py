"""A stage without an engine: a shell's own commands need none."""

from __future__ import annotations

from pathlib import Path

from dockerlayers_site.consoles.pages import parse_page
from dockerlayers_site.consoles.run import PageRun, run_page
from dockerlayers_site.consoles.stage import Stage
from dockerlayers_site.engine import Docker
from tests.support.site import ROOT

NO_ENGINE = Docker(command="false", host="", version=(20, 10), version_text="20.10.24", origin="of a test")


class EmptyStage(Stage):
    """Has nothing to set up and to clear."""

    def set_up(self, text: str) -> dict[str, str]:
        del text
        return {}

    def clear(self, *, kept: object = ()) -> None:
        del kept


STAGE = EmptyStage(docker=NO_ENGINE, folder=Path(), is_real=False)


def run(text: str) -> PageRun:
    """Run the sessions of a page that needs no engine."""
    page = parse_page("docs/page.md", text)
    assert not page.problems, page.problems
    return run_page(page, STAGE, ROOT)
