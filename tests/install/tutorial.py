"""Follow a page word for word: its files are written, its commands run in one place after the other."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from dockerlayers_site.consoles.output import format_difference, match_output, read_output
from dockerlayers_site.consoles.pages import Console, read_page
from tests.install.environments import outside_environment
from tests.support.site import ROOT

FOLLOWED = "tests/install이 따라 합니다"
"""What a session says that no engine runs, and that this does."""


@dataclass(frozen=True, kw_only=True)
class Followed:
    """A command that was run, how it ended, and where its output differs from the page's."""

    command: str
    status: int
    difference: str


def follow_page(path: str, folder: Path, variables: Mapping[str, str]) -> Iterator[Followed]:
    """Do what a page below the project's folder says, in an empty folder; yield each command."""
    place = folder
    page = read_page(ROOT, path)
    assert page.problems == ()
    for part in page.parts:
        if not isinstance(part, Console):
            (place / part.name).write_text(part.content, encoding="utf-8")
        elif FOLLOWED in (part.options.norun or ""):
            for index, turn in enumerate(part.turns):
                status, output, place = _run(turn.command, place, variables)
                shown, printed = part.shown_for(index), read_output(output)
                is_same = match_output(shown, printed, {}) is not None
                difference = "" if is_same else format_difference(shown, printed, {})
                yield Followed(command=turn.command, status=status, difference=difference)


def _run(command: str, place: Path, variables: Mapping[str, str]) -> tuple[int, str, Path]:
    """Run a command; return its status, what it printed, and where it went."""
    script = f'{command}\nstatus=$?\npwd >"$WENT"\nexit $status'
    went = place / ".went"
    ran = subprocess.run(
        ("bash", "-c", script),
        cwd=place,
        env=outside_environment({**variables, "WENT": str(went)}),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
        check=False,
    )
    there = Path(went.read_text(encoding="utf-8").strip())
    went.unlink()
    return ran.returncode, ran.stdout, there
