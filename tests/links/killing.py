"""Kill what writes a record before and behind every call that touches a file, and look at what is left.

usage: python -m tests.links.killing ACTION FOLDER
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path
from types import FrameType

from dockerlayers_site.bring.navigation import NavPage, add_to_navigation
from dockerlayers_site.links.command import main as links
from dockerlayers_site.links.decisions import FILE as DECISIONS
from dockerlayers_site.links.decisions import add_decisions
from dockerlayers_site.links.ledger import FILE as LEDGER
from dockerlayers_site.pages.writing import replace_file

_CALLS = frozenset(
    {"open", "write", "flush", "fsync", "close", "replace", "rename", "chmod", "unlink", "mkdir"}
)
_KILLED = 9


def record(folder: Path) -> None:
    """Take the pages of site/ into the ledger."""
    links(["--docs", str(folder), "--site", str(folder / "site"), "record"])


def decide(folder: Path) -> None:
    """Add a decision."""
    add_decisions(folder, [("gone", {"address": "b/", "reason": "까닭"})])


def navigate(folder: Path) -> None:
    """Add a page to the navigation."""
    config = folder / "mkdocs.yml"
    page = NavPage(title="새 글", path="new.md")
    replace_file(config, add_to_navigation(config.read_text(encoding="utf-8"), [page]).text)


ACTIONS: dict[str, tuple[Callable[[Path], None], str]] = {
    "record": (record, LEDGER),
    "decide": (decide, DECISIONS),
    "navigate": (navigate, "mkdocs.yml"),
}


def main(name: str, folder: Path) -> int:
    """Print how many calls there are; fail where a kill at one leaves neither the old text nor the new."""
    action, file = ACTIONS[name]
    path = folder / file
    old = path.read_bytes()
    left: list[bytes] = []
    while _run(action, folder, killed_at=len(left)):
        left.append(path.read_bytes())
        path.write_bytes(old)
    new = path.read_bytes()
    assert new != old
    assert set(left) == {old, new}
    print(len(left))
    return 0


def _run(action: Callable[[Path], None], folder: Path, *, killed_at: int) -> bool:
    """Run an action in a process of its own; say whether it was killed."""
    child = os.fork()
    if child == 0:
        sys.setprofile(_Killer(killed_at))
        action(folder)
        os._exit(0)
    status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    assert status in (0, _KILLED), status
    return status == _KILLED


class _Killer:
    """Ends the process at one of the events, which are the begin and the end of each call."""

    def __init__(self, at: int) -> None:
        self.left = at

    def __call__(self, frame: FrameType, event: str, called: object) -> None:
        del frame
        is_of_text = isinstance(getattr(called, "__self__", None), str)
        if event in ("c_call", "c_return") and getattr(called, "__name__", "") in _CALLS and not is_of_text:
            if self.left == 0:
                # Nothing is flushed, no `finally` runs: as after kill -9.
                os._exit(_KILLED)
            self.left -= 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], Path(sys.argv[2])))
