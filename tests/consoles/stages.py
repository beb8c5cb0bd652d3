"""Run pages without an engine: a shell's own commands need none."""

from __future__ import annotations

from pathlib import Path

from dockerlayers_site.consoles.pages import parse_page
from dockerlayers_site.consoles.run import PageRun, run_page
from dockerlayers_site.consoles.stage import ShellStage
from dockerlayers_site.engine import Docker
from tests.support.site import ROOT


def make_stage(command: str = "false") -> ShellStage:
    """Make a stage whose `docker` is another command."""
    docker = Docker(command=command, host="", version=(20, 10), version_text="20.10.24", origin="of a test")
    return ShellStage(docker=docker, folder=Path(), is_real=False)


def run(text: str) -> PageRun:
    """Run the sessions of a page that needs no engine."""
    page = parse_page("docs/page.md", text)
    assert not page.problems, page.problems
    return run_page(page, make_stage(), ROOT)
