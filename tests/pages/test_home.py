"""The first page: its lines to install are those of the guide."""

from __future__ import annotations

import re

from tests.support.site import DOCS

_HOME = DOCS.joinpath("index.md").read_text(encoding="utf-8")


def test_the_lines_to_install_are_those_of_the_guide() -> None:
    guide = "".join(DOCS.joinpath(name).read_text(encoding="utf-8") for name in ("first-note.md", "team.md"))
    blocks = re.findall(r"```(?:sh|yaml)\n(.+?)```", _HOME, re.DOTALL)
    assert len(blocks) == 2
    assert [one for block in blocks for one in block.splitlines() if one not in guide] == []
